"""Until when something that a unit has given counts, in words."""

from datetime import date, datetime, timedelta

from django.utils.translation import gettext

from ingang.ui.words import day_in_words


def lasts(valid_until: date | None, /, *, now: datetime) -> str:
    """By its last day, as people say it."""
    if valid_until is None:
        return gettext("Until further notice")
    return gettext("Through %(day)s") % {"day": day_in_words(value=valid_until - timedelta(days=1), now=now)}
