"""Units near a person that do not show their times here: the list must not look whole when it is not (3.12)."""

from datetime import datetime

from ingang.foundation.care_units.models import CareUnit
from ingang.foundation.care_units.queries import care_units
from ingang.foundation.people.models import Protection
from ingang.foundation.people.queries import person
from ingang.foundation.personal.scope import query
from ingang.kernel.grant import Grant
from ingang.kernel.periods import local_date
from ingang.services.booking.models import TimeType

MOST = 30


@query
def silent_units(*, grant: Grant, now: datetime) -> list[CareUnit]:
    """Units in the person's municipality that have no kind of time here, by name; at most thirty.

    Nobody for one whose place is protected: the list would tell it to whoever acts for her.
    """
    subject = person(id=grant.person)
    if subject is None or subject.protection != Protection.NONE or not subject.municipality:
        return []
    near = care_units(on=local_date(now), municipality=subject.municipality)
    showing = set(TimeType.objects.filter(unit__in=[unit.hsa_id for unit in near]).values_list("unit", flat=True))
    return [unit for unit in near if unit.hsa_id not in showing][:MOST]
