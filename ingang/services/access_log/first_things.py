"""What the log asks the reader to do first: to read an answer."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext

from ingang.kernel.grant import Grant
from ingang.kernel.service import FirstThing
from ingang.services.access_log.queries.questions import unseen_answers

ORDER = 60


def first_things(grant: Grant, now: datetime) -> tuple[FirstThing, ...]:
    """Each answer that has not been opened."""
    return tuple(
        FirstThing(
            title=gettext("Read the answer to your question about who has read"),
            address=reverse("access_log:question", args=[one.question.id]),
            order=ORDER,
        )
        for one in unseen_answers(grant=grant, now=now)
    )
