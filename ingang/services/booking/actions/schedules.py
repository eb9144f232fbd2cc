"""A unit's staff make and change schedules, and publish times from them; a job keeps publishing."""

from datetime import date, datetime, time, timedelta
from typing import TypedDict, Unpack
from uuid import UUID

from uuid6 import uuid7

from ingang.foundation.audit.actions import record_under
from ingang.foundation.personal.scope import action
from ingang.kernel.actor import Staff
from ingang.kernel.grant import Grant
from ingang.kernel.periods import local, local_date
from ingang.services.booking.access import check_can_publish
from ingang.services.booking.actions.locks import lock_times_of, locked_type
from ingang.services.booking.errors import ChangedByColleague, ScheduleUnknown, TimeTypeUnknown, UnreasonableSchedule
from ingang.services.booking.models import Schedule, ScheduleException, Slot, SlotStatus, TimeType, takeable
from ingang.services.booking.queries.schedule import plan_of
from ingang.services.booking.rules.publishing import FURTHEST_AHEAD
from ingang.services.booking.rules.schedules import Hours, check_reasonable


class ScheduleTerms(TypedDict):
    """What a schedule says; see Schedule."""

    performer: str
    performer_name: str
    time_type: UUID
    weekdays: str
    begins: time
    ends: time
    minutes: int
    breaks: list[list[str]]
    place: str
    valid_from: date
    valid_until: date | None
    every_weeks: int
    skips_holidays: bool
    weeks_ahead: int | None


@action
def create_schedule(*, grant: Grant, schedule: UUID, now: datetime, **terms: Unpack[ScheduleTerms]) -> Schedule:
    """Make a schedule; it publishes nothing yet. Its id comes with the form: the same again gives the first.

    Records booking.schedule_made. Refuses who may not publish, an unknown kind of time, and an unreasonable rule.
    """
    staff = check_can_publish(actor=grant.actor)
    locked_type(unit=grant.unit, time_type=terms["time_type"])
    if made := Schedule.objects.filter(unit=grant.unit, id=schedule).first():
        return made
    row = Schedule(id=schedule, unit=grant.unit, changed_at=now, changed_by=staff.name, **terms)
    check_reasonable(rule=row.rule({}))
    row.save(force_insert=True)
    _record(grant, "booking.schedule_made", row, now)
    return row


@action
def change_schedule(
    *, grant: Grant, schedule: UUID, version: int, now: datetime, **terms: Unpack[ScheduleTerms]
) -> Schedule:
    """Change the rule: coming free times that no longer fit are withdrawn, and new ones published as far as before.

    Held and booked times stay. Records booking.schedule_changed. Refuses who may not publish, an unreasonable rule,
    and a change of something else than the reader saw: a colleague's change is never lost.
    """
    row = _locked(grant, schedule, version)
    locked_type(unit=grant.unit, time_type=terms["time_type"])
    for name, value in terms.items():
        setattr(row, name, value)
    check_reasonable(rule=row.rule({}))
    _save(row, grant, now)
    _record(grant, "booking.schedule_changed", row, now, _refit(row, now))
    return row


@action
def publish_schedule(*, grant: Grant, schedule: UUID, version: int, until: date, now: datetime) -> int:
    """Publish the schedule's times up to, but not including, a day; gives how many are new. Times that are there are
    not made again. Records booking.times_published.

    Refuses who may not publish, a day too far away, and a rule that a colleague has changed since it was shown.
    """
    row = _locked(grant, schedule, version)
    return _publish(grant, row, until, now)


@action
def except_day(
    *, grant: Grant, schedule: UUID, version: int, on: date, hours: Hours | None, reason: str, now: datetime
) -> Schedule:
    """Give a day other hours, or none, and refit what is published. Records booking.schedule_changed.

    Refuses who may not publish and a schedule that a colleague has changed since it was shown.
    """
    row = _locked(grant, schedule, version)
    if hours is not None and hours.begins >= hours.ends:
        raise UnreasonableSchedule()
    ScheduleException.objects.update_or_create(
        unit=grant.unit,
        schedule=row.id,
        on=on,
        defaults={
            "begins": hours.begins if hours else None,
            "ends": hours.ends if hours else None,
            "reason": reason,
        },
    )
    _save(row, grant, now)
    _record(grant, "booking.schedule_changed", row, now, _refit(row, now))
    return row


@action
def take_exception_back(*, grant: Grant, schedule: UUID, version: int, on: date, now: datetime) -> Schedule:
    """Let the schedule's own hours hold that day again, and refit what is published. Records
    booking.schedule_changed. Refuses as `except_day`.
    """
    row = _locked(grant, schedule, version)
    if ScheduleException.objects.filter(unit=grant.unit, schedule=row.id, on=on).delete()[0]:
        _save(row, grant, now)
        _record(grant, "booking.schedule_changed", row, now, _refit(row, now))
    return row


