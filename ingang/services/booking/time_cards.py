"""What the resident's list tells of each coming time: where, how to get there, how to prepare, until when to change."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.utils.translation import gettext

from ingang.foundation.people.needs import Needs
from ingang.kernel.words import marked
from ingang.services.booking.models import Form
from ingang.services.booking.queries.own import BookedTime
from ingang.services.booking.rules.reasons import in_two
from ingang.services.booking.words import changing_sentences, needs_row, preparation_for
from ingang.ui.values import SummaryRow
from ingang.ui.words import unbroken

MAP = "https://www.openstreetmap.org/search"

MEETING = {
    Form.VISIT: marked("You come to the unit."),
    Form.VIDEO: marked("You meet by video, so you need not travel. The unit tells you how to connect."),
    Form.PHONE: marked("The unit calls you. Keep your phone near when it is time."),
}


@dataclass(frozen=True, kw_only=True)
class TimeCard:
    """A coming time in the list. `reason` is what she wrote, with the part that is shown when she asks for more."""

    booked: BookedTime
    rows: list[SummaryRow]
    changing: list[str]
    reason: str
    reason_rest: str
    map_url: str


def time_card(*, booked: BookedTime, needs: Needs, change_url: str, now: datetime) -> TimeCard:
    """Everything that she needs to know to come prepared, in the reader's language."""
    first, rest = in_two(reason=booked.appointment.reason)
    return TimeCard(
        booked=booked,
        rows=[*_rows(booked), *needs_row(needs=needs, change_url=change_url)],
        changing=changing_sentences(kind=booked.time_type, starts_at=booked.appointment.starts_at, now=now),
        reason=first,
        reason_rest=rest,
        map_url=_map_url(booked),
    )


def _rows(booked: BookedTime) -> list[SummaryRow]:
    row, unit = booked.appointment, booked.unit
    is_there = row.form == Form.VISIT
    address = ", ".join(filter(None, (row.place, unit.address)))
    answers = (
        (gettext("You meet"), row.performer_name),
        (gettext("How you meet"), gettext(MEETING[Form(row.form)])),
        (gettext("Where"), address if is_there else ""),
        (gettext("How to find it"), unit.how_to_find if is_there else ""),
        (gettext("How to prepare"), preparation_for(booked.time_type)),
        (gettext("Who booked"), gettext("Booked by care") if row.is_by_staff else ""),
        (gettext("Phone"), unbroken(unit.phone)),
    )
    return [SummaryRow(question=question, answer=answer) for question, answer in answers if answer]


def _map_url(booked: BookedTime) -> str:
    """A search for the street alone on an open map; none where nobody travels. No name of the unit leaves with it."""
    unit = booked.unit
    if booked.appointment.form != Form.VISIT or not unit.street:
        return ""
    return f"{MAP}?{urlencode({'query': f'{unit.street}, {unit.city}'})}"
