"""Asking the care giver that the patient has blocked to lift the block for a day, and its answer (SVOD 3:5)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext

from ingang.foundation.care_units.queries import care_giver_names, care_unit_names
from ingang.foundation.consents.actions.blocks import confirm_lift, decline_lift, request_emergency_lift
from ingang.foundation.consents.errors import ConsentNotFound
from ingang.foundation.consents.models import LiftRequest
from ingang.foundation.consents.queries import OuterBlock, outer_blocks, waiting_lifts
from ingang.foundation.people.models import Assignment
from ingang.foundation.people.queries import assignments_with_role
from ingang.foundation.personal.scope import action, query
from ingang.foundation.work_items.actions import create_work, finish_work
from ingang.foundation.work_items.models import WorkItem, WorkState
from ingang.kernel.actor import PROTECTION_ADMIN
from ingang.kernel.grant import Grant
from ingang.kernel.periods import local_date

LIFT_ASKED = "journal.lift_asked"
"""The work of deciding whether a block is opened for another care giver in an emergency."""


@dataclass(frozen=True, kw_only=True)
class Blocker:
    """A care giver, or a unit of it, that the patient has blocked; `can_be_asked`: somebody here answers for it."""

    block: OuterBlock
    name: str
    can_be_asked: bool


@query
def blockers(*, grant: Grant, now: datetime) -> list[Blocker]:
    """Whom the patient has blocked, by name. In an emergency alone: otherwise nobody is named (corrections 1.4)."""
    rows = outer_blocks(grant=grant, now=now)
    givers = care_giver_names(hsa_ids=frozenset(row.care_giver for row in rows))
    units = care_unit_names(hsa_ids=frozenset(row.unit for row in rows))
    return [
        Blocker(
            block=row,
            name=", ".join(filter(None, (units.get(row.unit, row.unit), givers.get(row.care_giver, row.care_giver)))),
            can_be_asked=_decides(row, now) is not None,
        )
        for row in rows
    ]


@action
def ask_to_lift(*, grant: Grant, block: UUID, now: datetime) -> None:
    """Ask the care giver that the patient has blocked to open the block for the reader's unit, for a day.

    It becomes urgent work at a unit of that care giver whose protection administrator decides. Refuses another ground
    than an emergency, and a care giver for whom nobody answers here: it must be telephoned. Records
    consents.lift_requested.
    """
    row = next((one for one in outer_blocks(grant=grant, now=now) if one.id == block), None)
    decides = _decides(row, now) if row else None
    if decides is None:
        raise ConsentNotFound()
    wish = request_emergency_lift(grant=grant, block=block, now=now)
    create_work(
        grant=grant, unit=decides.unit, kind=LIFT_ASKED, subject=str(wish), person=grant.person, due_at=now, now=now
    )


@query
def asked_lift(*, grant: Grant, work: WorkItem) -> LiftRequest | None:
    """The wish that the work is about, under a grant on the person; None when it has its answer, or is the past's."""
    if work.kind != LIFT_ASKED:
        raise ConsentNotFound()
    return next((one for one in waiting_lifts(grant=grant) if str(one.id) == work.subject), None)


@action
def answer_lift(*, grant: Grant, unit_grant: Grant, work: WorkItem, lifts: bool, now: datetime) -> None:
    """Open the block for the unit that asks, or leave it, and finish the work. One without a wish left is finished too.

    Refuses what `confirm_lift`, `decline_lift` and `finish_work` refuse. Records consents.block_lifted or
    consents.lift_declined.
    """
    wish = asked_lift(grant=grant, work=work)
    if wish and lifts:
        confirm_lift(grant=grant, request=wish.id, identity_check="", now=now)
    elif wish:
        decline_lift(grant=grant, request=wish.id, now=now)
    if work.state != WorkState.DONE:
        finish_work(grant=unit_grant, item=work.id, outcome=_outcome(wish, lifts=lifts), now=now)


def _outcome(wish: LiftRequest | None, *, lifts: bool) -> str:
    if wish is None:
        return gettext("It had its answer already")
    return gettext("The block was opened for a day") if lifts else gettext("The block stays")


def _decides(block: OuterBlock, now: datetime) -> Assignment | None:
    """Who decides for the holder: at the unit that is blocked, or else at the first that has somebody."""
    there = assignments_with_role(care_giver=block.care_giver, role=PROTECTION_ADMIN, on=local_date(now))
    return min(there, key=lambda one: one.unit != block.unit, default=None)
