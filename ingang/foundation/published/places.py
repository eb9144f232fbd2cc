"""Where a public page is: all that it can depend on, read from what a browser asks, and a clean request for it."""

import io
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.core.handlers.wsgi import get_path_info
from django.http.cookie import parse_cookie
from django.urls import Resolver404, resolve
from django.utils import translation

from ingang.foundation.published.keeping import Keeping, keeping_of

Environ = dict[str, Any]
Key = tuple[str, str, str, tuple[str, ...], bool]
LONGEST_QUERY, LONGEST_PATH, MOST_PARTS = 200, 500, 40


@dataclass(frozen=True, kw_only=True)
class Rules:
    """What a process knows of the pages in front of which it stands.

    `choices` names the cookies on which public pages depend, with every value that counts; `session` the cookie of a
    session. `hosts` are served by name, the first is ours; below `never` nothing is public. `secure` is the header by
    which our own proxy says that the reader came by https, and its value.
    """

    choices: Mapping[str, frozenset[str]]
    session: str
    hosts: tuple[str, ...]
    never: tuple[str, ...] = ()
    secure: tuple[str, str] | None = None
    language: str = "sv"


@dataclass(frozen=True, kw_only=True)
class Place:
    """One page for one set of choices, with how it is kept. `port` is what the reader wrote behind the host."""

    host: str
    port: str
    path: str
    query: str
    chosen: tuple[str, ...]
    is_secure: bool
    keeping: Keeping

    @property
    def key(self) -> Key:
        """Under which it is kept in memory."""
        return (self.host + self.port, self.path, self.query, self.chosen, self.is_secure)

    @property
    def name(self) -> str:
        """Under which it is kept on disk."""
        return "\n".join((self.host, self.path, self.query, *self.chosen))


def cookies_reader(rules: Rules) -> Callable[[str], tuple[bool, tuple[str, ...]]]:
    """Reads a header of cookies as Django does: whether there is a session, and the choices that count."""

    def read(header: str) -> tuple[bool, tuple[str, ...]]:
        cookies = parse_cookie(header)
        chosen = (cookies.get(name, "") for name in rules.choices)
        allowed = rules.choices.values()
        counted = tuple(value if value in values else "" for value, values in zip(chosen, allowed, strict=True))
        return rules.session in cookies, counted

    return lru_cache(maxsize=1024)(read)


def place_of(*, environ: Environ, chosen: tuple[str, ...], is_secure: bool, rules: Rules) -> Place | None:
    """The place that is asked for; None where nothing is kept, and where the address is not one that we made."""
    host, port = _host(environ)
    path, query = environ["PATH_INFO"], environ.get("QUERY_STRING", "")
    if (
        host not in rules.hosts
        or path.startswith(rules.never)
        or len(path) > LONGEST_PATH
        or environ.get("SCRIPT_NAME")
    ):
        return None
    keeping = _keeping(environ, rules)
    named = _named(query, keeping.query) if keeping else None
    if keeping is None or named is None:
        return None
    return Place(host=host, port=port, path=path, query=named, chosen=chosen, is_secure=is_secure, keeping=keeping)


def request_for(*, place: Place, rules: Rules) -> Environ:
    """A request for the page by nobody in particular: no session, no sender, and nothing else of who asked first."""
    cookies = "; ".join(f"{name}={value}" for name, value in zip(rules.choices, place.chosen, strict=True) if value)
    environ = {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": place.path,
        "QUERY_STRING": place.query,
        "SERVER_NAME": place.host,
        "SERVER_PORT": place.port.removeprefix(":") or ("443" if place.is_secure else "80"),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "",
        "HTTP_HOST": place.host + place.port,
        "HTTP_ACCEPT": "text/html,*/*",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "https" if place.is_secure else "http",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    if cookies:
        environ["HTTP_COOKIE"] = cookies
    if place.is_secure and rules.secure:
        environ[rules.secure[0]] = rules.secure[1]
    return environ


def _host(environ: Environ) -> tuple[str, str]:
    """The name and the port that the reader wrote. A port that is not ours is no address that we made."""
    asked = environ.get("HTTP_HOST", "")
    port = f":{environ.get('SERVER_PORT', '')}"
    return (asked.removesuffix(port), port) if asked.endswith(port) else (asked, "")


def _keeping(environ: Environ, rules: Rules) -> Keeping | None:
    try:
        path = get_path_info(environ)
        with translation.override(translation.get_language_from_path(path) or rules.language):
            return keeping_of(resolve(path).func)
    except (Resolver404, UnicodeError):
        return None


def _named(query: str, names: frozenset[str] | None) -> str | None:
    """The parts of the query on which the page depends, in one order; None where they are more than pages make."""
    if names is None and query:
        return None
    if not query or not names:
        return ""
    try:
        parts = parse_qsl(query, keep_blank_values=True, max_num_fields=MOST_PARTS)
    except ValueError:
        return None
    named = urlencode(sorted(part for part in parts if part[0] in names))
    return named if len(named) <= LONGEST_QUERY else None
