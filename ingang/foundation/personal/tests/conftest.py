"""The table of these tests, with rows of two persons."""

import pytest
from django.db import connection

from ingang.foundation.personal.tests.notes import ELLA, OTHER, Note

ROWS = (("G1", "U1", False), ("G1", "U2", True), ("G1", "", False), ("G2", "U3", False))


@pytest.fixture
def notes(db: None) -> None:
    with connection.cursor() as cursor:
        columns = ", ".join(f"{field.column} {field.db_type(connection)}" for field in Note._meta.local_fields)
        cursor.execute(f"CREATE TEMPORARY TABLE {Note._meta.db_table} ({columns})")
    for person in (ELLA, OTHER):
        for care_giver, unit, hidden in ROWS:
            Note.unguarded.create(person=person, care_giver=care_giver, unit=unit, hidden_from_guardian=hidden)
