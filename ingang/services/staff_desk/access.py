"""Whose work the reader's desk shows."""

from collections.abc import Iterable
from datetime import datetime

from ingang.foundation.access.actions import UNIT_LIST_PURPOSES, open_operation, open_unit
from ingang.kernel.actor import OPERATIONS, Staff
from ingang.kernel.grant import Grant


def has_desk(*, actor: Staff) -> bool:
    """Whether the assignment opens any work: the unit's (PDL 4:1), or that of the portal's own operation."""
    return OPERATIONS in actor.roles or actor.purpose in UNIT_LIST_PURPOSES


def open_desk(*, actor: Staff, kinds: Iterable[str], now: datetime) -> Grant:
    """Open the work that the assignment is for. Records it, also when it refuses an assignment for other purposes."""
    opened = open_operation if OPERATIONS in actor.roles else open_unit
    return opened(actor=actor, kinds=kinds, now=now)
