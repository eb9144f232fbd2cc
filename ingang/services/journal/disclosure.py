"""What a care giver shows its patients on their own pages, by its own rules. Pure.

Source: the care givers' common rules for direct access (2014; records-identity-law 1): signed entries alone, fourteen
days' delay, hidden terms, units and professions that are left out, and a day before which nothing is shown. What is
left out leaves no trace.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from ingang.kernel.periods import local_date
from ingang.services.journal.sources import Entry

DELAYS = (0, 14)
"""The days of delay that the common rules know."""


@dataclass(frozen=True, kw_only=True)
class Disclosure:
    """One care giver's rules. Terms and professions are compared without regard to capitals."""

    signed_only: bool = False
    delay_days: int = 0
    hidden_terms: frozenset[str] = frozenset()
    excluded_units: frozenset[str] = frozenset()
    excluded_professions: frozenset[str] = frozenset()
    shows_from: date | None = None


EVERYTHING = Disclosure()
"""The rules of a care giver that has decided none."""


def is_disclosed(*, entry: Entry, rules: Disclosure, now: datetime) -> bool:
    """Whether the care giver shows the entry to its patient now."""
    return not (
        (rules.signed_only and entry.is_signed is False)
        or (rules.delay_days and entry.came_at + timedelta(days=rules.delay_days) > now)
        or entry.unit in rules.excluded_units
        or folded(entry.title) in rules.hidden_terms
        or (rules.excluded_professions and folded(entry.profession) in rules.excluded_professions)
        or (rules.shows_from and local_date(entry.happened_at or entry.came_at) < rules.shows_from)
    )


@lru_cache(maxsize=4096)
def folded(words: str) -> str:
    """Words as they are compared: small letters, single spaces, without a colon or stop at the end."""
    return " ".join(words.casefold().split()).rstrip(" :.")
