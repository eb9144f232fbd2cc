"""What a reader shows, and who has opened it, as her pages show it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import msgspec

from ingang.foundation.access.secret_links import OwnLink, is_offered, links
from ingang.foundation.access.weighing import can_open_person
from ingang.foundation.identity.keeping import Keeper
from ingang.foundation.personal.scope import query
from ingang.kernel.actor import Representative, Resident, subject_of
from ingang.kernel.grant import Grant, Purpose
from ingang.services.journal.showing.errors import ShowingMissing
from ingang.services.journal.showing.models import SHOWING, Reading, Showing
from ingang.services.journal.taking.queries import reader_of

KEPT = timedelta(days=183)
"""So long it is told who has opened a link: as far back as the access log shows at first."""


class Handed(msgspec.Struct, frozen=True):
    """What is handed to the one who is to read: the link by the screen, the code by mouth."""

    link: str
    code: str


@dataclass(frozen=True, kw_only=True)
class Shown:
    """Something that is shown, its link, and who has opened it, the latest first."""

    row: Showing
    link: OwnLink
    readings: tuple[Reading, ...]


def may_show(*, actor: Resident | Representative, now: datetime) -> bool:
    """Whether the actor may show this journal at all: the region has it on, and the age rules let her."""
    person = subject_of(actor)
    kinds = (Showing.data_kind, SHOWING)
    is_reached = person is not None and can_open_person(
        actor=actor, person=person, kinds=kinds, purpose=Purpose.OWN_ACCESS, now=now
    )
    return is_reached and is_offered(use=SHOWING, actor=actor, now=now)


def check_may_show(*, actor: Resident | Representative, now: datetime) -> None:
    """Refuse with ShowingMissing whoever may not: there is no such page."""
    if not may_show(actor=actor, now=now):
        raise ShowingMissing()


@query
def showings(*, grant: Grant) -> list[Shown]:
    """What the grant's reader has shown of the person's journal, the latest first: never another reader's."""
    rows = Showing.under(grant).filter(reader=reader_of(grant=grant)).order_by("-shown_at", "-id")
    own, read = links(grant=grant, use=SHOWING), _readings(grant)
    return [Shown(row=row, link=own[row.id], readings=tuple(read[row.id])) for row in rows if row.id in own]


@query
def showing(*, grant: Grant, id: UUID) -> Shown:
    """One of the reader's own. Raises ShowingMissing."""
    found = next((one for one in showings(grant=grant) if one.row.id == id), None)
    if found is None:
        raise ShowingMissing()
    return found


@query
def open_showings(*, grant: Grant, now: datetime) -> list[Shown]:
    """Those that can still be opened."""
    return [one for one in showings(grant=grant) if one.link.is_open(now=now)]


def handed(*, shown: Shown, keeper: Keeper) -> Handed | None:
    """The link and the code, in the log-in where they were made alone."""
    opened = keeper.opened(shown.row.for_browser) if shown.row.log_in == keeper.log_in else None
    return msgspec.json.decode(opened, type=Handed) if opened else None


def _readings(grant: Grant) -> dict[UUID, list[Reading]]:
    found = defaultdict(list)
    for one in Reading.under(grant).order_by("-read_at", "-id"):
        found[one.showing].append(one)
    return found
