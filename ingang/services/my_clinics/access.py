"""Who sees a unit's contact card, and who reaches a person's own units."""

from datetime import datetime

from ingang.foundation.access.actions import open_subject
from ingang.foundation.access.weighing import openable_kinds
from ingang.kernel.actor import Representative, Resident
from ingang.kernel.grant import Grant
from ingang.kernel.registry import current
from ingang.kernel.service import Service
from ingang.services.my_clinics.service import CLINIC


def open_contact(*, actor: Resident | Representative, now: datetime) -> Grant:
    """Open what the contact card needs: the person's own units, or else what can be done at a unit.

    An ombud for booking alone sees the card and books from it (corrections 1.12). Refuses whoever reaches neither.
    """
    reached = openable_kinds(actor=actor, kinds={CLINIC, *kinds_at_units()}, now=now)
    kinds = reached if reached and CLINIC not in reached else {CLINIC}
    return open_subject(actor=actor, kinds=kinds, now=now)


def can_change_own(*, grant: Grant) -> bool:
    """Whether units can be put among the person's own, and taken away."""
    return CLINIC in grant.kinds


def services_at_units() -> list[Service]:
    """The services that tell what can be done at a unit."""
    return [service for service in current().services if service.at_unit]


def kinds_at_units() -> set[str]:
    """The kinds of data that those services are about."""
    return {kind.code for service in services_at_units() for kind in service.data_kinds}
