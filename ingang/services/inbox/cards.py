"""What the inbox says on the start page."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from ingang.kernel.grant import Grant
from ingang.kernel.service import Card
from ingang.services.inbox.queries.own import count_unread


def card(grant: Grant, now: datetime) -> Card:
    """How many messages are unread."""
    unread = count_unread(grant=grant, now=now)
    sentence = ngettext("%(count)s unread message", "%(count)s unread messages", unread) % {"count": unread}
    return Card(
        title=gettext("Inbox"),
        sentences=(sentence if unread else gettext("No unread messages"),),
        address=reverse("inbox:start"),
        link_text=gettext("Open the inbox"),
        order=20,
        needs_attention=unread > 0,
    )
