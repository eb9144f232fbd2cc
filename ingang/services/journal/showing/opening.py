"""Somebody comes with a link: it is weighed and recorded first, by foundation.access, and only then handed out."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec

from ingang.foundation.access.secret_links import (
    Opened,
    Why,
    close_link,
    close_what_opens_no_more,
    forget_links,
    open_by_link,
    open_by_ticket,
)
from ingang.foundation.notifications.actions import notify
from ingang.foundation.personal.scope import action, query
from ingang.kernel.actor import Origin
from ingang.kernel.errors import NotFound
from ingang.kernel.events import Event
from ingang.kernel.grant import Grant
from ingang.services.journal.showing.models import SHOWING, Reading, Showing, ShownFile
from ingang.services.journal.showing.queries import KEPT
from ingang.services.journal.taking.contents import Plan, is_still_open
from ingang.services.journal.taking.sealing import houses_seal

KINDS = (Showing.data_kind, SHOWING)
OPENED, ENDED = "journal.showing_opened", "journal.showing_ended"


@dataclass(frozen=True, kw_only=True)
class Received:
    """The encrypted file, when it was made, and the ticket that fetches it once more."""

    jwe: str
    made_at: datetime
    ticket: str


def open_shown(*, secret: str, code: str, recipient: str, origin: Origin, now: datetime) -> Received:
    """What the link shows, for whoever says the code and says to be this recipient.

    Refuses with WrongCode, and with NotFound. Records access.opened_by_link, keeps who it was, and tells the person of
    the first time, in neutral words.
    """
    opened = open_by_link(secret=secret, code=code, use=SHOWING, kinds=KINDS, origin=origin, now=now)
    received = _received(opened, now)
    _note(grant=opened.grant, id=opened.thing, recipient=recipient, now=now)
    return received


def fetch_shown(*, secret: str, ticket: str, origin: Origin, now: datetime) -> str:
    """The encrypted file, for whoever opened it some minutes ago. Refuses with NotFound; records it as an opening."""
    opened = open_by_ticket(secret=secret, ticket=ticket, use=SHOWING, kinds=KINDS, origin=origin, now=now)
    return _received(opened, now).jwe


def link_closed(*, event: Event, grant: Grant, now: datetime) -> None:
    """A link ended by itself: the file goes, and the person is told in neutral words."""
    if event.fields["use"] != SHOWING:
        return
    ended = UUID(event.fields["thing"])
    forget_file(grant=grant, id=ended)
    notify(person=grant.person, code=ENDED, about=ended, kind=SHOWING, now=now, grant=grant)


@action
def forget_file(*, grant: Grant, id: UUID) -> None:
    """Take away the file of a link that has ended, which is recorded by whatever ended it."""
    ShownFile.under(grant).filter(showing=id).delete()


def forget(*, grant: Grant, now: datetime) -> int:
    """Take away the files of links that have ended, and after a while all that was kept of them; tells how many.

    A link that its owner could not open any more ends: her region has turned it off, she has sealed the journal, the
    child has turned 13. Under a job's grant.
    """
    standing = close_what_opens_no_more(use=SHOWING, kinds=KINDS, now=now)
    return _forget_files(grant=grant, standing=standing) + _forget_old(grant=grant, now=now)


def _received(opened: Opened, now: datetime) -> Received:
    if not _is_as_it_was(grant=opened.grant, id=opened.thing, now=now):
        close_link(use=SHOWING, thing=opened.thing, why=Why.CHANGED, now=now)
        raise NotFound()
    return _file(opened=opened, grant=opened.grant)


@query
def _is_as_it_was(*, grant: Grant, id: UUID, now: datetime) -> bool:
    """Whether its owner would be shown every entry of it at this moment."""
    row = Showing.under(grant).filter(id=id).first()
    if row is None:
        return False
    seal = houses_seal(of=id)
    plan = msgspec.json.decode(seal.opened(row.plan, name="plan"), type=Plan)
    return is_still_open(grant=grant, keeper=seal.keeper, plan=plan, now=now)


@query
def _file(*, grant: Grant, opened: Opened) -> Received:
    row = Showing.under(grant).get(id=opened.thing)
    file = ShownFile.under(grant).filter(showing=opened.thing).first()
    if file is None:
        raise NotFound()
    return Received(jwe=file.jwe, made_at=row.shown_at, ticket=opened.ticket)


@action
def _note(*, grant: Grant, id: UUID, recipient: str, now: datetime) -> None:
    Reading(person=grant.person, showing=id, recipient=recipient, read_at=now).save(force_insert=True)
    notify(person=grant.person, code=OPENED, about=id, kind=SHOWING, now=now, grant=grant)


@action
def _forget_files(*, grant: Grant, standing: frozenset[UUID]) -> int:
    return ShownFile.under(grant).exclude(showing__in=standing).delete()[0]


@action
def _forget_old(*, grant: Grant, now: datetime) -> int:
    old = Showing.under(grant).filter(shown_at__lt=now - KEPT)
    ids = list(old.values_list("id", flat=True))
    forget_links(use=SHOWING, things=ids)
    return Reading.under(grant).filter(showing__in=ids).delete()[0] + old.delete()[0]
