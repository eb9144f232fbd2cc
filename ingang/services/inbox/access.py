"""Who may write to whom, and keep what: the same answer decides the button and the action."""

from datetime import datetime
from uuid import UUID

from ingang.foundation.access.across import find_person
from ingang.foundation.access.actions import UNIT_LIST_PURPOSES, open_person
from ingang.foundation.access.errors import AssignmentNeeded, NoCareRelation
from ingang.kernel.actor import Actor, Staff
from ingang.kernel.grant import Grant, Purpose
from ingang.kernel.identifiers import PersonIdentifier
from ingang.services.inbox.errors import NotTheTemplateKeeper
from ingang.services.inbox.models import MESSAGE

TEMPLATE_KEEPER = "message_admin"


def open_receiver(*, actor: Staff, person: UUID, now: datetime) -> Grant:
    """Open writing to the person. Takes an ongoing contact with the unit (e-services 2.5), weighed anew each time.

    Refuses with the AccessRefused that tells why; the opening and the refusal are recorded. Until it is sent nobody
    knows whether the message will be hidden, so no guardian is told of writing it (corrections 3.2).
    """
    return open_person(
        actor=actor,
        person=person,
        kinds=(MESSAGE,),
        purpose=Purpose(actor.purpose),
        hidden_from_guardian=True,
        now=now,
    )


def find_receiver(*, actor: Staff, number: PersonIdentifier, reason: str, now: datetime) -> Grant:
    """Open writing to whoever holds the number. With a reason, staff attest first that she is the unit's patient now.

    A number that nobody holds is refused like one without contact: the answer does not tell which.
    """
    found = find_person(actor=actor, number=number, reason=reason, now=now)
    if found is None:
        raise NoCareRelation()
    return open_receiver(actor=actor, person=found, now=now)


def check_can_sign(*, actor: Staff) -> None:
    """Refuse an assignment for another purpose than care or administration: it writes to nobody (PDL 4:1)."""
    if actor.purpose not in UNIT_LIST_PURPOSES:
        raise AssignmentNeeded()


def can_keep_templates(*, actor: Actor) -> bool:
    """Whether the actor's assignment lets her make, change and close the unit's templates."""
    return isinstance(actor, Staff) and TEMPLATE_KEEPER in actor.roles


def check_can_keep_templates(*, actor: Actor) -> Staff:
    """The actor as staff who keep the unit's templates. Refuses everybody else."""
    if not isinstance(actor, Staff) or not can_keep_templates(actor=actor):
        raise NotTheTemplateKeeper()
    return actor
