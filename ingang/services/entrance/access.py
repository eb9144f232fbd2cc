"""Who may tell everybody something, and whom."""

from django.conf import settings

from ingang.foundation.regions.chosen import region_codes
from ingang.kernel.actor import Staff
from ingang.services.entrance.errors import NotBannerEditor
from ingang.services.entrance.rules import BANNER_EDITOR, NATIONAL


def banner_region(*, actor: object) -> str:
    """For whose readers the actor writes: those of a region, or of the whole country. Refuses all others.

    The role comes from the care giver's own directory. So it is the installation that names the care givers that speak
    to the whole country, and a care giver whose region is not known speaks to nobody.
    """
    if not isinstance(actor, Staff) or BANNER_EDITOR not in actor.roles:
        raise NotBannerEditor()
    if actor.care_giver in settings.NATIONAL_CARE_GIVERS:
        return NATIONAL
    if actor.region not in region_codes():
        raise NotBannerEditor()
    return actor.region
