"""What residents and staff read about a time: titles in their language, and dates in words."""

from datetime import datetime

from django.utils.translation import get_language, gettext

from ingang.foundation.care_units.models import CareUnit
from ingang.services.booking.models import TimeType
from ingang.ui.values import SummaryRow
from ingang.ui.words import date_in_words


def title_of(kind: TimeType) -> str:
    """The kind of time in the reader's language."""
    return kind.title_en if get_language() == "en" else kind.title_sv


def preparation_for(kind: TimeType) -> str:
    """How to prepare, in the reader's language; empty when nothing is needed."""
    return kind.preparation_en if get_language() == "en" else kind.preparation_sv


def time_rows(
    *, kind: TimeType, unit: CareUnit, starts_at: datetime, place: str, performer: str, now: datetime
) -> list[SummaryRow]:
    """When, what, where and with whom."""
    where = ", ".join(part for part in (place, unit.street, f"{unit.postal_code} {unit.city}".strip()) if part)
    answers = (
        (gettext("When"), date_in_words(value=starts_at, now=now)),
        (gettext("What it is about"), title_of(kind)),
        (gettext("Unit"), unit.name),
        (gettext("You meet"), performer),
        (gettext("Where"), where),
        (gettext("How to find it"), unit.how_to_find),
        (gettext("Phone"), unit.phone),
        (gettext("How to prepare"), preparation_for(kind)),
    )
    return [SummaryRow(question=question, answer=answer) for question, answer in answers if answer]


def cancelling_sentence(*, last: datetime | None, now: datetime) -> str:
    """The rule about cancelling, told before anybody books or cancels."""
    if last is None:
        return gettext("The time can not be cancelled here. Call the unit if you can not come.")
    if now >= last:
        return gettext("It is too late to cancel here. Call the unit as soon as you can if you can not come.")
    return gettext("You can cancel here until %(moment)s.") % {"moment": date_in_words(value=last, now=now)}
