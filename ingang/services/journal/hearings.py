"""What the engagement index notified us of."""

from datetime import datetime

from ingang.kernel.events import Event
from ingang.kernel.grant import Grant
from ingang.services.journal.keeping import FRESH
from ingang.services.journal.models import KeptAnswer
from ingang.services.journal.news import hearings as news


def index_notified(*, event: Event, grant: Grant, now: datetime) -> None:
    """A system has something new of hers: what it answered before that counts as old in every open log-in.

    Whoever wishes to be told of what is new is told of it.
    """
    before = KeptAnswer.under(grant).filter(system=event.fields["system"], asked_at__lte=event.at)
    before.filter(asked_at__gt=event.at - FRESH).update(asked_at=event.at - FRESH)
    news.index_notified(event=event, grant=grant, now=now)
