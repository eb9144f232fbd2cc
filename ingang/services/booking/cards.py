"""What booking says on the resident's and the staff's start pages."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from ingang.kernel.grant import Grant
from ingang.kernel.service import Card, WorkEntry
from ingang.services.booking.queries.day import booked_today
from ingang.services.booking.queries.own import BookedTime, coming_times
from ingang.services.booking.words import title_of
from ingang.ui.words import date_in_words

ORDER = 30


def card(grant: Grant, now: datetime) -> Card:
    """The next booked time, or that there is none."""
    coming = coming_times(grant=grant, now=now)
    return Card(
        title=gettext("Booked times"),
        sentences=_next(coming[0], len(coming), now) if coming else (gettext("You have no booked times."),),
        address=reverse("booking:start"),
        link_text=gettext("See booked times and book"),
        order=ORDER,
    )


def work_list(grant: Grant, now: datetime) -> tuple[WorkEntry, ...]:
    """How many booked times the unit has left today; nothing on an empty day."""
    count = booked_today(grant=grant, now=now)
    if not count:
        return ()
    title = ngettext("%(count)s booked time left today", "%(count)s booked times left today", count) % {"count": count}
    return (WorkEntry(title=title, address=reverse("booking:desk")),)


def _next(booked: BookedTime, count: int, now: datetime) -> tuple[str, ...]:
    when = date_in_words(value=booked.appointment.starts_at, now=now)
    soonest = f"{when[:1].upper()}{when[1:]}"
    what = gettext("%(title)s at %(unit)s") % {"title": title_of(booked.time_type), "unit": booked.unit.name}
    more = ngettext("And %(count)s more time.", "And %(count)s more times.", count - 1) % {"count": count - 1}
    return (soonest, what, more) if count > 1 else (soonest, what)
