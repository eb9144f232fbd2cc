"""The channels of this installation, as the delivery sees them."""

from collections.abc import Mapping
from typing import Protocol

from ingang.foundation.notifications.actions import Outgoing


class SendRefused(Exception):
    """The other side refused this notice for good; trying again would not help. `reason` is a stable code."""

    def __init__(self, *, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class SendFailed(Exception):
    """The notice did not get through now; it may be tried again."""


class Sender(Protocol):
    """Sends one notice within a time limit and gives back the provider's id for it.

    Raises SendRefused or SendFailed. The same Outgoing.id sent twice is the same message to the other side, where
    the protocol has a place for it.
    """

    def __call__(self, notice: Outgoing) -> str: ...


Senders = Mapping[str, Sender]


def configured_senders() -> Senders:
    """The channels that the settings configure."""
    return {}
