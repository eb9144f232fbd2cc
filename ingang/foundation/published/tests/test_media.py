"""Pictures and films from disk: what is answered, with which headers, in which parts, and nothing else."""

import hashlib
from pathlib import Path
from typing import Any
from wsgiref.util import setup_testing_defaults

import pytest

from ingang.foundation.published.media import media_before

FILM = bytes(range(256)) * 4
DIGEST = hashlib.sha256(FILM).hexdigest()
NAME = f"{DIGEST[:2]}/{DIGEST[2:]}.mp4"
ADDRESS = f"/media/{NAME}"


@pytest.fixture
def ask(tmp_path: Path) -> Any:
    """Asks the application in front of one that would be Django's, which says so."""
    place = tmp_path / NAME
    place.parent.mkdir()
    place.write_bytes(FILM)
    (tmp_path / "secret.txt").write_text("secret")
    (tmp_path / DIGEST[:2] / "page.html").write_text("<script>")
    application = media_before(_django, folder=str(tmp_path), address="/media/")

    def asked(path: str, method: str = "GET", **headers: str) -> tuple[str, dict[str, str], bytes]:
        environ: dict[str, Any] = {"REQUEST_METHOD": method, "PATH_INFO": path, **headers}
        setup_testing_defaults(environ)
        told: list[Any] = []
        answer: Any = application(environ, lambda status, names, *_: told.append((status, dict(names))))
        body = b"".join(answer)
        if hasattr(answer, "close"):
            answer.close()
        return (*told[0], body)

    return asked


def _django(environ: Any, start: Any) -> list[bytes]:
    start("200 OK", [("X-From", "django")])
    return [b"django"]


def test_a_file_is_answered_whole_with_what_keeps_it_a_film_for_ever(ask: Any) -> None:
    status, headers, body = ask(ADDRESS)

    assert (status, body) == ("200 OK", FILM)
    assert headers["Content-Type"] == "video/mp4"
    assert headers["Content-Length"] == "1024"
    assert headers["ETag"] == f'"{DIGEST}"'
    assert "Last-Modified" in headers
    assert "immutable" in headers["Cache-Control"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert headers["Accept-Ranges"] == "bytes"
    assert ask(ADDRESS, "HEAD")[2] == b""
    assert ask(ADDRESS, HTTP_IF_NONE_MATCH=headers["ETag"])[0] == "304 Not Modified"
    assert ask(ADDRESS, HTTP_IF_MODIFIED_SINCE=headers["Last-Modified"])[0] == "304 Not Modified"


@pytest.mark.parametrize(
    ("asked", "status", "told", "part"),
    [
        ("bytes=0-1", 206, "bytes 0-1/1024", FILM[:2]),
        ("bytes=0-0", 206, "bytes 0-0/1024", FILM[:1]),
        ("bytes=1023-1023", 206, "bytes 1023-1023/1024", FILM[-1:]),
        ("bytes=1000-", 206, "bytes 1000-1023/1024", FILM[1000:]),
        ("bytes=-10", 206, "bytes 1014-1023/1024", FILM[-10:]),
        ("bytes=1000-9999", 206, "bytes 1000-1023/1024", FILM[1000:]),
        ("bytes=1024-", 416, "bytes */1024", b""),
        ("bytes=5000-6000", 416, "bytes */1024", b""),
        ("bytes=x-y", 200, None, FILM),
        ("bytes=0-1,4-5", 200, None, FILM),
        ("lines=0-1", 200, None, FILM),
    ],
)
def test_a_part_of_a_file(asked: str, status: int, told: str | None, part: bytes, ask: Any) -> None:
    answer, headers, body = ask(ADDRESS, HTTP_RANGE=asked)

    assert int(answer[:3]) == status
    assert headers.get("Content-Range") == told
    assert body == part


@pytest.mark.parametrize(
    "path",
    [
        "/media/",
        "/media/secret.txt",
        f"/media/{DIGEST[:2]}",
        f"/media/{DIGEST[:2]}/",
        f"/media/{DIGEST[:2]}/page.html",
        f"/media/../media/{NAME}",
        "/media/../../etc/passwd",
        f"/media/{NAME}/",
        f"/media/{NAME}\n",
        f"/media/{NAME}\0",
        f"/media//{NAME}",
        f"/media/{NAME.replace('mp4', 'webm')}",
        f"/media/{NAME.replace('mp4', 'svg')}",
        f"/media/{NAME.upper()}",
        "/media/\xff\xfe",
    ],
)
def test_nothing_else_is_there(path: str, ask: Any) -> None:
    status, headers, body = ask(path)

    assert status == "404 Not Found"
    assert headers["Content-Type"] == "text/plain; charset=utf-8"
    assert b"secret" not in body
    assert "X-From" not in headers


def test_nobody_writes_there_and_all_else_is_django_s(ask: Any) -> None:
    assert ask(ADDRESS, "POST")[0] == "405 Method Not Allowed"
    assert ask(ADDRESS, "DELETE")[0] == "405 Method Not Allowed"
    assert ask("/")[2] == b"django"
    assert ask("/medial/")[2] == b"django"


def test_a_file_that_came_later_is_there_at_once(ask: Any, tmp_path: Path) -> None:
    later = hashlib.sha256(b"later").hexdigest()
    path = f"/media/{later[:2]}/{later[2:]}.webp"
    before = ask(path)[0]
    (tmp_path / later[:2]).mkdir(exist_ok=True)
    (tmp_path / later[:2] / f"{later[2:]}.webp").write_bytes(b"later")

    assert (before, ask(path)[0], ask(path)[1]["Content-Type"]) == ("404 Not Found", "200 OK", "image/webp")
