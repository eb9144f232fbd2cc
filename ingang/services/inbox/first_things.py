"""What the inbox asks the reader to do first."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext

from ingang.kernel.grant import Grant
from ingang.kernel.service import FirstThing
from ingang.services.inbox.cards import card
from ingang.services.inbox.queries.own import unread_important

ORDER = 20


def first_things(grant: Grant, now: datetime) -> tuple[FirstThing, ...]:
    """Each important message that nobody has read; without any, how many others are unread."""
    title = gettext("Read the important message from %(unit)s")
    important = tuple(
        FirstThing(title=title % {"unit": line.unit}, address=reverse("inbox:message", args=[line.id]), order=ORDER)
        for line in unread_important(grant=grant, now=now)
    )
    return important or _unread(grant, now)


def _unread(grant: Grant, now: datetime) -> tuple[FirstThing, ...]:
    said = card(grant, now)
    if not said.needs_attention:
        return ()
    return (FirstThing(title=said.sentences[0], address=said.address, order=said.order),)
