"""A push service in memory, for tests of whatever sends push messages."""

from datetime import datetime
from urllib.parse import urlsplit

from ingang.connectors.push.errors import Gone, PushError
from ingang.connectors.push.messages import Push, check_subscription, encrypted, topic


class FakePusher:
    """The client's method; `sent` keeps what was taken, `break_with` makes it refuse, `end` ends a subscription."""

    def __init__(self) -> None:
        self.sent: list[Push] = []
        self._broken: PushError | None = None
        self._ended: set[str] = set()

    def send(self, *, push: Push, now: datetime) -> str:
        """Take one message; gives its topic."""
        check_subscription(subscription=push.subscription, hosts=[urlsplit(push.subscription.endpoint).hostname or ""])
        encrypted(push=push)
        if push.subscription.endpoint in self._ended:
            raise Gone(status=410)
        if self._broken is not None:
            raise self._broken
        self.sent.append(push)
        return topic(push=push)

    def break_with(self, error: PushError | None) -> None:
        """Every call raises this until it is taken back with None."""
        self._broken = error

    def end(self, *, endpoint: str) -> None:
        """The browser ends the subscription."""
        self._ended.add(endpoint)
