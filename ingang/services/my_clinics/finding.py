"""Finding a unit by words: what search finds, read live, and why each is shown."""

from dataclasses import dataclass
from datetime import datetime

from ingang.foundation.care_units.kinds import kind_title
from ingang.foundation.care_units.models import CareUnit
from ingang.foundation.search.queries import Found, Hit, Wanted, find
from ingang.foundation.search.ranking import Reason
from ingang.foundation.search.unit_words import why_shown
from ingang.services.my_clinics.queries import has_closed_down

UNITS = "booking.unit"
"""What search calls units, by the name that booking gives: the times that a unit offers are words of it too."""


@dataclass(frozen=True, kw_only=True)
class FoundClinic:
    """A unit that was found, and why."""

    unit: CareUnit
    hit: Hit

    @property
    def why(self) -> list[str]:
        """Why it is shown, in the reader's language."""
        reasons = (reason for reason in self.hit.reasons if not reason.term.is_optional)
        return [why_shown(reason=reason, text=self._text(reason)) for reason in reasons]

    def _text(self, reason: Reason) -> str:
        return kind_title(self.unit.kind) if reason.label == "type" else reason.text


def find_clinics(*, words: str, near: str, now: datetime) -> tuple[list[FoundClinic], Found]:
    """Units that answer the words, the likeliest first and then the nearest; and how the words were understood.

    Without words those that are near. Those that have closed down are left out.
    """
    found = find(wanted=Wanted(kind=UNITS, text=words, near=near))
    units = CareUnit.objects.in_bulk([hit.name for hit in found.hits])
    rows = [FoundClinic(unit=units[hit.name], hit=hit) for hit in found.hits if hit.name in units]
    return [row for row in rows if not has_closed_down(unit=row.unit, now=now)], found
