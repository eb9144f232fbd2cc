"""Staff read across care givers: what is shown on a ground, past no block, until it ends."""

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse

from conftest import relate
from ingang.connectors.fhir import errors
from ingang.connectors.fhir.fake import FakeFhirServer
from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.consents.models import BlockKind, CareRelation, Consent
from ingang.foundation.identity.models import LogIn
from ingang.foundation.people.models import Assignment
from ingang.foundation.records.importing import import_text
from ingang.services.journal.samples import DIAGNOSIS, VALUE
from ingang.services.journal.tests.across import (
    GROUND,
    OTHERS,
    OWN,
    SARA,
    STOCKHOLM,
    Cast,
    LogInAs,
    at,
    block,
    consent,
    in_an_emergency,
    server,
    text_of,
    titles,
)
from ingang.services.journal.tests.sources import UPPSALA

__all__ = ["server"]

pytestmark = pytest.mark.django_db


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
