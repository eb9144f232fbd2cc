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


def ask_existence(*, actor: Staff, log_in: UUID, person: UUID, kinds: Iterable[str], now: datetime) -> Grant:
    """Step one in this log-in and assignment: `open_existence`, recorded once about a person.

    It is weighed at every request and each refusal is recorded. That the question was asked is recorded before the
    first answer leaves the house and not again when a page of the same sitting is turned: the log tells who took part
    of what, from which unit and since when (HSLF-FS 2016:40 4:9), and every reading after the ground has its own row.
    """
    was_asked = _kept(actor, log_in, person, now) is not None
    grant = open_existence(actor=actor, person=person, kinds=kinds, now=now, is_recorded=was_asked)
    if not was_asked:
        _keep(actor, log_in, person, Ground.EXISTENCE, "", now)
    return grant


def record_ground(
    *, actor: Staff, log_in: UUID, person: UUID, kinds: Iterable[str], ground: Ground, reason: str = "", now: datetime
) -> Grant:
    """Say on what ground the staff member reads about the person in this log-in and assignment, and open on it.

    A later ground takes the place of the earlier one. Refuses what `open_across` refuses, which commits
    access.across_opened with ground and reason before anything is kept.
    """
    grant = open_across(actor=actor, person=person, kinds=kinds, ground=ground, reason=reason, now=now)
    _keep(actor, log_in, person, ground, reason, now)
    return grant


def open_on_ground(*, actor: Staff, log_in: UUID, person: UUID, kinds: Iterable[str], now: datetime) -> Grant:
    """Open what other care givers hold on the ground that was recorded in this log-in and assignment.

    It is weighed anew: a consent that is taken back, a relation that is over or a block that is set counts from this
    request on. Commits access.across_opened, also when it refuses. Without a recorded ground only existence is weighed,
    and GroundNeeded raised: whoever may not ask even that is told so.
    """
    kept = _kept(actor, log_in, person, now)
    if kept is None or kept.ground == Ground.EXISTENCE:
        ask_existence(actor=actor, log_in=log_in, person=person, kinds=kinds, now=now)
        raise GroundNeeded()
    return open_across(actor=actor, person=person, kinds=kinds, ground=Ground(kept.ground), reason=kept.reason, now=now)


def _kept(actor: Staff, log_in: UUID, person: UUID, now: datetime) -> RecordedGround | None:
    here = {"person": person, "log_in": log_in, "assignment": actor.assignment}
    return RecordedGround.unguarded.filter(recorded_at__gte=now - LASTS, **here).first()


def _keep(actor: Staff, log_in: UUID, person: UUID, ground: Ground, reason: str, now: datetime) -> None:
    RecordedGround.unguarded.filter(recorded_at__lt=now - LASTS).delete()
    RecordedGround.unguarded.update_or_create(
        person=person,
        log_in=log_in,
        assignment=actor.assignment,
        defaults={"ground": ground, "reason": reason, "recorded_at": now},
    )
