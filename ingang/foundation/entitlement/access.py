"""Who may say for whom a unit is: the same answer decides the button and the action."""

from ingang.foundation.entitlement.errors import UnitAdminNeeded
from ingang.kernel.actor import Actor, Staff

UNIT_ADMIN = "unit_admin"
"""The role of a unit's local administrator (ADM, e-services 1.2)."""


def can_decide(*, actor: Actor) -> bool:
    """Whether the actor is a local administrator: decides service areas and whom the unit approves."""
    return isinstance(actor, Staff) and UNIT_ADMIN in actor.roles


def check_can_decide(*, actor: Actor) -> Staff:
    """The actor as a local administrator. Refuses everybody else."""
    if not isinstance(actor, Staff) or not can_decide(actor=actor):
        raise UnitAdminNeeded()
    return actor
