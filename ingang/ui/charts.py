"""Charts as SVG that the server draws: they print, need no script, and stand beside a table that says the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil, floor, log10
from typing import Literal

from ingang.ui.words import short_date

# Small enough that its words can be read on a phone.
WIDTH, HEIGHT = 400, 250
LEFT, RIGHT, TOP, BOTTOM = 48, 388, 14, 208
MOST_TICKS = 6
EVENTS_LEFT, EVENTS_RIGHT = 20, 380


@dataclass(frozen=True, kw_only=True)
class Point:
    """A value on a day; `words` is the value as it was written."""

    on: date
    value: float
    words: str


@dataclass(frozen=True, kw_only=True)
class Usual:
    """Between what, and around what, values usually lie on a day."""

    on: date
    low: float
    middle: float
    high: float


@dataclass(frozen=True, kw_only=True)
class Dot:
    """Where a point lies, and whether it is outside the band."""

    x: float
    y: float
    words: str
    is_outside: bool


@dataclass(frozen=True, kw_only=True)
class Tick:
    """A line of the scale, with what stands at it. `anchor` is which end of the words stands there."""

    at: float
    text: str
    anchor: str = "middle"


BAR, GAP, BARS_HEIGHT = 10, 3, 40


@dataclass(frozen=True, kw_only=True)
class Bar:
    """One span of time in a row of them. How it was is told by its height as well as by its colour; `words` say it."""

    words: str
    tone: Literal["success", "warning", "error", "neutral"]

    @property
    def height(self) -> int:
        """The better, the higher; what is not known is a line at the bottom."""
        return {"success": BARS_HEIGHT, "warning": 24, "error": 12, "neutral": 3}[self.tone]


@dataclass(frozen=True, kw_only=True)
class BarChart:
    """How something was, span after span, the earliest first."""

    title: str
    bars: Sequence[Bar]

    @property
    def width(self) -> int:
        """As wide as its bars need."""
        return max(len(self.bars), 1) * (BAR + GAP) - GAP

    @property
    def placed(self) -> list[tuple[int, int, Bar]]:
        """Each bar with where it begins from the left and from the top."""
        return [(number * (BAR + GAP), BARS_HEIGHT - bar.height, bar) for number, bar in enumerate(self.bars)]


@dataclass(frozen=True, kw_only=True)
class LineChart:
    """Values over time. `low` and `high` are the ends of the band in which values usually lie; each may be open.

    `usual` is such a band that changes with time, in the order of its days; it ends where the values do.
    """

    title: str
    points: Sequence[Point]
    low: float | None = None
    high: float | None = None
    usual: Sequence[Usual] = ()

    @property
    def dots(self) -> list[Dot]:
        """The points in the order of their days."""
        return [
            Dot(x=self._x(one.on), y=self._y(one.value), words=one.words, is_outside=self._is_outside(one.value))
            for one in sorted(self.points, key=lambda one: one.on)
        ]

    @property
    def line(self) -> str:
        """The line through the dots."""
        return " ".join(f"{dot.x},{dot.y}" for dot in self.dots)

    @property
    def band(self) -> tuple[float, float] | None:
        """Top and height of the band; None where there is none."""
        if self.low is None and self.high is None:
            return None
        top = TOP if self.high is None else self._y(self.high)
        bottom = BOTTOM if self.low is None else self._y(self.low)
        return top, round(bottom - top, 1)

    @property
    def usual_area(self) -> str:
        """The corners of the band that changes; empty where there is none."""
        upper = [f"{self._x(one.on)},{self._y(one.high)}" for one in self._usual]
        lower = [f"{self._x(one.on)},{self._y(one.low)}" for one in reversed(self._usual)]
        return " ".join(upper + lower)

    @property
    def usual_middle(self) -> str:
        """The line in the middle of it."""
        return " ".join(f"{self._x(one.on)},{self._y(one.middle)}" for one in self._usual)

    @property
    def values(self) -> list[Tick]:
        """The scale of values: round numbers, lowest first."""
        bottom, top, step = self._scale
        decimals = max(0, -floor(log10(step)))
        return [
            Tick(at=self._y(bottom + number * step), text=f"{bottom + number * step:.{decimals}f}".replace(".", ","))
            for number in range(round((top - bottom) / step) + 1)
        ]

    @property
    def days(self) -> list[Tick]:
        """The scale of time: the first of each year where there are several, otherwise the first and last day."""
        first, last = self._span
        years = [date(year, 1, 1) for year in range(first.year + 1, last.year + 1)]
        if len(years) > 1:
            years = years[:: ceil(len(years) / MOST_TICKS)]
            return [Tick(at=self._x(one), text=str(one.year)) for one in years]
        if first == last:
            return [Tick(at=self._x(first), text=short_date(first))]
        ends = ((first, "start"), (last, "end"))
        return [Tick(at=self._x(one), text=short_date(one), anchor=anchor) for one, anchor in ends]

    @property
    def _span(self) -> tuple[date, date]:
        days = [one.on for one in self.points]
        first = min(days + [one.on for one in self.usual[:1]])
        return first, max(days)

    @property
    def _usual(self) -> list[Usual]:
        last = max(one.on for one in self.points)
        return [one for one in self.usual if one.on <= last]

    @property
    def _scale(self) -> tuple[float, float, float]:
        """Bottom, top and step: room for every value and the band's ends, in steps of 1, 2 or 5."""
        shown = [one.value for one in self.points] + [end for end in (self.low, self.high) if end is not None]
        shown += [end for one in self._usual for end in (one.low, one.high)]
        least, most = min(shown), max(shown)
        spread = (most - least) or abs(most) or 1.0
        rough = spread * 1.2 / MOST_TICKS
        size = 10.0 ** floor(log10(rough))
        step = next(size * factor for factor in (1, 2, 5, 10) if size * factor >= rough)
        # No value lies at the very edge, but what is never negative begins at zero.
        bottom, top = ceil(round(least / step, 6)) - 1, floor(round(most / step, 6)) + 1
        return (max(bottom, 0) if least >= 0 else bottom) * step, top * step, step

    def _x(self, on: date) -> float:
        first, last = self._span
        if first == last:
            return (LEFT + RIGHT) / 2
        return round(LEFT + (RIGHT - LEFT) * (on - first).days / (last - first).days, 1)

    def _y(self, value: float) -> float:
        bottom, top, _ = self._scale
        return round(BOTTOM - (BOTTOM - TOP) * (value - bottom) / (top - bottom), 1)

    def _is_outside(self, value: float) -> bool:
        return (self.low is not None and value < self.low) or (self.high is not None and value > self.high)


