"""A desk with work on it for the cast's nurse, a dead delivery for the operation, and samples for the tests."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from uuid6 import uuid7

from ingang.foundation.access.actions import open_unit
from ingang.foundation.people.models import Assignment, Person, StaffMember
from ingang.foundation.people.queries import staff_in_assignment
from ingang.foundation.work_items.actions import create_work, note, take_work
from ingang.foundation.work_items.part import (
    CHILD_TURNED_13,
    DELIVERY_FAILED,
    KIND,
    RECEIVER_DECEASED,
    RECEIVER_LOCKED,
)
from ingang.foundation.work_items.queries import open_work
from ingang.kernel.grant import Grant

WORK = (
    (RECEIVER_LOCKED, "Alva", timedelta(hours=-3)),
    (RECEIVER_DECEASED, "Linnea", timedelta(hours=4)),
    (CHILD_TURNED_13, "Noah", timedelta(days=1)),
    (RECEIVER_LOCKED, "Imran", timedelta(days=9)),
)


def seed(*, now: datetime, progress: Callable[[str], None]) -> None:
    """Give Sara's unit work that is late, of today, of tomorrow and of later, and Sara one of them."""
    grant = _nurses_grant(now)
    people = dict(Person.objects.filter(given_name__in=[name for _, name, _ in WORK]).values_list("given_name", "id"))
    for number, (kind, name, shift) in enumerate(WORK):
        create_work(
            grant=grant, unit=grant.unit, kind=kind, subject=f"Kallelse {1040 + number}", person=people.get(name),
            due_at=now + shift, now=now,
        )  # fmt: skip
    line = open_work(grant=grant, now=now)[-1]
    take_work(grant=grant, item=line.item.id, now=now)
    note(grant=grant, item=line.item.id, text="Ringde på förmiddagen, ingen svarade.", now=now)


def samples(*, owner: UUID, now: datetime) -> dict[str, dict[str, object]]:
    """Work about `owner` at the unit of the nurse's first assignment."""
    grant = _nurses_grant(now)
    subject = str(uuid7())
    create_work(grant=grant, unit=grant.unit, kind=DELIVERY_FAILED, subject=subject, person=owner, due_at=now, now=now)
    made = next(line.item for line in open_work(grant=grant, now=now) if line.item.subject == subject)
    return {"staff_desk:item": {"item": made.id}}


def _nurses_grant(now: datetime) -> Grant:
    nurse = StaffMember.objects.get(given_name="Sara", family_name="Nyström")
    work = Assignment.objects.filter(staff=nurse.hsa_id).order_by("-hsa_id")[0]
    actor = staff_in_assignment(member=nurse, assignment=work)
    return open_unit(actor=actor, kinds=[KIND], now=now)
