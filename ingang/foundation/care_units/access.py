"""Who keeps the catalogue: the same answer decides the button and the action."""

from ingang.foundation.care_units.errors import CatalogueAdminNeeded
from ingang.kernel.actor import Actor, Staff

CATALOGUE_ADMIN = "catalogue_admin"
"""The role in an assignment that lets its holder import the directory, and undo that."""


def check_catalogue_admin(*, actor: Actor) -> Staff:
    """The actor as one who keeps the catalogue. Refuses everybody else."""
    if not isinstance(actor, Staff) or CATALOGUE_ADMIN not in actor.roles:
        raise CatalogueAdminNeeded()
    return actor
