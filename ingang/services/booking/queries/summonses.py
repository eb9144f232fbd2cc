"""Kallelser: a person's own and the times among which she may choose, and those that a unit has sent."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Q

from ingang.foundation.access.actions import shown_rows
from ingang.foundation.care_units.models import CareUnit
from ingang.foundation.identity.signs import signs
from ingang.foundation.personal.scope import query
from ingang.kernel.grant import Grant
from ingang.kernel.periods import local_date
from ingang.services.booking.errors import SummonsUnknown
from ingang.services.booking.models import (
    Appointment,
    AppointmentStatus,
    Slot,
    Summons,
    SummonsState,
    TimeType,
    takeable,
)
from ingang.services.booking.queries.offer import has_closed
from ingang.services.booking.rules.summonses import can_confirm_time, can_withdraw, is_answerable
from ingang.ui.values import PersonSigns

TIMES_SHOWN = 60
LISTED = 30


@dataclass(frozen=True, kw_only=True)
class OwnSummons:
    """A kallelse with its unit and kind of time, the time that it gave, and what the person can do with it now."""

    summons: Summons
    unit: CareUnit
    time_type: TimeType
    time: Appointment | None
    can_be_answered: bool
    can_be_confirmed: bool
    unit_has_closed: bool


class Stage(StrEnum):
    """The parts of a unit's list of kallelser."""

    WAITING = "waiting"
    READ = "read"
    CONFIRMED = "confirmed"
    BOOKED = "booked"
    EXPIRED = "expired"
    PAPER = "paper"
    ENDED = "ended"


@dataclass(frozen=True, kw_only=True)
class SentSummons:
    """A kallelse as the unit's staff see it: to whom, for what, its time, and whether it can be taken back."""

    summons: Summons
    time_type: TimeType
    time: Appointment | None
    signs: PersonSigns | None
    can_be_withdrawn: bool


@query
def summons_row(*, grant: Grant, summons: UUID) -> Summons:
    """The kallelse. Refuses what is not the person's or the unit's, or hidden from the guardian who asks."""
    row = Summons.under(grant).filter(id=summons).first()
    if row is None:
        raise SummonsUnknown()
    return row


@query
def time_of_summons(*, grant: Grant, row: Summons) -> Appointment | None:
    """The booked time that the kallelse gave or became, while it stands."""
    if row.appointment is None:
        return None
    return Appointment.under(grant).filter(id=row.appointment, status=AppointmentStatus.BOOKED).first()


@query
def own_summons(*, grant: Grant, summons: UUID, now: datetime) -> OwnSummons:
    """The kallelse with words. Refuses as `summons_row`."""
    return _with_words(grant, [summons_row(grant=grant, summons=summons)], now)[0]


@query
def waiting_summonses(*, grant: Grant, now: datetime) -> list[OwnSummons]:
    """Kallelser that wait for the person's answer, the most urgent first."""
    in_time = Q(valid_until=None) | Q(valid_until__gt=local_date(now))
    rows = Summons.under(grant).filter(in_time, state=SummonsState.WAITING)
    found = _with_words(grant, list(rows.order_by("valid_until", "id")), now)
    return [own for own in found if own.can_be_answered or own.can_be_confirmed or own.unit_has_closed]


def times_for(*, summons: Summons, now: datetime) -> list[Slot]:
    """The nearest free times of the kallelse's own kind."""
    rows = Slot.objects.filter(takeable(now=now), unit=summons.unit, time_type=summons.time_type, starts_at__gt=now)
    return list(rows.order_by("starts_at", "performer_name", "id")[:TIMES_SHOWN])


def time_for(*, summons: Summons, slot: UUID, now: datetime) -> Slot | None:
    """One of those times, or None when it is gone."""
    rows = Slot.objects.filter(takeable(now=now), unit=summons.unit, time_type=summons.time_type, starts_at__gt=now)
    return rows.filter(id=slot).first()


@query
def sent_summonses(
    *, grant: Grant, stage: Stage, number: str, now: datetime
) -> tuple[Page[Summons], list[SentSummons]]:
    """A page of the unit's kallelser that stand there, the latest first, with words. Records whom it shows."""
    rows = Summons.under(grant).filter(_at(stage)).order_by("-sent_at", "-id")
    page = Paginator(rows, LISTED).get_page(number)
    return page, _sent(grant, list(page.object_list), now)


@query
def sent_summons(*, grant: Grant, summons: UUID, now: datetime) -> SentSummons:
    """One of the unit's kallelser. Records whom it shows. Refuses another unit's."""
    return _sent(grant, [summons_row(grant=grant, summons=summons)], now)[0]


def _at(stage: Stage) -> Q:
    waiting = Q(state=SummonsState.WAITING)
    return {
        Stage.WAITING: waiting & Q(read_at=None),
        Stage.READ: waiting & Q(read_at__isnull=False),
        Stage.CONFIRMED: Q(state=SummonsState.CONFIRMED),
        Stage.BOOKED: Q(state__in=(SummonsState.BOOKED, SummonsState.MOVED)),
        Stage.EXPIRED: Q(state=SummonsState.EXPIRED),
        Stage.PAPER: Q(paper_at__isnull=False),
        Stage.ENDED: Q(state__in=(SummonsState.CANCELLED, SummonsState.WITHDRAWN)),
    }[stage]


def _sent(grant: Grant, rows: list[Summons], now: datetime) -> list[SentSummons]:
    persons = frozenset(row.person for row in rows)
    told = signs(persons=persons, on=local_date(now))
    shown_rows(grant=grant, rows=rows, now=now)
    kinds, times = TimeType.objects.in_bulk({row.time_type for row in rows}), _times(grant, rows)
    return [
        SentSummons(
            summons=row,
            time_type=kinds[row.time_type],
            time=(time := times.get(row.appointment)),
            signs=told.get(row.person),
            can_be_withdrawn=can_withdraw(
                kind=row.kind, state=row.state, starts_at=time.starts_at if time else None, now=now
            ),
        )
        for row in rows
    ]


def _with_words(grant: Grant, rows: list[Summons], now: datetime) -> list[OwnSummons]:
    units = CareUnit.objects.in_bulk([row.unit for row in rows])
    kinds, times = TimeType.objects.in_bulk([row.time_type for row in rows]), _times(grant, rows)
    return [_own(row, units[row.unit], kinds[row.time_type], times.get(row.appointment), now) for row in rows]


def _own(row: Summons, unit: CareUnit, kind: TimeType, time: Appointment | None, now: datetime) -> OwnSummons:
    is_closed, on = has_closed(unit=unit, now=now), local_date(now)
    can_answer = is_answerable(kind=row.kind, state=row.state, valid_until=row.valid_until, on=on)
    starts_at = time.starts_at if time else None
    return OwnSummons(
        summons=row,
        unit=unit,
        time_type=kind,
        time=time,
        can_be_answered=can_answer and not is_closed,
        can_be_confirmed=can_confirm_time(kind=row.kind, state=row.state, starts_at=starts_at, now=now)
        and not is_closed,
        unit_has_closed=is_closed,
    )


def _times(grant: Grant, rows: list[Summons]) -> dict[UUID | None, Appointment]:
    """The times that the kallelser gave or became, while they stand."""
    wanted = [row.appointment for row in rows if row.appointment]
    if not wanted:
        return {}
    standing = Appointment.under(grant).filter(id__in=wanted, status=AppointmentStatus.BOOKED)
    return {row.id: row for row in standing}
