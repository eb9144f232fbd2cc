"""Beginning, changing and ending log-ins, and locking them."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from ingang.foundation.audit.actions import record
from ingang.foundation.identity.errors import AssignmentUnknown
from ingang.foundation.identity.models import EndReason, LockReason, LogIn, LogInLock
from ingang.foundation.identity.rules import is_touch_due
from ingang.foundation.identity.staff_accounts import sync_groups
from ingang.foundation.outbox.actions import announce
from ingang.foundation.people.models import Assignment
from ingang.foundation.people.queries import assignments_of
from ingang.kernel.actor import NOWHERE, Actor, Job, Origin, Representative, Resident, Staff
from ingang.kernel.periods import local_date

LONGEST_DEVICE = 200


@transaction.atomic
def start_resident_log_in(
    *,
    person: UUID,
    issuer: str,
    assurance: str,
    device: str,
    origin: Origin,
    now: datetime,
) -> LogIn:
    """Begin a resident's log-in. Records identity.logged_in."""
    log_in = LogIn.objects.create(
        person=person,
        issuer=issuer,
        assurance=assurance,
        started_at=now,
        last_active_at=now,
        address=origin.address,
        device=device[:LONGEST_DEVICE],
    )
    record(
        event="identity.logged_in",
        actor=Resident(person=person, origin=origin),
        person=person,
        now=now,
        details={"issuer": issuer, "log_in": str(log_in.id)},
    )
    return log_in


@transaction.atomic
def start_staff_log_in(
    *,
    staff: str,
    issuer: str,
    assurance: str,
    device: str,
    origin: Origin,
    now: datetime,
) -> LogIn:
    """Begin a staff member's log-in, without an assignment yet. Records identity.logged_in."""
    log_in = LogIn.objects.create(
        staff=staff,
        issuer=issuer,
        assurance=assurance,
        started_at=now,
        last_active_at=now,
        address=origin.address,
        device=device[:LONGEST_DEVICE],
    )
    record(
        event="identity.logged_in",
        actor=_unassigned(staff, origin),
        now=now,
        details={"issuer": issuer, "log_in": str(log_in.id)},
    )
    return log_in


@transaction.atomic
def choose_assignment(*, log_in: LogIn, assignment: str, origin: Origin, now: datetime) -> Assignment:
    """Work in this assignment from now on: a new decision of access (7, flows 5). Records identity.assignment_chosen.

    Refuses an assignment that is not the staff member's own on the day.
    """
    own = assignments_of(staff=log_in.staff, on=local_date(now))
    chosen = next((one for one in own if one.hsa_id == assignment), None)
    if chosen is None:
        raise AssignmentUnknown()
    former, log_in.assignment = log_in.assignment, chosen.hsa_id
    log_in.save(update_fields=["assignment"])
    sync_groups(staff=log_in.staff, assignment=chosen)
    record(
        event="identity.assignment_chosen",
        actor=_assigned(log_in.staff, chosen, origin),
        now=now,
        details={"assignment": chosen.hsa_id, "former": former, "log_in": str(log_in.id)},
    )
    return chosen


@transaction.atomic
def choose_acting_for(*, log_in: LogIn, person: UUID, origin: Origin, now: datetime) -> None:
    """Act for the person from now on. The caller has asked access.representation.check_may_act_for.

    Records identity.acting_for_chosen. Every later page weighs anew: nothing is kept as a right.
    """
    if log_in.person is None:
        raise ValueError("only a resident's log-in can act for somebody")
    log_in.acting_for = person
    log_in.save(update_fields=["acting_for"])
    actor = Representative(person=log_in.person, acting_for=person, origin=origin)
    record(event="identity.acting_for_chosen", actor=actor, person=person, now=now)


@transaction.atomic
def leave_acting_for(*, log_in: LogIn, origin: Origin, now: datetime) -> None:
    """Go back to one's own data. Records identity.acting_for_left; does nothing for one who acts for herself."""
    if log_in.acting_for is None or log_in.person is None:
        return
    actor = Representative(person=log_in.person, acting_for=log_in.acting_for, origin=origin)
    log_in.acting_for = None
    log_in.save(update_fields=["acting_for"])
    record(event="identity.acting_for_left", actor=actor, person=actor.acting_for, now=now)


