"""From a browser's session to the log-in that it holds, and to the actor that the log-in stands for."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import Case, Exists, OuterRef, QuerySet, Value, When
from django.http import HttpRequest

from ingang.foundation.care_units.models import CareGiver
from ingang.foundation.identity.actions import end_log_in
from ingang.foundation.identity.models import EndReason, LogIn, LogInLock
from ingang.foundation.identity.rules import SessionLimits, digest, ends_at, overdue_reason
from ingang.foundation.people.models import Person, StaffMember
from ingang.foundation.people.queries import assignments_of, staff_in_assignment
from ingang.foundation.personal.prepared import Prepared
from ingang.kernel.actor import Actor, Origin, Representative, Resident, Staff
from ingang.kernel.periods import local_date

SESSION_KEY = "log_in"
ORDER_KEY = "order"


def attach(*, request: HttpRequest, log_in: LogIn) -> None:
    """Tie the log-in to the browser's session under a new session key, so that no earlier key is worth anything."""
    request.session.cycle_key()
    request.session.pop(ORDER_KEY, None)
    request.session[SESSION_KEY] = str(log_in.id)


def browser_key(*, request: HttpRequest) -> str:
    """A digest of the browser's session key; begins a session where there is none yet."""
    if request.session.session_key is None:
        request.session.create()
    return digest(str(request.session.session_key))


def held_log_in(*, request: HttpRequest) -> LogIn | None:
    """The log-in that this browser's session names, open or ended."""
    key = request.session.get(SESSION_KEY)
    return LogIn.objects.filter(id=UUID(key)).first() if key else None


def log_in_of(*, request: HttpRequest, now: datetime) -> LogIn | None:
    """The log-in of this browser if it is still open.

    One that is past its limits, whose person has died or whose log-in was locked is ended here, at the next request.
    """
    key = request.session.get(SESSION_KEY)
    log_in = _HELD.first(log_in=UUID(key), on=local_date(now)) if key else None
    if log_in is None or log_in.ended_at is not None:
        return None
    if reason := _overdue(log_in, now) or str(vars(log_in)["closed_by"]):
        end_log_in(log_in=log_in, reason=EndReason(reason), now=now)
        return None
    return log_in


def limits_of(*, log_in: LogIn) -> SessionLimits:
    """How long this log-in lasts: shorter untouched for staff, who sit at shared desks."""
    idle = settings.STAFF_SESSION_IDLE_MINUTES if log_in.staff else settings.SESSION_IDLE_MINUTES
    return SessionLimits(idle=timedelta(minutes=idle), absolute=timedelta(minutes=settings.SESSION_ABSOLUTE_MINUTES))


def seconds_left(*, log_in: LogIn, now: datetime) -> int:
    """How long the log-in lasts if nothing more happens, in whole seconds."""
    end = ends_at(started_at=log_in.started_at, last_active_at=log_in.last_active_at, limits=limits_of(log_in=log_in))
    return max(0, int((end - now).total_seconds()))


def is_open(*, log_in: LogIn, now: datetime) -> bool:
    """Whether the log-in has not ended and is within its idle and absolute limits (7, flows 2)."""
    return log_in.ended_at is None and not _overdue(log_in, now)


def log_in_is_open(*, id: UUID, now: datetime) -> bool:
    """Whether the log-in with this id is still open; for streams, which look without anybody touching the page."""
    log_in = LogIn.objects.filter(id=id).first()
    return log_in is not None and is_open(log_in=log_in, now=now)


def actor_of(*, log_in: LogIn, origin: Origin, now: datetime) -> Actor | None:
    """Whom the log-in stands for; None for staff who have not chosen an assignment, or whose assignment has ended."""
    if log_in.staff:
        return _staff_actor(log_in, origin, now)
    if log_in.person is None:
        return None
    if log_in.acting_for is not None:
        return Representative(person=log_in.person, acting_for=log_in.acting_for, origin=origin)
    return Resident(person=log_in.person, origin=origin)


def _overdue(log_in: LogIn, now: datetime) -> str:
    return overdue_reason(
        started_at=log_in.started_at, last_active_at=log_in.last_active_at, limits=limits_of(log_in=log_in), now=now
    )


def _held(log_in: UUID, on: date) -> "QuerySet[LogIn]":
    """A log-in with what closes it from outside: the death of its person, or the lock on her log-in."""
    died = Person.objects.filter(id=OuterRef("person"), deceased_on__lte=on)
    locked = LogInLock.unguarded.filter(person=OuterRef("person"), lifted_at=None)
    return LogIn.objects.filter(id=log_in).annotate(
        closed_by=Case(
            When(Exists(died), then=Value(EndReason.DECEASED.value)),
            When(Exists(locked), then=Value(EndReason.LOCKED.value)),
            default=Value(""),
        )
    )


_HELD = Prepared(_held)


def _staff_actor(log_in: LogIn, origin: Origin, now: datetime) -> Staff | None:
    member = StaffMember.objects.filter(hsa_id=log_in.staff).first()
    own = assignments_of(staff=log_in.staff, on=local_date(now)) if log_in.assignment else []
    assignment = next((one for one in own if one.hsa_id == log_in.assignment), None)
    if member is None or assignment is None:
        return None
    care_giver = CareGiver.objects.filter(hsa_id=assignment.care_giver).first()
    return replace(
        staff_in_assignment(member=member, assignment=assignment),
        sector="social" if care_giver and care_giver.sector == "social" else "care",
        region=care_giver.region if care_giver else "",
        origin=origin,
    )
