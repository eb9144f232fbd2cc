"""What the test that walks every address needs."""

from datetime import datetime
from typing import Any
from uuid import UUID

from ingang.foundation.access.actions import open_job
from ingang.foundation.care_units.models import UnitPage
from ingang.foundation.entitlement.access import UNIT_ADMIN
from ingang.foundation.people.models import Assignment
from ingang.foundation.personal.scope import query
from ingang.foundation.work_items.actions import create_work
from ingang.foundation.work_items.models import WorkItem
from ingang.kernel.actor import Job
from ingang.kernel.grant import Grant
from ingang.services.care_finder.actions.importing import import_directory
from ingang.services.care_finder.actions.reporting import WITHIN, WORK, report_error

KIND = "work_items.item"
FILE = b"hsaIdentity;unitName\nSE0000000010-U999;Ingenstans\n"


def samples(*, owner: UUID, now: datetime) -> dict[str, dict[str, Any]]:
    """A unit that is shown, a report about it as its work, and an import in which nothing was right."""
    there = set(UnitPage.objects.values_list("unit", flat=True))
    work = [one for one in Assignment.objects.order_by("-hsa_id") if UNIT_ADMIN in one.roles and one.unit in there]
    unit = next(one.unit for one in work if one.purpose == "care" and "message_admin" in one.roles)
    reference = report_error(unit=unit, about="phone", text="", now=now)
    run = import_directory(actor=Job(name="samples"), content=FILE, file_name="units.csv", region="", now=now)
    return {
        "care_finder:unit": {"unit": unit},
        "care_finder:report": {"unit": unit},
        "care_finder:fhir_search": {"kind": "Organization"},
        "care_finder:fhir_read": {"kind": "Location", "id": unit},
        "care_finder:follow": {"reference": reference},
        "care_finder_staff:answer": {"item": _work(unit, reference, now)},
        "care_finder_staff:offer": {"code": "wound"},
        "care_finder_staff:end_offer": {"code": "wound"},
        "care_finder_staff:remove_function": {"function": "booking"},
        "care_finder_staff:run": {"run": run.id},
        "care_finder_staff:undo": {"run": run.id},
    }


def _work(unit: str, reference: str, now: datetime) -> UUID:
    """The report as the unit's work, which it has become once it is delivered."""
    grant = open_job(name="care_finder.samples", kinds=(KIND,), now=now)
    create_work(grant=grant, unit=unit, kind=WORK, subject=reference, due_at=now + WITHIN, now=now)
    return _item(grant=grant, reference=reference)


@query
def _item(*, grant: Grant, reference: str) -> UUID:
    return WorkItem.under(grant).get(subject=reference).id
