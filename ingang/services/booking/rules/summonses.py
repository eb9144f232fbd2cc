"""When a kallelse can be answered, withdrawn and reminded of (e-services 2.7, 3.5)."""

from datetime import date, datetime, time, timedelta

from ingang.kernel.periods import local_date, to_utc
from ingang.services.booking.errors import SummonsAnswered, SummonsClosed, SummonsUsed

USUAL_VALIDITY = timedelta(days=30)
REMIND_FROM = time(8)
OPEN, TIMED = "open", "timed"
UNANSWERED = frozenset({"waiting", "expired"})
STANDING = UNANSWERED | {"confirmed"}


def check_answerable(*, kind: str, state: str, valid_until: date | None, on: date) -> None:
    """Refuse to choose a time twice, by a kallelse that has a time, and from its last day on."""
    if state == "booked":
        raise SummonsUsed()
    if kind != OPEN or state != "waiting" or valid_until is None or on >= valid_until:
        raise SummonsClosed()


def is_answerable(*, kind: str, state: str, valid_until: date | None, on: date) -> bool:
    """Whether a time can be chosen; decides the buttons."""
    try:
        check_answerable(kind=kind, state=state, valid_until=valid_until, on=on)
    except (SummonsClosed, SummonsUsed):
        return False
    return True


def can_confirm_time(*, kind: str, state: str, starts_at: datetime | None, now: datetime) -> bool:
    """Whether the person can say yes to the time she was given: until it begins, also after the day to answer by."""
    return kind == TIMED and state in UNANSWERED and starts_at is not None and starts_at > now


def check_can_confirm_time(*, kind: str, state: str, starts_at: datetime | None, now: datetime) -> None:
    """Refuse to confirm what is answered, withdrawn or begun (APPOINTMENT_IS_ALREADY_CONFIRMED, TOO_LATE_...)."""
    if not can_confirm_time(kind=kind, state=state, starts_at=starts_at, now=now):
        raise SummonsAnswered()


def can_withdraw(*, kind: str, state: str, starts_at: datetime | None, now: datetime) -> bool:
    """Whether the unit can take it back: an open one until it is used, a timed one until its time begins."""
    if kind == OPEN:
        return state in UNANSWERED
    return state in STANDING and starts_at is not None and starts_at > now


def check_can_withdraw(*, kind: str, state: str, starts_at: datetime | None, now: datetime) -> None:
    """Refuse to take back what is used, cancelled, withdrawn, moved or over."""
    if not can_withdraw(kind=kind, state=state, starts_at=starts_at, now=now):
        raise SummonsAnswered()


def is_reminder_due(*, sent_at: datetime, days_after: int, valid_until: date | None, now: datetime) -> bool:
    """Whether an unanswered kallelse is to be reminded of: from eight in the morning that many days after it was sent,
    and only while there is a day left to answer on.
    """
    day = local_date(sent_at) + timedelta(days=days_after)
    is_open = valid_until is None or local_date(now) < valid_until
    return is_open and now >= to_utc(datetime.combine(day, REMIND_FROM))
