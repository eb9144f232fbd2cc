"""What a reader asks to take along: the form, and what a filter leaves."""

from dataclasses import dataclass
from datetime import datetime

from ingang.kernel.periods import local_date
from ingang.services.journal.models import Form, Taking
from ingang.services.journal.sources import Entry


@dataclass(frozen=True, kw_only=True)
class Wish:
    """A form, and the filter; empty means all. `since` and `until` are days, both included, as 2026-11-26.

    `sought` are words as they were searched for; what came after `new_after` was new to the reader.
    """

    form: Form
    care_giver: str = ""
    kind: str = ""
    since: str = ""
    until: str = ""
    sought: str = ""
    new_after: str = ""

    @property
    def only_after(self) -> datetime | None:
        """The moment after which entries came; None for all."""
        return datetime.fromisoformat(self.new_after) if self.new_after else None

    @property
    def columns(self) -> dict[str, str]:
        """As the row has it."""
        return {
            "form": self.form,
            "care_giver": self.care_giver,
            "entry_kind": self.kind,
            "since": self.since,
            "until": self.until,
            "sought": self.sought,
            "new_after": self.new_after,
        }

    def suits(self, entry: Entry) -> bool:
        """Whether the entry lies within the period; one of a month or a year alone if any day of it may."""
        if not (self.since or self.until):
            return True
        day = _day(entry)
        return bool(day) and self.since[: len(day)] <= day and (not self.until or day <= self.until[: len(day)])


def wish_of(*, taking: Taking) -> Wish:
    """What was asked for."""
    return Wish(
        form=Form(taking.form),
        care_giver=taking.care_giver,
        kind=taking.entry_kind,
        since=taking.since,
        until=taking.until,
        sought=taking.sought,
        new_after=taking.new_after,
    )


def _day(entry: Entry) -> str:
    """The Swedish day, as exactly as it was written; empty where no date is given."""
    if len(entry.happened) <= len("2026-11-26"):
        return entry.happened
    return local_date(entry.happened_at).isoformat() if entry.happened_at else ""
