"""What the journal asks the reader to do first: to read the answer to a report."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext

from ingang.kernel.grant import Grant
from ingang.kernel.service import FirstThing
from ingang.services.journal.reports.queries import unseen_answers

ORDER = 60


def first_things(grant: Grant, now: datetime) -> tuple[FirstThing, ...]:
    """Each answer that has not been opened."""
    return tuple(
        FirstThing(
            title=gettext("Read the answer to your report about the journal"),
            address=reverse("journal:report", args=[one.report.id]),
            order=ORDER,
        )
        for one in unseen_answers(grant=grant, now=now)
    )
