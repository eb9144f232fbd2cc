"""The pictures: initiatives over quarters, how many regions have come how far, and all answers of all regions.

They are drawn by the server, print well, and stand beside a text that says the same.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ingang.foundation.regions.rules import Municipality, Region, regions
from ingang.foundation.regions.shapes import shapes_of
from ingang.services.roadmap.models import Initiative, RegionStatus
from ingang.services.roadmap.rules import RegionState, quarter_after, quarter_of, quarters, reached_or_planned
from ingang.services.roadmap.words import region_words, said, state_words
from ingang.ui.charts import WIDTH

BACK, SHOWN = 3, 12
"""The picture begins three quarters back, so that what was just delivered is seen, and shows three years."""
LEFT, RIGHT, TOP, ROW = 4, 396, 44, 44
SIGNS: dict[str, str] = {
    "": "?",
    RegionState.NOT_STARTED: "·",
    RegionState.INTEREST: "i",
    RegionState.DECIDED: "b",
    RegionState.PREPARING: "f",
    RegionState.PILOT: "p",
    RegionState.IN_USE: "●",
    RegionState.NOT_APPLICABLE: "–",
}
"""A sign beside the colour, for whoever does not tell colours apart and for paper without them."""
CELL, NAME, HEAD = 24, 128, 26


@dataclass(frozen=True, kw_only=True)
class TimelineBar:
    """An initiative in the picture: its name and status above a bar from `x` on, and milestones on it."""

    name: str
    state: str
    text_y: int
    bar_y: int
    x: float
    width: float
    tone: str
    is_open: bool
    milestones: tuple[float, ...]


@dataclass(frozen=True, kw_only=True)
class QuarterLine:
    """Where a quarter begins, with the year at its first."""

    x: float
    number: str
    year: str


@dataclass(frozen=True, kw_only=True)
class Timeline:
    """The whole picture."""

    height: int
    today: float
    lines: tuple[QuarterLine, ...]
    bars: tuple[TimelineBar, ...]
    width: int = WIDTH


def timeline(*, rows: Sequence[Initiative], today: date) -> Timeline:
    """The initiatives over the quarters around today. One without an end goes on to the right edge."""
    shown = quarters(first=quarter_after(quarter_of(today), count=-BACK), count=SHOWN)
    first, last = shown[0], quarter_after(shown[-1])
    return Timeline(
        height=TOP + ROW * len(rows),
        today=_x(today, first, last),
        lines=tuple(
            QuarterLine(
                x=_x(one, first, last),
                number=str((one.month + 2) // 3),
                year=str(one.year) if one.month == 1 or one == first else "",
            )
            for one in shown
        ),
        bars=tuple(_bar(row, number, first, last) for number, row in enumerate(rows)),
    )


def _bar(row: Initiative, number: int, first: date, last: date) -> TimelineBar:
    ends = row.delivered_on or row.planned_end
    begins_at = _x(row.starts_on or first, first, last)
    ends_at = _x(ends, first, last) if ends else float(RIGHT)
    days = [reached_or_planned(quarter=one.quarter, reached_on=one.reached_on) for one in row.milestones.all()]
    return TimelineBar(
        name=said(row, "title"),
        state=state_words(row.state),
        text_y=TOP + ROW * number + 16,
        bar_y=TOP + ROW * number + 22,
        x=begins_at,
        width=round(ends_at - begins_at, 1),
        tone=row.state,
        is_open=ends is None,
        milestones=tuple(_x(day, first, last) for day in days if first <= day < last),
    )


def _x(on: date, first: date, last: date) -> float:
    share = (on - first).days / (last - first).days
    return round(LEFT + min(max(share, 0), 1) * (RIGHT - LEFT), 1)


@dataclass(frozen=True, kw_only=True)
class CountBar:
    """How many regions have come so far."""

    words: str
    count: int
    code: str
    text_y: int
    bar_y: int
    width: float


def count_bars(*, answers: Mapping[str, RegionStatus]) -> tuple[CountBar, ...]:
    """The furthest first; of 21 regions, with those that have not answered last. Nothing is left out but the zeros."""
    codes = [*reversed(list(RegionState)[:-1]), RegionState.NOT_APPLICABLE, ""]
    states = [answers[one.code].state if one.code in answers else "" for one in regions()]
    counted = [(code, states.count(code)) for code in codes if code in states]
    return tuple(
        CountBar(
            words=region_words(code),
            count=count,
            code=code or "none",
            text_y=36 * number + 14,
            bar_y=36 * number + 19,
            width=round((RIGHT - LEFT) * count / len(states), 1),
        )
        for number, (code, count) in enumerate(counted)
    )


@dataclass(frozen=True, kw_only=True)
class MatrixCell:
    """A region's answer about an initiative."""

    x: int
    sign: str
    code: str


