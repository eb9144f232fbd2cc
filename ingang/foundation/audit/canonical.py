"""One way only to write a row as bytes, so that its hash means the same for ever and on every database."""

import json
from datetime import UTC, datetime
from uuid import UUID

from django.db import models

VERSION = b"ingang audit 1\n"


def content_of(row: models.Model, *, without: frozenset[str] = frozenset()) -> bytes:
    """Every field of the row by name, times in UTC to the microsecond, keys sorted."""
    fields = {field.attname: _plain(getattr(row, field.attname)) for field in row._meta.local_concrete_fields}
    kept = {name: value for name, value in fields.items() if name not in without}
    text = json.dumps(kept, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return VERSION + text.encode("ascii")


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return str(value) if isinstance(value, UUID) else value
