"""Where the content of files lies: Django's storage `documents`, apart from the tables and from every address.

A key begins with the table's service and the day, so that what was half sent can be found without looking at all.
"""

import hashlib
import secrets
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any, BinaryIO, cast

from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages

from ingang.foundation.documents.errors import FileGone
from ingang.foundation.documents.models import StoredFile

SWEPT_DAYS = 3


def keep(*, of: str, content: bytes, on: date) -> str:
    """Keep the content for a service; gives its key. What no row names by the next sweep is thrown away."""
    return _storage().save(f"{of}/{on.isoformat()}/{secrets.token_hex(32)}", ContentFile(content))


def read(*, file: StoredFile) -> BinaryIO:
    """The content, from its beginning. Refuses content that is not what was kept, or is not there."""
    try:
        content: Any = _storage().open(file.key)
    except OSError as error:
        raise FileGone() from error
    if hashlib.file_digest(content, "sha256").hexdigest() != file.digest:
        content.close()
        raise FileGone()
    content.seek(0)
    return cast(BinaryIO, content)


def throw_away(*, key: str) -> None:
    """Remove the content; what is gone already stays gone."""
    _storage().delete(key)


def lately_kept(*, of: str, now: datetime) -> Iterator[str]:
    """The keys of the days before today, of which one without a row was never wholly received."""
    for days in range(1, SWEPT_DAYS + 1):
        folder = f"{of}/{(now - timedelta(days=days)).date().isoformat()}"
        if _storage().exists(folder):
            yield from (f"{folder}/{name}" for name in _storage().listdir(folder)[1])


def _storage() -> Storage:
    return storages["documents"]
