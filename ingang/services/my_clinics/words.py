"""A unit in words: its opening state, its week, and where it is."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext

from ingang.foundation.care_units.models import CareUnit, OpeningHours
from ingang.foundation.care_units.rules import SENTENCES, TO_MIDNIGHT, OpeningState
from ingang.kernel.words import marked
from ingang.services.my_clinics.queries import Clinic
from ingang.ui.values import Cell, SummaryRow, Table
from ingang.ui.words import clock_in_words, day_in_words, face_in_words, unbroken

DAYS = (
    marked("Monday"),
    marked("Tuesday"),
    marked("Wednesday"),
    marked("Thursday"),
    marked("Friday"),
    marked("Saturday"),
    marked("Sunday"),
)


def opening_in_words(*, clinic: Clinic, now: datetime) -> str:
    """Whether the unit is open and when that changes; of one that has closed down, that it has."""
    if clinic.has_closed_down:
        return gettext("This unit has closed down")
    return _state_in_words(clinic.state, now)


def _state_in_words(state: OpeningState, now: datetime) -> str:
    at = state.at
    values = {"time": clock_in_words(value=at), "day": day_in_words(value=at, now=now)} if at else {}
    return gettext(SENTENCES[state.opening]) % values


def contact_rows(*, unit: CareUnit) -> list[SummaryRow]:
    """Phone, address and the way there."""
    answers = (
        (gettext("Phone"), unbroken(unit.phone)),
        (gettext("Where"), unit.address),
        (gettext("How to find it"), unit.how_to_find),
    )
    return [SummaryRow(question=question, answer=answer) for question, answer in answers if answer]


def week_table(*, hours: Iterable[OpeningHours]) -> Table | None:
    """The hours of a usual week; None where they are not known."""
    by_day: dict[int, list[str]] = {}
    for one in hours:
        closes = gettext("midnight") if one.closes_at >= TO_MIDNIGHT else face_in_words(value=one.closes_at)
        by_day.setdefault(one.weekday, []).append(f"{face_in_words(value=one.opens_at)}–{closes}")
    if not by_day:
        return None
    rows = [
        [Cell(text=gettext(day)), Cell(text=", ".join(by_day.get(number, [])) or gettext("Closed"))]
        for number, day in enumerate(DAYS)
    ]
    return Table(caption=gettext("Opening hours"), columns=[gettext("Day"), gettext("Open between")], rows=rows)
