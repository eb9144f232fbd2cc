"""Row-level security and the serving role's rights on PostgreSQL, put right by the owner after each migration."""

from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from ingang.foundation.personal.models import PersonalModel

ALLOWED_PERSON = (
    "({person}::text = current_setting('ingang.persons', true)"
    " OR current_setting('ingang.persons', true) = '*'"
    " OR {person}::text = ANY (string_to_array(current_setting('ingang.persons', true), ',')))"
)
"""Nearly always the grant is about one person: that is asked first, row by row, in half the time of the rest."""
ALLOWED_UNIT = " OR (unit <> '' AND unit = current_setting('ingang.unit', true))"


def protect_after_migration(sender: Any, using: str, **_: object) -> None:
    """Run `protect` once, after the last app's announcement."""
    announced = [config for config in apps.get_app_configs() if config.models_module is not None]
    if sender.label == announced[-1].label:
        protect(connections[using])


def protect(connection: BaseDatabaseWrapper) -> None:
    """Give every personal table its policy and the serving role its rights. Does nothing on SQLite."""
    if connection.vendor != "postgresql":
        return
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for model in apps.get_models():
            if issubclass(model, PersonalModel) and model.row_security and model._meta.db_table in tables:
                for statement in _policy(model):
                    cursor.execute(statement)
        _give_rights(cursor)


def _policy(model: type[PersonalModel]) -> list[str]:
    table = connection_name(model._meta.db_table)
    columns = {field.column for field in model._meta.local_fields}
    allowed = ALLOWED_PERSON.format(person="person") + (ALLOWED_UNIT if "unit" in columns else "")
    return [
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
        f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
        f"DROP POLICY IF EXISTS under_grant ON {table}",
        f"CREATE POLICY under_grant ON {table} USING ({allowed}) WITH CHECK ({allowed})",
    ]


def connection_name(table: str) -> str:
    """The table's name, quoted for SQL."""
    return '"' + table.replace('"', '""') + '"'


def _give_rights(cursor: Any) -> None:
    role = settings.DATABASE_APP_ROLE
    cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
    if cursor.fetchone() is None:
        return
    quoted = connection_name(role)
    cursor.execute(f"GRANT USAGE ON SCHEMA public TO {quoted}")
    cursor.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {quoted}")
    cursor.execute(f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {quoted}")
    for table in settings.APPEND_ONLY_TABLES:
        for part in _with_partitions(cursor, table):
            cursor.execute(f"REVOKE UPDATE, DELETE, TRUNCATE ON {part} FROM {quoted}")


def _with_partitions(cursor: Any, table: str) -> list[str]:
    """The table and its partitions, quoted; rights are held by each for itself."""
    # An ordinary table is not in its own tree.
    cursor.execute(
        "SELECT name::text FROM (SELECT to_regclass(%s) UNION SELECT relid FROM pg_partition_tree(to_regclass(%s)))"
        " AS part (name) WHERE name IS NOT NULL",
        [table, table],
    )
    return [name for (name,) in cursor.fetchall()]
