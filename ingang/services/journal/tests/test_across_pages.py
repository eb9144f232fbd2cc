"""Staff read across care givers: who may, on what ground, what is shown, and what is never offered."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from conftest import number_of, relate, staff
from ingang.connectors.fhir import errors
from ingang.connectors.fhir.fake import FakeFhirServer
from ingang.foundation.access.models import RecordedGround
from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.consents.models import Block, BlockKind, CareRelation, Consent
from ingang.foundation.identity.models import LogIn
from ingang.foundation.people.models import Assignment
from ingang.foundation.records.importing import import_text
from ingang.services.journal.reading_across import existence as step_one
from ingang.services.journal.samples import DIAGNOSIS, VALUE
from ingang.services.journal.sources.collecting import Collector
from ingang.services.journal.tests.sources import UPPSALA, condition, knows, uppsala

pytestmark = pytest.mark.django_db

Cast = Callable[[str], UUID]
LogInAs = Callable[..., Client]
SARA, MONA, TORE = staff("sara"), staff("mona"), staff("tore")
STOCKHOLM = "SE0000000010-G001"
HEADACHE = '{"resourceType":"Condition","id":"own","code":{"text":"Huvudvärk"},"recordedDate":"2026-05-03"}'
TOMORROW = {"last_day_0": "27", "last_day_1": "11", "last_day_2": "2026"}
GROUND, OTHERS, OWN = "journal:ground", "journal:others", "journal:own"


@pytest.fixture(autouse=True)
def server(cast: Cast, now: datetime, monkeypatch: pytest.MonkeyPatch) -> FakeFhirServer:
    """Alva has a diagnosis at each of three care givers: the reader's own, one in the house, and Region Uppsala's."""
    Consent.unguarded.all().delete()
    import_text(text=HEADACHE, care_giver=SARA.care_giver, person=cast("alva"), now=now)
    import_text(text=DIAGNOSIS, care_giver=STOCKHOLM, person=cast("alva"), now=now)
    label = {"security": [{"code": "NOPAT"}]}
    outside = condition("1", "Torra ögon"), condition("2", "Hemligt", meta=label)
    server = knows(FakeFhirServer(), number_of("alva"), *outside)
    monkeypatch.setattr("ingang.services.journal.queries.connected_sources", lambda: (uppsala(server),))
    monkeypatch.setattr("ingang.services.journal.views.arrivals.COLLECTOR", Collector())
    monkeypatch.setattr(step_one, "the_index", lambda: None)
    return server


def at(name: str, cast: Cast, key: str = "alva", **more: Any) -> str:
    return reverse(name, kwargs={"person": cast(key), **more})


def text_of(answer: Any) -> str:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return str(content.decode())


def titles(page: str) -> list[str]:
    return re.findall(r'class="timeline-title"><a href="[^"]*">([^<]*)</a>', page)


def consent(cast: Cast, now: datetime, unit: str = SARA.unit, employee: str = "") -> Consent:
    return Consent.unguarded.create(
        person=cast("alva"), care_giver="x", unit=unit, employee=employee, given_at=now,
        valid_until=now + timedelta(days=1), registered_by="x",
    )  # fmt: skip


def block(cast: Cast, now: datetime, care_giver: str, kind: BlockKind = BlockKind.OUTER, unit: str = "") -> Block:
    return Block.unguarded.create(person=cast("alva"), kind=kind, care_giver=care_giver, unit=unit, blocked_at=now)


def in_an_emergency(client: Client, cast: Cast) -> str:
    """The whole of what others have written, on the ground of an emergency."""
    client.post(at("journal:emergency", cast), {"reason": "unconscious"})
    client.get(at("journal:others_arriving", cast)).getvalue()
    return text_of(client.get(at(OTHERS, cast)))


# Step one: whom.


def test_the_patient_is_found_by_number(log_in_as: LogInAs, cast: Cast) -> None:
    answer = log_in_as("sara").post(reverse("journal:find"), {"number": number_of("alva").value})

    assert answer["Location"] == at("journal:patient", cast)


@pytest.mark.parametrize("key", ["cleo", "nobody"])
def test_nobody_and_one_without_contact_look_the_same(log_in_as: LogInAs, key: str) -> None:
    number = "191212121212" if key == "nobody" else number_of(key).value
    answer = log_in_as("sara").post(reverse("journal:find"), {"number": number})

    assert answer.status_code == 400
    assert "Mottagningen har ingen pågående kontakt med någon som har det här numret" in answer.content.decode()
    assert "Varför är personen er nu?" in answer.content.decode()


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


# The ground.


@pytest.mark.parametrize(
    ("key", "patient", "offered"),
    [
        ("sara", "alva", {"register_consent", "emergency"}),
        ("tore", "dagny", {"register_consent"}),
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
    assert not RecordedGround.unguarded.exists()


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
    assert not RecordedGround.unguarded.exists()


# Step two: the journal.


def test_others_journal_is_what_others_have_written_with_what_is_withheld(
    log_in_as: LogInAs, cast: Cast, server: FakeFhirServer
) -> None:
    page = in_an_emergency(log_in_as("sara"), cast)

    assert sorted(titles(page)) == ["Diagnos: Hemligt", "Diagnos: Pollenallergi", "Diagnos: Torra ögon"]
    assert page.count("Visas inte för patienten") == 1
    assert "Ögonmottagningen, Region Uppsala" in page
    assert len(server.asked) == 1


def test_own_care_givers_journal_needs_no_ground_and_asks_no_other(
    log_in_as: LogInAs, cast: Cast, server: FakeFhirServer
) -> None:
    client = log_in_as("sara")
    page = text_of(client.get(at(OWN, cast)))

    assert titles(page) == ["Diagnos: Huvudvärk"]
    assert "data-arrivals" not in page
    assert client.get(at("journal:own_arriving", cast)).getvalue()
    assert server.asked == []


def test_an_entry_is_read_with_ground_and_purpose_in_the_log(log_in_as: LogInAs, cast: Cast) -> None:
    client = log_in_as("sara")
    page = in_an_emergency(client, cast)
    (address,) = re.findall(r'href="([^"]*)">Diagnos: Hemligt', page)
    shown = text_of(client.get(address))

    assert "Alva" in shown
    assert "Visas inte för patienten" in shown
    event = AuditEvent.objects.get(event="journal.entry_read")
    assert (event.ground, event.purpose, event.person) == ("emergency", "care", cast("alva"))
    log = text_of(log_in_as("alva").get(reverse("access_log:start")))
    assert "Distriktssköterska vid Björkbackens vårdcentral: läste en uppgift i journalen" in log
    assert "Skäl: nödsituation" in log


def test_an_entry_of_the_one_side_is_missing_on_the_other(log_in_as: LogInAs, cast: Cast) -> None:
    client = log_in_as("sara")
    page = in_an_emergency(client, cast)
    for address in re.findall(r'href="([^"]*)">Diagnos', page):
        assert client.get(address).status_code == 200
        assert client.get(address.replace("/andra/", "/egen/")).status_code == 404


def test_values_over_time_are_from_the_side_that_is_open(log_in_as: LogInAs, cast: Cast, now: datetime) -> None:
    for care_giver in (SARA.care_giver, STOCKHOLM):
        import_text(text=VALUE, care_giver=care_giver, person=cast("alva"), now=now)
    client = log_in_as("sara")
    in_an_emergency(client, cast)
    page = text_of(client.get(at(OTHERS, cast), {"typ": "matvarden"}))
    (address,) = re.findall(r'href="([^"]*)">Mätvärde', page)
    shown = text_of(client.get(f"{address}varden/"))

    assert "Region Stockholm" in shown
    assert "Björkbackens Vård AB" not in shown


def test_the_stream_comes_after_the_ground_and_is_no_sign_of_life(
    log_in_as: LogInAs, cast: Cast, now: datetime, time_machine: Any
) -> None:
    client = log_in_as("sara")
    client.post(at("journal:emergency", cast), {"reason": "unconscious"})
    page = text_of(client.get(at(OTHERS, cast), {"typ": "diagnoser"}))
    before = LogIn.objects.get().last_active_at
    time_machine.move_to(now + timedelta(minutes=1), tick=False)
    answer = client.get(at("journal:others_answers", cast))

    assert f'data-arrivals="{at("journal:others_answers", cast)}?typ=diagnoser"' in page
    assert answer["Content-Type"] == "text/event-stream"
    assert LogIn.objects.get().last_active_at == before


def test_a_system_that_fails_is_named_and_one_that_has_nothing_is_not(
    log_in_as: LogInAs, cast: Cast, server: FakeFhirServer, now: datetime
) -> None:
    relate("bo", SARA.unit, SARA.care_giver, now=now)
    client, reason = log_in_as("sara"), {"reason": "unconscious"}
    client.post(at("journal:emergency", cast, "bo"), reason)
    empty = client.get(at("journal:others_arriving", cast, "bo")).getvalue().decode()
    empty += text_of(client.get(at(OTHERS, cast, "bo")))
    server.break_with(errors.FhirLate())

    assert "Region Uppsala" not in empty
    assert "Region Uppsala" in in_an_emergency(client, cast)


def test_answers_are_kept_for_that_log_in_alone(log_in_as: LogInAs, cast: Cast, server: FakeFhirServer) -> None:
    in_an_emergency(log_in_as("sara"), cast)
    other = log_in_as("sara")
    other.post(at("journal:emergency", cast), {"reason": "unconscious"})

    assert "Torra ögon" not in text_of(other.get(at(OTHERS, cast)))


def test_a_guardian_is_told_of_the_opening_and_not_that_there_was_an_entry_to_read(
    log_in_as: LogInAs, cast: Cast, now: datetime
) -> None:
    relate("ella", SARA.unit, SARA.care_giver, now=now)
    import_text(text=DIAGNOSIS, care_giver=STOCKHOLM, person=cast("ella"), now=now)
    client = log_in_as("sara")
    client.post(at("journal:child", cast, "ella"), {"reason": "child_too_young"})
    (address,) = re.findall(r'href="([^"]*)">Diagnos', text_of(client.get(at(OTHERS, cast, "ella"))))
    assert client.get(address).status_code == 200
    log = text_of(log_in_as("bo", acting_for="ella").get(reverse("access_log:start")))

    assert "öppnade det som andra vårdgivare har" in log
    assert "läste en uppgift" not in log


def test_the_menu_leads_here_from_assignments_for_care_alone(log_in_as: LogInAs) -> None:
    pages = {key: text_of(log_in_as(key).get(reverse("staff_desk:start"))) for key in ("sara", "tore", "vera")}

    assert {key for key, page in pages.items() if "Sammanhållen journal" in page} == {"sara", "tore"}


# Blocks.


def test_what_is_blocked_is_left_out_and_its_system_not_asked(
    log_in_as: LogInAs, cast: Cast, now: datetime, server: FakeFhirServer
) -> None:
    block(cast, now, UPPSALA)
    page = in_an_emergency(log_in_as("sara"), cast)

    assert titles(page) == ["Diagnos: Pollenallergi"]
    assert server.asked == []
    assert f"{UPPSALA}: ingen där svarar här. Ring dem." in page


def test_a_block_set_meanwhile_counts_from_the_next_request_also_for_what_is_kept(
    log_in_as: LogInAs, cast: Cast, now: datetime
) -> None:
    client = log_in_as("sara")
    (address,) = re.findall(r'href="([^"]*)">Diagnos: Torra', in_an_emergency(client, cast))
    block(cast, now, UPPSALA)

    assert "Torra ögon" not in text_of(client.get(at(OTHERS, cast)))
    assert client.get(address).status_code == 404


def test_on_a_consent_it_is_told_that_something_is_blocked_and_not_whose(
    log_in_as: LogInAs, cast: Cast, now: datetime
) -> None:
    consent(cast, now)
    block(cast, now, UPPSALA)
    block(cast, now, STOCKHOLM)
    client = log_in_as("sara")
    client.post(at(GROUND, cast), {"ground": "given"})
    pages = client.get(at("journal:others_arriving", cast)).getvalue().decode() + text_of(client.get(at(OTHERS, cast)))

    assert "Något är spärrat hos andra vårdgivare" in pages
    for name in ("Uppsala", "Region Stockholm", UPPSALA, "Begär att spärren hävs"):
        assert name not in pages


def test_an_inner_block_leaves_the_units_own_and_says_who_may_lift(
    log_in_as: LogInAs, cast: Cast, now: datetime
) -> None:
    block(cast, now, SARA.care_giver, BlockKind.INNER)
    page = text_of(log_in_as("sara").get(at(OWN, cast)))

    assert "Något är spärrat hos er egen vårdgivare" in page
    assert "skyddsadministratör får häva spärren" in page
    assert titles(page) == []
    assert "Något är spärrat" not in in_an_emergency(log_in_as("sara"), cast)


# What ends.


def test_a_consent_that_is_taken_back_is_told_at_the_next_request(
    log_in_as: LogInAs, cast: Cast, now: datetime
) -> None:
    given = consent(cast, now)
    client = log_in_as("sara")
    client.post(at(GROUND, cast), {"ground": "given"})
    client.get(at("journal:others_arriving", cast)).getvalue()
    (address,) = re.findall(r'href="([^"]*)">Diagnos: Torra', text_of(client.get(at(OTHERS, cast))))
    Consent.unguarded.filter(id=given.id).update(revoked_at=now)

    for place in (at(OTHERS, cast), address, at("journal:others_answers", cast), at("journal:others_arriving", cast)):
        answer = client.get(place)
        assert answer.status_code == 403
        assert "Patientens samtycke saknas" in answer.content.decode()
        assert "Torra" not in answer.content.decode()


def test_a_relation_that_is_over_is_told_at_the_next_request(log_in_as: LogInAs, cast: Cast, now: datetime) -> None:
    consent(cast, now)
    client = log_in_as("sara")
    client.post(at(GROUND, cast), {"ground": "given"})
    CareRelation.unguarded.filter(unit=SARA.unit).update(valid_until=now)

    for name in (OTHERS, OWN, "journal:patient", GROUND):
        answer = client.get(at(name, cast))
        assert answer.status_code == 404
        assert "Sök upp patienten igen" in answer.content.decode()


def test_an_assignment_that_has_ended_opens_nothing(log_in_as: LogInAs, cast: Cast, now: datetime) -> None:
    client = log_in_as("sara")
    in_an_emergency(client, cast)
    Assignment.objects.filter(hsa_id=SARA.assignment).update(valid_until=now.date())

    assert "Torra" not in text_of(client.get(at(OTHERS, cast)))


@pytest.mark.parametrize("key", ["cleo", "bo", "alva"])
def test_no_resident_comes_here(log_in_as: LogInAs, cast: Cast, key: str) -> None:
    client = log_in_as(key)

    for name in ("journal:patient", GROUND, OTHERS, OWN, "journal:others_answers"):
        assert client.get(at(name, cast)).status_code == 404
