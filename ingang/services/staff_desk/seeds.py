"""Samples for the permission table: work of the unit where the cast's nurse works."""

from datetime import datetime
from uuid import UUID

from uuid6 import uuid7

from ingang.foundation.access.actions import open_unit
from ingang.foundation.people.models import Assignment, StaffMember
from ingang.foundation.work_items.actions import create_work
from ingang.foundation.work_items.part import DELIVERY_FAILED
from ingang.foundation.work_items.queries import open_work
from ingang.kernel.actor import Staff


def samples(*, owner: UUID, now: datetime) -> dict[str, dict[str, object]]:
    """Work about `owner` at the unit of the staff's first assignment that publishes times, which is the nurse's."""
    nurse = StaffMember.objects.get(given_name="Sara", family_name="Nyström")
    work = Assignment.objects.filter(staff=nurse.hsa_id).order_by("-hsa_id")[0]
    actor = Staff(
        hsa_id=nurse.hsa_id,
        assignment=work.hsa_id,
        unit=work.unit,
        care_giver=work.care_giver,
        purpose=work.purpose,
        name=nurse.name,
        role=nurse.title,
    )
    grant = open_unit(actor=actor, kinds=["work_items.item"], now=now)
    subject = str(uuid7())
    create_work(grant=grant, unit=work.unit, kind=DELIVERY_FAILED, subject=subject, person=owner, due_at=now, now=now)
    made = next(line.item for line in open_work(grant=grant, now=now) if line.item.subject == subject)
    return {"staff_desk:item": {"item": made.id}}
