"""What a reader takes along, as her pages show it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import msgspec

from ingang.foundation.identity.keeping import Keeper
from ingang.foundation.personal.scope import query
from ingang.kernel.actor import Representative, Resident
from ingang.kernel.grant import Grant
from ingang.services.journal.models import Stage, Taking
from ingang.services.journal.taking.contents import Plan
from ingang.services.journal.taking.errors import TakingMissing
from ingang.services.journal.taking.sealing import Seal, browsers_seal
from ingang.services.journal.taking.steps import BEING_MADE, pieces

SLOW = timedelta(minutes=1)
"""So long after a worker should have gone on, it is told that something stands still."""


@dataclass(frozen=True, kw_only=True)
class Taken:
    """One taking. `seal` is None in another log-in than the one it was asked for in; `plan` before there is one."""

    row: Taking
    seal: Seal | None
    plan: Plan | None
    size: int

    @property
    def is_being_made(self) -> bool:
        """Whether the worker is to do more."""
        return self.seal is not None and self.row.stage in BEING_MADE

    @property
    def is_ready(self) -> bool:
        """Whether this browser can have the file."""
        return self.seal is not None and self.row.stage == Stage.MADE

    def stands_still(self, *, now: datetime) -> bool:
        """Whether the worker should have gone on long ago."""
        return self.is_being_made and now > self.row.busy_until + SLOW


@query
def takings(*, grant: Grant, keeper: Keeper) -> list[Taken]:
    """What the grant's reader has asked for in this log-in about the person, latest first."""
    rows = Taking.under(grant).filter(reader=reader_of(grant=grant), log_in=keeper.log_in).order_by("-asked_at", "-id")
    return [_taken(grant, row, keeper) for row in rows]


@query
def taking(*, grant: Grant, keeper: Keeper, id: UUID) -> Taken:
    """One of the reader's own. Raises TakingMissing."""
    row = Taking.under(grant).filter(id=id, reader=reader_of(grant=grant)).first()
    if row is None:
        raise TakingMissing()
    return _taken(grant, row, keeper)


def reader_of(*, grant: Grant) -> UUID:
    """Who takes along: never another's, also of the same person's journal."""
    if not isinstance(grant.actor, Resident | Representative):
        raise TakingMissing()
    return grant.actor.person


def _taken(grant: Grant, row: Taking, keeper: Keeper) -> Taken:
    seal = browsers_seal(taking=row, keeper=keeper) if row.log_in == keeper.log_in else None
    plan = msgspec.json.decode(seal.opened(row.plan, name="plan"), type=Plan) if seal and row.plan else None
    size = sum(size for _, size in pieces(grant=grant, taking=row.id)) if row.stage == Stage.MADE else 0
    return Taken(row=row, seal=seal, plan=plan, size=size)
