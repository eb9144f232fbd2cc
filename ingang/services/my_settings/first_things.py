"""What the settings ask for first: whether a contact way is the reader's alone."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext

from ingang.foundation.people.queries import shared_ways_to_answer
from ingang.kernel.grant import Grant, Ground
from ingang.kernel.service import FirstThing

ORDER = 15


def first_things(grant: Grant, now: datetime) -> tuple[FirstThing, ...]:
    """One thing where there is a question to the reader herself; nothing while she acts for another."""
    if grant.ground is not Ground.OWN_DATA or not shared_ways_to_answer(grant=grant):
        return ()
    title = gettext("Tell whether a contact way is only yours")
    return (FirstThing(title=title, address=reverse("my_settings:shared"), order=ORDER),)
