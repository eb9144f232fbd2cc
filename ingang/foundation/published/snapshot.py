"""Finished bytes on disk: what is shown when the database is away, also after a new start."""

import json
import logging
import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile

from ingang.foundation.published.answers import Headers

log = logging.getLogger(__name__)
ENDING = ".page"
LOOK_EVERY = 100
"""So many files are written before the folder's size is looked at again."""


@dataclass(frozen=True, kw_only=True)
class Saved:
    """A page as it was last whole."""

    headers: Headers
    body: bytes


class Snapshot:
    """A folder with one file for each page, within so many bytes: the one that was written longest ago goes first."""

    def __init__(self, *, folder: Path, most_bytes: int) -> None:
        self.folder, self.most_bytes = folder, most_bytes
        self._written = 0

    def save(self, *, name: str, headers: Headers, body: bytes) -> None:
        """Write the page in one step, so that nobody ever reads half of it. A full disk stops no page."""
        head = {"name": name, "digest": sha256(body).hexdigest(), "headers": headers}
        try:
            path = self._path(name)
            path.parent.mkdir(parents=True, exist_ok=True)
            with NamedTemporaryFile(dir=path.parent, delete=False) as file:
                file.write(json.dumps(head).encode() + b"\n" + body)
            os.replace(file.name, path)
        except OSError:
            log.exception("a finished page could not be written")
            return
        self._written += 1
        if self._written % LOOK_EVERY == 1:
            self.trim()

    def load(self, *, name: str) -> Saved | None:
        """The page as it was last written; None where there is none, or where its file is not whole."""
        try:
            first, _, body = self._path(name).read_bytes().partition(b"\n")
            head = json.loads(first)
            headers = [(str(key), str(value)) for key, value in head["headers"]]
            if head["name"] != name or head["digest"] != sha256(body).hexdigest():
                return None
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return Saved(headers=headers, body=body)

    def is_newer(self, *, name: str, than: datetime) -> bool:
        """Whether the page was written after the moment."""
        try:
            return self._path(name).stat().st_mtime > than.timestamp()
        except OSError:
            return False

    def trim(self) -> None:
        """Take away the oldest files until the rest fits, and what a killed process left half written."""
        files = []
        for path in self.folder.glob("*/*"):
            with suppress(OSError):
                told = path.stat()
                files.append((told.st_mtime, told.st_size, path))
        total = sum(size for _, size, _ in files)
        for _, size, path in sorted(files):
            if total <= self.most_bytes:
                return
            with suppress(OSError):
                path.unlink()
            total -= size

    def _path(self, name: str) -> Path:
        digest = sha256(name.encode("utf-8", "surrogateescape")).hexdigest()
        return self.folder / digest[:2] / (digest + ENDING)
