"""Finding the person whom staff help, by number."""

from collections.abc import Iterable
from datetime import datetime

from ingang.foundation.access.actions import open_person
from ingang.foundation.access.errors import AccessRefused
from ingang.foundation.people.queries import person_by_identifier
from ingang.kernel.actor import Staff
from ingang.kernel.grant import Grant, Purpose
from ingang.kernel.identifiers import InvalidIdentifier, parse_person_identifier
from ingang.kernel.periods import local_date


def opened(*, actor: Staff, number: str, kinds: Iterable[str], now: datetime) -> Grant | None:
    """The grant on the person, or None where nobody has the number or she is not the unit's patient: no difference."""
    try:
        identifier = parse_person_identifier(number, today=local_date(now))
        found = person_by_identifier(identifier=identifier, on=local_date(now))
        if found is None:
            return None
        return open_person(actor=actor, person=found.id, kinds=kinds, purpose=Purpose.CARE, now=now)
    except (InvalidIdentifier, AccessRefused):
        return None
