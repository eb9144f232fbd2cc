"""Who may do what with times, beyond the grant: the same answer decides the button and the action."""

from ingang.kernel.actor import Actor, Staff
from ingang.services.booking.errors import PublishingNotAllowed

PUBLISHER = "booking_admin"


def can_publish(*, actor: Actor) -> bool:
    """Whether the actor's assignment lets her publish and withdraw the unit's times."""
    return isinstance(actor, Staff) and PUBLISHER in actor.roles


def check_can_publish(*, actor: Actor) -> Staff:
    """The actor as staff who may publish. Refuses everybody else."""
    if not isinstance(actor, Staff) or not can_publish(actor=actor):
        raise PublishingNotAllowed()
    return actor
