"""What a writer knows of the file besides its entries, and what it gives back."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from ingang.kernel.identifiers import PersonIdentifier
from ingang.services.journal.models import Taking
from ingang.services.journal.taking.contents import Plan


@dataclass(frozen=True, kw_only=True)
class About:
    """Whose journal it is, what was asked for, what is planned, and how far it has come (`taking`)."""

    taking: Taking
    plan: Plan
    name: str
    family_name: str
    given_name: str
    birth_date: date | None
    sex: str
    identifiers: tuple[PersonIdentifier, ...]
    now: datetime

    @property
    def read_at(self) -> datetime:
        """Some other year: a file is read when nobody knows which year "this year" was, so each date has its own."""
        return self.now + timedelta(days=732)

    @property
    def is_first(self) -> bool:
        """Whether nothing is written yet."""
        return self.taking.steps == 0

    def is_last(self, entries: int) -> bool:
        """Whether nothing is left after so many more entries."""
        return self.taking.done + entries >= len(self.plan.entries)


@dataclass(frozen=True, kw_only=True)
class Written:
    """The bytes of a step, and how many of the planned entries are dealt with."""

    content: bytes
    entries: int
