"""The standing job that brings notices to mail, SMS and push: each under an id of its own, outside any transaction."""

import logging
import time
from contextlib import nullcontext
from datetime import datetime, timedelta
from itertools import groupby

from ingang.foundation.notifications.actions.claiming import LEASE, Outgoing, claim
from ingang.foundation.notifications.actions.handing import begin, swift_commits, taken
from ingang.foundation.notifications.actions.settling import Outcome, Result, settle
from ingang.foundation.notifications.models import Channel
from ingang.foundation.notifications.senders import (
    GONE,
    SEND_ERRORS,
    Sender,
    Senders,
    configured_senders,
    is_final,
    may_have_left,
)
from ingang.kernel.grant import Grant

FAILURES_UNTIL_REST = 3
IN_HAND_AT_MOST = LEASE / 4
"""After this long nothing more of a batch is begun: one slow sending must still end well within the lease."""

log = logging.getLogger(__name__)


def deliver(*, grant: Grant, now: datetime, senders: Senders | None = None) -> int:
    """Send a batch of what is due; give back how many were settled, as sent, refused for good or uncertain.

    A worker that is killed leaves marks of what the other side has taken: that is not sent again. Killed between the
    other side's answer and the mark, mail and push leave again under the same id once the lease has ended; an SMS
    becomes uncertain. A channel that fails three times rests a minute.
    """
    senders = configured_senders() if senders is None else senders
    batch = claim(grant=grant, now=now, channels=frozenset(senders))
    outcomes: list[Outcome] = []
    for channel, notices in groupby(sorted(batch, key=lambda one: one.channel), key=lambda one: one.channel):
        outcomes += _hand_over(channel, list(notices), senders, now)
    settle(outcomes=outcomes, grant=grant, now=now)
    return sum(one.result not in {Result.UNSENT, Result.NOT_TRIED} for one in outcomes)


def _hand_over(channel: str, notices: list[Outgoing], senders: Senders, now: datetime) -> list[Outcome]:
    """Send one after the other by a channel, until all are sent, the channel fails, or time runs out."""
    outcomes: list[Outcome] = []
    failures, began = 0, time.monotonic()
    with senders[channel]() as send, nullcontext() if channel == Channel.SMS else swift_commits():
        for notice in notices:
            is_late = timedelta(seconds=time.monotonic() - began) > IN_HAND_AT_MOST
            if is_late or failures >= FAILURES_UNTIL_REST:
                outcomes.append(Outcome(id=notice.id, result=Result.NOT_TRIED))
            elif outcome := _send(notice, send, now):
                failures += outcome.result is Result.UNSENT
                outcomes.append(outcome)
    return outcomes


def _send(notice: Outgoing, send: Sender, now: datetime) -> Outcome | None:
    """What the other side answered; None for an SMS that another worker has begun to send."""
    is_sms = notice.channel == Channel.SMS
    if is_sms and not begin(notice=notice.id, now=now):
        return None
    try:
        provider_id = send(notice, now)
    except SEND_ERRORS as error:
        if is_final(error=error):
            gone = isinstance(error, GONE)
            return Outcome(id=notice.id, result=Result.FAILED, reason=error.code, device_is_gone=gone)
        log.warning("a notice by %s did not get through: %s", notice.channel, error.code)
        result = Result.UNCERTAIN if may_have_left(error=error) else Result.UNSENT
        return Outcome(id=notice.id, result=result, reason=error.code)
    taken(notice=notice.id, now=now, was_begun=is_sms)
    return Outcome(id=notice.id, result=Result.SENT, provider_id=provider_id)
