"""What is new to a reader: what came since the journal was opened the time before."""

from datetime import datetime, timedelta

from ingang.foundation.personal.scope import action, query
from ingang.kernel.actor import Representative, Resident
from ingang.kernel.grant import Grant
from ingang.services.journal.models import Opening
from ingang.services.journal.sources import Entry

SAME_READING = timedelta(hours=1)
"""Whoever comes back this soon is still reading: what was new is new yet."""


@action
def note_opening(*, grant: Grant, now: datetime) -> datetime | None:
    """Note that the grant's reader opens the journal; gives when she did the time before, None where she never did.

    Each reader has times of her own: a parent's reading makes nothing old for the other. The opening of the grant is
    the audit row.
    """
    if not isinstance(grant.actor, Resident | Representative):
        return None
    row, is_first = Opening.under(grant).get_or_create(
        person=grant.person, reader=grant.actor.person, defaults={"opened_at": now}
    )
    if not is_first and now - row.opened_at > SAME_READING:
        row.before_at = row.opened_at
    row.opened_at = now
    row.save(update_fields=["opened_at", "before_at"])
    return row.before_at


@query
def new_since(*, grant: Grant) -> datetime | None:
    """Since when entries are new to the grant's reader, as `note_opening` told last."""
    if not isinstance(grant.actor, Resident | Representative):
        return None
    row = Opening.under(grant).filter(reader=grant.actor.person).first()
    return row.before_at if row else None


def is_new(*, entry: Entry, since: datetime | None) -> bool:
    """Whether it came after the moment; nothing is new to one who reads for the first time."""
    return since is not None and entry.stored_at > since
