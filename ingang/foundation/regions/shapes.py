"""The outlines of regions and municipalities, simplified, for maps that the portal draws itself."""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

STEP, TOP = 250, 7_700_000
"""The maps' own grid: steps of so many metres, counted east and, from this north of SWEREF 99 TM, southwards."""


@dataclass(frozen=True, kw_only=True)
class Shape:
    """A region or a municipality: its outline as an SVG path, a box around it, and a point well inside it."""

    code: str
    name: str
    path: str
    box: tuple[int, int, int, int]
    middle: tuple[int, int]


def shapes_of(*, region: str) -> list[Shape]:
    """The municipalities of a region, or all regions where none is named."""
    return _shapes()[region] if region in _shapes() else _shapes()[""]


def middle_of(*, municipality: str) -> tuple[int, int]:
    """North and east of a point well inside the municipality. Refuses a code that none has, with KeyError."""
    x, y = _municipalities()[municipality].middle
    return TOP - y * STEP, x * STEP


def step_of(*, north: int, east: int) -> tuple[float, float]:
    """A place of the national grid in steps of the maps."""
    return round(east / STEP, 1), round((TOP - north) / STEP, 1)


@cache
def _municipalities() -> dict[str, Shape]:
    return {one.code: one for code, rows in _shapes().items() if code for one in rows}


@cache
def _shapes() -> dict[str, list[Shape]]:
    """By region its municipalities; under the empty code the regions."""
    text = files(__package__).joinpath("data", "shapes.json").read_text(encoding="utf-8")
    return {code: [_shape(row) for row in rows] for code, rows in json.loads(text).items()}


def _shape(row: dict[str, Any]) -> Shape:
    return Shape(
        code=row["code"], name=row["name"], path=row["path"], box=tuple(row["box"]), middle=tuple(row["middle"])
    )
