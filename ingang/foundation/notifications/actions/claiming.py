"""Taking notices in hand: by the rules of this moment, each by one worker, for as long as a lease lasts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext, override

from ingang.foundation.notifications.actions.settling import settle_left, stop
from ingang.foundation.notifications.models import Channel, HandOver, Notice, NoticeState
from ingang.foundation.notifications.queries import refusals
from ingang.foundation.notifications.rules import SMS_PAUSE, after_quiet_hours, is_too_late
from ingang.foundation.notifications.ways import NO_WAY, Reach, Way, reach_of
from ingang.foundation.people.models import Person
from ingang.foundation.people.queries import ways_not_alone
from ingang.foundation.personal.scope import action, house_scope
from ingang.kernel.grant import Grant
from ingang.kernel.periods import local_date
from ingang.kernel.registry import current

TOO_LATE = "too_late"
CHANNEL_OFF = "channel_off"
WAY_SHARED = "way_shared"
HELD_FOR = timedelta(hours=1)
BATCH = 200


@dataclass(frozen=True, kw_only=True)
class Outgoing:
    """A claimed notice, ready to leave: its id makes the same message the same at every attempt."""

    id: UUID
    code: str
    way: Way
    subject: str
    body: str

    @property
    def channel(self) -> str:
        return self.way.channel


def is_due(*, now: datetime) -> bool:
    """Whether any notice waits to leave now. Tells nothing of a person, so it needs no grant."""
    with house_scope():
        return Notice.unguarded.filter(_waiting_now(now)).exists()


@action
def claim(*, grant: Grant, now: datetime, channels: frozenset[str], lease: timedelta) -> list[Outgoing]:
    """Take a batch of the notices that have waited longest, for as long as the lease lasts.

    Workers beside each other never take the same. What a killed worker had in hand is settled first; what may no
    longer leave is stopped with its reason, as is what is due by a channel that this installation does not have; SMS
    that must wait are put off. Records notifications.notice_sent, notice_stopped and notice_uncertain for those.
    """
    rows = _due(grant, now)
    rows = settle_left(rows=rows, left=_left(rows), grant=grant, now=now)
    ways = _ways_now(rows, channels, grant, now)
    rows = [row for row in rows if row.id in ways]
    rows = _without_those_to_wait(rows, grant, now)
    Notice.under(grant).filter(id__in=[row.id for row in rows]).update(claimed_until=now + lease)
    languages = _languages(rows)
    return [_outgoing(row, ways[row.id], languages[row.recipient]) for row in rows]


def _waiting_now(now: datetime) -> Q:
    return Q(state=NoticeState.WAITING, not_before__lte=now) & (Q(claimed_until=None) | Q(claimed_until__lte=now))


def _due(grant: Grant, now: datetime) -> list[Notice]:
    """Those that have waited longest; of a person's SMS only the first, which tells of the others too."""
    earlier = Notice.under(grant).filter(
        recipient=OuterRef("recipient"),
        channel=Channel.SMS,
        state=NoticeState.WAITING,
        not_before__lte=now,
        id__lt=OuterRef("id"),
    )
    due = Notice.under(grant).filter(_waiting_now(now)).filter(~Q(channel=Channel.SMS) | ~Exists(earlier))
    return list(due.select_for_update(skip_locked=True, of=("self",)).order_by("not_before", "id")[:BATCH])


def _left(rows: list[Notice]) -> dict[UUID, bool]:
    """What a killed worker began to hand over, and whether the other side had taken it."""
    left = HandOver.objects.filter(notice__in=[row.id for row in rows])
    return {one.notice: one.is_taken for one in left}


