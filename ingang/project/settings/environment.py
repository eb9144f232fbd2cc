"""Reads settings from the environment and fails loudly on a bad value. Every name begins with INGANG_."""

import json
import os
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

PREFIX = "INGANG_"
SHORTEST_SECRET = 50
# A database's host that is gone must not hold anybody: pages give up sooner by themselves (published/silence.py), and
# jobs, which may ask long questions, when nothing of the host has been heard for half a minute (psycopg, libpq).
PATIENCE = {
    "connect_timeout": 5,
    "keepalives_idle": 15,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 30_000,
}
HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?::[0-9]{1,5})?")


class BadSetting(Exception):
    """A setting has a value that can not be used, or a needed one is missing. The process does not start."""


def text(name: str, default: str | None = None) -> str:
    """The setting as text; or the content of the file that NAME_FILE names; or the default."""
    if path := os.environ.get(f"{PREFIX}{name}_FILE"):
        return Path(path).read_text(encoding="utf-8").strip()
    value = os.environ.get(PREFIX + name, default)
    if value is None:
        raise BadSetting(f"{PREFIX}{name} must be set")
    return value


def secret(name: str) -> str:
    """The setting as a secret: it must be set, and be long enough not to be guessed."""
    value = text(name)
    if len(value) < SHORTEST_SECRET:
        raise BadSetting(f"{PREFIX}{name} must be a secret of at least {SHORTEST_SECRET} characters")
    return value


def number(name: str, default: int) -> int:
    """The setting as a whole number of at least 0."""
    value = text(name, str(default))
    if not value.isdecimal():
        raise BadSetting(f"{PREFIX}{name} must be a whole number, not {value!r}")
    return int(value)


def flag(name: str, default: bool) -> bool:
    """The setting as yes or no: 1 or 0."""
    value = text(name, "1" if default else "0")
    if value not in {"0", "1"}:
        raise BadSetting(f"{PREFIX}{name} must be 1 or 0, not {value!r}")
    return value == "1"


def words(name: str, default: str = "") -> list[str]:
    """The setting as a list: words separated by commas."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def host(name: str, *, hosts: list[str], default: str = "") -> str:
    """The setting as one more host, perhaps with a port; empty where it is not set. It is none of the `hosts`."""
    value = text(name, default).strip().lower()
    if value and not HOST.fullmatch(value):
        raise BadSetting(f"{PREFIX}{name} must be a host like ung.example.se, not {value!r}")
    if value.partition(":")[0] in hosts:
        raise BadSetting(f"{PREFIX}{name} must be another host than those of {PREFIX}HOSTS")
    return value


def listing(name: str) -> list[dict[str, Any]]:
    """The setting as a JSON list of objects; empty when it is not set."""
    value = text(name, "[]")
    try:
        read = json.loads(value)
    except ValueError:
        read = None
    if not isinstance(read, list) or not all(isinstance(one, dict) for one in read):
        raise BadSetting(f"{PREFIX}{name} must be a JSON list of objects")
    return read


def database(address: str) -> dict[str, Any]:
    """Django's database settings from sqlite:PATH or postgresql://user:password@host:port/name.

    A socket folder is given as postgresql://user@/name?host=/folder.
    """
    if address.startswith("sqlite:"):
        return _sqlite(address.removeprefix("sqlite:"))
    parts = urlsplit(address)
    if parts.scheme != "postgresql" or not parts.path.strip("/"):
        raise BadSetting(f"{PREFIX}DATABASE must begin with sqlite: or postgresql://")
    host = parts.hostname or parts.query.removeprefix("host=")
    return _postgresql(parts.path.strip("/"), parts.username, parts.password, host, parts.port)


def _sqlite(path: str) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            # Without IMMEDIATE a transaction that reads and then writes fails at once under load.
            "transaction_mode": "IMMEDIATE",
            "timeout": 10,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
        },
    }


def _postgresql(name: str, user: str | None, password: str | None, host: str, port: int | None) -> dict[str, Any]:
    return {
        "ENGINE": "ingang.project.postgresql",
        "NAME": name,
        "USER": user or "",
        "PASSWORD": unquote(password or ""),
        "HOST": host,
        "PORT": port or "",
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        # Django prepares nothing unless both are set; prepared statements halve the database's work.
        "OPTIONS": {"server_side_binding": True, "prepare_threshold": 1, **PATIENCE},
    }
