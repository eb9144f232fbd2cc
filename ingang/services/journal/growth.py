"""A child's growth: length, weight and head circumference by age, beside how children in general grow.

Source of the curves: the WHO child growth standards (2006), birth to five years, two standard deviations to each side.
`data/growth_standards.csv` has them by month of age; weights are kilograms, the others centimetres.
"""

import csv
import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from ingang.foundation.records.index import concept_text
from ingang.kernel.words import marked
from ingang.services.journal.series import Measured, measured
from ingang.services.journal.sources import Entry
from ingang.ui.charts import Usual

STANDARDS = Path(__file__).parent / "data" / "growth_standards.csv"
DAYS_IN_A_MONTH = 30.4375


@dataclass(frozen=True, kw_only=True)
class Measure:
    """What grows: its code in addresses, its title, the codes and words that tell it, and its unit with what others
    are in it."""

    code: str
    title: str
    unit: str
    codes: frozenset[str]
    words: tuple[str, ...]
    factors: dict[str, float]


MEASURES = (
    Measure(
        code="length", title=marked("Length"), unit="cm", factors={"cm": 1, "m": 100, "mm": 0.1},
        words=("längd", "kroppslängd", "body height", "body length"),
        codes=frozenset({"1153637007", "50373000", "8302-2", "8306-3", "3137-7"}),
    ),
    Measure(
        code="weight", title=marked("Weight"), unit="kg", words=("vikt", "kroppsvikt", "body weight"),
        codes=frozenset({"27113001", "29463-7", "3141-9"}), factors={"kg": 1, "g": 0.001},
    ),
    Measure(
        code="head", title=marked("Head circumference"), unit="cm",
        words=("huvudomfång", "huvudomkrets", "head circumference"),
        codes=frozenset({"363812007", "9843-4", "8287-5"}), factors={"cm": 1, "mm": 0.1},
    ),
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Growth:
    """The values of one measure in its unit, the first first, with what is usual at the ages that the curves know."""

    measure: Measure
    values: tuple[Measured, ...]
    usual: tuple[Usual, ...]


def may_tell_growth(*, entry: Entry) -> bool:
    """Whether the entry's title tells that it is worth opening to see."""
    title = entry.title.casefold()
    return any(word in title for measure in MEASURES for word in measure.words)


def growth(*, found: Iterable[tuple[Entry, str]], born_on: date, sex: str) -> tuple[Growth, ...]:
    """Each measure that has values, from the entries with their texts; what is in another unit is left out."""
    values: dict[str, list[Measured]] = defaultdict(list)
    for entry, text in found:
        value, measure = measured(entry=entry, text=text), _measure(json.loads(text))
        if value and measure and value.unit in measure.factors and value.on >= born_on:
            values[measure.code].append(_in_unit(value, measure))
    return tuple(
        Growth(
            measure=measure,
            values=tuple(sorted(values[measure.code], key=lambda one: (one.on, one.entry.id))),
            usual=tuple(_usual(measure.code, sex, born_on)),
        )
        for measure in MEASURES
        if values[measure.code]
    )


def _measure(resource: dict[str, Any]) -> Measure | None:
    code = resource.get("code")
    codings = code.get("coding", []) if isinstance(code, dict) else []
    codes = {str(one.get("code")) for one in codings if isinstance(one, dict)}
    title = concept_text(code).casefold()
    by_code = next((measure for measure in MEASURES if codes & measure.codes), None)
    return by_code or next((one for one in MEASURES if title in one.words), None)


def _in_unit(value: Measured, measure: Measure) -> Measured:
    factor = measure.factors[value.unit]
    return Measured(**vars(value) | {"value": value.value * factor, "unit": measure.unit})


def _usual(measure: str, sex: str, born_on: date) -> Iterable[Usual]:
    for month, low, middle, high in _standards().get((measure, sex), ()):
        yield Usual(on=born_on + timedelta(days=round(month * DAYS_IN_A_MONTH)), low=low, middle=middle, high=high)


@cache
def _standards() -> dict[tuple[str, str], list[tuple[int, float, float, float]]]:
    found: dict[tuple[str, str], list[tuple[int, float, float, float]]] = defaultdict(list)
    with STANDARDS.open() as file:
        for row in csv.DictReader(file):
            line = (int(row["month"]), float(row["low"]), float(row["median"]), float(row["high"]))
            found[row["measure"], row["sex"]].append(line)
    return found