def touch(*, log_in: LogIn, now: datetime) -> None:
    """Note that the person is active, at most once a minute."""
    if is_touch_due(last_active_at=log_in.last_active_at, now=now):
        log_in.last_active_at = now
        log_in.save(update_fields=["last_active_at"])


def end_log_in(*, log_in: LogIn, reason: EndReason, now: datetime, actor: Actor | None = None) -> bool:
    """End one log-in; tells whether it was this call that did. Records identity.logged_out with the reason.

    A resident's is announced as identity.log_in_ended. `actor` is who ended it; the house itself when nobody is named.
    """
    with transaction.atomic():
        ended = LogIn.objects.filter(id=log_in.id, ended_at=None).update(
            ended_at=now, end_reason=reason, issuer_token=""
        )
        if not ended:
            return False
        record(
            event="identity.logged_out",
            actor=actor or Job(name="identity.sessions"),
            person=log_in.person,
            now=now,
            details={"reason": reason, "log_in": str(log_in.id), "staff": log_in.staff},
        )
        if log_in.person is not None:
            fields = {"log_in": str(log_in.id), "reason": reason.value}
            announce(name="identity.log_in_ended", person=log_in.person, fields=fields, now=now)
    return True


def end_all_log_ins(*, log_in: LogIn, reason: EndReason, now: datetime, actor: Actor | None = None) -> int:
    """End every log-in of the one who owns this one, on every device; tells how many.

    A resident's leaving is announced as identity.left_all_devices.
    """
    if log_in.person is not None:
        announce(name="identity.left_all_devices", person=log_in.person, fields={"reason": reason.value}, now=now)
    owner = {"person": log_in.person} if log_in.person else {"staff": log_in.staff}
    open_ones = LogIn.objects.filter(ended_at=None, **owner).order_by("id")
    return sum(end_log_in(log_in=one, reason=reason, now=now, actor=actor) for one in open_ones)


def owner_of(*, log_in: LogIn, origin: Origin = NOWHERE) -> Actor:
    """Whose log-in it is, as an actor in no special role: the resident herself, or staff outside any assignment."""
    if log_in.person is not None:
        return Resident(person=log_in.person, origin=origin)
    return _unassigned(log_in.staff, origin)


def lock_in_force(*, person: UUID) -> LogInLock | None:
    """The lock on the person's log-in, or None."""
    return LogInLock.unguarded.filter(person=person, lifted_at=None).first()


def lock_log_in(*, person: UUID, reason: LockReason, actor: Actor, now: datetime) -> LogInLock:
    """Lock the log-in at once and end every log-in in force (corrections 3.1). Records identity.log_in_locked, and
    announces identity.left_all_devices.

    Locking what is locked changes nothing. There is no action here that opens it again: that takes a staffed check.
    """
    with transaction.atomic():
        lock, is_new = LogInLock.unguarded.get_or_create(
            person=person,
            lifted_at=None,
            defaults={"locked_at": now, "locked_by": actor.identity, "reason": reason},
        )
        if is_new:
            record(event="identity.log_in_locked", actor=actor, person=person, now=now, details={"reason": reason})
            fields = {"reason": EndReason.LOCKED.value}
            announce(name="identity.left_all_devices", person=person, fields=fields, now=now)
    for log_in in LogIn.objects.filter(person=person, ended_at=None).order_by("id"):
        end_log_in(log_in=log_in, reason=EndReason.LOCKED, now=now, actor=actor)
    return lock


def _unassigned(staff: str, origin: Origin) -> Staff:
    return Staff(hsa_id=staff, assignment="", unit="", care_giver="", purpose="", name="", role="", origin=origin)


def _assigned(staff: str, assignment: Assignment, origin: Origin) -> Staff:
    return Staff(
        hsa_id=staff,
        assignment=assignment.hsa_id,
        unit=assignment.unit,
        care_giver=assignment.care_giver,
        purpose=assignment.purpose,
        name="",
        role="",
        origin=origin,
    )
