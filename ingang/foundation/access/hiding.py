"""Visas inte för vårdnadshavare: the one way in which staff hide a thing from every guardian (corrections 3.2).

A table whose rows can be hidden has the column `hidden_from_guardian`, which every reading obeys by itself. A service
calls `hide_from_guardians` from its staff's page and shows the button of templates/access/hide_from_guardians.html.
"""

from datetime import datetime
from typing import ClassVar, Protocol
from uuid import UUID

from ingang.foundation.access.errors import AssignmentNeeded
from ingang.foundation.audit.actions import record
from ingang.foundation.audit.queries import HIDDEN_EVENT, HIDDEN_MARK
from ingang.foundation.personal.scope import action
from ingang.kernel.actor import Staff
from ingang.kernel.grant import Grant


class Hideable(Protocol):
    """A row of a personal table with the column, and with the unit that holds it."""

    id: UUID
    person: UUID
    unit: str
    data_kind: ClassVar[str]
    hidden_from_guardian: bool

    def save(self, *, update_fields: list[str]) -> None: ...


@action
def hide_from_guardians(*, grant: Grant, row: Hideable, now: datetime) -> None:
    """Hide the row from every guardian, in one step: views, counts, searches, cards, notices, feeds and logs.

    The row is one that the grant reaches. What stands in the log about it already vanishes for guardians too: the
    event carries the row's id. Hiding again changes nothing. Records access.hidden_from_guardian. Refuses everybody
    but staff of the unit that holds the row.
    """
    if not isinstance(grant.actor, Staff) or grant.actor.unit != row.unit:
        raise AssignmentNeeded()
    if row.hidden_from_guardian:
        return
    row.hidden_from_guardian = True
    row.save(update_fields=["hidden_from_guardian"])
    record(
        event=HIDDEN_EVENT,
        actor=grant.actor,
        person=row.person,
        kinds=[row.data_kind],
        purpose=grant.purpose,
        ground=grant.ground,
        details={"item": str(row.id), "unit": row.unit, HIDDEN_MARK: "1"},
        now=now,
    )
