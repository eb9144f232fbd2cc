"""Pictures, films and sound under their own content's address: answered from disk before Django, database or not.

A file's name is the digest of its bytes with the end that its content has, so that an answer never changes and its type
is never guessed. Everything else below the address does not exist. A web server in front may serve the same folder:
docs/how-to/run-in-production.md.
"""

import re
from collections.abc import Iterable
from http import HTTPStatus
from typing import Any

from whitenoise import WhiteNoise
from whitenoise.responders import NotARegularFileError, Response, SlicedFile, StaticFile

from ingang.foundation.published.front import Application, Start
from ingang.foundation.published.places import Environ

TYPES = {
    "webp": "image/webp",
    "mp4": "video/mp4",
    "webm": "video/webm",
    "mp3": "audio/mpeg",
    "ogg": "audio/ogg",
    "m4a": "audio/mp4",
    "vtt": "text/vtt; charset=utf-8",
}
"""The kinds of file that there are, by the end of the name."""
NAME = re.compile(rf"[0-9a-f]{{2}}/[0-9a-f]{{62}}\.(?:{'|'.join(TYPES)})\Z")
HEADERS = (
    ("Cache-Control", "public, max-age=31536000, immutable"),
    ("X-Content-Type-Options", "nosniff"),
    ("Content-Security-Policy", "default-src 'none'; sandbox"),
    ("Cross-Origin-Resource-Policy", "cross-origin"),
    ("Accept-Ranges", "bytes"),
)
NOT_HERE = b"There is no such file.\n"


def media_before(application: Application, *, folder: str, address: str) -> Application:
    """The files of the folder below the address, and the application for everything else."""
    files = _Files(not_here, root=folder, prefix=address, autorefresh=True, allow_all_origins=False)

    def answer(environ: Environ, start: Start) -> Iterable[bytes]:
        if environ["PATH_INFO"].startswith(address):
            found: Iterable[bytes] = files(environ, start)
            return found
        return application(environ, start)

    return answer


def not_here(environ: Environ, start: Start) -> Iterable[bytes]:
    """Nothing below the address but files: no listing, and no page of Django's, which would ask the database."""
    headers = [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(NOT_HERE)))]
    start("404 Not Found", [*headers, ("X-Content-Type-Options", "nosniff"), ("Cache-Control", "no-store")])
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [NOT_HERE]


class _Files(WhiteNoise):  # type: ignore[misc]
    """WhiteNoise, looking on disk at each request: files come while the process runs, and from other processes."""

    def find_file(self, url: str) -> StaticFile | None:
        (root, prefix), *_ = self.directories
        name = url.removeprefix(prefix)
        if not NAME.match(name):
            return None
        headers = [("Content-Type", TYPES[name.rpartition(".")[2]]), ("ETag", f'"{name[:2]}{name[3:65]}"'), *HEADERS]
        try:
            return _OneByteToo(root + name, headers)
        except (OSError, NotARegularFileError):
            return None


class _OneByteToo(StaticFile):  # type: ignore[misc]
    """A file of which a range may be a single byte, which WhiteNoise takes for none."""

    def get_range_response(self, range_header: str, base_headers: Any, file_handle: Any) -> Response:
        size = next(int(value) for name, value in base_headers if name == "Content-Length")
        start, end = self.get_byte_range(range_header, size)
        if start != end or start >= size:
            return super().get_range_response(range_header, base_headers, file_handle)
        headers = [one for one in base_headers if one[0] != "Content-Length"]
        headers += [("Content-Range", f"bytes {start}-{end}/{size}"), ("Content-Length", "1")]
        return Response(HTTPStatus.PARTIAL_CONTENT, headers, file_handle and SlicedFile(file_handle, start, end))
