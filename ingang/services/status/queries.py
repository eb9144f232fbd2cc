"""How everything fares, as everybody may know it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from ingang.foundation.identity.issuers import active_issuers
from ingang.foundation.identity.orders import issuers_down
from ingang.foundation.outbox.queries import waiting_since
from ingang.foundation.systems.health import days_of, standings
from ingang.foundation.systems.models import Maintenance
from ingang.foundation.systems.queries import all_systems, coming_maintenance, connected_systems
from ingang.foundation.systems.rules import Standing, Tally
from ingang.foundation.systems.words import days_back
from ingang.kernel.periods import local_date
from ingang.kernel.words import marked

DAYS = 90
AHEAD = timedelta(days=14)
LATE = timedelta(minutes=15)
"""What care sends is delivered within seconds; where it waits longer than this, something is wrong."""


@dataclass(frozen=True, kw_only=True)
class PartStatus:
    """A part of the portal, by an English message id, and how it fares."""

    name: str
    standing: Standing


@dataclass(frozen=True, kw_only=True)
class SourceStatus:
    """A care giver's system as everybody may know it: how it fares now, and day by day, the earliest first."""

    name: str
    standing: Standing
    days: tuple[tuple[date, Tally], ...]

    @property
    def all_days(self) -> Tally:
        """All the days together."""
        return sum((tally for _, tally in self.days), Tally())


@dataclass(frozen=True, kw_only=True)
class Status:
    """Everything that the page tells, as it was `at`."""

    at: datetime
    parts: tuple[PartStatus, ...]
    sources: tuple[SourceStatus, ...]
    planned: tuple[Maintenance, ...]
    names: dict[str, str]


def status(*, now: datetime) -> Status:
    """How the portal's own parts and each connected system fare, and what is planned. Nothing is about a person."""
    now_by_code, history = standings(now=now), days_of(now=now, days=DAYS)
    systems, days = connected_systems(), days_back(until=local_date(now), count=DAYS)
    sources = tuple(
        SourceStatus(
            name=one.name,
            standing=now_by_code.get(one.code, Standing.UNKNOWN),
            days=tuple((on, history.get(one.code, {}).get(on, Tally())) for on in days),
        )
        for one in systems
    )
    return Status(
        at=now,
        parts=_parts(now, sources),
        sources=sources,
        planned=tuple(coming_maintenance(now=now, within=AHEAD)),
        names=system_names(),
    )


def system_names() -> dict[str, str]:
    """What every system is called, by code; also those that are off."""
    return {code: one.name for code, one in all_systems().items()}


def _parts(now: datetime, sources: tuple[SourceStatus, ...]) -> tuple[PartStatus, ...]:
    """What is truly measured: this page itself answers, so the pages do."""
    journal = _all_of([one.standing for one in sources])
    return (
        PartStatus(name=marked("The portal's pages"), standing=Standing.WORKS),
        PartStatus(name=marked("Log-in"), standing=_log_in(now)),
        PartStatus(name=marked("The journal from other care givers"), standing=journal),
        PartStatus(name=marked("Messages and notices"), standing=_delivery(now)),
    )


def _log_in(now: datetime) -> Standing:
    down = issuers_down(now=now)
    issuers = active_issuers(audience="resident")
    return _all_of([Standing.DOWN if one.code in down else Standing.WORKS for one in issuers])


def _delivery(now: datetime) -> Standing:
    since = waiting_since()
    return Standing.WORKS if since is None or now - since < LATE else Standing.DISTURBED


def _all_of(standings: list[Standing]) -> Standing:
    """Many together: down when all that are known are, disturbed when any is."""
    known = {one for one in standings if one is not Standing.UNKNOWN}
    if not known:
        return Standing.UNKNOWN
    return known.pop() if len(known) == 1 else Standing.DISTURBED
