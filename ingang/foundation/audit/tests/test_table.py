"""The tables say what the models say, and refuse what the models can not express."""

import re
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction

from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.audit.tables import APPEND_ONLY

ONLY_IN_POSTGRESQL = {"tx"}
PRODUCT = Path(__file__).resolve().parents[3]


def test_the_handwritten_table_has_exactly_the_models_columns(db: None) -> None:
    with connection.cursor() as cursor:
        described = connection.introspection.get_table_description(cursor, "audit_auditevent")

    columns = {column.name: bool(column.null_ok) for column in described if column.name not in ONLY_IN_POSTGRESQL}
    assert columns == {field.column: field.null for field in AuditEvent._meta.local_concrete_fields}


@pytest.mark.parametrize("table", APPEND_ONLY)
@pytest.mark.parametrize("statement", ["UPDATE {} SET at = at", "DELETE FROM {}"])
def test_rows_can_not_be_changed_or_removed(table: str, statement: str, written: None) -> None:
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(table))


def test_only_the_audit_part_reads_its_tables() -> None:
    readers = [
        str(path)
        for path in PRODUCT.rglob("*.py")
        if "tests" not in path.parts
        and "foundation/audit/" not in path.as_posix()
        and re.search(r"audit\.models import|audit_auditevent", path.read_text(encoding="utf-8"))
    ]

    assert [reader for reader in readers if not reader.endswith("settings/base.py")] == []
