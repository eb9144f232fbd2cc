"""The wall on PostgreSQL: what the serving role can not see, write or tear down, whatever the code above it forgets."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import psycopg
import pytest
from django.apps import apps
from django.conf import settings
from psycopg.errors import InsufficientPrivilege

from ingang.foundation.personal.models import PersonalModel
from tests.live.databases import OwnDatabase
from tests.postgres import APP, OWNER

pytestmark = [pytest.mark.live, pytest.mark.parametrize("database", ["postgresql"], indirect=True)]

ALVA, CLEO = UUID(int=1), UUID(int=2)
WALLED = [one for one in apps.get_models() if issubclass(one, PersonalModel) and one.row_security]
SAMPLES = {
    "uuid": "gen_random_uuid()",
    "text": "''",
    "varchar": "''",
    "jsonb": "'{}'",
    "bytea": "''",
    "bool": "false",
    "date": "now()",
}
SAMPLES |= {"timestamptz": "now()"}


@contextmanager
def connected(database: OwnDatabase, role: str = APP) -> Iterator[psycopg.Connection[Any]]:
    """A plain connection in a transaction that comes to nothing."""
    assert database.server
    connection = psycopg.connect(host=str(database.server.folder), user=role, dbname=database.name)
    try:
        yield connection
    finally:
        connection.rollback()
        connection.close()


def fill(database: OwnDatabase, table: str) -> None:
    """A row of Alva's in the table, whatever its columns are."""
    with connected(database, "postgres") as connection:
        columns = connection.execute(
            "SELECT column_name, udt_name FROM information_schema.columns WHERE table_name = %s"
            " AND (is_nullable = 'NO' OR column_name = 'person')",
            [table],
        ).fetchall()
        values = [f"'{ALVA}'" if name == "person" else SAMPLES.get(kind, "0") for name, kind in columns]
        names = ", ".join(f'"{name}"' for name, _ in columns)
        checks = connection.execute(
            "SELECT conname FROM pg_constraint WHERE contype = 'c' AND conrelid = to_regclass(%s)", [table]
        ).fetchall()
        for (check,) in checks:
            connection.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{check}"')
        connection.execute(f"INSERT INTO {table} ({names}) VALUES ({', '.join(values)})")  # noqa: S608
        connection.commit()


def count(connection: psycopg.Connection[Any], table: str) -> int:
    row = connection.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608
    assert row
    return int(row[0])


def allow(connection: psycopg.Connection[Any], *persons: UUID) -> None:
    connection.execute("SELECT set_config('ingang.persons', %s, true)", [",".join(map(str, persons))])


def test_there_are_walled_tables(database: OwnDatabase) -> None:
    assert {"booking_appointment", "inbox_message", "records_resource"} <= {one._meta.db_table for one in WALLED}


def test_every_walled_table_shows_rows_of_the_granted_person_alone(database: OwnDatabase) -> None:
    seen = {}

    for table in (one._meta.db_table for one in WALLED):
        fill(database, table)
        with connected(database) as connection:
            none = count(connection, table)
            allow(connection, CLEO)
            others = count(connection, table)
            allow(connection, ALVA, CLEO)
            seen[table] = (none, others, count(connection, table))

    assert {table: found for table, found in seen.items() if found != (0, 0, 1)} == {}


def test_no_row_can_be_moved_to_or_written_for_somebody_else(database: OwnDatabase) -> None:
    allowed = []

    for table in (one._meta.db_table for one in WALLED):
        fill(database, table)
        with connected(database) as connection:
            allow(connection, ALVA)
            try:
                connection.execute(f"UPDATE {table} SET person = %s", [CLEO])  # noqa: S608
                allowed.append(table)
            except InsufficientPrivilege:
                pass

    assert allowed == []


def test_the_grant_ends_with_its_transaction(database: OwnDatabase) -> None:
    fill(database, "booking_hold")
    with connected(database) as connection:
        allow(connection, ALVA)
        during = count(connection, "booking_hold")
        connection.commit()

        after = count(connection, "booking_hold")

    assert (during, after) == (1, 0)


@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE {table} DISABLE ROW LEVEL SECURITY",
        "ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY",
        "DROP POLICY under_grant ON {table}",
        "CREATE POLICY mine ON {table} USING (true)",
        "TRUNCATE {table}",
        "DROP TABLE {table}",
    ],
)
def test_the_serving_role_can_not_tear_the_wall_down(statement: str, database: OwnDatabase) -> None:
    stood = []

    for table in (one._meta.db_table for one in WALLED):
        with connected(database) as connection, pytest.raises(InsufficientPrivilege):
            connection.execute(statement.format(table=table))
        stood.append(table)

    assert len(stood) == len(WALLED)


@pytest.mark.parametrize(
    "statement",
    [
        f"SET ROLE {OWNER}",
        "SET ROLE postgres",
        "SET session_replication_role = replica",
        "ALTER ROLE ingang_app BYPASSRLS",
        "CREATE TABLE mine (id int)",
        "CREATE SCHEMA mine",
    ],
)
def test_the_serving_role_can_not_become_another(statement: str, database: OwnDatabase) -> None:
    with connected(database) as connection, pytest.raises(InsufficientPrivilege):
        connection.execute(statement)


@pytest.mark.parametrize("what", ["UPDATE {table} SET at = now()", "DELETE FROM {table}", "TRUNCATE {table}"])
def test_the_audit_log_and_its_partitions_can_only_grow(what: str, database: OwnDatabase) -> None:
    with connected(database) as connection:
        connection.execute("SELECT audit_add_partition('2030-01-01')")
        connection.commit()
        parts = connection.execute("SELECT relid::regclass::text FROM pg_partition_tree('audit_auditevent')").fetchall()
    tables = {*settings.APPEND_ONLY_TABLES, *(name for (name,) in parts)}
    refused = []

    for table in tables:
        with connected(database) as connection, pytest.raises(InsufficientPrivilege, match="permission denied"):
            connection.execute(what.format(table=table))
        refused.append(table)

    assert {"audit_auditevent_default", "audit_auditevent_203001", "audit_seal", "audit_shownperson"} <= set(refused)
