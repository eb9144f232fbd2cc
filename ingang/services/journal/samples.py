"""Entries of a person, and a patient of one unit alone, for the test that walks every address."""

import json
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from uuid6 import uuid7

from ingang.foundation.access.across import open_across
from ingang.foundation.access.actions import open_job, open_subject, open_unit
from ingang.foundation.access.rules import Reason
from ingang.foundation.care_units.models import CareUnit
from ingang.foundation.consents.actions.blocks import set_block
from ingang.foundation.consents.models import BlockKind
from ingang.foundation.consents.part import BLOCK
from ingang.foundation.identity.keeping import Keeper
from ingang.foundation.people.models import Assignment, Person, StaffMember
from ingang.foundation.people.queries import staff_in_assignment
from ingang.foundation.personal.scope import scope
from ingang.foundation.records.importing import import_text
from ingang.foundation.records.models import Resource
from ingang.foundation.work_items.actions import create_work
from ingang.foundation.work_items.models import WorkItem
from ingang.foundation.work_items.queries import open_work
from ingang.kernel.actor import Resident, Staff
from ingang.kernel.grant import Ground
from ingang.services.journal.models import Form, WaitingResult
from ingang.services.journal.reading_across.lifting import LIFT_ASKED, ask_to_lift
from ingang.services.journal.release import ResultClass, When
from ingang.services.journal.release_choices import SPEAK, choose
from ingang.services.journal.reports.actions import Written, report_error
from ingang.services.journal.reports.models import REPORT, What
from ingang.services.journal.showing.samples import samples as showing_samples
from ingang.services.journal.taking.actions import ask
from ingang.services.journal.taking.wishes import Wish

TAKINGS = ("taking", "taking_waits", "taking_cancel", "taking_again", "taken")
UNIT = "SE0000000020-U001"
CLINICAL = Resource.data_kind
ABOUT_A_PATIENT = tuple(
    f"journal:{name}"
    for name in (
        "patient", "ground", "register_consent", "child", "emergency", "incapacity", "consents", "ask_to_lift", "own",
        "own_arriving", "own_answers", "others", "others_arriving", "others_answers",
    )
)  # fmt: skip

# The nurse's of the cast, so that the report is work for her unit.
CARE_GIVER = "SE0000000020-G001"
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
    """Write entries about the owner, report an error in one of them, and point at them."""
    diagnosis, value, _ = (_written(owner, text, now) for text in (DIAGNOSIS, VALUE, WAITING))
    report = _reported(owner, diagnosis, now)
    item = _work_about(report, owner, now)
    _choose(owner, now)
    taking = {"id": _taking(owner, now)}
    return {
        **{f"journal:{name}": taking for name in TAKINGS},
        "journal:entry": {"id": diagnosis},
        "journal:download": {"id": diagnosis},
        "journal:values": {"id": value},
        "journal:new_report": {"entry": diagnosis},
        "journal:report": {"id": report},
        "journal:withdraw_report": {"id": report},
        "journal:answer_report": {"item": item},
        "journal:send_report_on": {"item": item},
        "journal:speak": {"item": _speak(owner, now)},
        **showing_samples(owner=owner, taking=taking, now=now),
        **_staffs(now),
    }


def _staffs(now: datetime) -> dict[str, dict[str, Any]]:
    """A patient of the unit whose nurse tries the staff's pages, with an entry there and one at another care giver."""
    patient = Person.objects.get(given_name="Dagny", family_name="Wallin").id
    here, there = CareUnit.objects.filter(kind__in=("vardcentral", "hudmottagning")).order_by("-hsa_id")[:2]
    places: dict[str, dict[str, Any]] = {name: {"person": patient} for name in ABOUT_A_PATIENT}
    for side, unit in (("own", here), ("others", there)):
        places[f"journal:{side}_entry"] = {"person": patient, "id": _written(patient, DIAGNOSIS, now, unit.care_giver)}
        places[f"journal:{side}_values"] = {"person": patient, "id": _written(patient, VALUE, now, unit.care_giver)}
    return places | {"journal:lift": {"item": _asked(patient, here, there, now)}}


def _asked(patient: UUID, here: CareUnit, there: CareUnit, now: datetime) -> UUID:
    """The work of answering whether the block that the patient has set at `here` is opened for `there`."""
    own = open_subject(actor=Resident(person=patient), kinds=[BLOCK], now=now)
    block = set_block(grant=own, kind=BlockKind.OUTER, care_giver=here.care_giver, now=now)
    asking, deciding = _at(there), _at(here)
    reads = open_across(
        actor=asking, person=patient, kinds=[CLINICAL], ground=Ground.EMERGENCY, reason=Reason.UNCONSCIOUS, now=now
    )
    ask_to_lift(grant=reads, block=block, now=now)
    unit = open_unit(actor=deciding, kinds=["work_items.item"], now=now)
    return next(line.item.id for line in open_work(grant=unit, now=now) if line.item.kind == LIFT_ASKED)


def _at(unit: CareUnit) -> Staff:
    assignment = Assignment.objects.filter(unit=unit.hsa_id, purpose="care").order_by("hsa_id")[0]
    return staff_in_assignment(member=StaffMember.objects.get(hsa_id=assignment.staff), assignment=assignment)


def _reported(owner: UUID, entry: UUID, now: datetime) -> UUID:
    grant = open_subject(actor=Resident(person=owner), kinds=(Resource.data_kind, REPORT), now=now)
    written = Written(what=What.WRONG_FACT, text="Det är björk, inte gräs.")
    keeper = Keeper(log_in=uuid7(), session_key="samples")
    return report_error(grant=grant, keeper=keeper, entry=entry, form=uuid7(), written=written, now=now)


def _work_about(report: UUID, owner: UUID, now: datetime) -> UUID:
    grant = open_job(name="journal.samples", kinds=(WorkItem.data_kind,), persons=(owner,), now=now)
    with scope(grant):
        return WorkItem.under(grant).get(subject=str(report)).id


def _taking(owner: UUID, now: datetime) -> UUID:
    """A file that is being made for a log-in that is not this one."""
    grant = open_subject(actor=Resident(person=owner), kinds=(Resource.data_kind,), now=now)
    keeper = Keeper(log_in=uuid7(), session_key="another browser's")
    wish = Wish(form=Form.FHIR)
    return ask(grant=grant, keeper=keeper, wish=wish, language="sv", base="http://testserver/fhir", now=now)


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


def _written(owner: UUID, text: str, now: datetime, care_giver: str = CARE_GIVER) -> UUID:
    import_text(text=text, care_giver=care_giver, person=owner, now=now)
    grant = open_job(name="journal.samples", kinds=(Resource.data_kind,), persons=(owner,), now=now)
    title = json.loads(text)["code"]["text"]
    with scope(grant):
        written = Resource.under(grant).filter(care_giver=care_giver, title=title)
        return written.order_by("-id").values_list("id", flat=True)[0]
