"""The ground on which staff read across care givers: recorded before anything is shown, weighed at every request."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from ingang.foundation.access.across import open_across, open_existence
from ingang.foundation.access.errors import GroundNeeded
from ingang.foundation.access.models import RecordedGround
from ingang.kernel.actor import Staff
from ingang.kernel.grant import Grant, Ground

LASTS = timedelta(hours=12)
"""Longer than a log-in of staff, so that what is older can go."""


def record_ground(
    *, actor: Staff, log_in: UUID, person: UUID, kinds: Iterable[str], ground: Ground, reason: str = "", now: datetime
) -> Grant:
    """Say on what ground the staff member reads about the person in this log-in and assignment, and open on it.

    A later ground takes the place of the earlier one. Refuses what `open_across` refuses, which commits
    access.across_opened with ground and reason before anything is kept.
    """
    grant = open_across(actor=actor, person=person, kinds=kinds, ground=ground, reason=reason, now=now)
    RecordedGround.unguarded.filter(recorded_at__lt=now - LASTS).delete()
    RecordedGround.unguarded.update_or_create(
        person=person,
        log_in=log_in,
        assignment=actor.assignment,
        defaults={"ground": ground, "reason": reason, "recorded_at": now},
    )
    return grant


def open_on_ground(*, actor: Staff, log_in: UUID, person: UUID, kinds: Iterable[str], now: datetime) -> Grant:
    """Open what other care givers hold on the ground that was recorded in this log-in and assignment.

    It is weighed anew: a consent that is taken back, a relation that is over or a block that is set counts from this
    request on. Commits access.across_opened, also when it refuses. Without a recorded ground only existence is weighed
    and recorded, and GroundNeeded raised: whoever may not ask even that is told so.
    """
    kept = RecordedGround.unguarded.filter(
        person=person, log_in=log_in, assignment=actor.assignment, recorded_at__gte=now - LASTS
    ).first()
    if kept is None:
        open_existence(actor=actor, person=person, kinds=kinds, now=now)
        raise GroundNeeded()
    return open_across(actor=actor, person=person, kinds=kinds, ground=Ground(kept.ground), reason=kept.reason, now=now)
