"""Which lines of the log a reader sees, and the periods she can choose. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from ingang.foundation.audit.queries import HIDDEN_MARK, Entry
from ingang.kernel.periods import local_date, start_of_day


class Who(StrEnum):
    """By whom, as the filter asks."""

    ANYBODY = ""
    STAFF = "personal"
    SELF = "jag"
    REPRESENTATIVE = "ombud"
    SYSTEM = "system"
    AUTOMATIC = "automatik"


ACTORS = {
    Who.STAFF: frozenset({"staff"}),
    Who.SELF: frozenset({"resident"}),
    Who.REPRESENTATIVE: frozenset({"representative"}),
    Who.SYSTEM: frozenset({"system"}),
    Who.AUTOMATIC: frozenset({"job"}),
}

WAYS = frozenset({"page", "interface", "secret_address", "secret_link", "job"})

PERIODS = {"30": 30, "90": 90, "183": 183, "365": 365, "1825": 1825}
"""Days back that can be chosen. The log is kept at least five years (HSLF-FS 2016:40, P4)."""
USUAL_PERIOD = "183"


@dataclass(frozen=True, kw_only=True)
class Filter:
    """What the reader asked to see; empty means everything."""

    period: str = USUAL_PERIOD
    who: Who = Who.ANYBODY
    unit: str = ""
    kind: str = ""
    way: str = ""

    def since(self, *, now: datetime) -> datetime:
        """The beginning of the first day of the period, in Sweden."""
        return start_of_day(local_date(now) - timedelta(days=PERIODS[self.period]))

    def matches(self, entry: Entry) -> bool:
        return (
            (not self.who or entry.actor_kind in ACTORS[self.who])
            and (not self.unit or self.unit in units_of(entry=entry))
            and (not self.kind or self.kind in entry.kinds)
            and (not self.way or self.way == entry.way)
        )


def units_of(*, entry: Entry) -> frozenset[str]:
    """The unit that acted, and the one that the event is about."""
    return frozenset({entry.unit, entry.details.get("unit", "")}) - {""}


def may_guardian_see(
    *, entry: Entry, guardian: str, sensitive_units: frozenset[str], hidden: frozenset[str] = frozenset()
) -> bool:
    """Whether a line may be shown to a guardian (corrections 3.2).

    Shown: staff of units that are not sensitive, and what guardians and other representatives did themselves.
    Left out: what was hidden, also what stood here about it before; the child's own steps and automatic work, which
    would betray that something hidden exists.
    """
    if not hidden.isdisjoint(entry.details.values()):
        return False
    if entry.details.get(HIDDEN_MARK) or units_of(entry=entry) & sensitive_units:
        return False
    return entry.actor_kind in {"staff", "representative"} or entry.actor == guardian
