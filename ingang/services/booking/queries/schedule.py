"""A unit's schedules, and what publishing them would do. No personal data of residents, so no grant."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from ingang.foundation.people.models import Assignment, StaffMember
from ingang.foundation.people.queries import in_force
from ingang.kernel.periods import local_date, start_of_day
from ingang.services.booking.errors import ScheduleUnknown
from ingang.services.booking.models import Closure, Schedule, ScheduleException, Slot, SlotStatus, TimeType
from ingang.services.booking.rules.holidays import holidays_between
from ingang.services.booking.rules.publishing import LONGEST
from ingang.services.booking.rules.schedules import Hours, Plan, plan


@dataclass(frozen=True, kw_only=True)
class Performer:
    """One of the unit's staff, with the name that residents read."""

    hsa_id: str
    name: str


@dataclass(frozen=True, kw_only=True)
class ScheduleLine:
    """A schedule and the kind of time it publishes."""

    schedule: Schedule
    time_type: TimeType


def schedules_of_unit(*, unit: str) -> list[ScheduleLine]:
    """The unit's schedules that have not ended, by performer and hour."""
    rows = Schedule.objects.filter(unit=unit, ended_at=None)
    kinds = {kind.id: kind for kind in TimeType.objects.filter(unit=unit)}
    return [
        ScheduleLine(schedule=row, time_type=kinds[row.time_type])
        for row in rows.order_by("performer_name", "weekdays", "begins", "id")
    ]


def schedule_of_unit(*, unit: str, schedule: UUID) -> Schedule:
    """The unit's schedule. Refuses another unit's and one that has ended."""
    row = Schedule.objects.filter(unit=unit, id=schedule, ended_at=None).first()
    if row is None:
        raise ScheduleUnknown()
    return row


def exceptions_of(*, schedule: Schedule) -> list[ScheduleException]:
    """The days with other hours, or none, in order."""
    return list(ScheduleException.objects.filter(unit=schedule.unit, schedule=schedule.id).order_by("on"))


def performers_of_unit(*, unit: str, on: date) -> list[Performer]:
    """Those who have an assignment for care at the unit that day, by name."""
    work = Assignment.objects.filter(in_force(on=on), unit=unit, purpose="care").values_list("staff", flat=True)
    members = StaffMember.objects.filter(hsa_id__in=work).order_by("family_name", "given_name", "hsa_id")
    return [Performer(hsa_id=one.hsa_id, name=f"{one.title} {one.name}".strip()) for one in members]


def plan_of(
    *, schedule: Schedule, first: date, until: date, now: datetime, language: str = "sv", anew: bool = False
) -> Plan:
    """What publishing the schedule would do from a day up to, but not including, another.

    With `anew` what it made before is not counted: the times that it makes now, those that are there too.
    """
    begins, ends = max(start_of_day(first), now), start_of_day(until)
    own = Slot.objects.filter(unit=schedule.unit, schedule=schedule.id, starts_at__gte=begins, starts_at__lt=ends)
    return plan(
        rule=schedule.rule(_exceptions(schedule)),
        first=max(first, local_date(now)),
        until=until,
        holidays=holidays_between(first=first, until=max(until, first), language=language),
        taken=[] if anew else [slot.span for slot in _others(schedule, begins, ends)],
        made=() if anew else set(own.values_list("starts_at", flat=True)),
        closed=[] if anew else [closure.span for closure in closures_of(schedule=schedule, ends_after=begins)],
        now=now,
    )


def closures_of(*, schedule: Schedule, ends_after: datetime) -> list[Closure]:
    """The spans in which the unit or the performer has closed."""
    rows = Closure.objects.filter(unit=schedule.unit, performer__in=("", schedule.performer), ends_at__gt=ends_after)
    return list(rows.order_by("begins_at", "id"))


def _exceptions(schedule: Schedule) -> dict[date, Hours | None]:
    return {row.on: row.hours for row in exceptions_of(schedule=schedule)}


def _others(schedule: Schedule, begins: datetime, ends: datetime) -> list[Slot]:
    """The performer's times there already: another schedule's, by hand, or its own that stay."""
    near = begins - timedelta(minutes=LONGEST)
    rows = Slot.objects.filter(
        unit=schedule.unit, performer=schedule.performer, starts_at__gt=near, starts_at__lt=ends, ends_at__gt=begins
    )
    return list(rows.exclude(status=SlotStatus.WITHDRAWN))
