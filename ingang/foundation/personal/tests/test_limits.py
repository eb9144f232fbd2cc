"""What a grant's limits leave of a table: hidden from guardians, blocked, held by others."""

import pytest

from ingang.foundation.personal.errors import GrantNeeded, KindNotGranted, OnlyExistence, ScopeNeeded
from ingang.foundation.personal.prepared import PreparedUnder
from ingang.foundation.personal.scope import scope
from ingang.foundation.personal.tests.notes import ELLA, Note, grant
from ingang.kernel.grant import Grant, Ground

ALL = PreparedUnder(Note, lambda rows: rows.order_by("unit"))
AT = PreparedUnder(Note, lambda rows, unit: rows.filter(unit=unit))


def seen(one: Grant) -> set[str]:
    with scope(one):
        rows = list(Note.under(one))
        assert ALL.all(one) == sorted(rows, key=lambda row: row.unit)
        assert [row for unit in ("", "U1", "U2", "U3") if (row := AT.first(one, unit=unit))] == ALL.all(one)
    assert {row.person for row in rows} <= {ELLA}
    assert all(one.reaches(care_giver=row.care_giver, unit=row.unit) for row in rows)
    return {row.unit for row in rows}


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, {"", "U1", "U2", "U3"}),
        ({"ground": Ground.GUARDIAN}, {"", "U1", "U3"}),
        ({"ground": Ground.UNIT_DECISION, "units": frozenset({"U2", "U3"})}, {"U3"}),
        ({"ground": Ground.OMBUD}, {"", "U1", "U2", "U3"}),
        ({"care_givers": frozenset({"G1"})}, {"", "U1", "U2"}),
        ({"care_givers": frozenset({"G1"}), "blocked_units": frozenset({"U2"})}, {"", "U1"}),
        ({"blocked_units": frozenset({"U2"}), "partly_blocked": frozenset({"G1"})}, {"U1", "U3"}),
        ({"blocked_units": frozenset({"U4"}), "partly_blocked": frozenset({"G2"})}, {"", "U1", "U2", "U3"}),
        ({"units": frozenset({"U1"})}, {"U1"}),
        ({"units": frozenset[str]()}, set[str]()),
        ({"blocked_care_givers": frozenset({"G1"})}, {"U3"}),
        ({"beyond": "G1"}, {"U3"}),
        ({"beyond": "G1", "blocked_care_givers": frozenset({"G2"})}, set[str]()),
    ],
)
def test_what_a_grant_leaves(notes: None, values: dict[str, object], expected: set[str]) -> None:
    assert seen(grant(**values)) == expected


def test_before_a_ground_there_is_one_bit_and_no_rows(notes: None) -> None:
    asked = grant(ground=Ground.EXISTENCE, beyond="G1")
    blocked = grant(ground=Ground.EXISTENCE, beyond="G1", blocked_care_givers=frozenset({"G2"}))

    with scope(asked), scope(blocked):
        assert Note.exists_under(asked) is True
        assert Note.exists_under(blocked) is False
        with pytest.raises(OnlyExistence):
            Note.under(asked)
        with pytest.raises(OnlyExistence):
            ALL.all(asked)


def test_no_grant_no_data(notes: None) -> None:
    with pytest.raises(GrantNeeded):
        Note.objects.all()
    with pytest.raises(ScopeNeeded):
        Note.under(grant())
    with pytest.raises(ScopeNeeded):
        ALL.all(grant())
    other = grant(kinds=frozenset({"test.other"}))
    with scope(other), pytest.raises(KindNotGranted):
        Note.under(other)
    with scope(other), pytest.raises(KindNotGranted):
        ALL.all(other)
