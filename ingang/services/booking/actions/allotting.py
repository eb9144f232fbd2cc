"""A unit gives a restricted kind of time to one person by name, and takes it back (utdelad, e-services 1.3)."""

from datetime import date, datetime
from uuid import UUID

from ingang.foundation.entitlement.actions.giving import allot, end_allotment
from ingang.foundation.entitlement.models import Allotment
from ingang.kernel.grant import Grant
from ingang.services.booking.access import check_can_publish
from ingang.services.booking.errors import TimeTypeUnknown
from ingang.services.booking.queries.kinds import restricted_types_of_unit


def allot_kind(*, grant: Grant, person: UUID, time_type: UUID, valid_until: date | None, now: datetime) -> Allotment:
    """Let the person book a restricted kind, until a day or until further notice. Records entitlement.allotted.

    Giving it again changes the day. Refuses who may not publish, another unit's kind, one that is not restricted, and
    a day that has come.
    """
    check_can_publish(actor=grant.actor)
    if time_type not in {kind.id for kind in restricted_types_of_unit(unit=grant.unit)}:
        raise TimeTypeUnknown()
    return allot(grant=grant, person=person, item=time_type, valid_until=valid_until, now=now)


def take_back_kind(*, grant: Grant, allotment: UUID, now: datetime) -> Allotment:
    """Take the kind back at once; booked times stay. Records entitlement.allotment_ended.

    Refuses who may not publish, and what is not the unit's. Again does nothing.
    """
    check_can_publish(actor=grant.actor)
    return end_allotment(grant=grant, allotment=allotment, now=now)
