"""What the staff's pages have in common: the tabs above them, and an error as a sentence."""

from datetime import date

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext

from ingang.foundation.identity.requests import StaffRequest
from ingang.kernel.errors import IngangError
from ingang.kernel.words import marked
from ingang.services.booking.access import can_book_for_others, can_publish
from ingang.services.booking.rules.weeks import monday_of
from ingang.ui.values import Link

TABS = (("desk", marked("The day")), ("week", marked("The week")), ("line", marked("Who waits in line")))
BOOKERS_TABS = (("caller", marked("Book for somebody")), ("summonses", marked("Summonses")))
PUBLISHERS_TABS = (
    ("schedules", marked("Schedules")),
    ("kinds", marked("Kinds of time")),
    ("allotments", marked("Given by name")),
)

LONGEST_NUMBER = 7


def staff_tabs(request: StaffRequest, current: str) -> list[Link]:
    """The pages about times that the assignment opens."""
    shown: tuple[tuple[str, str], ...] = TABS
    shown += BOOKERS_TABS if can_book_for_others(actor=request.actor) else ()
    shown += PUBLISHERS_TABS if can_publish(actor=request.actor) else ()
    return [
        Link(title=gettext(title), url=reverse(f"booking:{name}"), current=name == current) for name, title in shown
    ]


def sentence(error: IngangError) -> str:
    """What happened, in the reader's language."""
    return gettext(error.sentence) % error.values if error.values else gettext(error.sentence)


def day_address(*, on: date, performer: str = "") -> str:
    """The address of the unit's day, everybody's or one performer's."""
    return f"{reverse('booking:desk')}?{urlencode(_chosen('dag', on, performer))}"


def week_address(*, on: date, performer: str = "") -> str:
    """The address of the week that the day lies in."""
    return f"{reverse('booking:week')}?{urlencode(_chosen('vecka', monday_of(on), performer))}"


def _chosen(name: str, on: date, performer: str) -> dict[str, str]:
    return {name: on.isoformat()} | ({"hos": performer} if performer else {})


def seen_version(request: StaffRequest) -> int:
    """Which version the reader had before her; none is zero."""
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < LONGEST_NUMBER else 0
