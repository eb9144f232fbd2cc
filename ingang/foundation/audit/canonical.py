"""One way only to write a row as bytes, so that its hash means the same for ever and on every database.

Each field in the order of its name: `name=length:text;`, the length in bytes of UTF-8, and `name=~;` for nothing.
PostgreSQL can write the same bytes by itself (`content_in_sql`), so that sealing need not carry every row out; the
verification always writes them here, and a test compares the two.
"""

import json
from datetime import UTC, datetime
from functools import cache
from typing import Any

from django.db import models

VERSION = "ingang audit 1\n"
NOTHING = "~;"

# How PostgreSQL writes a value of each kind of field as the text that `_text` writes.
SQL_TEXTS: "dict[type[models.Field[Any, Any]], str]" = {
    models.DateTimeField: """to_char({0} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US') || '+00:00'""",
    models.CharField: "{0}::text",
    models.UUIDField: "{0}::text",
    models.JSONField: "{0}::text",
    models.BigAutoField: "{0}::text",
}


def content_of(row: models.Model, *, without: frozenset[str] = frozenset()) -> bytes:
    """Every field of the row by name, times in UTC to the microsecond."""
    names = sorted(field.attname for field in row._meta.local_concrete_fields if field.attname not in without)
    return (VERSION + "".join(f"{name}={_told(row.__dict__[name])}" for name in names)).encode()


@cache
def content_in_sql(model: type[models.Model]) -> str:
    """The expression by which PostgreSQL writes `content_of` a row of the model, as text."""
    fields = sorted(model._meta.local_concrete_fields, key=lambda field: field.attname)
    return " || ".join([f"'{VERSION}'", *(_told_in_sql(field) for field in fields)])


def _told(value: object) -> str:
    if value is None:
        return NOTHING
    text = _text(value)
    return f"{len(text.encode())}:{text};"


def _text(value: object) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, list | dict):
        return json.dumps(_in_jsonb_order(value), ensure_ascii=False)
    return str(value)


def _in_jsonb_order(value: Any) -> Any:
    """Keys as jsonb keeps them: the shorter first, and those of one length by their bytes."""
    if isinstance(value, dict):
        keys = sorted(value, key=lambda key: (len(key.encode()), key.encode()))
        return {key: _in_jsonb_order(value[key]) for key in keys}
    return [_in_jsonb_order(one) for one in value] if isinstance(value, list) else value


def _told_in_sql(field: "models.Field[Any, Any]") -> str:
    text = SQL_TEXTS[type(field)].format(field.column)
    told = f"octet_length({text}) || ':' || {text} || ';'"
    return f"'{field.attname}=' || " + (f"coalesce({told}, '{NOTHING}')" if field.null else told)
