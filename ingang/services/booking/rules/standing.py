"""Where a time stands, as the unit's staff see it on their day and week (e-services 3.9)."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

from ingang.kernel.words import marked
from ingang.services.booking.rules.spans import Span


class Standing(StrEnum):
    """One word for each state; a shape and a text tell it, never the colour alone."""

    FREE = "free"
    HELD = "held"
    PRELIMINARY = "preliminary"
    BOOKED = "booked"
    ARRIVED = "arrived"
    STAYED_AWAY = "stayed_away"
    UNUSED = "unused"
    WITHDRAWN = "withdrawn"


WORDS = {
    Standing.FREE: marked("Free"),
    Standing.HELD: marked("Being booked"),
    Standing.PRELIMINARY: marked("Called, not answered yet"),
    Standing.BOOKED: marked("Booked"),
    Standing.ARRIVED: marked("Arrived"),
    Standing.STAYED_AWAY: marked("Did not come"),
    Standing.UNUSED: marked("Was not booked"),
    Standing.WITHDRAWN: marked("Withdrawn"),
}


def standing_of_slot(*, status: str, held_until: datetime | None, starts_at: datetime, now: datetime) -> Standing:
    """Where a time stands that nobody has booked; a hold that has lapsed holds nothing."""
    if status == "withdrawn":
        return Standing.WITHDRAWN
    if status == "held" and held_until is not None and held_until > now:
        return Standing.HELD
    return Standing.FREE if starts_at > now else Standing.UNUSED


def standing_of_booked(*, attendance: str, is_preliminary: bool) -> Standing:
    """Where a booked time stands: who came is noted on the day, and wins over what was answered before."""
    if attendance:
        return Standing(attendance)
    return Standing.PRELIMINARY if is_preliminary else Standing.BOOKED


def is_worth_showing(*, time: Span, is_withdrawn: bool, others: Iterable[Span]) -> bool:
    """A withdrawn time is left out where the same performer has another in its place."""
    return not is_withdrawn or not any(time.overlaps(other) for other in others)
