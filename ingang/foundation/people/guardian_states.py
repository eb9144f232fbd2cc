"""How each guardian of a child stands at a unit: what its staff decide about."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from ingang.foundation.people.actions.guardians import LIFT_WAITS
from ingang.foundation.people.errors import NotStaff
from ingang.foundation.people.models import GuardianAccessDecision, GuardianBlock
from ingang.foundation.people.queries import guardians_of, names
from ingang.kernel.actor import Staff
from ingang.kernel.grant import Grant
from ingang.kernel.periods import local_date


@dataclass(frozen=True, kw_only=True)
class GuardianState:
    """One guardian. `block` is the staff's own unit's; `may_be_lifted_at` is when its second step can be taken."""

    person: UUID
    name: str
    has_custody: bool
    block: GuardianBlock | None
    is_blocked_elsewhere: bool
    reads_by_decision: bool

    @property
    def may_be_lifted_at(self) -> datetime | None:
        """None until somebody has asked."""
        asked = self.block.lift_asked_at if self.block else None
        return asked + LIFT_WAITS if asked else None


def guardian_states(*, grant: Grant, now: datetime) -> tuple[GuardianState, ...]:
    """Those with custody of the grant's child and those whom this unit blocks, by name. For staff alone."""
    if not isinstance(grant.actor, Staff):
        raise NotStaff()
    unit = grant.actor.unit
    custody = {one.id for one in guardians_of(child=grant.person, on=local_date(now))}
    blocks = list(GuardianBlock.unguarded.filter(person__in=grant.persons, lifted_at=None).order_by("blocked_at", "id"))
    own = {block.guardian: block for block in blocks if block.unit == unit}
    elsewhere = {block.guardian for block in blocks if block.unit != unit}
    decided = GuardianAccessDecision.unguarded.filter(person__in=grant.persons, unit=unit, ended_at=None)
    readers = set(decided.values_list("guardian", flat=True))
    called = names(persons=frozenset(custody | set(own)))
    states = (
        GuardianState(
            person=one,
            name=name,
            has_custody=one in custody,
            block=own.get(one),
            is_blocked_elsewhere=one in elsewhere,
            reads_by_decision=one in readers,
        )
        for one, name in called.items()
    )
    return tuple(sorted(states, key=lambda state: (state.name, state.person)))
