"""A front before an application that is not Django: it shows everything that it is asked with."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import Any

import pytest

from ingang.foundation.published import current, places
from ingang.foundation.published.front import Front
from ingang.foundation.published.keeping import KEEP_SECONDS, Keeping
from ingang.foundation.published.places import Rules
from ingang.foundation.published.snapshot import Snapshot

CHOICES = {"region": frozenset({"01", "12"}), "theme": frozenset({"light", "dark"})}
RULES = Rules(choices=CHOICES, session="session", hosts=("care.example",), never=("/min/",))
KEPT = {
    "/page/": Keeping(seconds=60),
    "/en/page/": Keeping(seconds=60),
    "/list/": Keeping(seconds=60, query=frozenset({"page"})),
    "/search/": Keeping(seconds=60, query=None),
    "/robots.txt": Keeping(seconds=60, same_for_all=True),
}


@dataclass
class Showing:
    """The application: its page tells every header that it was asked with. `told` are further headers of its answer."""

    status: str = "200 OK"
    told: list[tuple[str, str]] = field(default_factory=lambda: [(KEEP_SECONDS, "60")])
    body: str = ""
    raises: Exception | None = None
    asked: list[dict[str, Any]] = field(default_factory=list)

    def __call__(self, environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        self.asked.append(environ)
        if self.raises:
            raise self.raises
        start(self.status, [("Content-Type", "text/html; charset=utf-8"), ("X-Frame-Options", "DENY"), *self.told])
        seen = sorted(f"{name}={value}" for name, value in environ.items() if isinstance(value, str))
        return [(self.body or "\n".join(seen)).encode("utf-8", "surrogateescape")]


@dataclass(frozen=True)
class Got:
    """An answer as a browser has it."""

    code: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


def get(front: Front, path: str = "/page/", query: str = "", **headers: str) -> Got:
    """Ask as a browser does; `cookie="..."`, `if_none_match="..."` and so on are headers."""
    environ: dict[str, Any] = {
        "REQUEST_METHOD": headers.pop("method", "GET"),
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_PORT": "443",
        "wsgi.url_scheme": "http",
        "HTTP_HOST": "care.example",
    }
    environ |= {f"HTTP_{name.upper()}": value for name, value in headers.items()}
    told: list[Any] = []
    body = b"".join(front(environ, lambda status, headers, *_: told.append((status, headers))))
    status, given = told[0]
    assert len({name.lower() for name, _ in given}) == len(given)
    return Got(int(status[:3]), {name.lower(): value for name, value in given}, body)


@pytest.fixture
def django() -> Showing:
    """What stands behind the front."""
    return Showing()


@pytest.fixture
def front(django: Showing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Front:
    """A front with room for some pages."""
    monkeypatch.setattr(places, "_keeping", lambda environ, _: KEPT.get(environ["PATH_INFO"]))
    monkeypatch.setattr(current, "_answers", [False])
    monkeypatch.setattr(current, "_current", [current.Version("", 0.0)])
    return make_front(django, tmp_path)


def make_front(django: Showing, folder: Path, most_bytes: int = 1_000_000) -> Front:
    """A front as one process has it; another one over the same folder is a new start."""
    snapshot = Snapshot(folder=folder / "published", most_bytes=most_bytes)
    return Front(django, rules=RULES, most_bytes=most_bytes, snapshot=snapshot)


def something_changes() -> None:
    """As if the database had told of a change."""
    current._current[0] = current.Version(current.version().mark + "+", monotonic())
