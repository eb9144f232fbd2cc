"""A unit in words: its opening state, and where it is."""

from datetime import datetime

from django.utils.translation import gettext

from ingang.foundation.care_units.models import CareUnit
from ingang.foundation.care_units.words import state_in_words
from ingang.services.my_clinics.queries import Clinic
from ingang.ui.values import SummaryRow
from ingang.ui.words import unbroken


def opening_in_words(*, clinic: Clinic, now: datetime) -> str:
    """Whether the unit is open and when that changes; of one that has closed down, that it has."""
    if clinic.has_closed_down:
        return gettext("This unit has closed down")
    return state_in_words(state=clinic.state, now=now)


def contact_rows(*, unit: CareUnit) -> list[SummaryRow]:
    """Phone, address and the way there."""
    answers = (
        (gettext("Phone"), unbroken(unit.phone)),
        (gettext("Where"), unit.address),
        (gettext("How to find it"), unit.how_to_find),
    )
    return [SummaryRow(question=question, answer=answer) for question, answer in answers if answer]
