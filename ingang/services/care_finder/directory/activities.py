"""Which kind of unit an activity of the directory (verksamhetskod) means: by its name, or by our own code of a kind.

Codes belong to those who keep the directory: a deployment adds them to the file; without one the name decides.
"""

import csv
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from ingang.foundation.care_units.kinds import KINDS


def kind_of(names: Iterable[str], codes: Iterable[str], /) -> str:
    """The kind of unit that the first known activity means; empty where none is known."""
    said = (one.strip().casefold() for one in (*codes, *names))
    return next((_kinds()[one] for one in said if one in _kinds()), "")


@cache
def _kinds() -> dict[str, str]:
    text = files("ingang.services.care_finder").joinpath("data", "activities.csv").read_text(encoding="utf-8")
    own = {kind: kind for kind in KINDS}
    return own | {row["activity"].casefold(): row["kind"] for row in csv.DictReader(text.splitlines())}
