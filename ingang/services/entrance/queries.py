"""Which banners there are; they are for everybody, and need no grant."""

from datetime import datetime
from uuid import UUID

from ingang.kernel.actor import Staff
from ingang.services.entrance.access import banner_region
from ingang.services.entrance.errors import BannerUnknown
from ingang.services.entrance.models import Banner

MOST = 200


def confirmed_banners(*, now: datetime) -> list[Banner]:
    """Every banner that is shown or is to be, in every region and section, the latest first."""
    rows = Banner.objects.filter(ends_at__gt=now, ended_at=None, confirmed_at__isnull=False)
    return list(rows.order_by("-begins_at", "-id"))


def own_banners(*, actor: Staff) -> list[Banner]:
    """The banners of the actor's region, also those that have ended, the latest first. Refuses one without the role."""
    return list(Banner.objects.filter(region=banner_region(actor=actor)).order_by("-made_at", "-id")[:MOST])


def own_banner(*, actor: Staff, id: UUID) -> Banner:
    """The banner of the actor's region. Refuses one without the role; another region's is unknown to her."""
    banner = Banner.objects.filter(id=id, region=banner_region(actor=actor)).first()
    if banner is None:
        raise BannerUnknown()
    return banner
