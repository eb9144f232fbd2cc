"""Things for the permission table: lines that staff left in the owner's log, and a question about one of them."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from ingang.foundation.access.actions import open_subject, open_unit
from ingang.foundation.audit.actions import record
from ingang.foundation.audit.part import EVENTS
from ingang.foundation.people.models import Assignment, StaffMember
from ingang.foundation.people.queries import staff_in_assignment
from ingang.foundation.work_items.queries import open_work
from ingang.kernel.actor import Origin, Resident, Staff
from ingang.kernel.grant import Ground
from ingang.services.access_log.actions.questions import ask
from ingang.services.access_log.models import QUESTION, Why

WORK = "work_items.item"
READ = "booking.appointment"


def samples(*, owner: UUID, now: datetime) -> dict[str, dict[str, object]]:
    """A line, a question and the unit's work about it."""
    reader = reader_of_the_cast()
    mine = open_subject(actor=Resident(person=owner), kinds=(EVENTS, QUESTION), now=now)
    question = ask(grant=mine, number=read_by(actor=reader, person=owner, now=now), why=Why.UNCLEAR, text="", now=now)
    work = open_work(grant=open_unit(actor=reader, kinds=(WORK,), now=now), now=now)
    item = next(line.item.id for line in work if line.item.subject == str(question))
    return {
        "access_log:ask": {"line": str(read_by(actor=reader, person=owner, now=now))},
        "access_log:question": {"id": question},
        "access_log:withdraw": {"id": question},
        "access_log:answer": {"item": item},
    }


def read_by(*, actor: Staff, person: UUID, now: datetime, kind: str = READ, event: str = "access.person_opened") -> int:
    """A line in the log: that the actor opened the person's data."""
    return record(
        event=event,
        actor=actor,
        person=person,
        kinds=(kind,),
        purpose=actor.purpose,
        ground=Ground.ASSIGNMENT,
        now=now,
    )


def reader_of_the_cast(*, given_name: str = "Sara", family_name: str = "Nyström", elsewhere: bool = False) -> Staff:
    """A member of staff, in the last of her assignments by id, or in the one before it."""
    member = StaffMember.objects.get(given_name=given_name, family_name=family_name)
    work = Assignment.objects.filter(staff=member.hsa_id).order_by("-hsa_id")[int(elsewhere)]
    return replace(staff_in_assignment(member=member, assignment=work), origin=Origin(way="page"))
