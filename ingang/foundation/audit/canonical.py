"""One way only to write a row as bytes, so that its hash means the same for ever and on every database."""

import json
from datetime import UTC, datetime
from uuid import UUID

from django.db import models

VERSION = b"ingang audit 1\n"


def content_of(row: models.Model, *, without: frozenset[str] = frozenset()) -> bytes:
    """Every field of the row by name, times in UTC to the microsecond, keys sorted."""
    names = [field.attname for field in row._meta.local_concrete_fields if field.attname not in without]
    values = row.__dict__
    return VERSION + _encode({name: values[name] for name in names}).encode("ascii")


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, UUID):
        return str(value)
    raise TypeError(type(value))


_encode = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=True, default=_plain).encode