@dataclass(frozen=True, kw_only=True)
class MatrixRow:
    """A region's or municipality's answers about all."""

    name: str
    y: int
    cells: tuple[MatrixCell, ...]


@dataclass(frozen=True, kw_only=True)
class Matrix:
    """All regions and all initiatives; the initiatives have numbers that the text beside it explains."""

    width: int
    height: int
    heads: tuple[tuple[int, int], ...]
    rows: tuple[MatrixRow, ...]
    cell: int = CELL - 2


def matrix(
    *,
    rows: Sequence[Initiative],
    answers: Mapping[tuple[UUID, str], RegionStatus],
    places: Sequence[Region | Municipality] = (),
) -> Matrix:
    """Exactly the 21 regions, or the places that are given, each with an answer or the sign of none about every row."""
    places = places or regions()

    def cell(number: int, row: Initiative, region: str) -> MatrixCell:
        answer = answers.get((row.id, region))
        code = answer.state if answer else ""
        return MatrixCell(x=NAME + CELL * number, sign=SIGNS[code], code=code or "none")

    return Matrix(
        width=max(WIDTH, NAME + CELL * len(rows) + 4),
        height=HEAD + CELL * len(places),
        heads=tuple((number + 1, NAME + CELL * number + CELL // 2) for number in range(len(rows))),
        rows=tuple(
            MatrixRow(
                name=_short(one.name),
                y=HEAD + CELL * place,
                cells=tuple(cell(number, row, one.code) for number, row in enumerate(rows)),
            )
            for place, one in enumerate(places)
        ),
    )


@dataclass(frozen=True, kw_only=True)
class MapPlace:
    """A municipality on the map of its region, with the code of what it has answered."""

    path: str
    code: str


@dataclass(frozen=True, kw_only=True)
class RegionMap:
    """A region's municipalities, coloured by what each has answered about one initiative."""

    box: str
    line: float
    places: tuple[MapPlace, ...]


def region_map(*, region: str, states: Mapping[str, str]) -> RegionMap:
    """The region's map; `states` are the answers by municipality, and one that has none has not answered."""
    shapes = shapes_of(region=region)
    left, top = min(one.box[0] for one in shapes), min(one.box[1] for one in shapes)
    right, bottom = max(one.box[2] for one in shapes), max(one.box[3] for one in shapes)
    return RegionMap(
        box=f"{left} {top} {right - left} {bottom - top}",
        line=(right - left) / 300,
        places=tuple(MapPlace(path=one.path, code=states.get(one.code, "none")) for one in shapes),
    )


def legend() -> list[tuple[str, str, str]]:
    """Each sign of the matrix with its code and words."""
    return [(sign, code or "none", region_words(code)) for code, sign in SIGNS.items()]


def by_state(states: Iterable[tuple[str, str]], /) -> list[tuple[str, list[str]]]:
    """Names of regions grouped by how far they have come, the furthest first, as (code, names)."""
    found: dict[str, list[str]] = {}
    for name, code in states:
        found.setdefault(code, []).append(name)
    order = [*reversed(list(RegionState)[:-1]), RegionState.NOT_APPLICABLE, ""]
    return [(code, sorted(found[code])) for code in order if code in found]


def _short(name: str) -> str:
    """ "Region Skåne" as "Skåne", so that it fits beside the cells."""
    return name.removeprefix("Region ").removesuffix("sregionen")
