"""When a kallelse becomes a letter: the region's policy (e-services 2.4, paper fallback) over plain facts."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from ingang.kernel.periods import age_on, local_date
from ingang.kernel.words import marked

ADULT = 18
SATURDAY = 5
ONE_DAY = timedelta(days=1)


class PaperReason(StrEnum):
    """Why a kallelse becomes a letter."""

    UNREACHABLE = "unreachable"
    ENCLOSURE = "enclosure"
    ALWAYS = "always"
    YOUNG = "young"
    SOON = "soon"
    UNREAD = "unread"


WORDS = {
    PaperReason.UNREACHABLE: marked("Nobody who could read it here uses the portal, or may be told."),
    PaperReason.ENCLOSURE: marked("Something has to be sent along on paper."),
    PaperReason.ALWAYS: marked("The region sends every summons as a letter too."),
    PaperReason.YOUNG: marked("The region sends letters to everybody under 18."),
    PaperReason.SOON: marked("The visit is soon, and nobody has read the summons."),
    PaperReason.UNREAD: marked("Nobody has read the summons in time."),
}


@dataclass(frozen=True, kw_only=True)
class PaperPolicy:
    """What a region has decided: `when_unread` after so many hours, or at once where the visit is soon."""

    when_unread: bool = True
    always: bool = False
    to_young: bool = False
    after_hours: int = 48
    soon_days: int = 5


@dataclass(frozen=True, kw_only=True)
class Called:
    """What is known of a kallelse and of the one who is called. `visit_on` is None while no time is chosen."""

    sent_at: datetime
    read_at: datetime | None
    is_reachable: bool
    needs_enclosure: bool
    birth_date: date | None
    visit_on: date | None


def why_paper(*, called: Called, policy: PaperPolicy, now: datetime, holidays: Collection[date]) -> PaperReason | None:
    """Why the kallelse must go by letter now; None while it need not.

    Whoever can not be reached is never met by silence, whatever the policy says (corrections 3.4). The clock starts
    at delivery, never pauses, and stops at the first reading by the person or a guardian. Where the date of birth is
    not known, nobody is taken for grown up.
    """
    at_once = _whatever_is_read(called, policy, local_date(now))
    if at_once or not policy.when_unread or called.read_at is not None:
        return at_once
    if called.visit_on and _is_soon(called.visit_on, policy, local_date(now), holidays):
        return PaperReason.SOON
    return PaperReason.UNREAD if now >= called.sent_at + timedelta(hours=policy.after_hours) else None


def _whatever_is_read(called: Called, policy: PaperPolicy, today: date) -> PaperReason | None:
    is_young = called.birth_date is None or age_on(called.birth_date, on=today) < ADULT
    reasons = (
        (PaperReason.UNREACHABLE, not called.is_reachable),
        (PaperReason.ENCLOSURE, called.needs_enclosure),
        (PaperReason.ALWAYS, policy.always),
        (PaperReason.YOUNG, policy.to_young and is_young),
    )
    return next((reason for reason, holds in reasons if holds), None)


def _is_soon(visit_on: date, policy: PaperPolicy, today: date, holidays: Collection[date]) -> bool:
    return working_days_until(day=visit_on, today=today, holidays=holidays) < policy.soon_days


def working_days_until(*, day: date, today: date, holidays: Collection[date]) -> int:
    """How many working days there are after today, up to and including the day."""
    days = ((today + number * ONE_DAY) for number in range(1, max(0, (day - today).days) + 1))
    return sum(one.weekday() < SATURDAY and one not in holidays for one in days)
