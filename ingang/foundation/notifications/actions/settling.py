"""Writing down what became of notices: sent, stopped, failed, uncertain, or to be tried again."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import groupby
from uuid import UUID

from ingang.foundation.audit.actions import record_each
from ingang.foundation.notifications.models import Channel, Device, HandOver, Notice, NoticeState
from ingang.foundation.notifications.rules import pause_after
from ingang.foundation.personal.scope import action
from ingang.kernel.grant import Grant

KILLED = "worker_killed"
WITHDRAWN = "withdrawn"
CHANNEL_RESTS = timedelta(minutes=1)
EVENTS = {
    NoticeState.SENT: "notifications.notice_sent",
    NoticeState.FAILED: "notifications.notice_stopped",
    NoticeState.SUPPRESSED: "notifications.notice_stopped",
    NoticeState.UNCERTAIN: "notifications.notice_uncertain",
}

Stopped = tuple[Notice, str]
"""A notice and the reason why it goes no further."""


class Result(StrEnum):
    """How the handing over of one notice ended."""

    SENT = "sent"
    FAILED = "failed"
    UNCERTAIN = "uncertain"
    UNSENT = "unsent"
    NOT_TRIED = "not_tried"


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What became of one notice in hand. `device_is_gone`: its browser has ended the subscription."""

    id: UUID
    result: Result
    reason: str = ""
    provider_id: str = ""
    device_is_gone: bool = False


@action
def settle(*, outcomes: Sequence[Outcome], grant: Grant, now: datetime) -> None:
    """Write down what became of the notices in hand, and give back those that must be tried again.

    A sent SMS also covers everything else that waited to be told in the same words. A browser that has ended its
    subscription is forgotten. Records notifications.notice_sent, notice_stopped and notice_uncertain.
    """
    rows = Notice.under(grant).in_bulk([one.id for one in outcomes])
    by_result = {
        result: [(rows[one.id], one) for one in outcomes if one.result is result and one.id in rows]
        for result in Result
    }
    sent = [row for row, _ in by_result[Result.SENT]]
    _keep_provider_ids(by_result[Result.SENT], grant)
    _mark_sent([*sent, *_covered(sent, grant, now)], grant, now)
    for result, state in ((Result.FAILED, NoticeState.FAILED), (Result.UNCERTAIN, NoticeState.UNCERTAIN)):
        stop(rows=[(row, one.reason) for row, one in by_result[result]], state=state, grant=grant, now=now)
    _try_again([row for row, _ in by_result[Result.UNSENT]], grant, now)
    untried = [row.id for row, _ in by_result[Result.NOT_TRIED]]
    Notice.under(grant).filter(id__in=untried).update(claimed_until=None, not_before=now + CHANNEL_RESTS)
    _forget_devices([rows[one.id] for one in outcomes if one.device_is_gone and one.id in rows])
    HandOver.objects.filter(notice__in=[one.id for one in outcomes]).delete()


@action
def withdraw_notices(*, about: UUID, grant: Grant, now: datetime) -> None:
    """Stop what still waits to be told about this: it is not so any more. Records notifications.notice_stopped."""
    waiting = Notice.under(grant).filter(about=about, state=NoticeState.WAITING).select_for_update().order_by("id")
    rows = [(notice, WITHDRAWN) for notice in waiting]
    stop(rows=rows, state=NoticeState.SUPPRESSED, grant=grant, now=now)


def settle_left(*, rows: list[Notice], left: Mapping[UUID, bool], grant: Grant, now: datetime) -> list[Notice]:
    """Settle what a killed worker had begun to hand over; give back the rows that are free to leave.

    What the other side had taken is sent. An SMS of which that is not known may have left, and an operator can not
    recognise a repeated one: it is marked as uncertain and never sent again by itself.
    """
    taken = [row for row in rows if left.get(row.id) is True]
    _mark_sent([*taken, *_covered(taken, grant, now)], grant, now)
    unknown = [(row, KILLED) for row in rows if left.get(row.id) is False]
    stop(rows=unknown, state=NoticeState.UNCERTAIN, grant=grant, now=now)
    HandOver.objects.filter(notice__in=list(left)).delete()
    return [row for row in rows if row.id not in left]


def stop(*, rows: Iterable[Stopped], state: NoticeState, grant: Grant, now: datetime) -> None:
    """End the notices in this state, each with its reason, and record it."""
    for reason, group in groupby(sorted(rows, key=lambda one: one[1]), key=lambda one: one[1]):
        notices = [notice for notice, _ in group]
        ended = Notice.under(grant).filter(id__in=[notice.id for notice in notices])
        ended.update(state=state, reason=reason[:40], claimed_until=None)
        _record(EVENTS[state], notices, reason, grant, now)


def _mark_sent(notices: list[Notice], grant: Grant, now: datetime) -> None:
    if notices:
        sent = Notice.under(grant).filter(id__in=[notice.id for notice in notices])
        sent.update(state=NoticeState.SENT, sent_at=now, claimed_until=None)
        _record(EVENTS[NoticeState.SENT], notices, "", grant, now)


def _keep_provider_ids(sent: list[tuple[Notice, Outcome]], grant: Grant) -> None:
    """The operator's ids of SMS; those of mail and push follow from the notice's own id."""
    for row, outcome in sent:
        if outcome.provider_id and row.channel == Channel.SMS:
            Notice.under(grant).filter(id=row.id).update(provider_id=outcome.provider_id[:200])


def _covered(sent: list[Notice], grant: Grant, now: datetime) -> list[Notice]:
    """The SMS that need not be sent, since their recipients were just told the same."""
    told = {(row.recipient, row.code) for row in sent if row.channel == Channel.SMS}
    if not told:
        return []
    waiting = Notice.under(grant).filter(
        recipient__in={recipient for recipient, _ in told},
        channel=Channel.SMS,
        state=NoticeState.WAITING,
        readable_from__lte=now,
    )
    rows = waiting.exclude(id__in=[row.id for row in sent]).select_for_update().order_by("id")
    return [row for row in rows if (row.recipient, row.code) in told]


def _try_again(notices: list[Notice], grant: Grant, now: datetime) -> None:
    for attempts, group in groupby(sorted(notices, key=lambda one: one.attempts), key=lambda one: one.attempts):
        again = Notice.under(grant).filter(id__in=[notice.id for notice in group])
        not_before = now + pause_after(attempts=attempts + 1)
        again.update(claimed_until=None, attempts=attempts + 1, not_before=not_before)


def _forget_devices(notices: list[Notice]) -> None:
    ids = [UUID(notice.device) for notice in notices if notice.device]
    Device.unguarded.filter(id__in=ids).delete()


def _record(event: str, notices: list[Notice], reason: str, grant: Grant, now: datetime) -> None:
    told = [
        (notice.person, {"code": notice.code, "channel": notice.channel, "reason": reason[:40]}) for notice in notices
    ]
    record_each(event=event, grant=grant, about=told, now=now)
