"""Which region somebody has chosen to read about, without logging in: a cookie that holds a code and nothing else."""

from collections.abc import Mapping

from ingang.foundation.regions.rules import regions

COOKIE = "region"


def chosen_region(*, cookies: Mapping[str, str]) -> str:
    """The code of the region that was chosen; empty where none was, or where the cookie holds something else."""
    code = cookies.get(COOKIE, "")
    return code if code in {one.code for one in regions()} else ""
