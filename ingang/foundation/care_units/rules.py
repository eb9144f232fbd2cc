"""Opening hours and the law a care giver works under. Pure: holidays and odd days come in as data."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from ingang.kernel.periods import (
    LocalTimeMissing,
    local,
    local_date,
    start_of_day,
    to_utc,
)
from ingang.kernel.words import marked

LOOK_AHEAD_DAYS = 15
"""How far ahead the next opening is looked for: past the longest run of holidays, Christmas to Epiphany."""

TO_MIDNIGHT = time(23, 59)
"""A period that closes now is open until midnight: a unit's day has no 24:00 in the database."""

SOCIAL = "social"
"""The sector of social-care givers (omsorgsgivare); see models.Sector."""


def works_under_social_law(*, sector: str) -> bool:
    """Whether it is an omsorgsgivare, which has no emergency ground (SVOD 3:2, 3:4). Dental care is health care."""
    return sector == SOCIAL


class Opening(StrEnum):
    """What to say of a unit's hours at a moment."""

    OPEN = "open"
    ALWAYS_OPEN = "always_open"
    OPENS_TODAY = "opens_today"
    OPENS_TOMORROW = "opens_tomorrow"
    OPENS_LATER = "opens_later"
    NOT_KNOWN = "not_known"


SENTENCES = {
    Opening.OPEN: marked("Open until %(time)s"),
    Opening.ALWAYS_OPEN: marked("Open day and night"),
    Opening.OPENS_TODAY: marked("Opens today at %(time)s"),
    Opening.OPENS_TOMORROW: marked("Opens tomorrow at %(time)s"),
    Opening.OPENS_LATER: marked("Opens %(day)s at %(time)s"),
    Opening.NOT_KNOWN: marked("Opening hours are missing. Call the unit."),
}
"""A message id for each state; the page fills in the time and day of `OpeningState.at` in the reader's language."""


@dataclass(frozen=True, kw_only=True)
class OpeningState:
    """Whether a unit is open, and when that changes next, in Swedish local time. `at` is None when it does not."""

    opening: Opening
    at: datetime | None = None

    @property
    def is_open(self) -> bool:
        return self.opening in {Opening.OPEN, Opening.ALWAYS_OPEN}


@dataclass(frozen=True, kw_only=True)
class DailyHours:
    """One open period of a day, in Swedish local time."""

    opens_at: time
    closes_at: time


def opening_state(
    *,
    week: Mapping[int, Iterable[DailyHours]],
    exceptions: Mapping[date, Iterable[DailyHours]],
    now: datetime,
) -> OpeningState:
    """Whether the unit is open now, and until when, or else when it opens next.

    `week` holds the hours by weekday (Monday = 0); a day in `exceptions` has those hours instead, none for a
    closed day. Periods that meet are one: open over midnight is open until the end.
    """
    today = local_date(now)
    for opens, closes in _periods(week, exceptions, today):
        if closes <= now:
            continue
        if opens <= now:
            beyond = closes >= start_of_day(today + timedelta(days=LOOK_AHEAD_DAYS))
            return OpeningState(opening=Opening.ALWAYS_OPEN) if beyond else _at(Opening.OPEN, closes)
        return _at(_opens(local_date(opens), today), opens)
    return OpeningState(opening=Opening.NOT_KNOWN)


def _periods(
    week: Mapping[int, Iterable[DailyHours]], exceptions: Mapping[date, Iterable[DailyHours]], today: date
) -> list[tuple[datetime, datetime]]:
    merged: list[tuple[datetime, datetime]] = []
    for offset in range(-1, LOOK_AHEAD_DAYS):
        day = today + timedelta(days=offset)
        hours = exceptions[day] if day in exceptions else week.get(day.weekday(), ())
        for opens, closes in sorted(_on_day(day, one) for one in hours):
            if merged and opens <= merged[-1][1]:
                merged[-1] = (merged[-1][0], max(closes, merged[-1][1]))
            elif opens < closes:
                merged.append((opens, closes))
    return merged


def _on_day(day: date, hours: DailyHours) -> tuple[datetime, datetime]:
    if hours.closes_at >= TO_MIDNIGHT:
        return _moment(day, hours.opens_at), start_of_day(day + timedelta(days=1))
    return _moment(day, hours.opens_at), _moment(day, hours.closes_at, second_occurrence=True)


def _moment(day: date, clock: time, *, second_occurrence: bool = False) -> datetime:
    wanted = datetime.combine(day, clock)
    try:
        return to_utc(wanted, second_occurrence=second_occurrence)
    except LocalTimeMissing:
        # In the skipped hour of the spring night: the clock shows it an hour later.
        return to_utc(wanted + timedelta(hours=1))


def _opens(day: date, today: date) -> Opening:
    if day == today:
        return Opening.OPENS_TODAY
    return Opening.OPENS_TOMORROW if day == today + timedelta(days=1) else Opening.OPENS_LATER


def _at(opening: Opening, moment: datetime) -> OpeningState:
    return OpeningState(opening=opening, at=local(moment))


def organisation_number(hsa_id: str, /) -> str:
    """The organisation number that stands in an HSA-id, with its hyphen; the HSA-id where there is none."""
    digits = hsa_id.partition("-")[0].removeprefix("SE")
    if len(digits) not in {10, 12} or not digits.isdigit():
        return hsa_id
    return f"{digits[-10:-4]}-{digits[-4:]}"
