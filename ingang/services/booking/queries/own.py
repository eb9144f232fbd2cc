"""A person's own times, under her grant."""

from dataclasses import dataclass
from datetime import datetime
from typing import cast
from uuid import UUID

from django.core.paginator import Page, Paginator

from ingang.foundation.care_units.models import CareUnit
from ingang.foundation.care_units.queries import care_unit_names
from ingang.foundation.personal.prepared import PreparedUnder
from ingang.foundation.personal.scope import query
from ingang.kernel.grant import Grant
from ingang.kernel.periods import local_date
from ingang.services.booking.access import movable_for_her
from ingang.services.booking.errors import AppointmentUnknown, HoldUnknown
from ingang.services.booking.models import Appointment, AppointmentStatus, Hold, TimeType
from ingang.services.booking.queries.kinds import kinds_as_told
from ingang.services.booking.queries.moving import time_in_hand
from ingang.services.booking.queries.offer import (
    OfferedTime,
    bookable_regions,
    check_takeable,
    has_closed,
)
from ingang.services.booking.rules.changing import can_cancel, can_move

PAST_SHOWN = 20
HELD = PreparedUnder(Hold, lambda rows, hold: rows.filter(id=hold))


@dataclass(frozen=True, kw_only=True)
class BookedTime:
    """An appointment with its unit and its kind, and what may be done with it now."""

    appointment: Appointment
    unit: CareUnit
    time_type: TimeType
    can_be_cancelled: bool
    can_be_moved: bool
    is_coming: bool

    @property
    def is_cancelled(self) -> bool:
        return self.appointment.status == AppointmentStatus.CANCELLED

    @property
    def is_past_closing(self) -> bool:
        """Whether the unit has closed down by the time: it can not be kept there."""
        closed_on = self.unit.closed_on
        return self.is_coming and closed_on is not None and closed_on <= local_date(self.appointment.starts_at)


@dataclass(frozen=True, kw_only=True)
class HeldTime:
    """A time that the person has in hand; `is_lapsed` when others may take it too. `moves` is what moves to it."""

    hold: Hold
    offered: OfferedTime
    moves: Appointment | None
    is_lapsed: bool


@dataclass(frozen=True, kw_only=True)
class ComingTimes:
    """Times that are not over, and the moments of those of which only that is known: never a silent omission."""

    times: list[BookedTime]
    unreadable: list[datetime]


def coming_times(*, grant: Grant, now: datetime) -> list[BookedTime]:
    """Booked times that are not over, earliest first."""
    return all_coming(grant=grant, now=now).times


@query
def all_coming(*, grant: Grant, now: datetime) -> ComingTimes:
    """Booked times that are not over, earliest first, and when those are whose unit or kind could not be fetched."""
    coming = Appointment.under(grant).filter(ends_at__gt=now, status=AppointmentStatus.BOOKED)
    rows = list(coming.order_by("starts_at", "id"))
    times = _with_words(grant, rows, now)
    known = {one.appointment.id for one in times}
    return ComingTimes(times=times, unreadable=[row.starts_at for row in rows if row.id not in known])


@query
def times_until(*, grant: Grant, until: datetime, now: datetime) -> list[tuple[Appointment, str]]:
    """Booked times that begin before `until` and are not over, earliest first, each with its unit's name."""
    rows = Appointment.under(grant).filter(ends_at__gt=now, starts_at__lt=until, status=AppointmentStatus.BOOKED)
    found = list(rows.order_by("starts_at", "id"))
    called = care_unit_names(hsa_ids=frozenset(row.unit for row in found)) if found else {}
    return [(row, called.get(row.unit, "")) for row in found]


@query
def past_times(*, grant: Grant, now: datetime, page: str = "1") -> Page[BookedTime]:
    """A page of the times that are over or cancelled, latest first."""
    rows = Appointment.under(grant).exclude(ends_at__gt=now, status=AppointmentStatus.BOOKED)
    found = Paginator(rows.order_by("-starts_at", "-id"), PAST_SHOWN).get_page(page)
    shown = cast("Page[BookedTime]", found)
    shown.object_list = _with_words(grant, list(found.object_list), now)
    return shown


@query
def booked_time(*, grant: Grant, appointment: UUID, now: datetime) -> BookedTime:
    """The one booked time. Refuses what is not the person's, or hidden from the guardian who asks."""
    row = Appointment.under(grant).filter(id=appointment).first()
    if row is None:
        raise AppointmentUnknown()
    found = _with_words(grant, [row], now)
    if not found:
        raise AppointmentUnknown()
    return found[0]


@query
def held_time(*, grant: Grant, hold: UUID, now: datetime) -> HeldTime:
    """The time in hand. Refuses a hold that is not the person's, and a time that others took after it lapsed."""
    row = remembered_hold(grant=grant, hold=hold)
    offered, moves = time_in_hand(grant=grant, hold=row, now=now)
    check_takeable(slot=offered.slot, holds=[row.id], now=now)
    return HeldTime(hold=row, offered=offered, moves=moves, is_lapsed=row.held_until <= now)


@query
def remembered_hold(*, grant: Grant, hold: UUID) -> Hold:
    """The hold, even if it lapsed or its time is gone. Refuses a hold that is not the person's."""
    row = HELD.first(grant, hold=hold)
    if row is None:
        raise HoldUnknown()
    return row


@query
def receipt_of(*, grant: Grant, hold: UUID) -> UUID:
    """The appointment that was booked from the hold. Refuses a hold from which nothing was booked."""
    booked = Appointment.under(grant).filter(hold=hold).values_list("id", flat=True).first()
    if booked is None:
        raise HoldUnknown()
    return booked


def _with_words(grant: Grant, rows: list[Appointment], now: datetime) -> list[BookedTime]:
    """Those of the rows whose unit and kind of time are known, with both; the others are the caller's to tell."""
    units = CareUnit.objects.in_bulk([row.unit for row in rows])
    kinds = kinds_as_told(appointments=rows)
    rows = [row for row in rows if row.unit in units and row.id in kinds]
    movable = _movable(grant, rows, units, kinds, now)
    return [_booked(row, units[row.unit], kinds[row.id], row.id in movable, now) for row in rows]


def _movable(
    grant: Grant, rows: list[Appointment], units: dict[str, CareUnit], kinds: dict[UUID, TimeType], now: datetime
) -> frozenset[UUID]:
    """The appointments that may move here now: the unit is open, it is in time, and the kind is for her."""
    bookable = bookable_regions(now=now) if rows else frozenset[str]()
    in_time = [
        (row, kinds[row.id])
        for row in rows
        if row.status == AppointmentStatus.BOOKED
        and units[row.unit].region in bookable
        and not has_closed(unit=units[row.unit], now=now)
        and can_move(starts_at=row.starts_at, hours_before=kinds[row.id].rebook_until_hours, now=now)
    ]
    return movable_for_her(grant=grant, booked=in_time, now=now) if in_time else frozenset()


def _booked(row: Appointment, unit: CareUnit, kind: TimeType, can_be_moved: bool, now: datetime) -> BookedTime:
    is_booked = row.status == AppointmentStatus.BOOKED
    return BookedTime(
        appointment=row,
        unit=unit,
        time_type=kind,
        can_be_cancelled=is_booked
        and can_cancel(starts_at=row.starts_at, hours_before=kind.cancel_until_hours, now=now),
        can_be_moved=can_be_moved,
        is_coming=is_booked and row.starts_at > now,
    )
