"""What the pages really ask the database, as the database itself wrote it down."""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from tests.postgres import APP, Cluster

MARK = "next request"
STATEMENT = re.compile(r"(?:statement|execute [^:]*): (.*)", re.DOTALL)
# A savepoint is named after its thread and its number: the same one is called differently in each request.
SAVEPOINT = re.compile(r'"s\d+_x\d+"')
PARAMETER = re.compile(r"\$(\d+) = (NULL|'(?:[^']|'')*')")


@dataclass(frozen=True)
class Statement:
    """A statement with $1, $2 ... and what stood in their places."""

    sql: str
    values: tuple[str | None, ...] = ()


BY_THE_CLOCK = ('FROM "entrance_banner"', 'FROM "systems_maintenance"')
"""What a process reads anew every half minute, whichever page then comes: no request's own."""


Conversation = tuple[Statement, ...]
"""Everything that one request asked, in order, BEGIN and COMMIT included."""


def write_down(server: Cluster, *, database: str) -> None:
    """Let the server write down what the serving role asks in this database, in every session that begins from now."""
    server.sql(f"ALTER ROLE {APP} IN DATABASE {database} SET log_statement = 'all'")


def record(server: Cluster, *, database: str, log: Path, requests: Iterable[Callable[[], Any]]) -> list[Conversation]:
    """Send the requests one by one and give back what each of them asked the database; see `write_down`."""
    begins = log.stat().st_size
    dsn = f"host={server.folder} dbname={database} user=postgres options='-c log_statement=all'"
    with psycopg.connect(dsn, autocommit=True) as marker:
        for send in requests:
            marker.execute(f"SELECT '{MARK}'")
            send()
        marker.execute(f"SELECT '{MARK}'")
    return list(_conversations(_lines(log, begins)))


def _lines(log: Path, begins: int) -> Iterator[dict[str, Any]]:
    with log.open("rb") as file:
        file.seek(begins)
        for line in file:
            yield json.loads(line)


def _conversations(lines: Iterable[dict[str, Any]]) -> Iterator[Conversation]:
    asked: list[Statement] | None = None
    for line in lines:
        found = STATEMENT.match(line["message"])
        if line["user"] != APP and found and MARK in found[1]:
            if asked is not None:
                yield tuple(asked)
            asked = []
        elif asked is not None and found and line["user"] == APP and not any(one in found[1] for one in BY_THE_CLOCK):
            asked.append(Statement(SAVEPOINT.sub('"savepoint"', found[1]), _values(line.get("detail", ""))))


def _values(detail: str) -> tuple[str | None, ...]:
    return tuple(None if value == "NULL" else value[1:-1].replace("''", "'") for _, value in PARAMETER.findall(detail))
