"""An answer that is finished: its bytes in each encoding with all their headers, ready to be sent."""

import gzip
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256

import brotli

Headers = list[tuple[str, str]]
ENCODINGS = ("br", "gzip", "")
# Small answers grow by it, and pictures are packed already.
PACKED, LEAST = ("text/", "application/json", "application/xml", "application/atom+xml", "image/svg"), 400
# A page is made again when anything public changes: the last per cent of packing is not worth ten times the time.
BROTLI, GZIP = 5, 6
OURS = frozenset(
    {"content-length", "content-encoding", "cache-control", "vary", "etag", "set-cookie", "x-keep-seconds", "date"}
)
STALE = ("Warning", '110 - "Response is Stale"')
MAX_AGE = 3
"""So long may a browser or a proxy keep it: together with ours it is within the ten seconds."""


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What Django answered. `failed`: it can not help it, as when the database is away."""

    status: str
    headers: Headers
    body: bytes

    @property
    def code(self) -> int:
        return int(self.status[:3])

    @property
    def failed(self) -> bool:
        return self.code >= 500

    def header(self, name: str) -> str:
        """All values of the header, or nothing."""
        return ", ".join(value for key, value in self.headers if key.lower() == name)


class Finished:
    """Bytes to be sent as they are. `fresh_until` is by the monotonic clock; `used` tells that somebody has read it."""

    __slots__ = (
        "body", "etag", "fresh_until", "headers", "is_stale", "ready", "same_for_all", "size", "unchanged", "used",
        "version",
    )  # fmt: skip

    def __init__(self, *, headers: Iterable[tuple[str, str]], body: bytes, is_stale: bool = False) -> None:
        self.body = body
        self.headers = [(name, value) for name, value in headers if name.lower() not in OURS]
        self.etag = sha256(body).hexdigest()[:20]
        self.is_stale = is_stale
        self.fresh_until = 0.0
        self.version: object = None
        self.used = self.same_for_all = False
        self.ready: dict[str, tuple[Headers, list[bytes]]] = {}
        self.unchanged: dict[str, Headers] = {}
        for encoding, packed in _packed(body, self._type()):
            self._add(encoding, packed)
        self.size = sum(len(packed[0]) + 1500 for _, packed in self.ready.values())

    def _type(self) -> str:
        return next((value for name, value in self.headers if name.lower() == "content-type"), "")

    def _add(self, encoding: str, packed: bytes) -> None:
        common = [
            ("Cache-Control", "no-store" if self.is_stale else f"public, max-age={MAX_AGE}"),
            ("Vary", "Accept-Encoding, Cookie"),
            ("ETag", f'"{self.etag}-{encoding}"' if encoding else f'"{self.etag}"'),
        ]
        if self.is_stale:
            common.append(STALE)
        about = [("Content-Encoding", encoding)] if encoding else []
        self.ready[encoding] = ([*self.headers, *common, *about, ("Content-Length", str(len(packed)))], [packed])
        protective = [one for one in self.headers if one[0].lower() != "content-type"]
        self.unchanged[encoding] = protective + common

    def rested(self) -> "Finished":
        """The same bytes, said to be old: nobody may keep them for later."""
        return self if self.is_stale else Finished(headers=self.headers, body=self.body, is_stale=True)


def _packed(body: bytes, kind: str) -> Iterable[tuple[str, bytes]]:
    if not kind.startswith(PACKED) or len(body) < LEAST:
        yield from ((encoding, body) for encoding in ("",))
        return
    yield "br", brotli.compress(body, quality=BROTLI)
    yield "gzip", gzip.compress(body, compresslevel=GZIP, mtime=0)
    yield "", body


@lru_cache(maxsize=256)
def accepted(header: str) -> str:
    """The best encoding that the reader's browser takes; empty for none."""
    offers = [one.strip().lower() for one in header.split(",")[:20]]
    refused = {"0", "0.0", "0.00", "0.000"}
    named = {one.split(";")[0].strip() for one in offers if one.replace(" ", "").partition(";q=")[2] not in refused}
    return next((encoding for encoding in ENCODINGS if encoding in named), "")
