"""Demonstration data of the unit's side, and things of the unit for addresses that take arguments."""

from datetime import datetime, time, timedelta
from typing import cast
from uuid import UUID

from uuid6 import uuid7

from ingang.foundation.access.actions import open_unit
from ingang.foundation.work_items.actions import create_work
from ingang.foundation.work_items.queries import open_work
from ingang.kernel.actor import Staff
from ingang.kernel.grant import Grant
from ingang.kernel.periods import local_date
from ingang.services.booking.access import open_caller
from ingang.services.booking.actions.callers import hold_for_caller
from ingang.services.booking.actions.calling import Wording, send_open_summons
from ingang.services.booking.actions.paper import ON_PAPER
from ingang.services.booking.actions.schedules import create_schedule
from ingang.services.booking.models import Appointment, Schedule, Slot, Summons, TimeType
from ingang.services.booking.rules.summonses import USUAL_VALIDITY

ITEM = "work_items.item"


def staff_samples(
    *, grant: Grant, booked: Appointment, owner: UUID, caller: UUID, free: list[Slot], now: datetime
) -> dict[str, dict[str, object]]:
    """A kind of time, a schedule, a booked time and a kallelse of the sample unit; `caller` is its patient alone."""
    kind = TimeType.objects.get(id=free[0].time_type)
    schedule = {"schedule": _schedule(grant, kind, now).id}
    called = {"summons": open_kallelse(grant=grant, person=owner, time_type=kind.id, now=now).id}
    return {
        "booking:summons": {**called},
        "booking:summons_time": {**called, "slot": free[6].id},
        "booking:attend": {"appointment": booked.id},
        "booking:sent_summons": {**called},
        "booking:withdraw_summons": {**called},
        "booking:letter": {**called},
        "booking:write_summons": {"person": caller},
        "booking:summons_times": {"person": caller},
        "booking:summons_work": {"item": _work(grant, called["summons"], owner, now)},
        "booking:booked": {"appointment": booked.id},
        "booking:move_booked": {"appointment": booked.id},
        "booking:cancel_booked": {"appointment": booked.id},
        "booking:hide_booked": {"appointment": booked.id},
        "booking:caller_times": {"person": caller},
        **_in_hand(grant, owner, free[5].id, now),
        "booking:kind": {"time_type": kind.id},
        "booking:close_kind": {"time_type": kind.id},
        "booking:schedule": {**schedule},
        "booking:publish_schedule": {**schedule},
        "booking:schedule_exceptions": {**schedule},
        "booking:end_schedule": {**schedule},
    }


def _work(grant: Grant, summons: UUID, person: UUID, now: datetime) -> UUID:
    """The unit's work with the kallelse that has become a letter."""
    create_work(grant=grant, unit=grant.unit, kind=ON_PAPER, subject=str(summons), person=person, due_at=now, now=now)
    both = open_unit(actor=cast(Staff, grant.actor), kinds=[ITEM], now=now)
    return next(line.item.id for line in open_work(grant=both, now=now) if line.item.subject == str(summons))


def _in_hand(grant: Grant, owner: UUID, slot: UUID, now: datetime) -> dict[str, dict[str, object]]:
    """A time that the unit's staff hold for the owner."""
    actor = cast(Staff, grant.actor)
    caller = open_caller(actor=actor, person=owner, now=now)
    held = {"hold": hold_for_caller(grant=caller, unit=grant.unit, slot=slot, now=now).id}
    return {name: {**held} for name in ("booking:caller_check", "booking:caller_extend", "booking:caller_let_go")}


def open_kallelse(*, grant: Grant, person: UUID, time_type: UUID, now: datetime, text_sv: str = "") -> Summons:
    """An open kallelse from the grant's unit."""
    return send_open_summons(
        grant=grant,
        summons=uuid7(),
        person=person,
        unit=grant.unit,
        time_type=time_type,
        valid_until=local_date(now) + USUAL_VALIDITY,
        wording=Wording(text_sv=text_sv),
        now=now,
    )


def _schedule(grant: Grant, kind: TimeType, now: datetime) -> Schedule:
    return create_schedule(
        grant=grant,
        schedule=uuid7(),
        performer="SAMPLE",
        performer_name="Sam Prov",
        time_type=kind.id,
        weekdays="01234",
        begins=time(8),
        ends=time(12),
        minutes=kind.minutes,
        breaks=[],
        place="",
        valid_from=local_date(now) + timedelta(days=1),
        valid_until=None,
        every_weeks=1,
        skips_holidays=True,
        weeks_ahead=None,
        now=now,
    )
