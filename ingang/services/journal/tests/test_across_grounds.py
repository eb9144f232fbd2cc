"""Staff read across care givers: whom, and on what ground; what is offered and what is refused."""

import re
from datetime import date, datetime

import pytest
from django.urls import reverse

from conftest import number_of, relate, staff
from demo import numbers
from ingang.connectors.fhir.fake import FakeFhirServer
from ingang.foundation.access.models import RecordedGround
from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.consents.models import Consent
from ingang.kernel.grant import Ground
from ingang.services.journal.tests.across import (
    GROUND,
    MONA,
    OTHERS,
    OWN,
    SARA,
    TOMORROW,
    Cast,
    LogInAs,
    at,
    consent,
    server,
    text_of,
)

__all__ = ["server"]

pytestmark = pytest.mark.django_db


def test_the_patient_is_found_by_number(log_in_as: LogInAs, cast: Cast) -> None:
    answer = log_in_as("sara").post(reverse("journal:find"), {"number": number_of("alva").value})

    assert answer["Location"] == at("journal:patient", cast)


@pytest.mark.parametrize("key", ["cleo", "nobody"])
def test_nobody_and_one_without_contact_look_the_same(log_in_as: LogInAs, key: str) -> None:
    number = numbers.test_number(date(1950, 5, 5), 980) if key == "nobody" else number_of(key).value
    answer = log_in_as("sara").post(reverse("journal:find"), {"number": number})

    assert answer.status_code == 400
    assert "Mottagningen har ingen pågående kontakt med någon som har det här numret" in answer.content.decode()
    assert "Varför är personen patient hos er nu?" in answer.content.decode()


def test_with_a_reason_staff_say_that_the_patient_is_theirs(log_in_as: LogInAs, cast: Cast) -> None:
    written = {"number": number_of("cleo").value, "reason": "arrived_acute"}
    answer = log_in_as("sara").post(reverse("journal:find"), written)

    assert answer["Location"] == at("journal:patient", cast, "cleo")
    assert AuditEvent.objects.get(event="access.relation_attested").details["reason"] == "arrived_acute"


@pytest.mark.parametrize("key", ["vera", "yusuf", "otto"])
def test_an_assignment_for_something_else_than_care_opens_nothing(log_in_as: LogInAs, cast: Cast, key: str) -> None:
    client = log_in_as(key)

    assert client.get(reverse("journal:find")).status_code == 403
    for name in ("journal:patient", GROUND, OTHERS, OWN):
        assert client.get(at(name, cast)).status_code == 403


def test_before_the_ground_nothing_is_named_and_no_system_asked(
    log_in_as: LogInAs, cast: Cast, server: FakeFhirServer
) -> None:
    client = log_in_as("sara")
    pages = [text_of(client.get(at(name, cast))) for name in ("journal:patient", GROUND, "journal:register_consent")]

    assert "Det finns ospärrade uppgifter hos andra vårdgivare." in pages[0]
    for page in pages:
        for name in ("Uppsala", "Region Stockholm", "Torra", "Pollenallergi"):
            assert name not in page
    for name in (OTHERS, "journal:others_arriving", "journal:others_answers"):
        assert client.get(at(name, cast))["Location"] == at("journal:patient", cast)
    assert server.asked == []


@pytest.mark.parametrize(
    ("key", "patient", "offered"),
    [
        ("sara", "alva", {"register_consent", "incapacity", "emergency"}),
        ("tore", "dagny", {"register_consent", "incapacity"}),
        ("sara", "ella", {"register_consent", "child", "emergency"}),
        ("sara", "maja", {"register_consent", "child", "emergency"}),
    ],
)
def test_a_page_offers_what_the_law_has_and_nothing_is_chosen(
    log_in_as: LogInAs, cast: Cast, now: datetime, key: str, patient: str, offered: set[str]
) -> None:
    actor = staff(key)
    relate(patient, actor.unit, actor.care_giver, now=now)
    page = text_of(log_in_as(key).get(at(GROUND, cast, patient)))

    assert set(re.findall(r'name="ground" value="(\w+)"', page)) == offered
    assert "checked" not in page


