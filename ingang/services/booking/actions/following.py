"""What becomes of a kallelse that nobody answers: a letter, a reminder, and in the end the unit's work."""

from datetime import datetime
from uuid import UUID

from ingang.foundation.access.actions import open_job
from ingang.foundation.audit.actions import record_under
from ingang.foundation.care_units.models import CareUnit
from ingang.foundation.notifications.actions import notify
from ingang.foundation.personal.scope import action, query
from ingang.foundation.regions.queries import limit
from ingang.kernel.grant import Grant
from ingang.kernel.periods import local_date
from ingang.services.booking.actions.paper import become_work, paper_reason, put_on_paper
from ingang.services.booking.actions.telling import summons_details
from ingang.services.booking.models import KIND, Summons, SummonsState
from ingang.services.booking.queries.summonses import summons_row, time_of_summons
from ingang.services.booking.rules.paper import PaperReason
from ingang.services.booking.rules.summonses import is_reminder_due

UNANSWERED = "booking.summons_expired"
REMINDER, REMINDER_DAYS = "booking.summons_reminder", "booking.summons_reminder_days"
JOB = "booking.follow_summonses"


def follow_summonses(*, grant: Grant, now: datetime) -> int:
    """The job that follows every kallelse that waits for an answer; how many it did something about.

    Each is followed under a grant for its own person, in a transaction of its own: a job that is killed goes on where
    it was, and what it did is never done again.
    """
    return sum(
        follow_summons(grant=open_job(name=JOB, kinds=(KIND,), persons=(row.person,), now=now), summons=row.id, now=now)
        for row in _due(grant=grant, now=now)
    )


@action
def follow_summons(*, grant: Grant, summons: UUID, now: datetime) -> bool:
    """End it when its last day has passed; otherwise order the letter that is due, and remind once.

    Records booking.summons_expired, booking.summons_on_paper and booking.summons_reminded for what it does.
    """
    row = summons_row(grant=grant, summons=summons)
    if _is_late(row, now):
        return _expire(grant, row, now)
    is_on_paper = _order_letter(grant, row, now)
    return _remind(grant, row, now) or is_on_paper


def _expire(grant: Grant, row: Summons, now: datetime) -> bool:
    """The unit decides what comes next; a time that was given stays booked meanwhile."""
    late = Summons.under(grant).filter(id=row.id, state=SummonsState.WAITING)
    if late.update(state=SummonsState.EXPIRED, ended_at=now) != 1:
        return False
    record_under(event="booking.summons_expired", grant=grant, now=now, details=summons_details(row))
    become_work(grant=grant, row=row, kind=UNANSWERED, now=now)
    return True


def _order_letter(grant: Grant, row: Summons, now: datetime) -> bool:
    why = _why_paper(grant, row, now)
    if why is None or not put_on_paper(grant=grant, row=row, why=why, now=now):
        return False
    details = summons_details(row) | {"reason": why}
    record_under(event="booking.summons_on_paper", grant=grant, now=now, details=details)
    return True


def _remind(grant: Grant, row: Summons, now: datetime) -> bool:
    """A neutral notice, once, that something waits (e-services 2.8)."""
    if not _is_reminder_due(row, now):
        return False
    if Summons.under(grant).filter(id=row.id, reminded_at=None).update(reminded_at=now) != 1:
        return False
    hidden = row.hidden_from_guardian
    notify(person=row.person, code=REMINDER, about=row.id, kind=KIND, grant=grant, now=now, hidden_from_guardian=hidden)
    record_under(event="booking.summons_reminded", grant=grant, now=now, details=summons_details(row))
    return True


@query
def _due(*, grant: Grant, now: datetime) -> list[Summons]:
    """Those about which something is to be done now: few open doors, and no line in the log for the others."""
    rows = Summons.under(grant).filter(state=SummonsState.WAITING).order_by("sent_at", "id")
    return [
        row
        for row in rows
        if _is_late(row, now) or _is_reminder_due(row, now) or _why_paper(grant, row, now) is not None
    ]


def _is_late(row: Summons, now: datetime) -> bool:
    return row.valid_until is not None and row.valid_until <= local_date(now)


def _is_reminder_due(row: Summons, now: datetime) -> bool:
    if row.reminded_at is not None:
        return False
    region = CareUnit.objects.get(hsa_id=row.unit).region
    days = limit(region=region, code=REMINDER_DAYS, on=local_date(now))
    return is_reminder_due(sent_at=row.sent_at, days_after=days, valid_until=row.valid_until, now=now)


def _why_paper(grant: Grant, row: Summons, now: datetime) -> PaperReason | None:
    """Whoever has read it is not written to; what had to be on paper from the start was ordered at the sending."""
    if row.paper_at is not None or row.read_at is not None:
        return None
    time = time_of_summons(grant=grant, row=row)
    return paper_reason(row=row, visit_at=time.starts_at if time else None, now=now)
