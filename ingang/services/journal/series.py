"""One kind of value over time, from whichever care giver it came: for a chart, and for the table beside it."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from math import isfinite
from typing import Any

from ingang.foundation.records.dates import moment
from ingang.kernel.periods import local_date
from ingang.services.journal.sources import Entry
from ingang.services.journal.values import interval, quantity


@dataclass(frozen=True, kw_only=True)
class Measured:
    """A value with its day and reference interval; `words` and `interval` are as the author wrote them."""

    entry: Entry
    on: date
    value: float
    unit: str
    words: str
    low: float | None
    high: float | None
    interval: str

    @property
    def is_outside(self) -> bool:
        """Whether it lies outside the interval that came with it."""
        return (self.low is not None and self.value < self.low) or (self.high is not None and self.value > self.high)


@dataclass(frozen=True, kw_only=True)
class Series:
    """Values of one name and one unit, latest first. The interval is that of the latest value that has one."""

    name: str
    values: tuple[Measured, ...]

    @property
    def low(self) -> float | None:
        """The lower end of the interval, if it has one."""
        return self._with_interval.low if self._with_interval else None

    @property
    def high(self) -> float | None:
        """The upper end of the interval, if it has one."""
        return self._with_interval.high if self._with_interval else None

    @property
    def _with_interval(self) -> Measured | None:
        return next((one for one in self.values if one.interval), None)


def measured(*, entry: Entry, text: str) -> Measured | None:
    """The entry's own number; None where it is no observation, has no plain number, or no day."""
    resource = json.loads(text, parse_float=str)
    value, happened = resource.get("valueQuantity"), moment(written=entry.happened)
    if resource.get("resourceType") != "Observation" or not isinstance(value, dict) or happened is None:
        return None
    number = _number(value.get("value"))
    # "< 3" is no point on a line.
    if number is None or value.get("comparator"):
        return None
    ranges = resource.get("referenceRange")
    usual = ranges[0] if isinstance(ranges, list) and ranges and isinstance(ranges[0], dict) else {}
    return Measured(
        entry=entry,
        on=local_date(happened),
        value=number,
        unit=str(value.get("unit") or value.get("code") or ""),
        words=quantity(value),
        low=_end(usual, "low"),
        high=_end(usual, "high"),
        interval=interval(usual),
    )


def series(*, like: Measured, among: Iterable[Measured]) -> Series:
    """Those of the same name and unit, latest first."""
    same = [one for one in among if (one.entry.title, one.unit) == (like.entry.title, like.unit)]
    return Series(
        name=like.entry.title, values=tuple(sorted(same, key=lambda one: (one.on, one.entry.id), reverse=True))
    )


def _end(usual: dict[str, Any], name: str) -> float | None:
    end = usual.get(name)
    return _number(end.get("value")) if isinstance(end, dict) else None


def _number(written: object) -> float | None:
    if not isinstance(written, str | int) or isinstance(written, bool):
        return None
    try:
        number = float(written)
    except ValueError:
        return None
    return number if isfinite(number) else None
