"""Sealing the journal, and opening again what was closed: staffed, in two steps, with a waiting time between."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from conftest import number_of, opened, resident, staff
from demo.cast import person_id
from ingang.foundation.access.actions import open_subject
from ingang.foundation.access.errors import JournalSealed
from ingang.foundation.access.weighing import openable_kinds
from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.care_units.models import CareGiver
from ingang.foundation.consents.actions.blocks import note_lift_wish, request_emergency_lift, set_block
from ingang.foundation.consents.actions.seals import confirm_unseal, request_unseal, seal_journal
from ingang.foundation.consents.errors import (
    ConsentNotFound,
    IdentityNotChecked,
    NotSealed,
    PatientDecides,
    ProtectionRoleNeeded,
    StillWaiting,
)
from ingang.foundation.consents.models import Block, BlockKind, LiftRequest, UnsealRequest
from ingang.foundation.consents.part import BLOCK
from ingang.foundation.consents.rules import IdentityCheck
from ingang.foundation.identity.models import LogIn
from ingang.foundation.people.models import Person
from ingang.kernel.actor import Staff
from ingang.kernel.grant import Grant

pytestmark = pytest.mark.django_db

Cast = Callable[[str], UUID]
LogInAs = Callable[..., Client]
HERE, DESK = "/min/installningar/forsegla/", "/personal/las-upp/sparrar/"
CARE_GIVER, OTHER = "SE0000000020-G001", "SE0000000010-G001"
CLINICAL = "records.clinical"
CHECK = IdentityCheck.ID_DOCUMENT


def alva(now: datetime) -> Grant:
    return opened(resident("alva"), BLOCK, now=now)


def helped(actor: Staff, now: datetime) -> Grant:
    return opened(actor, BLOCK, now=now, person=person_id("alva"))


def test_a_sealed_journal_is_read_by_nobody_on_her_pages_from_the_next_request(
    log_in_as: LogInAs, now: datetime
) -> None:
    client = log_in_as("alva")
    before = client.get("/min/journalen/").status_code
    shown = client.get(HERE).content.decode()

    client.post(HERE)

    assert (before, client.get("/min/journalen/").status_code) == (200, 403)
    assert "förseglad" in client.get("/min/journalen/").content.decode()
    assert "Vem som stoppas" in shown
    assert CLINICAL not in openable_kinds(actor=resident("alva"), kinds=[CLINICAL], now=now)
    assert client.get("/min/").status_code == 200
    assert "Försegla" not in client.get("/min/").content.decode()
    assert AuditEvent.objects.filter(event="consents.journal_sealed").count() == 1


def test_sealing_twice_changes_nothing_and_staff_read_as_before(cast: Cast, now: datetime) -> None:
    for _ in range(2):
        seal_journal(grant=alva(now), now=now)

    assert opened(staff("sara"), CLINICAL, now=now, person=cast("alva")).covers(CLINICAL)
    assert AuditEvent.objects.filter(event="consents.journal_sealed").count() == 1


def test_a_guardian_can_neither_seal_nor_read_past_a_childs_seal(cast: Cast, now: datetime, log_in_as: LogInAs) -> None:
    Person.objects.filter(id=cast("ella")).update(journal_sealed_at=now)
    bo = log_in_as("bo", acting_for="ella")

    assert bo.post(HERE).status_code == 404
    assert bo.get("/min/journalen/").status_code == 403
    with pytest.raises(PatientDecides):
        seal_journal(grant=helped(staff("sara"), now), now=now)


def test_opening_a_seal_takes_the_role_a_check_and_the_waiting_time(
    cast: Cast, now: datetime, deliver: Callable[..., int], log_in_as: LogInAs
) -> None:
    seal_journal(grant=alva(now), now=now)
    sara = helped(staff("sara"), now)
    with pytest.raises(ProtectionRoleNeeded):
        request_unseal(grant=helped(staff("mona"), now), identity_check=CHECK, now=now)
    with pytest.raises(IdentityNotChecked):
        request_unseal(grant=sara, identity_check="", now=now)
    first, again = (request_unseal(grant=sara, identity_check=CHECK, now=now) for _ in range(2))
    with pytest.raises(StillWaiting):
        confirm_unseal(grant=sara, identity_check=CHECK, now=now + timedelta(hours=47))

    confirm_unseal(grant=sara, identity_check=CHECK, now=now + timedelta(hours=48))
    deliver()

    assert first == again
    assert open_subject(actor=resident("alva"), kinds=[CLINICAL], now=now).covers(CLINICAL)
    assert "Din journal är öppen igen" in log_in_as("alva").get("/min/inkorg/").content.decode()
    with pytest.raises(NotSealed):
        confirm_unseal(grant=sara, identity_check=CHECK, now=now + timedelta(hours=49))


def test_sealing_anew_ends_a_wish_to_open(cast: Cast, now: datetime) -> None:
    seal_journal(grant=alva(now), now=now)
    request_unseal(grant=helped(staff("sara"), now), identity_check=CHECK, now=now)

    seal_journal(grant=alva(now), now=now)

    assert UnsealRequest.unguarded.get().withdrawn_at == now
    with pytest.raises(JournalSealed):
        open_subject(actor=resident("alva"), kinds=[CLINICAL], now=now)


@pytest.mark.parametrize("kind", [BlockKind.INNER, BlockKind.OUTER])
def test_a_block_is_lifted_on_the_desk_in_two_steps(
    log_in_as: LogInAs, now: datetime, time_machine: Any, deliver: Callable[..., int], kind: BlockKind
) -> None:
    CareGiver.objects.filter(hsa_id=CARE_GIVER).update(lift_waiting_hours=24)
    sara, told = log_in_as("sara"), {"number": number_of("alva").value, "identity_check": "id_document"}
    block = set_block(grant=alva(now), kind=kind, care_giver=CARE_GIVER, now=now)

    looked = sara.post(DESK, told).content.decode()
    sara.post(DESK, {**told, "step": f"wish:{block}"})
    wish = LiftRequest.unguarded.get()
    early = sara.post(DESK, {**told, "step": f"lift:{wish.id}"})
    time_machine.move_to(now + timedelta(hours=25), tick=False)
    LogIn.objects.update(started_at=now + timedelta(hours=25), last_active_at=now + timedelta(hours=25))
    sara.post(DESK, {**told, "identity_check": "", "step": f"lift:{wish.id}"})
    unchecked = Block.unguarded.get().lifted_at
    sara.post(DESK, {**told, "step": f"lift:{wish.id}"})
    deliver(at=now + timedelta(hours=25))

    assert "Anteckna önskan att häva" in looked
    assert "Häv spärren" not in looked
    assert (early.status_code, unchecked) == (400, None)
    assert Block.unguarded.get().lifted_at == now + timedelta(hours=25)
    assert AuditEvent.objects.get(event="consents.block_lifted").details["check"] == "id_document"
    assert AuditEvent.objects.get(event="inbox.message_received").person == person_id("alva")


def test_the_block_may_be_kept_after_all(log_in_as: LogInAs, now: datetime) -> None:
    sara, told = log_in_as("sara"), {"number": number_of("alva").value, "identity_check": "id_document"}
    block = set_block(grant=alva(now), kind=BlockKind.OUTER, care_giver=CARE_GIVER, now=now)
    sara.post(DESK, {**told, "step": f"wish:{block}"})

    sara.post(DESK, {**told, "step": f"keep:{block}"})

    assert LiftRequest.unguarded.get().withdrawn_at == now
    assert AuditEvent.objects.filter(event="consents.lift_withdrawn").count() == 1


def test_another_care_givers_block_is_neither_shown_nor_lifted_here(log_in_as: LogInAs, now: datetime) -> None:
    block = set_block(grant=alva(now), kind=BlockKind.OUTER, care_giver=OTHER, now=now)
    told = {"number": number_of("alva").value, "identity_check": "id_document"}

    shown = log_in_as("sara").post(DESK, told).content.decode()
    answer = log_in_as("sara").post(DESK, {**told, "step": f"wish:{block}"})

    assert "Inga spärrar." in shown
    assert answer.status_code == 400
    assert not LiftRequest.unguarded.exists()


def test_an_emergency_opens_for_the_asking_unit_alone_and_needs_no_check_of_the_patient(
    log_in_as: LogInAs, now: datetime
) -> None:
    block = set_block(grant=alva(now), kind=BlockKind.OUTER, care_giver=CARE_GIVER, now=now)
    wish = request_emergency_lift(grant=helped(staff("mona"), now), block=block, now=now)

    shown = log_in_as("sara").post(DESK, {"number": number_of("alva").value}).content.decode()
    log_in_as("sara").post(DESK, {"number": number_of("alva").value, "step": f"lift:{wish}"})

    assert "fara för liv" in shown
    assert LiftRequest.unguarded.get().lifted_until == now + timedelta(hours=24)
    assert Block.unguarded.get().lifted_at is None


def test_an_emergency_hides_no_wish_of_the_patients_own(log_in_as: LogInAs, now: datetime) -> None:
    sara, told = log_in_as("sara"), {"number": number_of("alva").value, "identity_check": "id_document"}
    block = set_block(grant=alva(now), kind=BlockKind.OUTER, care_giver=CARE_GIVER, now=now)
    sara.post(DESK, {**told, "step": f"wish:{block}"})
    wish = request_emergency_lift(grant=helped(staff("mona"), now), block=block, now=now)

    shown = sara.post(DESK, told).content.decode()
    opened_for_a_day = sara.post(DESK, {**told, "step": f"lift:{wish}"}).content.decode()

    assert "En önskan är antecknad" in shown
    assert f'value="keep:{block}"' in shown
    assert f"lift:{wish}" in shown
    assert "fara för liv" in shown
    assert "En önskan är antecknad" in opened_for_a_day
    assert "fara för liv" not in opened_for_a_day
    assert Block.unguarded.get().lifted_at is None


@pytest.mark.parametrize("step", ["wish:", "wish:x", f"lift:{UUID(int=1)}", "keep:\0", "nonsens", "open", "unseal"])
def test_steps_that_lead_nowhere_change_nothing(log_in_as: LogInAs, now: datetime, step: str) -> None:
    told = {"number": number_of("alva").value, "identity_check": "id_document"}

    answer = log_in_as("sara").post(DESK, {**told, "step": step})

    assert answer.status_code in {200, 400}
    assert not AuditEvent.objects.filter(event__startswith="consents.").exists()


def test_without_the_role_the_desk_is_closed_and_a_stranger_is_nobody(log_in_as: LogInAs, now: datetime) -> None:
    told = {"number": number_of("cleo").value, "identity_check": "id_document"}

    assert log_in_as("mona").get(DESK).status_code == 403
    assert "Åkerman" not in log_in_as("sara").post(DESK, told).content.decode()
    with pytest.raises(ConsentNotFound):
        note_lift_wish(grant=helped(staff("sara"), now), block=UUID(int=1), identity_check=CHECK, now=now)
