"""The region that a reader has chosen, in a cookie; it is never guessed (e-services 7.4)."""

from collections.abc import Mapping

from ingang.foundation.regions.rules import regions
from ingang.ui.context import THEME_COOKIE, THEMES

REGION_COOKIE = "region"


def chosen_region(*, cookies: Mapping[str, str]) -> str:
    """The code of the region that the reader has chosen; empty where she has chosen none that there is."""
    chosen = cookies.get(REGION_COOKIE, "")
    return chosen if chosen in region_codes() else ""


def region_codes() -> frozenset[str]:
    """The codes of the 21 regions."""
    return frozenset(one.code for one in regions())


def page_choices() -> dict[str, frozenset[str]]:
    """The cookies on which a public page may depend, with every value that counts; its language is in its address."""
    return {REGION_COOKIE: region_codes(), THEME_COOKIE: frozenset(THEMES) - {"auto"}}
