"""A unit's day and week, for its staff, under the unit's grant."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from uuid import UUID

from ingang.foundation.access.actions import shown_rows
from ingang.foundation.identity.signs import signs
from ingang.foundation.personal.scope import query
from ingang.kernel.grant import Grant
from ingang.kernel.periods import local_date, start_of_day
from ingang.services.booking.models import Appointment, AppointmentStatus, Attendance, Slot, SlotStatus, TimeType
from ingang.services.booking.rules.attending import can_note
from ingang.services.booking.rules.standing import Standing, is_worth_showing, standing_of_booked, standing_of_slot
from ingang.ui.values import PersonSigns

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class DayLine:
    """One time: the published time, its kind, where it stands, and who comes with what staff must know of her."""

    slot: Slot
    time_type: TimeType
    standing: Standing
    appointment: Appointment | None = None
    signs: PersonSigns | None = None
    may_note_arrived: bool = False
    may_note_stayed_away: bool = False

    @property
    def person(self) -> str:
        """What to call the one who comes; empty while it is not booked."""
        return self.signs.name if self.signs else ""

    @property
    def is_free(self) -> bool:
        return self.standing is Standing.FREE


@query
def day_of_unit(*, grant: Grant, on: date, now: datetime, performer: str = "") -> list[DayLine]:
    """The unit's times of that day in order, everybody's or one performer's. Records whom it shows."""
    return _lines(grant, on, on + ONE_DAY, performer, now)


@query
def week_of_unit(*, grant: Grant, monday: date, now: datetime, performer: str = "") -> list[tuple[date, list[DayLine]]]:
    """The seven days from that Monday, each with its times in order. Records whom it shows.

    As many questions for a full week as for an empty one.
    """
    lines = _lines(grant, monday, monday + 7 * ONE_DAY, performer, now)
    by_day = {day: list(there) for day, there in groupby(lines, key=lambda line: local_date(line.slot.starts_at))}
    return [(day, by_day.get(day, [])) for day in (monday + number * ONE_DAY for number in range(7))]


def performers_between(*, unit: str, first: date, until: date) -> list[tuple[str, str]]:
    """Who has times at the unit in the days, the last excluded: HSA-id and name, by name."""
    rows = Slot.objects.filter(unit=unit, starts_at__gte=start_of_day(first), starts_at__lt=start_of_day(until))
    pairs = rows.exclude(status=SlotStatus.WITHDRAWN).values_list("performer", "performer_name")
    return list(dict(pairs.order_by("performer_name", "performer").distinct()).items())


@query
def booked_today(*, grant: Grant, now: datetime) -> int:
    """How many booked times the unit has left today. Shows no person."""
    ends = start_of_day(local_date(now) + ONE_DAY)
    return Appointment.under(grant).filter(status=AppointmentStatus.BOOKED, ends_at__gt=now, starts_at__lt=ends).count()


def _lines(grant: Grant, first: date, until: date, performer: str, now: datetime) -> list[DayLine]:
    times = _times(grant.unit, first, until, performer)
    booked = _booked_by_slot(grant, times)
    persons = frozenset(row.person for row in booked.values())
    told = signs(persons=persons, on=local_date(now))
    shown_rows(grant=grant, rows=booked.values(), now=now)
    kinds = TimeType.objects.in_bulk({time.time_type for time in times})
    return [_line(time, kinds[time.time_type], booked.get(time.id), told, now) for time in times]


def _times(unit: str, first: date, until: date, performer: str) -> list[Slot]:
    rows = Slot.objects.filter(unit=unit, starts_at__gte=start_of_day(first), starts_at__lt=start_of_day(until))
    found = list(
        (rows.filter(performer=performer) if performer else rows).order_by("starts_at", "performer_name", "id")
    )
    standing = [time for time in found if time.status != SlotStatus.WITHDRAWN]
    return [time for time in found if _is_worth_showing(time, standing)]


def _is_worth_showing(time: Slot, standing: list[Slot]) -> bool:
    is_withdrawn = time.status == SlotStatus.WITHDRAWN
    others = (one.span for one in standing if one.performer == time.performer)
    return is_worth_showing(time=time.span, is_withdrawn=is_withdrawn, others=others)


def _line(
    time: Slot, kind: TimeType, row: Appointment | None, told: Mapping[UUID, PersonSigns], now: datetime
) -> DayLine:
    if row is None:
        standing = standing_of_slot(status=time.status, held_until=time.held_until, starts_at=time.starts_at, now=now)
        return DayLine(slot=time, time_type=kind, standing=standing)
    return DayLine(
        slot=time,
        time_type=kind,
        standing=standing_of_booked(attendance=row.attendance, is_preliminary=row.is_preliminary),
        appointment=row,
        signs=told.get(row.person),
        may_note_arrived=may_note(row=row, attendance=Attendance.ARRIVED, now=now),
        may_note_stayed_away=may_note(row=row, attendance=Attendance.STAYED_AWAY, now=now),
    )


def may_note(*, row: Appointment, attendance: Attendance, now: datetime) -> bool:
    """Whether it can be noted now that she came, or stayed away; decides the button."""
    return not row.attendance and can_note(attendance=attendance, starts_at=row.starts_at, now=now)


def _booked_by_slot(grant: Grant, times: list[Slot]) -> dict[UUID, Appointment]:
    if not times:
        return {}
    rows = Appointment.under(grant).filter(
        status=AppointmentStatus.BOOKED, starts_at__gte=times[0].starts_at, starts_at__lte=times[-1].starts_at
    )
    here = {time.id for time in times}
    return {row.slot: row for row in rows if row.slot in here}
