"""What states and places of a banner are called."""

from django.conf import settings
from django.utils.translation import gettext

from ingang.foundation.published.publishing import public_addresses
from ingang.foundation.regions.rules import region
from ingang.kernel.words import marked
from ingang.services.entrance.rules import NATIONAL, State
from ingang.ui.values import Tone

STATES: dict[State, tuple[str, Tone]] = {
    State.DRAFT: (marked("Draft"), "neutral"),
    State.SCHEDULED: (marked("Shown later"), "info"),
    State.ACTIVE: (marked("Shown now"), "success"),
    State.ENDED: (marked("Shown no more"), "neutral"),
}


def region_words(code: str, /) -> str:
    """For whose readers it is."""
    return gettext("The whole country") if code == NATIONAL else region(code).name


def sections() -> list[str]:
    """The sections of the public pages: the first parts of the Swedish addresses that services name."""
    languages = dict(settings.LANGUAGES)
    # A page of another host begins with that host: //ung.ingang.example/.
    here = [address for address in public_addresses() if address.count("/") > 1 and not address.startswith("//")]
    first = {address.strip("/").partition("/")[0] for address in here}
    return sorted(first - languages.keys())
