"""What people can do at a unit with this service: book a time, where the unit offers any."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext

from ingang.foundation.care_units.models import CareUnit
from ingang.foundation.care_units.offered import UnitOffer
from ingang.foundation.regions.links import link
from ingang.kernel.grant import Grant
from ingang.kernel.periods import local_date
from ingang.kernel.service import UnitLink
from ingang.services.booking.errors import TimeNotOffered
from ingang.services.booking.finding import UnitForHer, found_for_her
from ingang.services.booking.models import TimeType
from ingang.services.booking.queries.finding import the_unit
from ingang.services.booking.queries.offer import OFFERED, bookable_regions
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


def unit_offers(units: Collection[str], now: datetime) -> dict[str, list[UnitOffer]]:
    """The kinds of time that residents may book at the units on the web, by title. Two questions.

    Those that are given by name alone are told to nobody else, and none where the region has booking off. They lead to
    the unit's card among her own, which says what is for her and why something is not.
    """
    today = local_date(now)
    bookable = CareUnit.objects.filter(hsa_id__in=units, region__in=bookable_regions(now=now)).values("hsa_id")
    found: dict[str, list[UnitOffer]] = defaultdict(list)
    for kind in TimeType.objects.filter(OFFERED, is_restricted=False, unit__in=bookable).order_by("title_sv", "code"):
        card = link("my_clinics", "contact", region="", on=today, unit=kind.unit)
        address = card or reverse("booking:calendar", kwargs={"unit": kind.unit})
        found[kind.unit].append(
            UnitOffer(title_sv=kind.title_sv, title_en=kind.title_en, address=address, way=kind.form)
        )
    return found


def _about(one: UnitForHer, now: datetime) -> str:
    """When the first time is; that there is none, or none that she may book."""
    if one.free:
        return gettext("First free time: %(moment)s.") % {"moment": date_in_words(value=one.free.first, now=now)}
    if one.kinds:
        return gettext("No free times here now. Call the unit, or look at another one.")
    return gettext("The times here can not be booked by you on the web. Call the unit.")
