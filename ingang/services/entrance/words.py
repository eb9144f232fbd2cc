"""What states and places of a banner are called."""

from django.utils.translation import gettext

from ingang.foundation.regions.rules import region
from ingang.kernel.registry import current, resolve
from ingang.kernel.service import Audience
from ingang.kernel.words import marked
from ingang.services.entrance.rules import NATIONAL, State
from ingang.ui.values import Tone

STATES: dict[State, tuple[str, Tone]] = {
    State.DRAFT: (marked("Draft"), "neutral"),
    State.SCHEDULED: (marked("Shown later"), "info"),
    State.ACTIVE: (marked("Shown now"), "success"),
    State.ENDED: (marked("Ended"), "neutral"),
}


def region_words(code: str, /) -> str:
    """For whose readers it is."""
    return gettext("The whole country") if code == NATIONAL else region(code).name


def sections(*, language: str) -> list[tuple[str, str]]:
    """The sections of the public pages, by code and title: what services say of their own, and each public service."""
    own = {
        mount.strip("/"): gettext(one.title)
        for one in current().services
        if one.audience is Audience.PUBLIC and one.name != "log_in"
        for mount in one.mounts
        if mount.strip("/") and not mount.startswith(("personal/", "valj-region/", "api/"))
    }
    for one in current().services:
        if one.sections:
            own |= dict(resolve(one.sections)(language=language))
    return sorted(own.items(), key=lambda pair: pair[1])
