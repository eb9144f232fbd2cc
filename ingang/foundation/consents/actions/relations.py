"""A patient relation that begins with something that a service does: a booked time."""

from datetime import datetime, timedelta
from uuid import UUID

from ingang.foundation.consents.models import CareRelation
from ingang.foundation.personal.prepared import Prepared, insert

AFTER_VISIT = timedelta(days=90)
"""For how long a unit's contact goes on after a visit: to tell of results and to follow up (e-services 2.5)."""


def begin_care_relation(
    *, person: UUID, unit: str, care_giver: str, because: str, visit_ends_at: datetime, now: datetime
) -> None:
    """The unit has the person in its care from now and for a while after the visit; called in the booker's transaction.

    A relation on the same ground is made longer, never shorter, and never twice. It records nothing of its own: what
    began it does.
    """
    until = visit_ends_at + AFTER_VISIT
    current = _CURRENT.all(person=person, unit=unit, because=because, now=now)
    if not current:
        insert(
            CareRelation(
                person=person, unit=unit, care_giver=care_giver, because=because, valid_from=now, valid_until=until
            )
        )
        return
    shorter = CareRelation.unguarded.filter(id__in=[row.id for row in current], valid_until__lt=until)
    shorter.update(valid_until=until)


_CURRENT = Prepared(
    lambda person, unit, because, now: CareRelation.unguarded.filter(
        person=person, unit=unit, because=because, valid_until__gt=now
    )
)
