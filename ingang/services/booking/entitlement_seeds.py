"""Demonstration data of who may book: kinds for those with a need, for the approved, and for persons by name."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from ingang.foundation.access.actions import open_unit
from ingang.foundation.entitlement.part import STANDING
from ingang.kernel.actor import Staff
from ingang.kernel.grant import Grant
from ingang.services.booking.actions.allotting import allot_kind
from ingang.services.booking.actions.kinds import KindTerms, define_time_type
from ingang.services.booking.models import TimeType

AFTERNOON = 15
KINDS: dict[str, KindTerms] = {
    "midwife": {
        "title_sv": "Besök hos barnmorska",
        "title_en": "Visit to a midwife",
        "minutes": 30,
        "is_open_to_residents": True,
        "need": "pregnancy",
    },
    "group": {
        "title_sv": "Smärtskola i grupp",
        "title_en": "Pain school in a group",
        "minutes": 60,
        "is_open_to_residents": True,
        "is_restricted": True,
    },
}


def seed_entitlement(
    *, grant: Grant, staff: Staff, person: UUID, publish: Callable[[TimeType, int], None], now: datetime
) -> None:
    """Kinds of time that are not for everybody, with times in the afternoons; the restricted one is given to one."""
    approved = TimeType.objects.get(unit=grant.unit, code="therapy")
    made = [define_time_type(grant=grant, code=code, now=now, **terms) for code, terms in KINDS.items()]
    for number, kind in enumerate([approved, *made]):
        publish(kind, AFTERNOON + number)
    give(staff=staff, person=person, kind=made[-1], now=now)


def give(*, staff: Staff, person: UUID, kind: TimeType, now: datetime) -> UUID:
    """Give the restricted kind to the person, until further notice."""
    grant = open_unit(actor=staff, kinds=[STANDING], now=now)
    return allot_kind(grant=grant, person=person, time_type=kind.id, valid_until=None, now=now).id
