"""What people type, misspelt and colloquial: the right unit is among the first three."""

import csv
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest

from demo.places_of_care import places_of_care
from ingang.foundation.care_units.models import CareUnit
from ingang.foundation.search.actions import refresh_all
from ingang.foundation.search.queries import Wanted, find
from ingang.services.booking.entries import UNIT
from ingang.services.booking.models import TimeType
from ingang.services.booking.seeded_kinds import TYPES

ROWS = Path(__file__).parent / "data/queries.csv"
SHARE, FIRST = 0.95, 3
SOLNA = "0184"


@cache
def asked() -> list[tuple[str, frozenset[str]]]:
    """Each text that was typed, with what would be right: kind:, name: or offer: and what it is."""
    with ROWS.open(encoding="utf-8") as file:
        return [(row["typed"], frozenset(row["right"].split("|"))) for row in csv.DictReader(file)]


@pytest.fixture
def nation(cast: object) -> None:
    """Every unit of the demonstration, with its kinds of time, in the index."""
    CareUnit.objects.bulk_create(places_of_care().units)
    TimeType.objects.bulk_create(
        TimeType(
            unit=unit.hsa_id, code=one.code, title_sv=one.title_sv, title_en=one.title_en, minutes=one.minutes,
            form=one.form, is_hidden=one.is_hidden, is_open_to_residents=True,
        )
        for unit in CareUnit.objects.filter(kind__in=TYPES)
        for one in TYPES[unit.kind]
    )  # fmt: skip
    refresh_all()


def test_at_least_120_texts_are_typed_and_none_twice() -> None:
    typed = [text for text, _ in asked()]

    assert len(typed) >= 120
    assert len(set(typed)) == len(typed)


def test_the_right_unit_is_among_the_first_three_for_nearly_all_that_people_type(nation: None) -> None:
    wrong = {text: found for text, right in asked() if not _is_right(found := _first(text), right)}

    assert len(wrong) <= (1 - SHARE) * len(asked()), wrong


def _first(text: str) -> list[str]:
    return [hit.name for hit in find(wanted=Wanted(kind=UNIT, text=text, near=SOLNA)).hits[:FIRST]]


def _is_right(found: Iterable[str], right: frozenset[str]) -> bool:
    units = CareUnit.objects.filter(hsa_id__in=list(found))
    shown = {label for unit in units for label in (f"kind:{unit.kind}", f"name:{unit.name}")}
    offered = TimeType.objects.filter(unit__in=[unit.hsa_id for unit in units]).values_list("title_sv", flat=True)
    return bool((shown | {f"offer:{title}" for title in offered}) & right)