@dataclass(frozen=True, kw_only=True)
class Row:
    """What happened of one kind: its name and its days."""

    name: str
    days: Sequence[date]


ROW_HEIGHT, ROWS_TOP = 44, 34


@dataclass(frozen=True, kw_only=True)
class EventChart:
    """Days in rows over the same years, each row with its name above its line; at least one row has a day."""

    title: str
    rows: Sequence[Row]

    @property
    def height(self) -> int:
        """As high as its rows need."""
        return ROWS_TOP + ROW_HEIGHT * len(self.rows) + 8

    @property
    def lines(self) -> list[tuple[str, float, float, list[float]]]:
        """Of each row: its name, where the name stands, where its line lies, and where its days lie."""
        return [
            (row.name, ROWS_TOP + ROW_HEIGHT * number + 18, ROWS_TOP + ROW_HEIGHT * number + 32, self._places(row))
            for number, row in enumerate(self.rows)
        ]

    @property
    def years(self) -> list[Tick]:
        """The first of some of the years."""
        first, last = self._years
        steps = range(first, last + 1, ceil((last - first + 1) / MOST_TICKS))
        return [Tick(at=self._x(date(year, 1, 1)), text=str(year)) for year in steps]

    @property
    def _years(self) -> tuple[int, int]:
        days = [day for row in self.rows for day in row.days]
        return min(days).year, max(days).year

    def _places(self, row: Row) -> list[float]:
        return [self._x(day) for day in sorted(row.days)]

    def _x(self, on: date) -> float:
        first, last = (date(year, 1, 1).toordinal() for year in (self._years[0], self._years[1] + 1))
        return round(EVENTS_LEFT + (EVENTS_RIGHT - EVENTS_LEFT) * (on.toordinal() - first) / (last - first), 1)
