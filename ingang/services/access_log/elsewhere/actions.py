"""Asking care givers' log services: the resident asks, and a job goes on asking until each has answered."""

from concurrent.futures import Future
from datetime import datetime, timedelta
from functools import partial

from ingang.connectors.access_logs.errors import ReportGone, TooManyRows
from ingang.connectors.access_logs.reports import Queued, Report, Told
from ingang.connectors.background import BACKGROUND
from ingang.connectors.errors import ConnectorError
from ingang.connectors.rivta.errors import RivtaError, SourceRefused, TimedOut
from ingang.foundation.audit.actions import record_under
from ingang.foundation.identity.keeping import Keeper, Lock
from ingang.foundation.people.queries import identifiers_of
from ingang.foundation.personal.scope import action, query
from ingang.kernel.grant import Grant
from ingang.kernel.identifiers import PersonIdentifier
from ingang.kernel.periods import local_date
from ingang.services.access_log.elsewhere.keeping import forget
from ingang.services.access_log.elsewhere.models import WAITING, AskedLog, LogService, State
from ingang.services.access_log.elsewhere.rules import Interval
from ingang.services.access_log.elsewhere.services import client_of, log_services

SOONEST = timedelta(minutes=1)
"""How soon a service is asked again, whatever it says itself."""
MOST_TRIES = 3
AT_ONCE = 50
PATIENCE = 60.0


@action
def ask_elsewhere(*, grant: Grant, keeper: Keeper, interval: Interval, now: datetime) -> None:
    """Have every care giver's log service asked for the days. Records access_log.elsewhere_asked.

    Asking about the same days again leaves those alone that are still asked or have answered, so that no second report
    is queued; other days take the place of what was asked before.
    """
    for service in log_services():
        mine = AskedLog.under(grant).filter(person=grant.person, log_in=keeper.log_in, service=service.code)
        same = mine.filter(since=interval.since, until=interval.until, state__in=(*WAITING, State.READY))
        if same.exists():
            continue
        mine.delete()
        lock = keeper.new_lock()
        AskedLog(
            person=grant.person,
            log_in=keeper.log_in,
            service=service.code,
            since=interval.since,
            until=interval.until,
            asked_at=now,
            next_at=now,
            public=lock.public,
            key=lock.key,
        ).save(force_insert=True)
    details = {"first": str(interval.first), "last": str(interval.last)}
    record_under(event="access_log.elsewhere_asked", grant=grant, now=now, details=details)


def ask_on(*, grant: Grant, now: datetime) -> int:
    """Forget what belongs to log-ins that have ended, and ask each service whose turn it is; tells how many.

    For the job. Nothing is locked while the services take their time; each answer is kept in its own transaction.
    """
    forget(grant=grant, now=now)
    services = {one.code: one for one in log_services()}
    due = _due(grant=grant, now=now)
    coming = [(row, _ask(row, services.get(row.service), now)) for row in due]
    for row, future in coming:
        settle(grant=grant, row=row, told=_told(future), now=now)
    return len(due)


@action
def settle(*, grant: Grant, row: AskedLog, told: Told | ConnectorError, now: datetime) -> None:
    """Keep what a service answered, locked for the browser that asked. Records access_log.elsewhere_answered.

    What was asked anew or forgotten meanwhile is left alone.
    """
    changes = _changes(row, told, now)
    mine = AskedLog.under(grant).filter(id=row.id, next_at=row.next_at)
    if mine.update(**changes):
        details = {"service": row.service, "state": str(changes["state"])}
        record_under(event="access_log.elsewhere_answered", grant=grant, person=row.person, now=now, details=details)


@query
def _due(*, grant: Grant, now: datetime) -> list[AskedLog]:
    return list(AskedLog.under(grant).filter(next_at__lte=now).order_by("next_at", "id")[:AT_ONCE])


def _ask(row: AskedLog, service: LogService | None, now: datetime) -> "Future[Told] | None":
    person = _number(row, now)
    if service is None or person is None:
        return None
    ask = partial(client_of(service=service).ask, person=person, since=row.since, until=row.until, report=row.report)
    return BACKGROUND.run(lambda http: ask(http=http))


def _number(row: AskedLog, now: datetime) -> PersonIdentifier | None:
    """What she is called between systems: never a reserve number, which means nothing elsewhere (records 1, R3)."""
    numbers = identifiers_of(person=row.person, on=local_date(now))
    return next((one for one in numbers if not one.kind.is_reserve), None)


def _told(future: "Future[Told] | None") -> Told | ConnectorError:
    """A service that is connected no more, or a person without a number, is told as a refusal."""
    if future is None:
        return SourceRefused()
    try:
        return future.result(timeout=PATIENCE)
    except ConnectorError as error:
        return error
    except TimeoutError:
        return TimedOut()


def _changes(row: AskedLog, told: Told | ConnectorError, now: datetime) -> dict[str, object]:
    if isinstance(told, Report):
        lock = Lock(public=bytes(row.public), key=b"")
        return _over(State.READY, now) | {
            "locked": lock.closed(list(told.rows)),
            "held_since": told.since,
            "held_until": told.until,
        }
    if isinstance(told, Queued):
        again = now + max(SOONEST, timedelta(seconds=told.seconds))
        state = State.IN_PROCESS if told.is_begun else State.QUEUED
        return {"state": state, "report": told.report, "next_at": again, "tries": 0}
    if isinstance(told, TooManyRows):
        return _over(State.TOO_MANY, now)
    if not (isinstance(told, RivtaError) and told.may_try_again):
        return _over(State.REFUSED, now)
    if row.tries + 1 >= MOST_TRIES:
        return _over(State.NO_ANSWER, now)
    again = now + SOONEST * (row.tries + 1)
    report = "" if isinstance(told, ReportGone) else row.report
    return {"state": State(row.state), "report": report, "next_at": again, "tries": row.tries + 1}


def _over(state: State, now: datetime) -> dict[str, object]:
    return {"state": state, "report": "", "next_at": None, "answered_at": now}
