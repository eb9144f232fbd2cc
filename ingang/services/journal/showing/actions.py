"""What a reader does with what she shows: each is recorded."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec
from uuid6 import uuid7

from ingang.foundation.access.secret_links import end_link, give_link
from ingang.foundation.audit.actions import record_under
from ingang.foundation.identity.keeping import Keeper
from ingang.foundation.personal.scope import action
from ingang.kernel.grant import Grant
from ingang.services.journal.models import Form
from ingang.services.journal.showing.contents import content_of
from ingang.services.journal.showing.errors import TooManyShown, TooMuchToShow
from ingang.services.journal.showing.links import Lasts, encrypted, new_key, shlink
from ingang.services.journal.showing.models import SHOWING, Showing, ShownFile
from ingang.services.journal.showing.opening import forget_file
from ingang.services.journal.showing.queries import Handed, open_showings, showing
from ingang.services.journal.taking.actions import File, ready_file
from ingang.services.journal.taking.errors import TakingMissing
from ingang.services.journal.taking.queries import reader_of
from ingang.services.journal.taking.sealing import houses_seal

MOST = 3
"""So many links may be open at a time."""
MOST_BYTES = 8_000_000


@dataclass(frozen=True, kw_only=True)
class Places:
    """Where the link leads: `manifest(secret)` is the address that programs ask, `viewer` the page for a browser."""

    manifest: Callable[[str], str]
    viewer: str


@action
def show(
    *, grant: Grant, keeper: Keeper, taking: UUID, lasts: Lasts, places: Places, label: str, now: datetime
) -> UUID:
    """Show a file that is ready by a link and a code; gives its id. The key that it is encrypted under is the link's.

    Refuses what `ready_file` refuses, a PDF, more than a link holds, and more links than may be open; and whoever could
    not show it (`give_link`). Records access.link_given and journal.showing_made.
    """
    file = ready_file(grant=grant, keeper=keeper, id=taking, now=now)
    _check_room(grant, file, now)
    made, key = uuid7(), new_key()
    given = give_link(grant=grant, use=SHOWING, thing=made, until=lasts.until(now=now), now=now)
    link = shlink(address=places.manifest(given.secret), key=key, until=given.until, label=label)
    jwe = encrypted(content=content_of(grant=grant, file=file, now=now), key=key)
    ShownFile(person=grant.person, showing=made, jwe=jwe).save(force_insert=True)
    Showing(
        id=made,
        person=grant.person,
        reader=reader_of(grant=grant),
        log_in=keeper.log_in,
        form=file.taking.form,
        shown_at=now,
        for_browser=keeper.seal(Handed(link=f"{places.viewer}#{link}", code=given.code)),
        plan=houses_seal(of=made).sealed(msgspec.json.encode(file.plan), name="plan"),
    ).save(force_insert=True)
    details = {"showing": str(made), "form": file.taking.form, "entries": str(len(file.plan.entries))}
    record_under(event="journal.showing_made", grant=grant, now=now, details=details)
    return made


def end(*, grant: Grant, id: UUID, now: datetime) -> None:
    """End the reader's own link at once; the file behind it is gone. Refuses with ShowingMissing.

    Records access.link_ended.
    """
    showing(grant=grant, id=id)
    end_link(grant=grant, use=SHOWING, thing=id, now=now)
    forget_file(grant=grant, id=id)


def _check_room(grant: Grant, file: File, now: datetime) -> None:
    if file.taking.form == Form.PDF:
        raise TakingMissing()
    if file.size > MOST_BYTES:
        raise TooMuchToShow()
    if len(open_showings(grant=grant, now=now)) >= MOST:
        raise TooManyShown()
