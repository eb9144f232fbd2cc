"""Choosing by which channels one is told."""

from collections.abc import Iterable
from datetime import datetime

from ingang.foundation.audit.actions import record_under
from ingang.foundation.notifications.errors import ChannelUnknown
from ingang.foundation.notifications.models import ChosenChannels
from ingang.foundation.notifications.ways import ALL_CHANNELS, default_channels
from ingang.foundation.personal.scope import action
from ingang.kernel.grant import Grant
from ingang.kernel.registry import current


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
    if sorted(default_channels(code=code) if before is None else before) == wanted:
        return
    if not rows.update(channels=wanted, chosen_at=now):
        ChosenChannels(person=grant.person, code=code, channels=wanted, chosen_at=now).save(force_insert=True)
    details = {"code": code, "channels": ",".join(wanted)}
    record_under(event="notifications.channels_chosen", grant=grant, now=now, details=details)