def _ways_now(rows: list[Notice], channels: frozenset[str], grant: Grant, now: datetime) -> dict[UUID, Way]:
    """Where each may be sent by the rules of this moment; stops those for which they say nowhere."""
    asked = [(row.recipient, row.person, row.kind) for row in rows]
    refused = refusals(asked=asked, now=now)
    reaches = reach_of(persons={row.recipient for row in rows}, on=local_date(now))
    rows = _without_those_held(rows, grant, now)
    ways, stopped = {}, []
    for row in rows:
        way, reason = _way_now(row, channels, refused[row.recipient, row.person, row.kind], reaches, now)
        if way is None:
            stopped.append((row, reason))
        else:
            ways[row.id] = way
    stop(rows=stopped, state=NoticeState.SUPPRESSED, grant=grant, now=now)
    return ways


def _without_those_held(rows: list[Notice], grant: Grant, now: datetime) -> list[Notice]:
    """Hold back what is hidden from guardians where one may read the same way (peers 13): while they are asked, or stop
    it where the youth has said that others read there. What is held too long ends as too late, with its reason.
    """
    hidden = [row for row in rows if row.hidden_from_guardian]
    shared = ways_not_alone(persons={row.recipient for row in hidden})
    touched = [row for row in hidden if (row.recipient, row.channel) in shared]
    stopped = [(row, WAY_SHARED) for row in touched if not shared[row.recipient, row.channel]]
    stop(rows=stopped, state=NoticeState.SUPPRESSED, grant=grant, now=now)
    held = [row.id for row in touched if shared[row.recipient, row.channel] and not _is_late(row, now)]
    Notice.under(grant).filter(id__in=held).update(not_before=now + HELD_FOR, claimed_until=None)
    gone = {*held, *(row.id for row, _ in stopped)}
    return [row for row in rows if row.id not in gone]


def _is_late(row: Notice, now: datetime) -> bool:
    return is_too_late(readable_from=row.readable_from, now=now)


def _way_now(
    row: Notice, channels: frozenset[str], refused: str, reaches: Mapping[UUID, Reach], now: datetime
) -> tuple[Way | None, str]:
    if row.channel not in channels:
        return None, CHANNEL_OFF
    if _is_late(row, now):
        return None, TOO_LATE
    if refused:
        return None, refused
    reach = reaches[row.recipient]
    fitting = (way for way in reach.wanted(row.code) if (way.channel, way.device) == (row.channel, row.device))
    way = next(fitting, None)
    return way, "" if way else reach.why_not(row.code, channel=row.channel) or NO_WAY


def _without_those_to_wait(rows: list[Notice], grant: Grant, now: datetime) -> list[Notice]:
    """Put off the SMS that must wait: for the morning, or because the recipient got one within ten minutes."""
    texts = [row for row in rows if row.channel == Channel.SMS]
    if not texts:
        return rows
    sent = Notice.under(grant).filter(channel=Channel.SMS, recipient__in={row.recipient for row in texts})
    recent = sent.filter(sent_at__gt=now - SMS_PAUSE).values_list("recipient", "sent_at").order_by("sent_at", "id")
    pauses = {recipient: sent_at + SMS_PAUSE for recipient, sent_at in recent if sent_at}
    waiting: dict[datetime, set[UUID]] = {}
    for row in texts:
        then = max(after_quiet_hours(moment=now), pauses.get(row.recipient, now))
        if then > now:
            waiting.setdefault(then, set()).add(row.id)
    for then, ids in waiting.items():
        Notice.under(grant).filter(id__in=ids).update(not_before=then, claimed_until=None)
    return [row for row in rows if not any(row.id in ids for ids in waiting.values())]


def _languages(rows: Iterable[Notice]) -> dict[UUID, str]:
    people = Person.objects.filter(id__in={row.recipient for row in rows})
    return dict(people.values_list("id", "language"))


def _outgoing(notice: Notice, way: Way, language: str) -> Outgoing:
    words = current().notices[notice.code]
    with override("en" if language == "en" else "sv"):
        subject, body = gettext(words.subject), gettext(words.body)
    return Outgoing(id=notice.id, code=notice.code, way=way, subject=subject, body=body)
