"""When results are shown, by the reader's own choice."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingang.services.journal.kinds import KINDS
from ingang.services.journal.release import Choices, ResultClass, When, class_of, waits, waits_for_care
from ingang.services.journal.tests.entries import NOW, entry

SPOKEN = {ResultClass.LABORATORY: When.SPOKEN}


@pytest.mark.parametrize(
    ("about", "of"),
    [
        ({}, ResultClass.LABORATORY),
        ({"category": "SP"}, ResultClass.TISSUE),
        ({"title": "PAD Hudbiopsi"}, ResultClass.TISSUE),
        ({"category": "GE"}, ResultClass.GENETICS),
        ({"title": "Kromosomanalys"}, ResultClass.GENETICS),
        ({"kind_code": "undersokningar", "category": "RAD"}, ResultClass.EXAMINATIONS),
        ({"kind_code": "anteckningar"}, ResultClass.NOTES),
        ({"kind_code": "diagnoser"}, ResultClass.DIAGNOSES),
        ({"kind_code": "matvarden", "category": ""}, ResultClass.LABORATORY),
        ({"kind_code": "matvarden", "category": "", "title": "Gentest"}, ResultClass.GENETICS),
        ({"kind_code": "matvarden", "category": "vital-signs"}, None),
        ({"kind_code": "varningar"}, None),
        ({"kind_code": "lakemedel"}, None),
        ({"kind_code": "vaccinationer"}, None),
        ({"kind_code": "vardkontakter"}, None),
    ],
)
def test_each_entry_is_of_the_class_that_is_chosen_for(about: dict[str, Any], of: ResultClass | None) -> None:
    assert class_of(entry(**about)) is of


@pytest.mark.parametrize(
    ("choices", "days_old", "waiting"),
    [
        (Choices(), 0, False),
        (Choices(when={ResultClass.LABORATORY: When.AT_ONCE}), 0, False),
        (Choices(when={ResultClass.TISSUE: When.SPOKEN}), 0, False),
        (Choices(when={ResultClass.LABORATORY: When.LATER}), 13, True),
        (Choices(when={ResultClass.LABORATORY: When.LATER}), 14, False),
        (Choices(when=SPOKEN), 29, True),
        (Choices(when=SPOKEN), 30, False),
        (Choices(when=SPOKEN, longest=timedelta(days=14)), 14, False),
        (Choices(when=SPOKEN, spoken=frozenset({UUID(int=1)})), 0, False),
        (Choices(when=SPOKEN, spoken=frozenset({UUID(int=2)})), 0, True),
        (Choices(when=SPOKEN, asked_at=NOW), 0, False),
        (Choices(when=SPOKEN, asked_at=NOW - timedelta(days=2)), 1, True),
        (Choices(when=SPOKEN, asked_at=NOW - timedelta(days=2)), 3, False),
    ],
)
def test_what_waits_by_choice_and_until_when(choices: Choices, days_old: int, waiting: bool) -> None:
    answer = entry(stored_at=NOW - timedelta(days=days_old))

    assert waits(entry=answer, choices=choices, now=NOW) is waiting


@given(
    kind=st.sampled_from([kind.code for kind in KINDS]),
    when=st.dictionaries(st.sampled_from(ResultClass), st.sampled_from(When)),
    days=st.integers(0, 400),
    longest=st.integers(14, 60),
)
def test_nothing_waits_for_ever_and_only_what_was_chosen(
    kind: str, when: dict[ResultClass, When], days: int, longest: int
) -> None:
    choices = Choices(when=when, longest=timedelta(days=longest))
    answer = entry(kind_code=kind, stored_at=NOW - timedelta(days=days))
    chosen = class_of(answer)

    waiting = waits(entry=answer, choices=choices, now=NOW)

    if waiting:
        assert chosen is not None
        assert when[chosen] is not When.AT_ONCE
        assert days < max(14, longest)
    assert not waits(entry=answer, choices=choices, now=NOW + timedelta(days=60))
    assert waits_for_care(entry=answer, choices=choices, now=NOW) is (
        waiting and chosen is not None and when[chosen] is When.SPOKEN
    )
