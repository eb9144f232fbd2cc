"""What the start page says of one's own clinics."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext

from ingang.kernel.grant import Grant
from ingang.kernel.service import Card
from ingang.services.my_clinics.queries import own_clinic_names

ORDER = 50
NAMED = 3


def card(grant: Grant, now: datetime) -> Card:
    """The names of the first ones, or how they get here."""
    names = own_clinic_names(grant=grant)
    nothing = gettext("Here are the units that you have added, booked at or been called to, or where you are listed.")
    return Card(
        title=gettext("Units of care"),
        sentences=tuple(names[:NAMED]) or (nothing,),
        address=reverse("my_clinics:start") if names else reverse("my_clinics:find"),
        link_text=gettext("See your units") if names else gettext("Add a unit"),
        order=ORDER,
    )
