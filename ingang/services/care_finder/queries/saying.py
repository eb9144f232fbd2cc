"""What a unit has said and how it came so: its own page, each of its offers, and every change of them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ingang.foundation.care_units.saying import offer_said, page_said
from ingang.services.care_finder.errors import OfferUnknown, UnitUnknown
from ingang.services.care_finder.models import ImportRun, RunState, UnitChange

LATEST = 100


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What is said now, and the number of the latest change of it, 0 for none."""

    said: dict[str, Any]
    number: int


@dataclass(frozen=True, kw_only=True)
class KeptChange:
    """A change, and whether it can be undone: it is the latest of its subject."""

    row: UnitChange
    is_latest: bool

    @property
    def title(self) -> str:
        """What the offer was called; empty for the page."""
        return str((self.row.after or self.row.before).get("title_sv", ""))


def standing_page(*, unit: str) -> Standing:
    """What the unit says of itself. Refuses a unit without a page."""
    said = page_said(unit=unit)
    if not said:
        raise UnitUnknown()
    return Standing(said=said, number=_number(unit, ""))


def standing_offer(*, unit: str, code: str) -> Standing:
    """What the unit says of something that it offers. Refuses what it does not say itself."""
    said = offer_said(unit=unit, code=code)
    if not said:
        raise OfferUnknown()
    return Standing(said=said, number=_number(unit, code))


def changes_of(*, unit: str) -> list[KeptChange]:
    """The unit's latest changes, the last one first."""
    rows = list(UnitChange.objects.filter(unit=unit).order_by("-id")[:LATEST])
    latest = {row.subject: row.number for row in reversed(rows)}
    return [KeptChange(row=row, is_latest=latest[row.subject] == row.number) for row in rows]


def directory_read_at() -> datetime | None:
    """When the directory was last read."""
    row = ImportRun.objects.filter(state__in=[RunState.OK, RunState.PARTIAL]).order_by("-id").first()
    return row.ended_at if row else None


def _number(unit: str, subject: str) -> int:
    rows = UnitChange.objects.filter(unit=unit, subject=subject).order_by("-number")
    return rows.values_list("number", flat=True).first() or 0
