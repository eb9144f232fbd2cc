"""What has become of a message, in words: for the unit that sent it, and for its owner."""

from datetime import datetime

from django.utils.translation import gettext

from ingang.foundation.notifications.models import NoticeState
from ingang.kernel.words import marked
from ingang.services.inbox.models import Reader
from ingang.services.inbox.queries.own import OpenMessage
from ingang.services.inbox.queries.sent import SentMessage
from ingang.ui.values import SummaryRow
from ingang.ui.words import date_in_words

READ_BY = {
    Reader.SELF: marked("by the person herself"),
    Reader.GUARDIAN: marked("by a guardian"),
    Reader.REPRESENTATIVE: marked("by a representative"),
}
FIRST_READ_BY = {
    Reader.SELF: marked("The message was first read by the one it is for, %(at)s."),
    Reader.GUARDIAN: marked("The message was first read by a guardian, %(at)s."),
    Reader.REPRESENTATIVE: marked("The message was first read by a representative, %(at)s."),
}
TOLD = {
    NoticeState.SENT: marked("Sent"),
    NoticeState.WAITING: marked("On its way"),
    NoticeState.SUPPRESSED: marked("Not sent"),
    NoticeState.FAILED: marked("Could not be sent"),
}


def outcome_rows(*, sent: SentMessage, now: datetime) -> list[SummaryRow]:
    """What has become of a message that the unit sent: sent, shown, told, read, confirmed."""
    line = sent.line
    rows = [
        (gettext("To"), line.name),
        (gettext("Sent"), f"{date_in_words(value=line.sent_at, now=now)}, {line.signature}"),
        (gettext("Shown from"), date_in_words(value=line.visible_from, now=now)),
        (gettext("Notice"), _told(sent, now)),
        (gettext("Read"), _read(line.first_read_at, line.read_by, now) or gettext("Not yet")),
    ]
    if line.is_important:
        rows.append((gettext("Confirmed"), _read(line.confirmed_at, line.confirmed_by, now) or gettext("Not yet")))
    return [SummaryRow(question=question, answer=answer) for question, answer in rows]


def own_receipt(*, message: OpenMessage, is_owner: bool, now: datetime) -> str:
    """When the message was first read and by whom, as her pages tell it; nothing before that."""
    if message.first_read_at is None:
        return ""
    at = date_in_words(value=message.first_read_at, now=now)
    if is_owner and message.read_by == Reader.SELF:
        return gettext("The message was first read by you, %(at)s.") % {"at": at}
    return gettext(FIRST_READ_BY[Reader(message.read_by)]) % {"at": at}


def _read(at: datetime | None, by: str, now: datetime) -> str:
    return ", ".join((date_in_words(value=at, now=now), gettext(READ_BY[Reader(by)]))) if at else ""


def _told(sent: SentMessage, now: datetime) -> str:
    """The best that became of the notices; never by which address."""
    states = {one.state for one in sent.notices}
    best = next((state for state in TOLD if state in states), None)
    at = min((one.sent_at for one in sent.notices if one.sent_at), default=None)
    words = gettext(TOLD[best]) if best else gettext("Nobody is told by SMS or mail")
    return f"{words}, {date_in_words(value=at, now=now)}" if at else words
