"""An operator in memory, for tests of whatever sends SMS."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count

from ingang.connectors.sms.client import Sms, SmsSender, check_recipient
from ingang.connectors.sms.errors import SmsError
from ingang.connectors.sms.text import encode


class FakeSmsSender:
    """The client's methods; `sent` keeps what was taken, and `break_with` makes it refuse."""

    def __init__(self) -> None:
        self.sent: list[Sms] = []
        self._numbers = count(1)
        self._broken: SmsError | None = None

    def send(self, *, sms: Sms) -> tuple[str, ...]:
        """Take one text; gives an id for each part."""
        check_recipient(sms=sms)
        encoded = encode(text=sms.text, reference=0)
        self.check()
        self.sent.append(sms)
        return tuple(f"sms-{next(self._numbers)}" for _ in encoded.parts)

    def check(self) -> None:
        """Raise what it is broken with."""
        if self._broken is not None:
            raise self._broken

    @contextmanager
    def kept(self) -> Iterator[SmsSender]:
        """Itself: there is no session to keep."""
        yield self

    def break_with(self, error: SmsError | None) -> None:
        """Every call raises this until it is taken back with None."""
        self._broken = error
