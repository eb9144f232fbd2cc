"""What the one search finds of a person's messages: what the inbox finds by the same words."""

from datetime import datetime

from django.urls import reverse

from ingang.foundation.search.entries import Shown
from ingang.kernel.grant import Grant
from ingang.services.inbox.queries.own import inbox
from ingang.ui.words import day_in_words


def own_finds(text: str, grant: Grant, now: datetime) -> tuple[Shown, ...]:
    """The first page of messages that hold all the words, the unread first; what is put away is left out."""
    lines = inbox(grant=grant, now=now, words=text).page.object_list
    return tuple(
        Shown(
            title=line.subject,
            address=reverse("inbox:message", kwargs={"id": line.id}),
            about=" · ".join(filter(None, (line.category, line.unit, day_in_words(value=line.visible_from, now=now)))),
        )
        for line in lines
    )
