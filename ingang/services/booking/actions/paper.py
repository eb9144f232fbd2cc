"""A kallelse becomes a letter: exactly one, and what became of it is the unit's work. Within another action."""

from datetime import datetime, timedelta

from ingang.foundation.care_units.models import CareUnit
from ingang.foundation.identity.queries import have_logged_in
from ingang.foundation.notifications.queries import recipients, refusal
from ingang.foundation.people.queries import person as person_by_id
from ingang.foundation.regions.queries import is_on, limit
from ingang.foundation.work_items.actions import create_work
from ingang.foundation.work_items.part import RECEIVER_DECEASED
from ingang.kernel.grant import Grant
from ingang.kernel.periods import local_date
from ingang.services.booking.models import KIND, Summons
from ingang.services.booking.rules.holidays import holidays_between
from ingang.services.booking.rules.paper import Called, PaperPolicy, PaperReason, why_paper

ON_PAPER = "booking.summons_on_paper"
WITHIN = timedelta(days=1)


def paper_policy(*, region: str, now: datetime) -> PaperPolicy:
    """What the region has decided about letters."""
    on = local_date(now)
    return PaperPolicy(
        when_unread=is_on(region=region, code="booking.paper_when_unread", on=on),
        always=is_on(region=region, code="booking.paper_always", on=on),
        to_young=is_on(region=region, code="booking.paper_to_young", on=on),
        after_hours=limit(region=region, code="booking.paper_after_hours", on=on),
        soon_days=limit(region=region, code="booking.paper_soon_days", on=on),
    )


def paper_reason(*, row: Summons, visit_at: datetime | None, now: datetime) -> PaperReason | None:
    """Why the kallelse must go by letter now, with what is known this moment; None while it need not."""
    unit, subject = CareUnit.objects.get(hsa_id=row.unit), person_by_id(id=row.person)
    today, visit_on = local_date(now), local_date(visit_at) if visit_at else None
    called = Called(
        sent_at=row.sent_at,
        read_at=row.read_at,
        is_reachable=is_reachable(row=row, now=now),
        needs_enclosure=row.requires_physical_enclosure,
        birth_date=subject.birth_date if subject else None,
        visit_on=visit_on,
    )
    holidays = holidays_between(first=today, until=visit_on + timedelta(days=1)) if visit_on else {}
    policy = paper_policy(region=unit.region, now=now)
    return why_paper(called=called, policy=policy, now=now, holidays=holidays)


def is_reachable(*, row: Summons, now: datetime) -> bool:
    """Whether somebody who may read it has ever logged in here: the person, or who looks after her matters."""
    told = recipients(person=row.person, hidden_from_guardian=row.hidden_from_guardian, now=now)
    able = {one for one in {row.person, *told} if not refusal(recipient=one, person=row.person, kind=KIND, now=now)}
    return bool(able) and have_logged_in(persons=frozenset(able))


def put_on_paper(*, grant: Grant, row: Summons, why: PaperReason, now: datetime) -> bool:
    """Order the letter as the unit's work; False when it is ordered already, or has been read meanwhile.

    To one who has died no letter is ordered: the unit is told to close the matter (corrections 3.4).
    """
    rows = Summons.under(grant).filter(id=row.id, paper_at=None)
    if why in {PaperReason.UNREAD, PaperReason.SOON}:
        rows = rows.filter(read_at=None)
    if rows.update(paper_at=now, paper_reason=why) != 1:
        return False
    row.paper_at, row.paper_reason = now, why
    return become_work(grant=grant, row=row, kind=RECEIVER_DECEASED if _is_dead(row) else ON_PAPER, now=now)


def become_work(*, grant: Grant, row: Summons, kind: str, now: datetime) -> bool:
    """Give the unit work about the kallelse, due within a day."""
    return create_work(
        grant=grant, unit=row.unit, kind=kind, subject=str(row.id), person=row.person, due_at=now + WITHIN, now=now
    )


def _is_dead(row: Summons) -> bool:
    subject = person_by_id(id=row.person)
    return subject is not None and subject.deceased_on is not None
