"""What a grant's limits leave of a table: hidden from guardians, blocked, held by others."""

from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from django.db import connection, models
from django.test.utils import isolate_apps

from ingang.foundation.personal.errors import GrantNeeded, KindNotGranted, OnlyExistence, ScopeNeeded
from ingang.foundation.personal.models import PersonalModel
from ingang.foundation.personal.scope import scope
from ingang.kernel.actor import Resident
from ingang.kernel.grant import Grant, GrantKind, Ground, Purpose

ELLA, OTHER = UUID(int=1), UUID(int=2)


with isolate_apps("ingang.foundation.personal"):

    class Note(PersonalModel):
        """A table of this test alone, with every column that has a meaning of its own."""

        care_giver = models.CharField(max_length=31)
        unit = models.CharField(max_length=31)
        hidden_from_guardian = models.BooleanField(default=False)

        data_kind = "test.note"

        class Meta:
            app_label = "personal"


@pytest.fixture
def notes(db: None) -> None:
    with connection.cursor() as cursor:
        columns = ", ".join(f"{field.column} {field.db_type(connection)}" for field in Note._meta.local_fields)
        cursor.execute(f"CREATE TEMPORARY TABLE {Note._meta.db_table} ({columns})")
    for person in (ELLA, OTHER):
        for care_giver, unit, hidden in (("G1", "U1", False), ("G1", "U2", True), ("G2", "U3", False)):
            Note.unguarded.create(person=person, care_giver=care_giver, unit=unit, hidden_from_guardian=hidden)


def grant(**values: object) -> Grant:
    fields: dict[str, object] = {
        "id": uuid4(),
        "kind": GrantKind.PERSON,
        "actor": Resident(person=ELLA),
        "persons": frozenset({ELLA}),
        "kinds": frozenset({"test.note"}),
        "purpose": Purpose.OWN_ACCESS,
        "ground": Ground.OWN_DATA,
        "opened_at": datetime(2026, 11, 26, tzinfo=UTC),
        **values,
    }
    return Grant(**fields)  # type: ignore[arg-type]


def seen(one: Grant) -> set[str]:
    with scope(one):
        rows = list(Note.under(one))
    assert {row.person for row in rows} <= {ELLA}
    assert all(one.reaches(care_giver=row.care_giver, unit=row.unit) for row in rows)
    return {row.unit for row in rows}


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, {"U1", "U2", "U3"}),
        ({"ground": Ground.GUARDIAN}, {"U1", "U3"}),
        ({"ground": Ground.UNIT_DECISION, "units": frozenset({"U2", "U3"})}, {"U3"}),
        ({"ground": Ground.OMBUD}, {"U1", "U2", "U3"}),
        ({"care_givers": frozenset({"G1"})}, {"U1", "U2"}),
        ({"care_givers": frozenset({"G1"}), "blocked_units": frozenset({"U2"})}, {"U1"}),
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


def test_no_grant_no_data(notes: None) -> None:
    with pytest.raises(GrantNeeded):
        Note.objects.all()
    with pytest.raises(ScopeNeeded):
        Note.under(grant())
    other = grant(kinds=frozenset({"test.other"}))
    with scope(other), pytest.raises(KindNotGranted):
        Note.under(other)
