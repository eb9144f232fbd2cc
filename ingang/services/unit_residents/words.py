"""What staff read of areas, days and needs."""

from django.utils.translation import gettext

from ingang.foundation.entitlement.needs import NEEDS
from ingang.foundation.entitlement.rules import EVERY_AGE, WHOLE_COUNTRY, Area
from ingang.foundation.regions.rules import municipality, region


def place_of(area: Area, /) -> str:
    """Where the residents live."""
    if area.region == WHOLE_COUNTRY:
        return gettext("The whole country")
    if area.municipality:
        return f"{municipality(area.municipality).name}, {region(area.region).name}"
    return region(area.region).name


def ages_of(area: Area, /) -> str:
    """Which ages, as people say them."""
    first, last = area.ages.start, area.ages.stop - 1
    if area.ages == EVERY_AGE:
        return gettext("All ages")
    if area.ages.stop == EVERY_AGE.stop:
        return gettext("From %(first)s years") % {"first": first}
    return gettext("%(first)s to %(last)s years") % {"first": first, "last": last}


def need_title(need: str, /) -> str:
    """Who has the need, as staff say it; the bare code of one that is no longer there."""
    return gettext(NEEDS[need].title) if need in NEEDS else need
