"""How everything fares, as everybody may know it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.apps import apps

from ingang.foundation.identity.issuers import active_issuers
from ingang.foundation.identity.orders import issuers_down
from ingang.foundation.outbox.queries import waiting_since
from ingang.foundation.personal.cursors import ask, database
from ingang.foundation.systems.health import days_of, standings
from ingang.foundation.systems.models import Maintenance
from ingang.foundation.systems.queries import all_systems, coming_maintenance, connected_systems
from ingang.foundation.systems.rules import Part, Standing, Tally
from ingang.foundation.systems.words import PARTS, days_back
from ingang.kernel.periods import local_date
from ingang.kernel.words import marked
from ingang.services.status.rules import DELIVERY, LATE, code_of

DAYS = 90
AHEAD = timedelta(days=14)


@dataclass(frozen=True, kw_only=True)
class PartStatus:
    """A part of the portal, by an English message id, and how it fares."""

    name: str
    standing: Standing


@dataclass(frozen=True, kw_only=True)
class SourceStatus:
    """A system, or a part of the portal (by an English message id): how it fares now, and each day, earliest first."""

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
    own: tuple[SourceStatus, ...]
    sources: tuple[SourceStatus, ...]
    planned: tuple[Maintenance, ...]
    names: dict[str, str]


def status(*, now: datetime) -> Status:
    """How the portal's own parts and each connected system fare, and what is planned. Nothing is about a person."""
    now_by_code, history = standings(now=now), days_of(now=now, days=DAYS)
    systems, days = connected_systems(), days_back(until=local_date(now), count=DAYS)

    def fares(code: str, name: str) -> SourceStatus:
        past = history.get(code, {})
        standing = now_by_code.get(code, Standing.UNKNOWN)
        return SourceStatus(name=name, standing=standing, days=tuple((on, past.get(on, Tally())) for on in days))

    sources = tuple(fares(one.code, one.name) for one in systems)
    own = {**PARTS, DELIVERY: marked("Messages and notices")}
    return Status(
        at=now,
        parts=_parts(now, sources),
        own=tuple(fares(code_of(code), name) for code, name in own.items()),
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


def check_part(*, part: str) -> None:
    """Ask the database for every table that is the part's own. It reads no row. Raises a database Error."""
    here = database()
    for model in apps.get_app_config("identity" if part == Part.LOG_IN else part).get_models():
        ask(here, f"SELECT 1 FROM {here.ops.quote_name(model._meta.db_table)} WHERE 1 = 0")  # noqa: S608


def _all_of(standings: list[Standing]) -> Standing:
    """Many together: down when all that are known are, disturbed when any is."""
    known = {one for one in standings if one is not Standing.UNKNOWN}
    if not known:
        return Standing.UNKNOWN
    return known.pop() if len(known) == 1 else Standing.DISTURBED
