"""The region whose layer a reader of public pages has chosen: kept in a cookie, and never guessed."""

from collections.abc import Mapping

from ingang.foundation.regions.rules import regions

REGION_COOKIE = "region"


def chosen_region(*, cookies: Mapping[str, str]) -> str:
    """The code of the region that the browser's cookie names; empty where it names none."""
    chosen = cookies.get(REGION_COOKIE, "")
    return chosen if any(one.code == chosen for one in regions()) else ""
