"""Dates and times in words, in Swedish local time and in the reader's language."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_time
from django.utils.translation import get_language, gettext, pgettext

SWEDEN = ZoneInfo("Europe/Stockholm")
# Weekday and date alone can only be misread when more than half a year separates them from today.
YEAR_IS_CLEAR = timedelta(days=180)


def local_date(*, value: date | datetime) -> date:
    """The Swedish calendar day. Refuses a time without zone, which could be any day."""
    if not isinstance(value, datetime):
        return value
    if value.tzinfo is None:
        raise ValueError("a time without zone has no place in a calendar")
    return value.astimezone(SWEDEN).date()


def day_in_words(*, value: date | datetime, now: datetime) -> str:
    """Weekday, day and month; the year too where it is not clear from the date alone."""
    day = local_date(value=value)
    near = abs(day - local_date(value=now)) <= YEAR_IS_CLEAR
    pattern = (
        pgettext("date pattern in CLDR letters", "EEEE d MMMM")
        if near
        else pgettext("date pattern in CLDR letters", "EEEE d MMMM y")
    )
    return format_date(day, format=pattern, locale=_locale())


def short_date(day: date, /) -> str:
    """A date where there is little room, as in a chart: "27 nov. 2026"."""
    return str(format_date(day, format="medium", locale=_locale()))


def clock_in_words(*, value: datetime) -> str:
    """The clock in Sweden. Refuses a time without zone."""
    local_date(value=value)
    return face_in_words(value=value.astimezone(SWEDEN).time())


def face_in_words(*, value: time) -> str:
    """What a clock shows, such as when a unit opens."""
    return format_time(value, format=pgettext("time pattern in CLDR letters", "HH:mm"), locale=_locale())


def time_in_words(*, value: datetime) -> str:
    """The clock as it stands in a sentence: "kl. 09.40"."""
    return gettext("at %(clock)s") % {"clock": clock_in_words(value=value)}


def date_in_words(*, value: date | datetime, now: datetime) -> str:
    """Weekday and date, and for a moment also the clock: "torsdag 26 november kl. 09.40"."""
    day = day_in_words(value=value, now=now)
    if not isinstance(value, datetime):
        return day
    return gettext("%(day)s at %(clock)s") % {"day": day, "clock": clock_in_words(value=value)}


def relative_day(*, value: date | datetime, now: datetime) -> str:
    """Today, tomorrow or yesterday; any other day as weekday and date."""
    days_away = (local_date(value=value) - local_date(value=now)).days
    near = {-1: gettext("yesterday"), 0: gettext("today"), 1: gettext("tomorrow")}
    return near.get(days_away) or day_in_words(value=value, now=now)


def unbroken(text: str, /) -> str:
    """The text with spaces at which no line ends: for phone numbers and postal codes."""
    return text.replace(" ", "\N{NO-BREAK SPACE}")


def machine_time(*, value: date | datetime) -> str:
    """The value of a `datetime` attribute."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="seconds")
    return value.isoformat()


def _locale() -> Locale:
    language = get_language() or "sv"
    try:
        return Locale.parse("en_GB" if language == "en" else language, sep="-" if "-" in language else "_")
    except UnknownLocaleError:
        return Locale.parse("sv")