@action
def end_schedule(*, grant: Grant, schedule: UUID, version: int, now: datetime) -> int:
    """Publish nothing more from it and withdraw its coming free times; gives how many. Booked times stay.

    Records booking.schedule_ended. Refuses as `change_schedule`.
    """
    row = _locked(grant, schedule, version)
    row.ended_at = now
    _save(row, grant, now)
    count = _withdraw([slot.id for slot in _coming(row, now)], row.unit, now)
    _record(grant, "booking.schedule_ended", row, now, {"withdrawn": str(count)})
    return count


def keep_published(*, grant: Grant, now: datetime) -> int:
    """The job that keeps schedules published so many weeks ahead; gives how many times are new."""
    rows = Schedule.objects.filter(weeks_ahead__isnull=False, ended_at=None).order_by("unit", "id")
    return sum(keep_one_published(grant=grant, schedule=row, now=now) for row in rows)


@action
def keep_one_published(*, grant: Grant, schedule: Schedule, now: datetime) -> int:
    """Publish one schedule as far ahead as it says; nothing when it is there already, has ended, or its kind has
    closed. Records booking.times_published.
    """
    kinds = lock_times_of(unit=schedule.unit)
    row = Schedule.objects.select_for_update().get(id=schedule.id)
    kind = kinds.get(row.time_type)
    if row.ended_at or row.weeks_ahead is None or kind is None or kind.closed_at:
        return 0
    until = local_date(now) + timedelta(weeks=row.weeks_ahead)
    if row.published_until and row.published_until >= until:
        return 0
    return _publish(grant, row, until, now)


def _locked(grant: Grant, schedule: UUID, version: int) -> Schedule:
    check_can_publish(actor=grant.actor)
    lock_times_of(unit=grant.unit)
    row = Schedule.objects.select_for_update().filter(unit=grant.unit, id=schedule, ended_at=None).first()
    if row is None:
        raise ScheduleUnknown()
    if row.version != version:
        raise ChangedByColleague(name=row.changed_by, clock=f"{local(row.changed_at):%H:%M}")
    return row


def _save(row: Schedule, grant: Grant, now: datetime) -> None:
    actor = grant.actor
    row.version += 1
    row.changed_at, row.changed_by = now, actor.name if isinstance(actor, Staff) else row.changed_by
    row.save(force_update=True)


def _publish(grant: Grant, row: Schedule, until: date, now: datetime) -> int:
    if until > local_date(now + FURTHEST_AHEAD):
        raise UnreasonableSchedule()
    if _type_of(row).closed_at is not None:
        raise TimeTypeUnknown()
    publication = uuid7()
    count = _fill(row, until, publication, now)
    Schedule.objects.filter(id=row.id).update(published_until=max(until, row.published_until or until))
    details = {"publication": str(publication), "count": str(count), "schedule": str(row.id)}
    if count:
        record_under(event="booking.times_published", grant=grant, now=now, details=details)
    return count


def _fill(row: Schedule, until: date, publication: UUID, now: datetime) -> int:
    times = plan_of(schedule=row, first=local_date(now), until=until, now=now).new
    made = Slot.objects.bulk_create(
        Slot(
            unit=row.unit,
            time_type=row.time_type,
            starts_at=one.starts_at,
            ends_at=one.ends_at,
            place=row.place,
            performer=row.performer,
            performer_name=row.performer_name,
            publication=publication,
            schedule=row.id,
        )
        for one in times
    )
    return len(made)


def _refit(row: Schedule, now: datetime) -> dict[str, str]:
    """Withdraw coming free times that the rule no longer makes, and publish what it makes now, as far as before."""
    if row.published_until is None:
        return {}
    coming = _coming(row, now)
    fitting = plan_of(schedule=row, first=local_date(now), until=row.published_until, now=now, anew=True).new
    spans = set(fitting)
    unfit = [slot.id for slot in coming if slot.span not in spans or not _is_alike(slot, row)]
    withdrawn = _withdraw(unfit, row.unit, now)
    count = _fill(row, row.published_until, uuid7(), now)
    return {"withdrawn": str(withdrawn), "count": str(count)}


def _is_alike(slot: Slot, row: Schedule) -> bool:
    return (slot.time_type, slot.place, slot.performer) == (row.time_type, row.place, row.performer)


def _coming(row: Schedule, now: datetime) -> list[Slot]:
    return list(Slot.objects.filter(takeable(now=now), unit=row.unit, schedule=row.id, starts_at__gt=now))


def _withdraw(slots: list[UUID], unit: str, now: datetime) -> int:
    """Withdraw what is still free. It leaves its schedule, so that a later change can publish the time anew; one that
    somebody withdrew by hand stays away.
    """
    rows = Slot.objects.filter(takeable(now=now), unit=unit, id__in=slots)
    return rows.update(status=SlotStatus.WITHDRAWN, hold=None, held_until=None, schedule=None)


def _type_of(row: Schedule) -> TimeType:
    return TimeType.objects.get(unit=row.unit, id=row.time_type)


def _record(grant: Grant, event: str, row: Schedule, now: datetime, more: dict[str, str] | None = None) -> None:
    details = {"schedule": str(row.id), "unit": row.unit, **(more or {})}
    record_under(event=event, grant=grant, now=now, details=details)
