"""Files that came while the scanner could not say: asked about again until it can."""

from datetime import datetime

from ingang.connectors.clamd.client import Scanner
from ingang.foundation.audit.actions import record_under
from ingang.foundation.documents.errors import FileGone, VirusFound
from ingang.foundation.documents.models import FileState
from ingang.foundation.documents.scanning import configured_scanner, scanned
from ingang.foundation.documents.storage import read, throw_away
from ingang.foundation.personal.scope import action, query
from ingang.kernel.grant import Grant
from ingang.services.inbox.actions.attaching import details_of_file
from ingang.services.inbox.models import Attachment

AT_ONCE = 50
EVENTS = {FileState.CLEAN: "inbox.file_scanned", FileState.REFUSED: "inbox.file_refused"}


def scan_files(*, grant: Grant, now: datetime) -> None:
    """The job: ask the scanner of this installation about what waits."""
    scan_waiting(scanner=configured_scanner(), grant=grant, now=now)


def scan_waiting(*, scanner: Scanner, grant: Grant, now: datetime) -> int:
    """Scan what waits, oldest first, until the scanner fails; gives how many got a verdict. No transaction waits."""
    settled = 0
    for file in _waiting(grant=grant):
        state = _verdict(file, scanner)
        if state is FileState.WAITING:
            break
        settle(file=file, state=state, grant=grant, now=now)
        settled += 1
    return settled


@action
def settle(*, file: Attachment, state: FileState, grant: Grant, now: datetime) -> None:
    """Write down what the scanner said. Records inbox.file_scanned, or inbox.file_refused. Once."""
    waiting = Attachment.under(grant).filter(id=file.id, state=FileState.WAITING)
    if waiting.update(state=state, scanned_at=now) == 1:
        record_under(event=EVENTS[state], grant=grant, person=file.person, details=details_of_file(file=file), now=now)


@query
def _waiting(*, grant: Grant) -> list[Attachment]:
    rows = Attachment.under(grant).filter(state=FileState.WAITING).exclude(draft=None)
    return list(rows.order_by("stored_at", "id")[:AT_ONCE])


def _verdict(file: Attachment, scanner: Scanner) -> FileState:
    """What the scanner says now. A file with a virus, and one that can not be read, are thrown away."""
    try:
        with read(file=file) as content:
            return scanned(content=content, name=file.name, scanner=scanner)
    except (VirusFound, FileGone):
        throw_away(key=file.key)
        return FileState.REFUSED
