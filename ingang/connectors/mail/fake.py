"""A mail server in memory, for tests of whatever sends mail."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from ingang.connectors.mail.client import Mailer
from ingang.connectors.mail.errors import MailError
from ingang.connectors.mail.messages import Mail, message_id, on_the_wire


class FakeMailer:
    """The client's method; `sent` keeps what was taken, and `break_with` makes it refuse."""

    def __init__(self) -> None:
        self.sent: list[Mail] = []
        self._broken: MailError | None = None

    def send(self, *, mail: Mail, now: datetime) -> str:
        """Take one mail; gives its Message-ID."""
        on_the_wire(mail=mail, sender="ingang@example.se", domain="example.se", now=now)
        if self._broken is not None:
            raise self._broken
        self.sent.append(mail)
        return message_id(mail=mail, domain="example.se")

    @contextmanager
    def kept(self) -> Iterator[Mailer]:
        """Itself: there is no connection to keep."""
        yield self

    def break_with(self, error: MailError | None) -> None:
        """Every call raises this until it is taken back with None."""
        self._broken = error
