"""What all changes have in common: who may, nothing that a colleague wrote is lost, and the audit event."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from ingang.foundation.access.actions import UNIT_LIST_PURPOSES
from ingang.foundation.care_units.queries import care_unit
from ingang.foundation.regions.rules import region_of
from ingang.kernel.actor import REGION_ADMIN, Staff
from ingang.services.roadmap.errors import ChangedMeanwhile, NoDesk, NotEditor, NotNext
from ingang.services.roadmap.models import Edited
from ingang.services.roadmap.rules import MUNICIPALITY_ADMIN, NEXT, ROADMAP_EDITOR, Publication


def can_edit(*, actor: object) -> bool:
    """Whether the actor edits the roadmap, in the assignment she works in now."""
    return isinstance(actor, Staff) and ROADMAP_EDITOR in actor.roles


def can_answer(*, actor: object) -> bool:
    """Whether the actor answers for a region."""
    return isinstance(actor, Staff) and REGION_ADMIN in actor.roles and bool(actor.region)


def can_answer_for_municipality(*, actor: object, municipality: str) -> bool:
    """Whether the actor answers for the municipality: its own administrator, or that of its region."""
    if not isinstance(actor, Staff):
        return False
    if can_answer(actor=actor) and region_of(municipality).code == actor.region:
        return True
    return MUNICIPALITY_ADMIN in actor.roles and own_municipality(actor=actor) == municipality


def own_municipality(*, actor: Staff) -> str:
    """The code of the municipality where the actor's unit lies; empty where that is not known."""
    unit = care_unit(hsa_id=actor.unit)
    return unit.municipality if unit else ""


def can_follow(*, actor: Staff) -> bool:
    """Whether the assignment has a desk on which the unit's work is seen."""
    return actor.purpose in UNIT_LIST_PURPOSES


def check_desk(*, actor: Staff) -> None:
    """Refuse an assignment without a desk."""
    if not can_follow(actor=actor):
        raise NoDesk()


def check_editor(*, actor: object) -> None:
    """Refuse whoever does not edit the roadmap."""
    if not can_edit(actor=actor):
        raise NotEditor()


def check_region(*, actor: object) -> None:
    """Refuse whoever answers for no region."""
    if not can_answer(actor=actor):
        raise NotEditor()


def check_municipality(*, actor: object, municipality: str) -> None:
    """Refuse whoever does not answer for the municipality."""
    if not can_answer_for_municipality(actor=actor, municipality=municipality):
        raise NotEditor()


def save_at(*, row: Edited, seen: int, values: Mapping[str, Any], actor: Staff, now: datetime) -> None:
    """Write the values where the row still is as the actor saw it; refuses what a colleague has changed since."""
    changed = {**values, "version": seen + 1, "changed_at": now, "changed_by": actor.hsa_id}
    if type(row).objects.filter(id=row.id, version=seen).update(**changed) != 1:  # type: ignore[attr-defined]
        raise ChangedMeanwhile()


def next_publication(*, now_at: str) -> Publication:
    """Where it goes from here: a draft is published, and what is published is archived. Refuses what is archived."""
    try:
        return NEXT[Publication(now_at)]
    except KeyError:
        raise NotNext() from None


def told(*, kind: str, id: UUID | str, **more: str) -> dict[str, str]:
    """The details of an audit event: ids and codes alone."""
    return {"kind": kind, "id": str(id), **more}
