"""Opening one entry: each reading is an audit row of its own, written before the text leaves the house."""

from datetime import datetime
from uuid import UUID

from ingang.foundation.audit.actions import record_under
from ingang.foundation.personal.scope import action
from ingang.foundation.records.queries import FoundRecord, record
from ingang.kernel.errors import NotFound
from ingang.kernel.grant import Grant
from ingang.services.journal.kinds import TYPES


@action
def read_entry(*, grant: Grant, id: UUID, now: datetime) -> FoundRecord:
    """The entry with its text. Refuses with NotFound what the grant may not see. Records journal.entry_read."""
    found = _found(grant, id)
    record_under(event="journal.entry_read", grant=grant, now=now, details=_details(found))
    return found


@action
def download_entry(*, grant: Grant, id: UUID, now: datetime) -> FoundRecord:
    """The entry to take along. Refuses as `read_entry`. Records journal.entry_downloaded."""
    found = _found(grant, id)
    record_under(event="journal.entry_downloaded", grant=grant, now=now, details=_details(found))
    return found


def _found(grant: Grant, id: UUID) -> FoundRecord:
    found = record(grant=grant, id=id)
    if found is None or found.heading.type not in TYPES:
        raise NotFound()
    return found


def _details(found: FoundRecord) -> dict[str, str]:
    return {"entry": str(found.heading.id), "care_giver": found.heading.care_giver, "type": found.heading.type}
