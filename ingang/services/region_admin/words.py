"""A setting's value as a sentence that needs no manual."""

from typing import Any

from django.utils.translation import get_language, gettext

from ingang.kernel.service import Limit, RegionText, Setting, Switch


def value_in_words(*, setting: Setting, value: Any) -> str:
    """On or off, the number with its unit, or the words in the reader's language; None is the national default."""
    if isinstance(setting, RegionText):
        return _text(setting, value)
    value = setting.default if value is None else value
    if isinstance(setting, Switch):
        return gettext("On") if value else gettext("Off")
    unit = gettext(setting.unit)
    return f"{value} {unit}"


def default_in_words(*, setting: Setting) -> str:
    """What counts where a region has decided nothing."""
    return value_in_words(setting=setting, value=None)


def bounds_in_words(*, setting: Limit) -> str:
    """Between which numbers a region may choose."""
    return gettext("Choose from %(least)s to %(most)s.") % {"least": setting.least, "most": setting.most}


def _text(setting: RegionText, value: Any) -> str:
    if value is None:
        return gettext(setting.default) if setting.default else gettext("No text")
    return str(value["sv" if get_language() == "sv" else "en"])
