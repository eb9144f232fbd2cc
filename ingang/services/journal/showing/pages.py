"""Values for the templates, ready to show."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext

from ingang.foundation.access.secret_links import OwnLink, Why
from ingang.kernel.words import marked
from ingang.services.journal.models import Form
from ingang.services.journal.showing.queries import Shown
from ingang.ui.words import date_in_words, time_in_words

WHAT: Mapping[str, str] = {
    Form.SUMMARY: marked("A summary of the journal"),
    Form.FHIR: marked("What care has written"),
}
ENDED: Mapping[Why | None, str] = {
    None: marked("The time is up."),
    Why.OWNER: marked("You have ended it."),
    Why.CODES: marked("It ended because somebody wrote the wrong code five times."),
    Why.REFUSED: marked("It ended because the journal may not be shown like this any more."),
    Why.CHANGED: marked("It ended because something in the journal has changed. You can make a new one."),
}


@dataclass(frozen=True, kw_only=True)
class Row:
    """A link in the list."""

    title: str
    words: tuple[str, ...]
    url: str


def rows(*, showings: Iterable[Shown], now: datetime) -> list[Row]:
    """The reader's links, each with how it stands and who has opened it last."""
    return [
        Row(
            title=title_of(shown=one),
            words=(state_of(link=one.link, now=now), *readings_of(shown=one, now=now)[:1]),
            url=reverse("journal:showing", kwargs={"id": one.row.id}),
        )
        for one in showings
    ]


def title_of(*, shown: Shown) -> str:
    """What is shown."""
    return gettext(WHAT[shown.row.form])


def state_of(*, link: OwnLink, now: datetime) -> str:
    """Whether somebody can still open it, and if not why."""
    if link.is_open(now=now):
        return gettext("Can be opened until %(when)s.") % {"when": time_in_words(value=link.until)}
    when = date_in_words(value=link.ended_at or link.until, now=now)
    return gettext("Ended %(when)s.") % {"when": when} + " " + gettext(ENDED[link.why])


def readings_of(*, shown: Shown, now: datetime) -> tuple[str, ...]:
    """Each opening, with who the reader said to be."""
    if not shown.readings:
        return (gettext("Nobody has opened it."),)
    words = gettext("Opened %(when)s by somebody who said to be: %(recipient)s")
    return tuple(
        words % {"when": date_in_words(value=one.read_at, now=now), "recipient": one.recipient}
        for one in shown.readings
    )
