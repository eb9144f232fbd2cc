"""Who may change what in the catalogue: the same answer decides the page and the action."""

from ingang.foundation.entitlement.access import check_can_decide
from ingang.foundation.regions.actions import check_region_admin
from ingang.kernel.actor import Actor, Staff
from ingang.services.care_finder.errors import NotAnAdmin


def check_editor(*, actor: Actor, unit: str) -> Staff:
    """The actor as the unit's own editor: its local administrator (ADM). Refuses everybody else."""
    staff = check_can_decide(actor=actor)
    if staff.unit != unit:
        raise NotAnAdmin()
    return staff


def check_region(*, actor: Actor, region: str) -> Staff:
    """The actor as the administrator of that region. Refuses everybody else."""
    check_region_admin(actor=actor)
    if not isinstance(actor, Staff) or actor.region != region:
        raise NotAnAdmin()
    return actor
