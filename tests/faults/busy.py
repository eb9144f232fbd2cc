"""A world in which every job and every hearing has something to do."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import ClassVar
from uuid import UUID

from django.test import TestCase
from time_machine import travel
from uuid6 import uuid7

from conftest import BJORKBACKEN, NOON, opened, resident, staff
from demo.cast import person_id
from demo.nation import write_cast
from ingang.foundation.access.actions import open_job, open_unit
from ingang.foundation.care_units.models import CareUnit
from ingang.foundation.identity.models import Order, Way
from ingang.foundation.outbox.actions import announce
from ingang.foundation.outbox.models import OutboxEvent
from ingang.foundation.people.models import Assignment
from ingang.foundation.personal.scope import house_scope
from ingang.foundation.work_items.actions import take_work
from ingang.foundation.work_items.queries import open_work
from ingang.kernel.events import EventType
from ingang.kernel.grant import Grant
from ingang.kernel.periods import local_date
from ingang.kernel.registry import current
from ingang.services.booking.access import open_caller
from ingang.services.booking.actions.booking import cancel_appointment, confirm_hold
from ingang.services.booking.actions.calling import withdraw_summons
from ingang.services.booking.actions.closing import close_span
from ingang.services.booking.actions.moving import hold_to_move
from ingang.services.booking.actions.schedules import publish_schedule
from ingang.services.booking.actions.units import follow_units
from ingang.services.booking.models import KIND, Appointment, Schedule, Slot, Summons
from ingang.services.booking.rules.spans import Span
from ingang.services.inbox.samples import A_TEXT, draft_to, nurse_of_the_cast, send_as_seen
from tests.faults.pages import pages_of
from tests.faults.world import known_things

OWNER, NURSE = "alva", "sara"
ITEM = "work_items.item"
# What the events carry that nothing here brings about: a new field of such an event is added here.
FIELDS = {
    "log_in": str(uuid7()),
    "reason": "logged_out",
    "question": str(uuid7()),
    "report": str(uuid7()),
    "result": str(uuid7()),
    "unit": BJORKBACKEN,
    "what": "seal",
    "shared": str(uuid7()),
    "vacancy": str(uuid7()),
    "hidden_from_guardian": "",
    "care_giver": "SE0000000010-G001",
    "types": "Condition,Observation",
    "system": "SE0000000510-S001",
    "use": "journal.showing",
    "thing": str(uuid7()),
    "why": "codes",
    "error_report": "23456789ABCD",
}


class TellingWorld(TestCase):
    """Every event that somebody hears waits to be delivered. `known` are the names of all its things."""

    known: ClassVar[frozenset[str]]

    @classmethod
    def setUpTestData(cls) -> None:
        with travel(NOON, tick=False):
            write_cast(now=NOON)
            tell_everything(owner=person_id(OWNER), now=NOON)
            cls.known = known_things()


def fill(*, owner: UUID, now: datetime) -> None:
    """The samples of every manifest, and work for every job. All that is announced waits to be delivered."""
    pages_of(owner=owner, now=now)
    _publish_a_schedule(now)
    _leave_a_log_in_half_way(now)
    _give_a_delivery_up(owner, now)
    _leave_work_behind(now)
    _send_something_important(owner, now)
    _move_a_unit(now)


def tell_everything(*, owner: UUID, now: datetime) -> None:
    """One event of each kind that somebody hears waits to be delivered, and things stand as the last one says."""
    for _ in range(2):
        pages_of(owner=owner, now=now)
    _close_where_she_has_a_time(now)
    _move_a_time(now)
    _cancel_a_time(now)
    _take_a_kallelse_back(owner, now)
    _tell_that_a_unit_moves_and_closes(now)
    told = set(OutboxEvent.objects.values_list("name", flat=True))
    for event in heard():
        if event.name not in told:
            fields = {name: FIELDS[name] for name in event.fields}
            announce(name=event.name, person=owner, fields=fields, now=now)


def heard() -> list[EventType]:
    """Every event that a manifest hears."""
    names = {hearing.event for service in current().services for hearing in service.hears}
    return [current().event_types[name] for name in sorted(names)]


def _publish_a_schedule(now: datetime) -> None:
    grant = open_unit(actor=staff(NURSE), kinds=[KIND], now=now)
    row = Schedule.objects.filter(unit=grant.unit)[0]
    Schedule.objects.filter(id=row.id).update(weeks_ahead=2)
    until = local_date(now) + timedelta(days=7)
    publish_schedule(grant=grant, schedule=row.id, version=row.version, until=until, now=now)


def _leave_a_log_in_half_way(now: datetime) -> None:
    Order.objects.create(issuer="bankid", way=Way.OTHER_DEVICE, browser="b", nonce="n", started_at=now)


def _give_a_delivery_up(owner: UUID, now: datetime) -> None:
    announce(name="people.turned_16", person=owner, fields={}, now=now)
    OutboxEvent.objects.filter(name="people.turned_16").update(dead_at=now, attempts=10)


def _leave_work_behind(now: datetime) -> None:
    actor = staff(NURSE)
    grant = open_unit(actor=actor, kinds=[ITEM], now=now)
    take_work(grant=grant, item=open_work(grant=grant, now=now)[0].item.id, now=now)
    Assignment.objects.filter(hsa_id=actor.assignment).update(valid_until=local_date(now) + timedelta(days=1))


def _send_something_important(owner: UUID, now: datetime) -> None:
    nurse = nurse_of_the_cast()
    draft = draft_to(actor=nurse, owner=owner, now=now, content=replace(A_TEXT, is_important=True))
    send_as_seen(actor=nurse, draft=draft, person=owner, now=now)


def _close_where_she_has_a_time(now: datetime) -> None:
    row = _her_times()[0]
    actor = staff(NURSE, assignment=0 if row.unit == BJORKBACKEN else 1)
    grant = open_unit(actor=actor, kinds=[KIND], now=now)
    span = Span(starts_at=row.starts_at, ends_at=row.ends_at)
    close_span(grant=grant, closure=uuid7(), performer="", span=span, now=now)


def _move_a_time(now: datetime) -> None:
    mine, row = _hers(now), _her_times()[1]
    free = Slot.objects.filter(unit=row.unit, time_type=row.time_type, status="free").order_by("starts_at", "id")[0]
    held = hold_to_move(grant=mine, appointment=row.id, slot=free.id, now=now)
    confirm_hold(grant=mine, hold=held.id, now=now)


def _cancel_a_time(now: datetime) -> None:
    cancel_appointment(grant=_hers(now), appointment=_her_times()[-1].id, now=now)


def _take_a_kallelse_back(owner: UUID, now: datetime) -> None:
    with house_scope():
        row = Summons.unguarded.filter(person=owner, unit=BJORKBACKEN, state="waiting").order_by("sent_at", "id")[0]
    withdraw_summons(grant=open_caller(actor=staff(NURSE), person=owner, now=now), summons=row.id, now=now)


def _move_a_unit(now: datetime) -> None:
    """The booked people know where it was."""
    _follow_units(now)
    CareUnit.objects.filter(hsa_id=BJORKBACKEN).update(street="Nya vägen 1")


def _tell_that_a_unit_moves_and_closes(now: datetime) -> None:
    _move_a_unit(now)
    _follow_units(now)
    CareUnit.objects.filter(hsa_id=BJORKBACKEN).update(closed_on=local_date(now) + timedelta(days=1))
    _follow_units(now)
    CareUnit.objects.filter(hsa_id=BJORKBACKEN).update(closed_on=None)


def _follow_units(now: datetime) -> None:
    follow_units(grant=open_job(name="booking.follow_units", kinds=[KIND], now=now), now=now)


def _hers(now: datetime) -> Grant:
    return opened(resident(OWNER), KIND, now=now)


def _her_times() -> list[Appointment]:
    with house_scope():
        return list(Appointment.unguarded.filter(person=person_id(OWNER), status="booked").order_by("booked_at", "id"))
