"""The standing job that brings notices to mail, SMS and push: each under an id of its own, outside any transaction."""

import logging
import time
from contextlib import nullcontext
from datetime import datetime, timedelta
from itertools import groupby

from django.conf import settings

from ingang.foundation.notifications.actions.claiming import Outgoing, claim
from ingang.foundation.notifications.actions.handing import begin, swift_commits, taken
from ingang.foundation.notifications.actions.settling import Outcome, Result, settle
from ingang.foundation.notifications.models import Channel
from ingang.foundation.notifications.senders import (
    GONE,
    SEND_ERRORS,
    Opened,
    Sender,
    Senders,
    configured_senders,
    is_final,
    may_have_left,
)
from ingang.kernel.grant import Grant

FAILURES_UNTIL_REST = 3
PART_OF_LEASE = 4
"""After a fourth of the lease nothing more of a batch is begun: a slow sending must still end well within it."""

log = logging.getLogger(__name__)


def deliver(*, grant: Grant, now: datetime, senders: Senders | None = None) -> int:
    """Send a batch of what is due; give back how many were settled, as sent, refused for good or uncertain.

    A worker that is killed leaves marks of what the other side has taken: that is not sent again. Killed between the
    other side's answer and the mark, mail and push leave again under the same id once the lease has ended; an SMS
    becomes uncertain. A channel that fails three times rests a minute.
    """
    senders = configured_senders() if senders is None else senders
    lease = timedelta(seconds=settings.NOTICE_LEASE_SECONDS)
    batch = claim(grant=grant, now=now, channels=frozenset(senders), lease=lease)
    outcomes: list[Outcome] = []
    for channel, notices in groupby(sorted(batch, key=lambda one: one.channel), key=lambda one: one.channel):
        outcomes += _hand_over(list(notices), senders[channel], lease / PART_OF_LEASE, now)
    settle(outcomes=outcomes, grant=grant, now=now)
    return sum(one.result not in {Result.UNSENT, Result.NOT_TRIED} for one in outcomes)


def _hand_over(notices: list[Outgoing], opened: Opened, at_most: timedelta, now: datetime) -> list[Outcome]:
    """Send one after the other by one channel, until all are sent, the channel fails, or time runs out."""
    outcomes: list[Outcome] = []
    failures, began = 0, time.monotonic()
    marks = nullcontext() if notices[0].channel == Channel.SMS else swift_commits()
    with opened() as send, marks:
        for notice in notices:
            is_late = timedelta(seconds=time.monotonic() - began) > at_most
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
