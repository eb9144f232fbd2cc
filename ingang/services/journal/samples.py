"""Entries of a person, for the test that walks every address."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from uuid6 import uuid7

from ingang.foundation.access.actions import open_job, open_subject
from ingang.foundation.care_units.models import CareGiver
from ingang.foundation.personal.scope import scope
from ingang.foundation.records.importing import import_text
from ingang.foundation.records.models import Resource
from ingang.foundation.work_items.actions import create_work
from ingang.foundation.work_items.models import WorkItem
from ingang.kernel.actor import Resident
from ingang.services.journal.models import WaitingResult
from ingang.services.journal.release import ResultClass, When
from ingang.services.journal.release_choices import SPEAK, choose

UNIT = "SE0000000020-U001"

DIAGNOSIS = '{"resourceType":"Condition","id":"sample","code":{"text":"Pollenallergi"},"recordedDate":"2026-05-02"}'
VALUE = (
    '{"resourceType":"Observation","id":"value","status":"final","code":{"text":"P-CRP"},'
    '"effectiveDateTime":"2026-05-02","valueQuantity":{"value":3,"unit":"mg/L"}}'
)
WAITING = (
    '{"resourceType":"Observation","id":"waiting","status":"final","code":{"text":"Gentest"},'
    '"category":[{"coding":[{"code":"laboratory"}]}],"effectiveDateTime":"2026-05-02"}'
)


def samples(*, owner: UUID, now: datetime) -> dict[str, dict[str, Any]]:
    """Write entries about the owner and point at them."""
    diagnosis, value, _ = (_written(owner, text, now) for text in (DIAGNOSIS, VALUE, WAITING))
    _choose(owner, now)
    return {
        "journal:entry": {"id": diagnosis},
        "journal:download": {"id": diagnosis},
        "journal:values": {"id": value},
        "journal:speak": {"item": _speak(owner, now)},
    }


def _choose(owner: UUID, now: datetime) -> None:
    """The owner wants to hear of genetic tests from care."""
    mine = open_subject(actor=Resident(person=owner), kinds=(WaitingResult.data_kind,), now=now)
    choose(grant=mine, choices={ResultClass.GENETICS: When.SPOKEN}, now=now)


def _speak(owner: UUID, now: datetime) -> UUID:
    """The unit's work of speaking with the owner before a result."""
    kinds = (WaitingResult.data_kind, "work_items.item")
    grant = open_job(name="journal.samples", kinds=kinds, persons=(owner,), now=now)
    with scope(grant):
        row = WaitingResult(
            person=owner, entry=uuid7(), care_giver="SE0000000020-G001", unit=UNIT, result_class="laboratory",
            found_at=now, until=now + timedelta(days=30),
        )  # fmt: skip
        row.save(force_insert=True)
    create_work(
        grant=grant, unit=UNIT, kind=SPEAK, subject=str(row.id), person=owner, due_at=now + timedelta(days=10), now=now
    )
    with scope(grant):
        return WorkItem.under(grant).get(subject=str(row.id)).id


def _written(owner: UUID, text: str, now: datetime) -> UUID:
    care_giver = CareGiver.objects.order_by("hsa_id").values_list("hsa_id", flat=True)[0]
    import_text(text=text, care_giver=care_giver, person=owner, now=now)
    grant = open_job(name="journal.samples", kinds=(Resource.data_kind,), persons=(owner,), now=now)
    with scope(grant):
        return Resource.under(grant).order_by("-id").values_list("id", flat=True)[0]
