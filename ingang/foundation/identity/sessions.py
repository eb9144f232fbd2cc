"""From a browser's session to the log-in that it holds, and to the actor that the log-in stands for."""

from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest

from ingang.foundation.care_units.models import CareGiver
from ingang.foundation.identity.models import LogIn
from ingang.foundation.people.models import Assignment, StaffMember
from ingang.kernel.actor import Actor, Origin, Representative, Resident, Staff

SESSION_KEY = "log_in"


def attach(*, request: HttpRequest, log_in: LogIn) -> None:
    """Tie the log-in to the browser's session under a new session key, so that no earlier key is worth anything."""
    request.session.cycle_key()
    request.session[SESSION_KEY] = str(log_in.id)


def log_in_of(*, request: HttpRequest, now: datetime) -> LogIn | None:
    """The log-in of this browser if it is still open: not ended, not idle too long, not past the absolute limit."""
    key = request.session.get(SESSION_KEY)
    log_in = key and LogIn.objects.filter(id=UUID(key), ended_at=None).first()
    return log_in if log_in and is_open(log_in=log_in, now=now) else None


def is_open(*, log_in: LogIn, now: datetime) -> bool:
    """Whether the log-in is within its idle and absolute limits (records-identity-law 7, flows 2)."""
    idle = settings.STAFF_SESSION_IDLE_MINUTES if log_in.staff else settings.SESSION_IDLE_MINUTES
    absolute = timedelta(minutes=settings.SESSION_ABSOLUTE_MINUTES)
    return now < log_in.last_active_at + timedelta(minutes=idle) and now < log_in.started_at + absolute


def actor_of(*, log_in: LogIn, origin: Origin) -> Actor | None:
    """Whom the log-in stands for; None for staff who have not chosen an assignment yet."""
    if log_in.staff:
        return _staff_actor(log_in, origin)
    if log_in.person is None:
        return None
    if log_in.acting_for is not None:
        return Representative(person=log_in.person, acting_for=log_in.acting_for, origin=origin)
    return Resident(person=log_in.person, origin=origin)


def _staff_actor(log_in: LogIn, origin: Origin) -> Staff | None:
    member = StaffMember.objects.filter(hsa_id=log_in.staff).first()
    assignment = Assignment.objects.filter(hsa_id=log_in.assignment, staff=log_in.staff).first()
    if member is None or assignment is None:
        return None
    care_giver = CareGiver.objects.filter(hsa_id=assignment.care_giver).first()
    return Staff(
        hsa_id=member.hsa_id,
        assignment=assignment.hsa_id,
        unit=assignment.unit,
        care_giver=assignment.care_giver,
        purpose=assignment.purpose,
        name=member.name,
        role=member.title,
        roles=tuple(assignment.roles),
        sector="social" if care_giver and care_giver.sector == "social" else "care",
        region=care_giver.region if care_giver else "",
        origin=origin,
    )
