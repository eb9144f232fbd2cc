"""Opening what several services hold of one person at once: one grant per ground, and none for what is not reached."""

from collections.abc import Collection, Mapping
from datetime import datetime

from ingang.foundation.access.actions import open_subject
from ingang.foundation.access.errors import AccessRefused
from ingang.foundation.access.foresight import foreseen
from ingang.kernel.actor import Representative, Resident
from ingang.kernel.grant import Grant, Ground


def open_reached(
    *, actor: Resident | Representative, wanted: Mapping[str, Collection[str]], now: datetime
) -> dict[str, Grant]:
    """By name a grant for all of its kinds, where the actor reaches each of them on one and the same ground.

    Commits access.person_opened once for each ground. Refuses, and records it, where none of the kinds is reached.
    """
    whose = actor.acting_for if isinstance(actor, Representative) else actor.person
    kinds = {kind for each in wanted.values() for kind in each}
    answers = foreseen(acting=actor.person, person=whose, kinds=kinds, now=now)
    reached = [ground for ground in Ground if ground in answers.values()]
    if kinds and not reached:
        # Nothing is reached: let the opening say why, and record it.
        open_subject(actor=actor, kinds=kinds, now=now)
    by_ground = {
        ground: open_subject(actor=actor, kinds=[kind for kind in kinds if answers[kind] == ground], now=now)
        for ground in reached
    }
    grounds = {name: _only_ground(each, answers) for name, each in wanted.items()}
    return {name: by_ground[ground] for name, ground in grounds.items() if ground is not None}


def _only_ground(kinds: Collection[str], answers: Mapping[str, Ground | AccessRefused]) -> Ground | None:
    grounds = {answers[kind] for kind in kinds}
    only = grounds.pop() if len(grounds) == 1 else None
    return only if isinstance(only, Ground) else None
