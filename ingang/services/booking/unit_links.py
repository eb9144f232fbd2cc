"""What a resident can do at a unit with this service: book a time, where the unit offers any."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext

from ingang.kernel.errors import NotFound, Refused
from ingang.kernel.grant import Grant
from ingang.kernel.service import UnitLink
from ingang.services.booking.access import units_for_her
from ingang.services.booking.queries.offer import offered_unit

ORDER = 10


def at_unit(unit: str, grant: Grant, now: datetime) -> tuple[UnitLink, ...]:
    """The way to the unit's free times; nothing where it offers none here, or its e-services are not open for her."""
    try:
        offered = offered_unit(unit=unit, now=now)
    except (NotFound, Refused):
        return ()
    if not units_for_her(grant=grant, units=[offered.unit.hsa_id], now=now):
        return ()
    address = reverse("booking:calendar", kwargs={"unit": offered.unit.hsa_id})
    return (UnitLink(title=gettext("Book a time"), address=address, order=ORDER),)
