"""What the log says on the start page: that it is there. Who knows of her log uses it (peers 14)."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext

from ingang.kernel.grant import Grant
from ingang.kernel.service import Card

ORDER = 60


def card(grant: Grant, now: datetime) -> Card:
    """The way to the log, and what one can do there."""
    return Card(
        title=gettext("Who has read"),
        sentences=(gettext("See everybody who has opened your data, and question what looks wrong."),),
        address=reverse("access_log:start"),
        link_text=gettext("See who has read"),
        order=ORDER,
    )
