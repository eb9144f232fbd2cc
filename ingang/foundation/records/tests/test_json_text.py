"""JSON with places: what is read, what is refused, and that edits touch nothing else."""

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingang.foundation.records.errors import NotJson, RepeatedName, TooDeep
from ingang.foundation.records.json_text import MOST_LEVELS, Edit, edited, values, walk

SAFE_TEXT = st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | SAFE_TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(SAFE_TEXT, inner, max_size=4),
    max_leaves=20,
)


@given(value=JSON, indent=st.sampled_from([None, 0, 2]), plain=st.booleans())
def test_what_json_writes_is_read_whole(value: Any, indent: int | None, plain: bool) -> None:
    text = json.dumps(value, indent=indent, ensure_ascii=plain)

    (node,) = values(text=text)

    assert text[node.start : node.end] == text


@given(value=st.dictionaries(SAFE_TEXT, JSON, min_size=1, max_size=4), indent=st.sampled_from([None, 2]))
def test_every_member_stands_where_it_is_said_to_stand(value: dict[str, Any], indent: int | None) -> None:
    text = json.dumps(value, indent=indent)
    (node,) = values(text=text)

    for name, member in value.items():
        place = node.member(name)

        assert place is not None
        assert json.loads(text[place.start : place.end]) == member


@given(value=JSON)
def test_a_text_without_edits_is_the_same_text(value: Any) -> None:
    text = json.dumps(value)

    assert edited(text=text, edits=[]) == text


@given(decimal=st.decimals(allow_nan=False, allow_infinity=False, places=4), zeros=st.integers(0, 5))
def test_an_edit_beside_a_decimal_keeps_its_digits(decimal: Decimal, zeros: int) -> None:
    written = f"{decimal:f}" + "0" * zeros
    text = f'{{"id":"old", "value": {written} }}'
    (node,) = values(text=text)
    place = node.member("id")
    assert place is not None

    changed = edited(text=text, edits=[Edit(place.start, place.end, '"new"')])

    assert changed == f'{{"id":"new", "value": {written} }}'


def test_overlapping_edits_are_a_mistake_of_the_code() -> None:
    with pytest.raises(ValueError, match="overlap"):
        edited(text="abcdef", edits=[Edit(0, 3, ""), Edit(2, 4, "")])


def test_several_values_are_lines_of_ndjson() -> None:
    nodes = values(text='{"a":1}\n{"a":2}\n\n')

    assert len(nodes) == 2


def test_walk_finds_members_at_every_depth() -> None:
    (node,) = values(text='{"a":[{"b":{"c":"x"}}],"d":1}')

    assert [name for name, _ in walk(node)] == ["a", "b", "c", "d"]


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ('{"a":1', 1, 7),
        ('{"a":1,\n "b":', 2, 6),
        ("{'a':1}", 1, 2),
        ('{"a":01}', 1, 7),
        ('{"a":NaN}', 1, 6),
        ('{"a":1,}', 1, 8),
        ("[1,]", 1, 4),
        ('{"a" 1}', 1, 6),
        ("<html>", 1, 1),
        ('{"a":"line\nbreak"}', 1, 11),
        ('{"a":"\\ud800"}', 1, 6),
        ('{"a":"\\u0000"}', 1, 6),
        ('{"a":"no end', 1, 6),
        ('{"a":+1}', 1, 6),
        ("\x00", 1, 1),
    ],
)
def test_a_broken_text_is_refused_with_its_place(text: str, line: int, column: int) -> None:
    with pytest.raises(NotJson) as refusal:
        values(text=text)

    assert refusal.value.values == {"line": line, "column": column}


def test_a_name_that_stands_twice_is_refused() -> None:
    with pytest.raises(RepeatedName) as refusal:
        values(text='{"id":"1",\n"id":"2"}')

    assert refusal.value.values == {"name": "id", "line": 2}


@pytest.mark.parametrize("bracket", ["[", '{"a":'])
def test_a_bottomless_text_is_refused_before_the_stack_ends(bracket: str) -> None:
    with pytest.raises(TooDeep):
        values(text=bracket * (MOST_LEVELS + 1000))
