"""Kallelser: a person's own, and the times among which she may choose."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from ingang.foundation.care_units.models import CareUnit
from ingang.foundation.personal.scope import query
from ingang.kernel.grant import Grant
from ingang.kernel.periods import local_date
from ingang.services.booking.errors import SummonsUnknown
from ingang.services.booking.models import Slot, Summons, SummonsState, TimeType, takeable
from ingang.services.booking.rules.summonses import is_answerable

TIMES_SHOWN = 60


@dataclass(frozen=True, kw_only=True)
class OwnSummons:
    """A kallelse with its unit and kind of time, and whether a time can be chosen now."""

    summons: Summons
    unit: CareUnit
    time_type: TimeType
    can_be_answered: bool


@query
def summons_row(*, grant: Grant, summons: UUID) -> Summons:
    """The kallelse. Refuses what is not the person's, or hidden from the guardian who asks."""
    row = Summons.under(grant).filter(id=summons).first()
    if row is None:
        raise SummonsUnknown()
    return row


@query
def own_summons(*, grant: Grant, summons: UUID, now: datetime) -> OwnSummons:
    """The kallelse with words. Refuses as `summons_row`."""
    return _with_words([summons_row(grant=grant, summons=summons)], now)[0]


@query
def waiting_summonses(*, grant: Grant, now: datetime) -> list[OwnSummons]:
    """Kallelser that wait for the person's answer, the most urgent first."""
    rows = Summons.under(grant).filter(state=SummonsState.WAITING, valid_until__gt=local_date(now))
    return _with_words(list(rows.order_by("valid_until", "id")), now)


def times_for(*, summons: Summons, now: datetime) -> list[Slot]:
    """The nearest free times of the kallelse's own kind."""
    rows = Slot.objects.filter(takeable(now=now), unit=summons.unit, time_type=summons.time_type, starts_at__gt=now)
    return list(rows.order_by("starts_at", "performer_name", "id")[:TIMES_SHOWN])


def time_for(*, summons: Summons, slot: UUID, now: datetime) -> Slot | None:
    """One of those times, or None when it is gone."""
    rows = Slot.objects.filter(takeable(now=now), unit=summons.unit, time_type=summons.time_type, starts_at__gt=now)
    return rows.filter(id=slot).first()


def _with_words(rows: list[Summons], now: datetime) -> list[OwnSummons]:
    units = CareUnit.objects.in_bulk([row.unit for row in rows])
    kinds = TimeType.objects.in_bulk([row.time_type for row in rows])
    return [
        OwnSummons(
            summons=row,
            unit=units[row.unit],
            time_type=kinds[row.time_type],
            can_be_answered=is_answerable(
                kind=row.kind, state=row.state, valid_until=row.valid_until, on=local_date(now)
            ),
        )
        for row in rows
    ]
