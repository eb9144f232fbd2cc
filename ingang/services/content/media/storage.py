"""Where the files lie: each under the digest of its bytes, whatever it was called, written in one step."""

import hashlib
import os
import tempfile
from pathlib import Path
from typing import Any

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.base import File
from django.core.files.storage import FileSystemStorage
from django.utils.deconstruct import deconstructible

from ingang.foundation.published.media import TYPES


def address_within(*, digest: str, end: str) -> str:
    """The name of a file with this SHA-256 digest, whose content is of the kind with this end."""
    if end not in TYPES:
        raise SuspiciousFileOperation(f"no file of the kind {end!r} is kept")
    return f"{digest[:2]}/{digest[2:]}.{end}"


def digest_in(name: str, /) -> str:
    """The digest that such a name tells."""
    return name.partition(".")[0].replace("/", "")


@deconstructible(path="ingang.services.content.media.storage.ByContent")
class ByContent(FileSystemStorage):
    """Files by content. The same bytes are one file, and a file never changes.

    Nothing is removed by whoever removes a row: another may name the same bytes at that very moment. The sweep does.
    """

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        """Any: what counts is the content."""
        return name

    def delete(self, name: str) -> None:
        """Left to the sweep."""

    def _save(self, name: str, content: File[Any]) -> str:
        content.seek(0)
        digest = hashlib.sha256()
        Path(self.location).mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=self.location, prefix=".coming-", delete=False) as coming:
            try:
                for chunk in content.chunks():
                    digest.update(chunk)
                    coming.write(chunk)
                kept = address_within(digest=digest.hexdigest(), end=Path(name).suffix.removeprefix("."))
                coming.flush()
                os.fsync(coming.fileno())
                place = Path(self.path(kept))
                place.parent.mkdir(exist_ok=True)
                Path(coming.name).chmod(0o644)
                # The same bytes again: the file is as new as now, so that no sweep takes it from whoever names it next.
                Path(coming.name).replace(place)
            except BaseException:
                Path(coming.name).unlink(missing_ok=True)
                raise
        return kept
