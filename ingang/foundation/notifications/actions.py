"""Writing notices inside the writer's transaction, and claiming, settling and stopping them for the delivery."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import models
from django.utils.translation import gettext, override

from ingang.foundation.audit.actions import record, record_under
from ingang.foundation.notifications.errors import ChannelUnknown, UnknownNotice
from ingang.foundation.notifications.models import Channel, ChosenChannels, Notice, NoticeState
from ingang.foundation.notifications.queries import NOBODY, recipients, refusal
from ingang.foundation.notifications.rules import SMS_PAUSE, after_quiet_hours, is_too_late, pause_after
from ingang.foundation.notifications.ways import ALL_CHANNELS, reach_of
from ingang.foundation.people.models import Person
from ingang.foundation.personal.scope import action, check_in_scope
from ingang.kernel.grant import Grant
from ingang.kernel.periods import local_date
from ingang.kernel.registry import current

TOO_LATE = "too_late"
LEASE = timedelta(minutes=3)


@dataclass(frozen=True, kw_only=True)
class Outgoing:
    """A claimed notice, ready to leave: its id makes the same message the same at every attempt."""

    id: UUID
    channel: str
    address: str
    subject: str
    body: str


def notify(
    *,
    person: UUID,
    code: str,
    about: UUID,
    kind: str,
    now: datetime,
    grant: Grant,
    readable_from: datetime | None = None,
    hidden_from_guardian: bool = False,
) -> None:
    """Tell those who look after the person's matters that something waits; called in the writer's transaction.

    One notice per recipient and channel, however often it is called. Writes a suppressed row with its reason when
    nobody can be told. Refuses a code without words and a call outside the grant's scope.
    """
    check_in_scope(grant)
    if code not in current().notices:
        raise UnknownNotice(code)
    planned = [
        (recipient, *way)
        for recipient in recipients(person=person, hidden_from_guardian=hidden_from_guardian, now=now)
        for way in _ways(recipient, person, code, kind, now)
    ]
    readable_from = max(readable_from or now, now)
    for recipient, channel, reason in planned or [(person, "", NOBODY)]:
        _write(
            Notice(
                person=person,
                recipient=recipient,
                code=code,
                kind=kind,
                about=about,
                channel=channel,
                state=NoticeState.SUPPRESSED if reason else NoticeState.WAITING,
                reason=reason,
                written_at=now,
                readable_from=readable_from,
                not_before=_first_chance(channel, readable_from),
            )
        )


def _ways(recipient: UUID, person: UUID, code: str, kind: str, now: datetime) -> list[tuple[str, str]]:
    """Channels with nothing against them; or no channel and why, so that somebody can see it."""
    if reason := refusal(recipient=recipient, person=person, kind=kind, now=now):
        return [("", reason)]
    reach = reach_of(persons=[recipient], on=local_date(now))[recipient]
    return [(way.channel, "") for way in reach.wanted(code)] or [("", reach.why_not(code))]


def _first_chance(channel: str, readable_from: datetime) -> datetime:
    return after_quiet_hours(moment=readable_from) if channel == Channel.SMS else readable_from


def _write(notice: Notice) -> None:
    key = {name: getattr(notice, name) for name in ("person", "code", "about", "recipient", "channel")}
    if not Notice.unguarded.filter(**key).exists():
        notice.save(force_insert=True)


@action
def choose_channels(*, grant: Grant, code: str, channels: Iterable[str], now: datetime) -> None:
    """Be told of this kind of notice by these channels from now on, also of what waits already; none: not at all.

    Choosing the same again changes nothing. Refuses a kind of notice and a channel that do not exist. Records
    notifications.channels_chosen.
    """
    wanted = sorted(set(channels))
    if code not in current().notices or not ALL_CHANNELS.issuperset(wanted):
        raise ChannelUnknown()
    rows = ChosenChannels.under(grant).filter(person=grant.person, code=code)
    before = rows.values_list("channels", flat=True).first()
    if sorted(ALL_CHANNELS if before is None else before) == wanted:
        return
    if not rows.update(channels=wanted, chosen_at=now):
        ChosenChannels(person=grant.person, code=code, channels=wanted, chosen_at=now).save(force_insert=True)
    details = {"code": code, "channels": ",".join(wanted)}
    record_under(event="notifications.channels_chosen", grant=grant, now=now, details=details)


@action
def claim_next(*, grant: Grant, now: datetime, channels: frozenset[str]) -> Outgoing | None:
    """Take the notice that has waited longest for as long as the lease lasts; None when nothing is due.

    What may no longer leave is stopped with its reason, and what must wait is put off, before the next is tried.
    Records notifications.notice_stopped for those it stops.
    """
    while (notice := _first_due(grant, now, channels)) is not None:
        address = _address_now(notice, grant, now)
        if address and not _put_off(notice, grant, now):
            notice.claimed_until = now + LEASE
            notice.attempts += 1
            notice.save(update_fields=["claimed_until", "attempts"])
            return _outgoing(notice, address)
    return None


def _first_due(grant: Grant, now: datetime, channels: frozenset[str]) -> Notice | None:
    free = models.Q(claimed_until=None) | models.Q(claimed_until__lte=now)
    due = Notice.under(grant).filter(free, state=NoticeState.WAITING, not_before__lte=now, channel__in=channels)
    return due.select_for_update(skip_locked=True).order_by("not_before", "id").first()


def _address_now(notice: Notice, grant: Grant, now: datetime) -> str:
    """Where to send it by the rules of this moment; stops the notice and answers nothing when they forbid it."""
    reason = (
        TOO_LATE
        if is_too_late(readable_from=notice.readable_from, now=now)
        else refusal(recipient=notice.recipient, person=notice.person, kind=notice.kind, now=now)
    )
    reach = reach_of(persons=[notice.recipient], on=local_date(now))[notice.recipient]
    address = next((way.address for way in reach.wanted(notice.code) if way.channel == notice.channel), "")
    if not reason and address:
        return address
    _stop(notice, NoticeState.SUPPRESSED, reason or reach.why_not(notice.code, channel=notice.channel), grant, now)
    return ""


def _put_off(notice: Notice, grant: Grant, now: datetime) -> bool:
    """Whether an SMS must wait: for the morning, or because the recipient got one within ten minutes."""
    if notice.channel != Channel.SMS:
        return False
    then = max(after_quiet_hours(moment=now), _end_of_pause(notice, grant, now))
    if then > now:
        notice.not_before = then
        notice.save(update_fields=["not_before"])
    return then > now


def _end_of_pause(notice: Notice, grant: Grant, now: datetime) -> datetime:
    others = Notice.under(grant).filter(recipient=notice.recipient, channel=Channel.SMS).exclude(id=notice.id)
    sent = others.filter(sent_at__gt=now - SMS_PAUSE).order_by("-sent_at", "-id").first()
    leaving = others.filter(state=NoticeState.WAITING, claimed_until__gt=now).exists()
    if leaving:
        return now + SMS_PAUSE
    return sent.sent_at + SMS_PAUSE if sent and sent.sent_at else now


def _outgoing(notice: Notice, address: str) -> Outgoing:
    words = current().notices[notice.code]
    language = Person.objects.values_list("language", flat=True).get(id=notice.recipient)
    with override("en" if language == "en" else "sv"):
        subject, body = gettext(words.subject), gettext(words.body)
    return Outgoing(id=notice.id, channel=notice.channel, address=address, subject=subject, body=body)


@action
def mark_sent(*, id: UUID, provider_id: str, grant: Grant, now: datetime) -> None:
    """The notice has left. An SMS also covers everything else that waited to be told in the same words.

    Records notifications.notice_sent for each.
    """
    notice = Notice.under(grant).get(id=id)
    told = [notice, *_covered(notice, grant, now)]
    for one in told:
        one.state, one.sent_at, one.claimed_until, one.provider_id = NoticeState.SENT, now, None, provider_id[:200]
        one.save(update_fields=["state", "sent_at", "claimed_until", "provider_id"])
        _record("notifications.notice_sent", one, grant, now)


def _covered(notice: Notice, grant: Grant, now: datetime) -> list[Notice]:
    if notice.channel != Channel.SMS:
        return []
    same = Notice.under(grant).filter(recipient=notice.recipient, channel=notice.channel, code=notice.code)
    return list(same.filter(state=NoticeState.WAITING, readable_from__lte=now).exclude(id=notice.id).order_by("id"))


@action
def mark_unsent(*, id: UUID, grant: Grant, now: datetime) -> None:
    """The attempt failed for now: try again after a pause that grows, until the notice would come too late."""
    notice = Notice.under(grant).get(id=id)
    notice.claimed_until = None
    notice.not_before = now + pause_after(attempts=notice.attempts)
    notice.save(update_fields=["claimed_until", "not_before"])


@action
def mark_failed(*, id: UUID, reason: str, grant: Grant, now: datetime) -> None:
    """The address or the message was refused for good. Records notifications.notice_stopped."""
    _stop(Notice.under(grant).get(id=id), NoticeState.FAILED, reason, grant, now)


@action
def stop_channels(*, channels: frozenset[str], reason: str, grant: Grant, now: datetime) -> None:
    """Stop what is due by channels that this installation does not have. Records notifications.notice_stopped."""
    due = Notice.under(grant).filter(state=NoticeState.WAITING, not_before__lte=now, channel__in=channels)
    for notice in due.order_by("id"):
        _stop(notice, NoticeState.SUPPRESSED, reason, grant, now)


def _stop(notice: Notice, state: NoticeState, reason: str, grant: Grant, now: datetime) -> None:
    notice.state, notice.reason, notice.claimed_until = state, reason[:40], None
    notice.save(update_fields=["state", "reason", "claimed_until"])
    _record("notifications.notice_stopped", notice, grant, now)


def _record(event: str, notice: Notice, grant: Grant, now: datetime) -> None:
    record(
        event=event,
        actor=grant.actor,
        person=notice.person,
        kinds=grant.kinds,
        purpose=grant.purpose,
        ground=grant.ground,
        details={"code": notice.code, "channel": notice.channel, "reason": notice.reason},
        now=now,
    )