def test_a_consent_in_force_is_offered_to_those_whom_it_covers(log_in_as: LogInAs, cast: Cast, now: datetime) -> None:
    consent(cast, now)
    consent(cast, now, unit=MONA.unit, employee="somebody else")

    assert 'value="given"' in text_of(log_in_as("sara").get(at(GROUND, cast)))
    assert 'value="given"' not in text_of(log_in_as("mona").get(at(GROUND, cast)))


def test_the_ground_is_asked_for_in_words_when_none_is_chosen(log_in_as: LogInAs, cast: Cast) -> None:
    for name, words in ((GROUND, "Välj en grund"), ("journal:emergency", "Välj skälet")):
        answer = log_in_as("sara").post(at(name, cast), {})
        assert answer.status_code == 400
        assert words in answer.content.decode()
    assert not RecordedGround.unguarded.exclude(ground=Ground.EXISTENCE).exists()


def test_a_registered_consent_is_the_ground_and_is_recorded_first(
    log_in_as: LogInAs, cast: Cast, now: datetime
) -> None:
    client = log_in_as("sara")
    answer = client.post(at("journal:register_consent", cast), {"whom": "me", **TOMORROW})

    assert answer["Location"] == at(OTHERS, cast)
    given = Consent.unguarded.get()
    assert (given.unit, given.employee, given.registered_by) == (SARA.unit, SARA.hsa_id, SARA.hsa_id)
    assert given.valid_until.isoformat() == "2026-11-27T23:00:00+00:00"
    recorded = [row.event for row in AuditEvent.objects.filter(person=cast("alva")).order_by("id")]
    assert recorded[-2:] == ["consents.consent_registered", "access.across_opened"]
    assert "Diagnos: Pollenallergi" in text_of(client.get(at(OTHERS, cast)))


@pytest.mark.parametrize(
    ("written", "words"),
    [
        (TOMORROW, "Välj vem patienten låter läsa"),
        ({"whom": "me"}, "Skriv dag, månad och år"),
        ({"whom": "me", **TOMORROW, "last_day_2": "2020"}, "Välj ett slut"),
        ({"whom": "me", **TOMORROW, "last_day_2": "9999"}, "Välj ett slut"),
        ({"whom": "me", "last_day_0": "31", "last_day_1": "12", "last_day_2": "9999"}, "Välj en tidigare dag"),
    ],
)
def test_a_consent_that_can_not_be_registered_says_why(
    log_in_as: LogInAs, cast: Cast, written: dict[str, str], words: str
) -> None:
    answer = log_in_as("sara").post(at("journal:register_consent", cast), written)

    assert answer.status_code == 400
    assert words in answer.content.decode()
    assert not Consent.unguarded.exists()


def test_a_child_who_can_not_consent_and_an_adult_who_is_asked(log_in_as: LogInAs, cast: Cast, now: datetime) -> None:
    relate("ella", SARA.unit, SARA.care_giver, now=now)
    client, reason = log_in_as("sara"), {"reason": "child_too_young"}

    assert client.post(at("journal:child", cast, "ella"), reason)["Location"] == at(OTHERS, cast, "ella")
    event = AuditEvent.objects.latest("id")
    assert (event.event, event.ground, event.details["reason"]) == (
        "access.across_opened", "child_without_consent", "child_too_young",
    )  # fmt: skip
    assert client.post(at("journal:child", cast), reason).status_code == 403


def test_social_care_has_no_emergency_whatever_is_sent(log_in_as: LogInAs, cast: Cast) -> None:
    client, place = log_in_as("tore"), at("journal:emergency", cast, "dagny")
    page = text_of(client.get(place))

    assert "Omsorgen kan inte läsa utan samtycke i en nödsituation." in page
    assert 'name="reason"' not in page
    assert client.post(place, {"reason": "unconscious"}).status_code == 403
    assert not RecordedGround.unguarded.exclude(ground=Ground.EXISTENCE).exists()
