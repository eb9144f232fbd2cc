"""What the settings change in one step."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from ingang.foundation.notifications.actions import choose_channels
from ingang.foundation.personal.scope import action
from ingang.kernel.grant import Grant


@action
def choose_notices(*, grant: Grant, chosen: Mapping[str, Iterable[str]], now: datetime) -> None:
    """Be told of each kind of notice by the channels chosen for it: all of them change, or none.

    Refuses a kind of notice and a channel that do not exist. Records notifications.channels_chosen for each kind
    that changed.
    """
    for code, channels in chosen.items():
        choose_channels(grant=grant, code=code, channels=channels, now=now)
