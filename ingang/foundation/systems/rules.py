"""How available a system is, and how much of what it may fail is used.

Source: records-identity-law 1, the producers' agreement: an answer within 27 seconds, day and night, in 99.5 % of
the time.
"""

from dataclasses import dataclass
from datetime import timedelta
from decimal import ROUND_DOWN, Decimal
from enum import StrEnum

OBJECTIVE = Decimal("99.5")
"""How many of a hundred questions a system shall answer."""


class Outcome(StrEnum):
    """How one question to a system ended. OURS: it was late because we were.

    NAMED is no question: the engagement index named the system, and it is not connected.
    """

    ANSWERED = "answered"
    PARTLY = "partly"
    LATE = "late"
    REFUSED = "refused"
    DOWN = "down"
    WRONG_PERSON = "wrong_person"
    OURS = "ours"
    NAMED = "named"


GOOD = frozenset({Outcome.ANSWERED, Outcome.PARTLY})
"""A part of an answer counts: the system was there."""
UNCOUNTED = frozenset({Outcome.OURS, Outcome.NAMED})
BUDGET_OVER = timedelta(days=30)
NEARLY_ALL = Decimal(98)


class Part(StrEnum):
    """A part of the portal that can be disturbed by itself: its pages are those of the service with this name."""

    LOG_IN = "log_in"
    BOOKING = "booking"
    INBOX = "inbox"
    JOURNAL = "journal"
    ACCESS_LOG = "access_log"


class Standing(StrEnum):
    """How a system fares just now, in one word."""

    WORKS = "works"
    DISTURBED = "disturbed"
    DOWN = "down"
    UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True)
class Tally:
    """How many questions were answered, and how many were not."""

    good: int = 0
    bad: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(good=self.good + other.good, bad=self.bad + other.bad)

    @property
    def asked(self) -> int:
        """All that count."""
        return self.good + self.bad

    @property
    def percent(self) -> Decimal | None:
        """How many of a hundred were answered, never rounded up; None when nobody asked."""
        if not self.asked:
            return None
        return (Decimal(100 * self.good) / self.asked).quantize(Decimal("0.01"), rounding=ROUND_DOWN)

    @property
    def standing(self) -> Standing:
        """The tally in one word."""
        if self.percent is None:
            return Standing.UNKNOWN
        if not self.good:
            return Standing.DOWN
        return Standing.WORKS if self.percent >= NEARLY_ALL else Standing.DISTURBED


@dataclass(frozen=True, kw_only=True)
class Budget:
    """What a system may fail over 30 days, and how fast it uses it up.

    `used` is in percent of what it may: above 100 the objective is missed. `burn` is how many times faster than it may
    it failed in the last day: 1 is just what the objective allows.
    """

    objective: Decimal
    month: Tally
    day: Tally

    @property
    def used(self) -> int | None:
        """How much of the budget is used, in percent; None when nobody asked."""
        times = self._times_allowed(self.month)
        return None if times is None else int(times * 100)

    @property
    def burn(self) -> Decimal | None:
        """How fast it is used up now; None when nobody asked in the last day."""
        times = self._times_allowed(self.day)
        return None if times is None else times.quantize(Decimal("0.1"))

    def _times_allowed(self, tally: Tally) -> Decimal | None:
        if not tally.asked:
            return None
        allowed = (100 - self.objective) * tally.asked / 100
        return Decimal(tally.bad) / allowed if allowed else Decimal(tally.bad) * 100


def tally(*, counts: dict[str, int]) -> Tally:
    """The counts by outcome as a tally; what was our own fault counts neither way."""
    good = sum(count for outcome, count in counts.items() if outcome in GOOD)
    bad = sum(count for outcome, count in counts.items() if outcome not in GOOD | UNCOUNTED)
    return Tally(good=good, bad=bad)
