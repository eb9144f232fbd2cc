"""What a unit has sent, and what has become of it: sent, told, read, confirmed, and never more."""

from dataclasses import dataclass
from datetime import datetime
from typing import cast
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.utils.translation import gettext

from ingang.foundation.access.actions import open_job, shown_rows
from ingang.foundation.notifications.queries import NoticeOutcome, notices_about
from ingang.foundation.people.queries import names
from ingang.foundation.personal.scope import query
from ingang.foundation.work_items.errors import WorkItemUnknown
from ingang.foundation.work_items.queries import WorkLine, work_line
from ingang.kernel.grant import Grant
from ingang.services.inbox.errors import MessageMissing
from ingang.services.inbox.models import Category, Message
from ingang.services.inbox.queries.files import message_files
from ingang.services.inbox.queries.own import OpenMessage, opened

PAGE_SIZE = 30
NOTICES = "notifications.notice"


@dataclass(frozen=True, kw_only=True)
class SentLine:
    """A message that the unit sent, to whom, and what has become of it."""

    id: UUID
    person: UUID
    name: str
    subject: str
    category: str
    signature: str
    sent_at: datetime
    visible_from: datetime
    first_read_at: datetime | None
    read_by: str
    is_important: bool
    confirmed_at: datetime | None
    confirmed_by: str


@dataclass(frozen=True, kw_only=True)
class SentMessage:
    """One message that the unit sent, as its receiver sees it, and how she was told of it."""

    line: SentLine
    message: OpenMessage
    notices: tuple[NoticeOutcome, ...]


@query
def sent_by_unit(*, grant: Grant, now: datetime, page: str = "1") -> Page[SentLine]:
    """A page of what staff of the unit sent, the latest first. Records whom it shows."""
    found = Paginator(_sent(grant).order_by("-received_at", "-id"), PAGE_SIZE).get_page(page)
    rows = list(found.object_list)
    lines = cast("Page[SentLine]", found)
    lines.object_list = _lines(rows, grant, now)
    return lines


# The two below open no scope of their own: how a notice went is read under another grant, whose audit row is
# committed before anything is read.


def sent_message(*, id: UUID, grant: Grant, now: datetime) -> SentMessage:
    """One message that staff of the unit sent. Records whom it shows. Refuses another unit's."""
    return _whole(_sent_row(id=id, grant=grant), grant, now)


@dataclass(frozen=True, kw_only=True)
class UnreadWork:
    """The unit's work about a message that nobody has read, and the message."""

    work: WorkLine
    sent: SentMessage


def unread_work(*, item: UUID, grant: Grant, now: datetime) -> UnreadWork:
    """The work and the message it is about. Records whom it shows. Refuses other work and another unit's."""
    work = work_line(grant=grant, item=item, now=now)
    if work.item.kind != "inbox.unread":
        raise WorkItemUnknown()
    return UnreadWork(work=work, sent=_whole(_row(id=UUID(work.item.subject), grant=grant), grant, now))


@query
def _sent_row(*, id: UUID, grant: Grant) -> Message:
    return _found(_sent(grant).filter(id=id).first())


@query
def _row(*, id: UUID, grant: Grant) -> Message:
    return _found(Message.under(grant).filter(id=id).first())


@query
def _line(*, row: Message, grant: Grant, now: datetime) -> SentLine:
    return _lines([row], grant, now)[0]


def _found(row: Message | None) -> Message:
    if row is None:
        raise MessageMissing()
    return row


def _whole(row: Message, grant: Grant, now: datetime) -> SentMessage:
    return SentMessage(
        line=_line(row=row, grant=grant, now=now),
        message=opened(row=row, is_replaced=False, files=message_files(message=row.id, grant=grant), now=now),
        notices=_notices(row, now),
    )


def _sent(grant: Grant) -> "QuerySet[Message]":
    return Message.under(grant).exclude(sent_by="")


def _notices(row: Message, now: datetime) -> tuple[NoticeOutcome, ...]:
    # A notice has no unit: that it left is told to the sender by the portal itself, and nothing else of it.
    grant = open_job(name="inbox.delivery", kinds=(NOTICES,), persons=(row.person,), now=now)
    return tuple(notices_about(about=row.id, grant=grant))


def _lines(rows: list[Message], grant: Grant, now: datetime) -> list[SentLine]:
    persons = frozenset(row.person for row in rows)
    called = names(persons=persons)
    shown_rows(grant=grant, rows=rows, now=now)
    return [
        SentLine(
            id=row.id,
            person=row.person,
            name=called.get(row.person, ""),
            subject=row.subject,
            category=gettext(Category(row.category).label),
            signature=row.signature,
            sent_at=row.received_at,
            visible_from=row.visible_from,
            first_read_at=row.first_read_at,
            read_by=row.read_by,
            is_important=row.is_important,
            confirmed_at=row.confirmed_at,
            confirmed_by=row.confirmed_by,
        )
        for row in rows
    ]
