"""The same thing from several care givers becomes one line, and nothing is lost by it."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingang.services.journal.kinds import KINDS
from ingang.services.journal.merging import lines
from ingang.services.journal.sources import Entry
from ingang.services.journal.tests.entries import entry

DAY, MOMENT = "2025-03-01", "2025-03-01T10:40:00+01:00"


def told(number: int, care_giver: str, **changed: Any) -> Entry:
    happened = changed.get("happened", DAY)
    at = datetime(2025, 3, 1, 9, 40, tzinfo=UTC) if happened else None
    values = {"kind_code": "diagnoser", "title": "Astma", "happened": happened, "happened_at": at}
    return entry(id=UUID(int=number), care_giver=care_giver, **values | changed)


@pytest.mark.parametrize(
    ("one", "other", "merged"),
    [
        ({}, {}, True),
        ({}, {"title": "ASTMA "}, True),
        ({}, {"title": "Astma, ospecificerad"}, False),
        ({}, {"happened": "2025-03-02", "happened_at": datetime(2025, 3, 2, tzinfo=UTC)}, False),
        ({"happened": "2025"}, {"happened": "2025"}, False),
        ({"happened": ""}, {"happened": ""}, False),
        ({"title": ""}, {"title": ""}, False),
        ({}, {"kind_code": "varningar"}, False),
        ({"kind_code": "provsvar"}, {"kind_code": "provsvar"}, False),
        ({"kind_code": "provsvar", "happened": MOMENT}, {"kind_code": "provsvar", "happened": MOMENT}, True),
        ({"kind_code": "vaccinationer", "happened": MOMENT}, {"kind_code": "vaccinationer"}, True),
        ({}, {"care_giver": "SE1"}, False),
    ],
)
def test_what_is_the_same_thing(one: dict[str, Any], other: dict[str, Any], merged: bool) -> None:
    entries = [told(1, **{"care_giver": "SE1"} | one), told(2, **{"care_giver": "SE2"} | other)]

    assert len(lines(entries=entries)) == (1 if merged else 2)
    assert len(lines(entries=entries, one_by_one=True)) == 2


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["SE1", "SE2", "SE3"]),
            st.sampled_from([kind.code for kind in KINDS]),
            st.sampled_from(["Astma", "Hosta"]),
            st.integers(0, 3),
        )
    )
)
def test_every_entry_stands_in_one_line_and_no_line_has_two_of_a_care_giver(
    drawn: list[tuple[str, str, str, int]],
) -> None:
    entries = [
        told(
            number,
            care_giver,
            kind_code=kind,
            title=title,
            happened_at=datetime(2025, 3, 1, tzinfo=UTC) + timedelta(days=day),
        )
        for number, (care_giver, kind, title, day) in enumerate(drawn)
    ]

    found = lines(entries=entries)

    assert sorted(one.id for line in found for one in (line.entry, *line.copies)) == sorted(one.id for one in entries)
    for line in found:
        givers = [one.care_giver for one in (line.entry, *line.copies)]
        assert len(givers) == len(set(givers))
    assert [line.entry for line in found] == [one for one in entries if one in {line.entry for line in found}]
