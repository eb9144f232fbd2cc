"""Reading what other care givers hold, in the two steps of the law (SVOD 2:4 and 3 kap., corrections 1.4-1.6).

First only that unblocked data exists; names and contents after the ground is recorded.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum
from functools import partial
from uuid import UUID

from django.db import transaction

from ingang.foundation.access.actions import open_weighed
from ingang.foundation.access.errors import AssignmentNeeded, NotYours
from ingang.foundation.access.queries import subject_facts
from ingang.foundation.access.weighing import weigh_across, weigh_existence
from ingang.foundation.audit.actions import record
from ingang.foundation.audit.queries import HIDDEN_MARK
from ingang.foundation.consents.models import CareRelation
from ingang.foundation.people.queries import person_by_identifier
from ingang.kernel.actor import Staff
from ingang.kernel.grant import Grant, Ground, Purpose
from ingang.kernel.identifiers import PersonIdentifier
from ingang.kernel.periods import local_date
from ingang.kernel.words import marked

ATTESTED_HOURS = 24
"""For how long a relation that staff attest lasts: a visit. A booking or a listing gives a longer one."""


class RelationReason(StrEnum):
    """Why staff say that the patient is theirs now, where no booking or listing shows it."""

    VISITS_NOW = "visits_now"
    CALLED = "called"
    REFERRED = "referred"
    ARRIVED_ACUTE = "arrived_acute"
    SCREENING = "screening"
    VACCINATION = "vaccination"


RELATION_WORDS = {
    RelationReason.VISITS_NOW: marked("The patient is here now"),
    RelationReason.CALLED: marked("The patient has called the unit"),
    RelationReason.REFERRED: marked("The patient is referred to the unit"),
    RelationReason.ARRIVED_ACUTE: marked("The patient came in an emergency"),
    RelationReason.SCREENING: marked("The person is invited to screening"),
    RelationReason.VACCINATION: marked("The person is invited to vaccination"),
}


def open_existence(
    *, actor: Staff, person: UUID, kinds: Iterable[str], now: datetime, is_recorded: bool = False
) -> Grant:
    """Let staff learn that other care givers hold unblocked data, and nothing else: not whose, not what.

    The grant answers `Model.exists_under` alone. Takes an assignment for care and a patient relation. Commits
    access.existence_asked, also when it refuses; where it `is_recorded` in the sitting already, a refusal alone.
    """
    return open_weighed(
        event="access.existence_asked",
        actor=actor,
        person=person,
        kinds=frozenset(kinds),
        purpose=actor.purpose,
        weighing=partial(weigh_existence, actor=actor, person=person, now=now),
        is_recorded=is_recorded,
        now=now,
    )


def open_across(
    *, actor: Staff, person: UUID, kinds: Iterable[str], ground: Ground, now: datetime, reason: str = ""
) -> Grant:
    """Open what other care givers hold, less what the patient has blocked, on a ground that is recorded first.

    Consent and lasting incapacity need no reason, for their rows say it; a child who can not consent and an emergency
    take one of `rules.REASONS`. The grant's `blocked_care_givers` are those whom the reader may ask to lift. Commits
    access.across_opened with ground and reason, also when it refuses.
    """
    return open_weighed(
        event="access.across_opened",
        actor=actor,
        person=person,
        kinds=frozenset(kinds),
        purpose=actor.purpose,
        weighing=partial(weigh_across, actor=actor, person=person, ground=ground, reason=reason, now=now),
        reason=reason,
        now=now,
    )


@transaction.atomic
def attest_care_relation(*, actor: Staff, person: UUID, reason: RelationReason, now: datetime) -> None:
    """Staff say that the unit has a current patient relation; it lasts a day. Records access.relation_attested.

    The way in for a patient whom no booking or listing brings. Refuses an assignment for another purpose than care,
    and an unknown person. It may come to concern what is hidden, so no guardian is told of it (corrections 3.2).
    """
    if actor.purpose != Purpose.CARE:
        raise AssignmentNeeded()
    if subject_facts(person=person, on=local_date(now)) is None:
        raise NotYours()
    CareRelation.unguarded.create(
        person=person,
        unit=actor.unit,
        care_giver=actor.care_giver,
        because=reason,
        valid_from=now,
        valid_until=now + timedelta(hours=ATTESTED_HOURS),
    )
    record(
        event="access.relation_attested",
        actor=actor,
        person=person,
        purpose=actor.purpose,
        ground=Ground.ASSIGNMENT,
        now=now,
        details={"reason": reason, HIDDEN_MARK: "1"},
    )


def find_person(*, actor: Staff, number: PersonIdentifier, reason: str, now: datetime) -> UUID | None:
    """Whoever holds the number, or None. With a reason, staff attest first that she is the unit's patient now.

    Who asks must answer for nobody as for one without contact with the unit: the answer does not tell which.
    """
    found = person_by_identifier(identifier=number, on=local_date(now))
    if found and reason:
        attest_care_relation(actor=actor, person=found.id, reason=RelationReason(reason), now=now)
    return found.id if found else None
