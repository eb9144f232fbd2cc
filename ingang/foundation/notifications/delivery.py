"""The job that brings notices to mail and SMS: at least once, each under an id of its own, outside any transaction."""

import logging
from collections import Counter
from datetime import datetime

from ingang.connectors.mail.errors import MailError
from ingang.connectors.sms.errors import SmsError
from ingang.foundation.notifications.actions import (
    Outgoing,
    claim_next,
    mark_failed,
    mark_sent,
    mark_unsent,
    stop_channels,
)
from ingang.foundation.notifications.models import Channel
from ingang.foundation.notifications.senders import Senders, configured_senders, is_final
from ingang.kernel.grant import Grant

CHANNEL_OFF = "channel_off"
MOST_IN_A_RUN = 2000
FAILURES_UNTIL_PAUSE = 3

log = logging.getLogger(__name__)


def deliver(*, grant: Grant, now: datetime, senders: Senders | None = None) -> int:
    """Send what is due; give back how many were settled, as sent or as refused for good.

    A worker killed between the sending and the mark sends the notice again under the same id once its lease has
    ended. A channel that fails three times rests until the next run. A channel that the installation does not
    have stops its notices, visibly.
    """
    senders = configured_senders() if senders is None else senders
    stop_channels(channels=frozenset(Channel) - set(senders), reason=CHANNEL_OFF, grant=grant, now=now)
    failures: Counter[str] = Counter()
    settled = 0
    for _ in range(MOST_IN_A_RUN):
        working = frozenset(channel for channel in senders if failures[channel] < FAILURES_UNTIL_PAUSE)
        notice = claim_next(grant=grant, now=now, channels=working)
        if notice is None:
            break
        if _send(notice, senders, grant, now):
            settled += 1
        else:
            failures[notice.channel] += 1
    return settled


def _send(notice: Outgoing, senders: Senders, grant: Grant, now: datetime) -> bool:
    """Whether the other side has answered, with yes or no; False when it did not work now."""
    try:
        provider_id = senders[notice.channel](notice, now)
    except (MailError, SmsError) as error:
        if is_final(error=error):
            mark_failed(id=notice.id, reason=error.code, grant=grant, now=now)
            return True
        log.warning("a notice by %s did not get through: %s", notice.channel, error.code)
        mark_unsent(id=notice.id, grant=grant, now=now)
        return False
    mark_sent(id=notice.id, provider_id=provider_id, grant=grant, now=now)
    return True
