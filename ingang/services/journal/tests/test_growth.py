"""How a child grows, beside how children in general grow."""

import json
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from ingang.services.journal.growth import Growth, growth, may_tell_growth
from ingang.services.journal.tests.entries import entry

BORN = date(2024, 3, 1)


def observation(name: str, value: float, unit: str, *, code: str = "", on: str = "2025-03-01") -> tuple[Any, str]:
    coding = {"coding": [{"code": code}]} if code else {}
    text = {
        "resourceType": "Observation", "code": {"text": name, **coding},
        "valueQuantity": {"value": value, "unit": unit}, "effectiveDateTime": on,
    }  # fmt: skip
    at = UUID(int=abs(hash((name, value, on))) % 10**12)
    return entry(id=at, title=name, happened=on, kind_code="matvarden"), json.dumps(text)


def grown(*found: tuple[Any, str], sex: str = "male") -> dict[str, Growth]:
    return {one.measure.code: one for one in growth(found=found, born_on=BORN, sex=sex)}


@pytest.mark.parametrize(
    ("about", "measure", "value"),
    [
        (("Längd", 75.5, "cm"), "length", 75.5),
        (("Kroppslängd", 755, "mm"), "length", 75.5),
        (("Något annat", 0.755, "m"), "length", 75.5),
        (("Vikt", 9.6, "kg"), "weight", 9.6),
        (("Vikt", 9600, "g"), "weight", 9.6),
        (("Huvudomfång", 46, "cm"), "head", 46),
    ],
)
def test_values_are_known_by_name_or_code_and_brought_to_one_unit(
    about: tuple[str, float, str], measure: str, value: float
) -> None:
    found = grown(observation(*about, code="50373000" if about[0] == "Något annat" else ""))

    assert found[measure].values[0].value == pytest.approx(value)
    assert found[measure].values[0].words == f"{about[1]} {about[2]}".replace(".", ",")


@pytest.mark.parametrize(
    "about",
    [("Vikt", 9.6, "pund"), ("Sittlängd", 40, "cm"), ("Födelsevikt mamma", 3, "kg"), ("Längd", 50, "kg")],
)
def test_what_is_something_else_is_left_out(about: tuple[str, float, str]) -> None:
    assert grown(observation(*about)) == {}


def test_a_value_from_before_the_birth_is_left_out() -> None:
    assert grown(observation("Vikt", 3, "kg", on="2024-02-01")) == {}


def test_values_stand_in_the_order_of_their_days() -> None:
    later, earlier = observation("Vikt", 9.6, "kg"), observation("Vikt", 3.4, "kg", on="2024-03-02")

    assert [one.value for one in grown(later, earlier)["weight"].values] == [3.4, 9.6]


@pytest.mark.parametrize(
    ("sex", "measure", "month", "usual"),
    [
        ("male", "weight", 12, (7.74, 9.65, 11.98)),
        ("female", "length", 24, (79.95, 86.40, 92.85)),
        ("male", "head", 0, (31.92, 34.46, 37.00)),
        ("female", "weight", 60, (13.74, 18.22, 24.91)),
    ],
)
def test_the_curves_are_those_of_the_standards(
    sex: str, measure: str, month: int, usual: tuple[float, float, float]
) -> None:
    about = {"weight": ("Vikt", 5.0, "kg"), "length": ("Längd", 60.0, "cm"), "head": ("Huvudomfång", 40.0, "cm")}
    curve = grown(observation(*about[measure]), sex=sex)[measure].usual

    assert (curve[month].low, curve[month].middle, curve[month].high) == usual
    assert len(curve) == 61
    assert curve[0].on == BORN


def test_without_a_known_sex_no_curve_is_shown() -> None:
    assert grown(observation("Vikt", 9.6, "kg"), sex="")["weight"].usual == ()


@pytest.mark.parametrize(("title", "worth"), [("Kroppsvikt", True), ("Blodtryck", False), ("", False)])
def test_only_what_may_tell_is_opened(title: str, worth: bool) -> None:
    assert may_tell_growth(entry=entry(title=title)) is worth
