"""The line for an earlier time: which times suit, and until when an offer is answered."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from ingang.kernel.periods import local, local_date, to_utc
from ingang.services.booking.rules.spans import Span

DAY_BEGINS, DAY_ENDS = time(8), time(20)
"""Between these an offer's time for an answer runs, in Sweden: nobody loses a time while she sleeps."""

NOON = time(12)
EVERY_DAY = "0123456"
LEAST_NOTICE = timedelta(hours=1)
"""How long before the time begins an answer must be in, so that she can come and the unit can know."""

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Suits:
    """When she can come: on which weekdays (Monday 0), before noon, after noon."""

    weekdays: str = EVERY_DAY
    before_noon: bool = True
    after_noon: bool = True


def is_suited(*, suits: Suits, wanted: Span, booked: Span | None) -> bool:
    """Whether the time is one that she asked for: on her days and hours, and earlier than the one she has."""
    begins = local(wanted.starts_at)
    is_hour = suits.before_noon if begins.time() < NOON else suits.after_noon
    is_earlier = booked is None or wanted.starts_at < booked.starts_at
    return str(begins.weekday()) in suits.weekdays and is_hour and is_earlier


def answer_until(*, now: datetime, minutes: int, starts_at: datetime) -> datetime | None:
    """The last moment for an answer: so many minutes of the day from now. None when the time begins too soon."""
    left, moment = timedelta(minutes=minutes), now
    while True:
        begins, ends = _daytime(moment)
        moment = max(moment, begins)
        if moment + left <= ends:
            last = moment + left
            return last if last <= starts_at - LEAST_NOTICE else None
        left -= max(ends - moment, timedelta())
        moment = to_utc(datetime.combine(local_date(moment) + ONE_DAY, DAY_BEGINS))


def _daytime(moment: datetime) -> tuple[datetime, datetime]:
    day = local_date(moment)
    return to_utc(datetime.combine(day, DAY_BEGINS)), to_utc(datetime.combine(day, DAY_ENDS))
