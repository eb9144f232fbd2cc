"""Reading the inbox under a grant. What is hidden from guardians leaves no trace for them: not in a count either."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import cast
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.utils.translation import gettext

from ingang.foundation.care_units.queries import care_unit, care_unit_names
from ingang.foundation.personal.scope import query
from ingang.kernel.grant import Grant
from ingang.services.inbox.docbook import blocks_of_docbook, plain_text
from ingang.services.inbox.errors import MessageMissing
from ingang.services.inbox.models import Attachment, Category, Message
from ingang.services.inbox.queries.files import FileLine, file_lines, message_files
from ingang.services.inbox.rules import Block, blocks_of, folded
from ingang.services.inbox.words import in_words

PAGE_SIZE = 20
SEARCHED = 1000
"""How many of the latest messages a search looks through: their words are known only in the reader's language."""
AWAY, MARKED = "undan", "markerade"


@dataclass(frozen=True, kw_only=True)
class MessageLine:
    """A message in the list."""

    id: UUID
    subject: str
    unit: str
    category: str
    visible_from: datetime
    is_unread: bool


@dataclass(frozen=True, kw_only=True)
class Inbox:
    """One page of messages, how many are unread in all, and the categories that there are messages in."""

    page: Page[MessageLine]
    unread: int
    categories: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class OpenMessage:
    """A message to read. `is_replaced` tells that a later message is about the same thing.

    `told_at` is the time that it told of when it was written.
    """

    id: UUID
    subject: str
    blocks: tuple[Block, ...]
    signature: str
    unit: str
    phone: str
    category: str
    visible_from: datetime
    region: str
    appointment: UUID | None
    summons: UUID | None
    is_replaced: bool
    is_important: bool
    confirmed_at: datetime | None
    first_read_at: datetime | None
    read_by: str
    is_flagged: bool
    is_put_away: bool
    files: tuple[FileLine, ...]
    told_at: datetime | None


def visible_messages(*, grant: Grant, now: datetime) -> "QuerySet[Message]":
    """The messages that can be read by now. What is hidden from a guardian is left out by the table itself."""
    return Message.under(grant).filter(visible_from__lte=now)


@query
def inbox(
    *, grant: Grant, now: datetime, category: str = "", page: str = "1", words: str = "", view: str = ""
) -> Inbox:
    """One page of the inbox: the unread first, then the latest. An unknown category or page gives the nearest.

    `words` leaves those that hold all of them; `view` is AWAY or MARKED. What is put away is in no other view.
    """
    everything = visible_messages(grant=grant, now=now)
    in_view = everything.filter(archived_at=None)
    rows = everything.exclude(archived_at=None) if view == AWAY else in_view
    if view == MARKED:
        rows = rows.filter(is_flagged=True)
    if words.strip():
        rows = rows.filter(id__in=_holding(rows, words, now))
    present = set(rows.values_list("category", flat=True).distinct())
    chosen = rows.filter(category=category) if category in present else rows
    ordered = chosen.alias(is_unread=Q(first_read_at=None)).order_by("-is_unread", "-visible_from", "-id")
    found = Paginator(ordered, PAGE_SIZE).get_page(page)
    messages = list(found.object_list)
    units = care_unit_names(hsa_ids=frozenset(row.unit for row in messages))
    lines = cast("Page[MessageLine]", found)
    lines.object_list = [_line(row, units, now) for row in messages]
    return Inbox(
        page=lines,
        unread=in_view.filter(first_read_at=None).count(),
        categories=tuple(code for code in Category.values if code in present),
    )


@query
def count_unread(*, grant: Grant, now: datetime) -> int:
    """How many messages nobody has opened."""
    return visible_messages(grant=grant, now=now).filter(first_read_at=None, archived_at=None).count()


@query
def unread_important(*, grant: Grant, now: datetime) -> list[MessageLine]:
    """The important messages that nobody has opened, the one that has waited longest first."""
    rows = list(
        visible_messages(grant=grant, now=now)
        .filter(is_important=True, first_read_at=None, archived_at=None)
        .order_by("visible_from", "id")
    )
    units = care_unit_names(hsa_ids=frozenset(row.unit for row in rows)) if rows else {}
    return [_line(row, units, now) for row in rows]


@query
def message(*, id: UUID, grant: Grant, now: datetime) -> OpenMessage:
    """One message in the reader's language. Refuses one that the reader may not know of."""
    rows = visible_messages(grant=grant, now=now)
    row = rows.filter(id=id).first()
    if row is None:
        raise MessageMissing()
    later = rows.filter(thread=row.thread, received_at__gt=row.received_at, replaces_earlier=True)
    is_replaced = row.thread is not None and later.exists()
    return opened(row=row, is_replaced=is_replaced, files=message_files(message=row.id, grant=grant), now=now)


def opened(*, row: Message, is_replaced: bool, files: Iterable[Attachment], now: datetime) -> OpenMessage:
    """The message in the reader's language, as its page and the preview of a draft show it."""
    sender = care_unit(hsa_id=row.unit)
    return OpenMessage(
        id=row.id,
        subject=_text(row, row.subject, now),
        blocks=_blocks(row, now),
        signature=row.signature,
        unit=sender.name if sender else "",
        phone=sender.phone if sender else "",
        category=_category(row),
        visible_from=row.visible_from,
        region=sender.region if sender else "",
        appointment=row.appointment,
        summons=row.summons,
        is_replaced=is_replaced,
        is_important=row.is_important,
        confirmed_at=row.confirmed_at,
        first_read_at=row.first_read_at,
        read_by=row.read_by,
        is_flagged=row.is_flagged,
        is_put_away=row.archived_at is not None,
        files=file_lines(files=files),
        told_at=datetime.fromisoformat(row.values["starts_at"]) if "starts_at" in row.values else None,
    )


def _blocks(row: Message, now: datetime) -> tuple[Block, ...]:
    docbook = blocks_of_docbook("".join(row.paragraphs)) if row.is_docbook else None
    return docbook or blocks_of(_text(row, paragraph, now) for paragraph in row.paragraphs)


def _holding(rows: "QuerySet[Message]", words: str, now: datetime) -> list[UUID]:
    """Which of the messages hold all the words, in subject, sender, kind or text."""
    latest = list(rows.order_by("-visible_from", "-id")[:SEARCHED])
    units = care_unit_names(hsa_ids=frozenset(row.unit for row in latest))
    wanted = folded(words[:200]).split()
    return [row.id for row in latest if all(word in _all_words(row, units, now) for word in wanted)]


def _all_words(row: Message, units: dict[str, str], now: datetime) -> str:
    words = (plain_text(text) for text in row.paragraphs) if row.is_docbook else row.paragraphs
    texts = (_text(row, text, now) for text in (row.subject, *words))
    return folded(" ".join((*texts, units.get(row.unit, ""), _category(row), row.signature)))


def _line(row: Message, units: dict[str, str], now: datetime) -> MessageLine:
    return MessageLine(
        id=row.id,
        subject=_text(row, row.subject, now),
        unit=units.get(row.unit, ""),
        category=_category(row),
        visible_from=row.visible_from,
        is_unread=row.first_read_at is None,
    )


def _category(row: Message) -> str:
    return gettext(Category(row.category).label)


def _text(row: Message, text: str, now: datetime) -> str:
    return in_words(text=text, values=row.values, now=now) if row.is_marked else text
