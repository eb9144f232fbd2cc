"""When a reader is told that something new can be read, and as which kind of notice. Pure.

Source: records-identity-law 1 (hard to know what is new) and peers 17: what is held back gives no hint by a notice
either. Nothing is told before it can be read (peers 24).
"""

from datetime import datetime, time, timedelta

from django.db.models import TextChoices

from ingang.kernel.periods import local, to_utc
from ingang.services.journal.kinds import EXAMINATIONS, RESULTS, Kind

NEW_RESULTS, NEW_OTHERS, NEW_TODAY = "journal.new_results", "journal.new_others", "journal.new_today"

EVENING = time(18)
DAY = timedelta(days=1)
LONGEST = timedelta(days=365)
"""What has waited for so long is news to nobody."""


class Pace(TextChoices):
    """How soon a reader is told."""

    AT_ONCE = "at_once"
    EVENING = "evening"


CODES = {Pace.AT_ONCE: frozenset({NEW_RESULTS, NEW_OTHERS}), Pace.EVENING: frozenset({NEW_TODAY})}
"""The kinds of notices of each pace."""


def code_of(*, kind: Kind | None, pace: Pace) -> str:
    """The kind of notice that tells of an entry; `kind` is None where nobody here knows it."""
    if pace is Pace.EVENING:
        return NEW_TODAY
    return NEW_RESULTS if kind in {RESULTS, EXAMINATIONS} else NEW_OTHERS


def first_look(*, pace: Pace, came_at: datetime) -> datetime:
    """When it is looked at first: as it comes, or the first evening."""
    return came_at if pace is Pace.AT_ONCE else _evening_after(came_at)


def next_look(*, pace: Pace, came_at: datetime, now: datetime) -> datetime:
    """When what can not be read yet is looked at again: care givers and readers hold back for whole days."""
    if pace is Pace.EVENING:
        return _evening_after(now)
    return came_at + (max(now - came_at, timedelta(0)) // DAY + 1) * DAY


def _evening_after(moment: datetime) -> datetime:
    day = local(moment).date()
    evening = to_utc(datetime.combine(day, EVENING))
    return evening if evening > moment else to_utc(datetime.combine(day + DAY, EVENING))
