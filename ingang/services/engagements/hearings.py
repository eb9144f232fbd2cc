"""What the house announced that the engagement index must know."""

from datetime import datetime

from ingang.foundation.systems.engagement_index import is_told
from ingang.kernel.events import Event
from ingang.kernel.grant import Grant
from ingang.services.engagements.models import Untold
from ingang.services.engagements.rules import words_of


def records_changed(*, event: Event, grant: Grant, now: datetime) -> None:
    """Records of a person changed: the index is told by the job, so that nobody's other events wait for the index.

    Where there is no index nothing waits to be told.
    """
    if not is_told():
        return
    care_giver = event.fields["care_giver"]
    for word in words_of(types=event.fields["types"].split(",")):
        Untold.under(grant).update_or_create(
            person=grant.person,
            care_giver=care_giver,
            word=word,
            defaults={"changed_at": event.at, "attempts": 0, "next_attempt_at": None},
        )
