"""What the staff's pages have in common: the tabs above them, and an error as a sentence."""

from django.urls import reverse
from django.utils.translation import gettext

from ingang.foundation.identity.requests import StaffRequest
from ingang.kernel.errors import IngangError
from ingang.kernel.words import marked
from ingang.services.booking.access import can_publish
from ingang.ui.values import Link

TABS = (("desk", marked("The day")),)
PUBLISHERS_TABS = (
    ("schedules", marked("Schedules")),
    ("kinds", marked("Kinds of time")),
    ("allotments", marked("Given by name")),
)

LONGEST_NUMBER = 7


def staff_tabs(request: StaffRequest, current: str) -> list[Link]:
    """The pages about times that the assignment opens."""
    shown = (*TABS, *PUBLISHERS_TABS) if can_publish(actor=request.actor) else TABS
    return [
        Link(title=gettext(title), url=reverse(f"booking:{name}"), current=name == current) for name, title in shown
    ]


def sentence(error: IngangError) -> str:
    """What happened, in the reader's language."""
    return gettext(error.sentence) % error.values if error.values else gettext(error.sentence)


def seen_version(request: StaffRequest) -> int:
    """Which version the reader had before her; none is zero."""
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < LONGEST_NUMBER else 0
