"""What a resident can do at a unit with this service: book a time, where the unit offers any."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext

from ingang.kernel.grant import Grant
from ingang.kernel.service import UnitLink
from ingang.services.booking.errors import TimeNotOffered
from ingang.services.booking.finding import UnitForHer, found_for_her
from ingang.services.booking.queries.finding import the_unit
from ingang.ui.words import date_in_words

ORDER = 10


def at_unit(unit: str, grant: Grant, now: datetime) -> tuple[UnitLink, ...]:
    """The way to the unit's free times; nothing where it offers none here, or its e-services are not open for her.

    Of times that are not for her it leads to why.
    """
    try:
        found = the_unit(unit=unit, now=now)
    except TimeNotOffered:
        return ()
    hers = found_for_her(grant=grant, found=[found], now=now)
    (one,) = hers.with_free_times(hers.units, now=now)
    if not one.kinds and not one.refused:
        return ()
    title = gettext("Book a time") if one.kinds else gettext("See why you can not book here")
    address = reverse("booking:calendar", kwargs={"unit": found.unit.hsa_id})
    return (UnitLink(title=title, address=address, about=_about(one, now), order=ORDER),)


def _about(one: UnitForHer, now: datetime) -> str:
    """When the first time is; that there is none, or none that she may book."""
    if one.free:
        return gettext("First free time: %(moment)s.") % {"moment": date_in_words(value=one.free.first, now=now)}
    if one.kinds:
        return gettext("No free times here now. Call the unit, or look at another one.")
    return gettext("The times here can not be booked by you on the web. Call the unit.")
