"""What has been kept long enough is deleted: messages with their drafts and files, and files that were never sent."""

from datetime import datetime

from ingang.foundation.audit.actions import record_each
from ingang.foundation.documents.storage import lately_kept, throw_away
from ingang.foundation.personal.scope import action, query
from ingang.kernel.grant import Grant
from ingang.kernel.periods import local_date
from ingang.services.inbox.actions.attaching import OWNER, details_of_file
from ingang.services.inbox.actions.receiving import details_of
from ingang.services.inbox.models import Attachment, Message, StaffDraft

AT_ONCE = 500


def purge(*, grant: Grant, now: datetime) -> None:
    """The job: files first, so that a message is never gone before them; then messages; then what was half sent."""
    purge_files(grant=grant, now=now)
    purge_messages(grant=grant, now=now)
    sweep(grant=grant, now=now)


@action
def purge_files(*, grant: Grant, now: datetime) -> int:
    """Delete files from their last day on, content first: begun twice, it ends the same. Records inbox.purged."""
    due = Attachment.under(grant).filter(keep_until__lte=local_date(now)).order_by("keep_until", "id")
    rows = list(due[:AT_ONCE])
    for row in rows:
        throw_away(key=row.key)
    Attachment.under(grant).filter(id__in=[row.id for row in rows]).delete()
    about = [(row.person, details_of_file(file=row)) for row in rows]
    record_each(event="inbox.purged", grant=grant, about=about, now=now)
    return len(rows)


@action
def purge_messages(*, grant: Grant, now: datetime) -> int:
    """Delete messages from their last day on, unless a file of theirs is left. Records inbox.purged for each."""
    due = Message.under(grant).filter(keep_until__lte=local_date(now)).order_by("keep_until", "id")
    rows = list(due.exclude(id__in=Attachment.under(grant).exclude(message=None).values("message"))[:AT_ONCE])
    ids = [row.id for row in rows]
    StaffDraft.under(grant).filter(message__in=ids).delete()
    Message.under(grant).filter(id__in=ids).delete()
    about = [(row.person, details_of(message=row)) for row in rows]
    record_each(event="inbox.purged", grant=grant, about=about, now=now)
    return len(rows)


@query
def sweep(*, grant: Grant, now: datetime) -> int:
    """Throw away content that no row names: what was being received when a process ended. Gives how many."""
    lately = set(lately_kept(of=OWNER, now=now))
    known = set(Attachment.under(grant).filter(key__in=lately).values_list("key", flat=True))
    for key in lately - known:
        throw_away(key=key)
    return len(lately - known)
