"""A person's own blocks: set at once by herself, lifted by staff alone (PDL 4:4, SVOD 2:3, corrections 1.3, 3.1)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from ingang.foundation.care_units.queries import care_giver_names, care_unit_names
from ingang.foundation.consents.actions.blocks import set_block
from ingang.foundation.consents.models import Block, BlockKind, LiftCause, LiftRequest
from ingang.foundation.consents.queries import blocks, waiting_lifts
from ingang.foundation.people.queries import assignments_with_role
from ingang.foundation.personal.scope import action, query
from ingang.foundation.work_items.actions import create_work
from ingang.kernel.actor import PROTECTION_ADMIN
from ingang.kernel.grant import Grant
from ingang.kernel.periods import local_date

BLOCK_SET = "my_settings.block_set"
"""The work of doing the same in the care giver's own systems, and of calling the patient."""
WITHIN = timedelta(days=3)


@dataclass(frozen=True, kw_only=True)
class OwnBlock:
    """A block in force, whose records it is about, and the wish to lift it that waits, if any."""

    block: Block
    care_giver: str
    unit: str
    wish: LiftRequest | None

    @property
    def mark(self) -> str:
        """Its name in the form."""
        return str(self.block.id)

    @property
    def is_inner(self) -> bool:
        return self.block.kind == BlockKind.INNER


@query
def own_blocks(*, grant: Grant) -> list[OwnBlock]:
    """The person's blocks in force, the latest first. An emergency's wish is no wish of hers and not told here."""
    rows = blocks(grant=grant)
    givers = care_giver_names(hsa_ids=frozenset(row.care_giver for row in rows))
    units = care_unit_names(hsa_ids=frozenset(row.unit for row in rows if row.unit))
    wishes = {one.block: one for one in waiting_lifts(grant=grant) if one.cause == LiftCause.PATIENT}
    return [
        OwnBlock(
            block=row,
            care_giver=givers.get(row.care_giver, row.care_giver),
            unit=units.get(row.unit, row.unit),
            wish=wishes.get(row.id),
        )
        for row in rows
    ]


@action
def block(*, grant: Grant, kind: BlockKind, care_giver: str, unit: str, now: datetime) -> UUID:
    """Block at once, and let the care giver know, that it may do the same in its own systems and call.

    Refuses what `set_block` refuses: a guardian and an ombud. Records consents.blocked. Where nobody answers for the
    care giver here, the person must tell it herself, and the page says so.
    """
    found = set_block(grant=grant, kind=kind, care_giver=care_giver, unit=unit, now=now)
    answers = who_answers(care_giver=care_giver, now=now)
    if answers:
        subject, due_at = str(found), now + WITHIN
        create_work(
            grant=grant, unit=answers, kind=BLOCK_SET, subject=subject, person=grant.person, due_at=due_at, now=now
        )
    return found


def who_answers(*, care_giver: str, now: datetime) -> str:
    """The unit of the care giver whose protection administrator is told; empty where there is none here."""
    found = assignments_with_role(care_giver=care_giver, role=PROTECTION_ADMIN, on=local_date(now))
    return found[0].unit if found else ""
