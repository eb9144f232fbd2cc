"""Which lines can be questioned, and who may answer. Pure."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from ingang.foundation.audit.queries import Entry
from ingang.kernel.actor import OPERATIONS, Actor, Staff
from ingang.services.access_log.errors import NotQuestionable, NotTheLogReviewer, OwnReading

LOG_REVIEWER = "log_reviewer"
"""The role of those who go through a unit's log (granskare, e-services 1.2; HSLF-FS 2016:40 chapter 4)."""

QUESTIONABLE = frozenset({"staff", "system"})


def can_question(*, entry: Entry) -> bool:
    """Whether the line tells of what staff or another system did: these can be asked why (PDL 8:5, peers 14)."""
    return entry.actor_kind in QUESTIONABLE


def check_can_question(*, entry: Entry) -> None:
    """Refuse a line about what the person herself, a representative or the portal's own work did."""
    if not can_question(entry=entry):
        raise NotQuestionable()


def check_can_answer(*, actor: Actor, entry: Entry) -> None:
    """Refuse others than a log reviewer, or the operation for its own, and whoever the line itself is about."""
    if not isinstance(actor, Staff) or not {LOG_REVIEWER, OPERATIONS} & set(actor.roles):
        raise NotTheLogReviewer()
    if entry.actor == actor.identity:
        raise OwnReading()


def quoted(*, entry: Entry) -> dict[str, Any]:
    """The line as it is kept beside a question: codes alone, and nobody else who stood on the same list."""
    return asdict(entry) | {
        "at": entry.at.isoformat(),
        "persons": [],
        "kinds": list(entry.kinds),
        "acting_for": str(entry.acting_for) if entry.acting_for else None,
        "details": dict(entry.details),
    }


def unquoted(quote: Mapping[str, Any], /) -> Entry:
    """The line that was quoted."""
    acting_for = quote["acting_for"]
    changed = {
        "at": datetime.fromisoformat(quote["at"]),
        "persons": frozenset[UUID](),
        "kinds": tuple(quote["kinds"]),
        "acting_for": UUID(acting_for) if acting_for else None,
    }
    return Entry(**(dict(quote) | changed))
