"""What the engagement index tells us of its own accord."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from ingang.connectors.engagement_index.engagements import Engagement
from ingang.foundation.outbox.actions import announce
from ingang.foundation.people.queries import person_by_identifier
from ingang.foundation.systems.engagement_index import own_address
from ingang.kernel.identifiers import InvalidIdentifier, parse_person_identifier
from ingang.kernel.periods import local_date


@transaction.atomic
def take_notification(*, engagements: Iterable[Engagement], now: datetime) -> int:
    """Announce engagements.notified for each person that we know and system whose records of her changed.

    Whom we do not know, and what we told ourselves, is left out; gives back how many were announced. The event is
    all that is kept of what the index said, and names no kind of record.
    """
    own, pairs = own_address(), {(one.resident, one.logical_address) for one in engagements}
    told = 0
    for resident, address in sorted(pairs):
        try:
            identifier = parse_person_identifier(resident, today=local_date(now))
        except InvalidIdentifier:
            continue
        person = person_by_identifier(identifier=identifier, on=local_date(now)) if address != own else None
        if person is not None:
            announce(name="engagements.notified", person=person.id, fields={"system": address}, now=now)
            told += 1
    return told
