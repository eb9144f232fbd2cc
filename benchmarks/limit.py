"""The limit: pgbench sends the statements that were recorded, in the same transactions, with the same values.

Each of its clients looks up the values of its next conversation in a table; what the look-up costs is measured alone
and taken off, so that the limit is not made slower than it is.
"""

import re
import subprocess
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

import psycopg

from benchmarks.recording import Conversation, Statement
from tests.postgres import APP, Cluster

THREADS = 2
TABLE = "recorded"
PLACE = re.compile(r"\$(\d+)")
RATE = re.compile(r"tps = ([\d.]+) \(without initial connection time\)")
FAILED = re.compile(r"number of failed transactions: (\d+)")


class RequestsDiffer(Exception):
    """Requests of the same kind asked the database different things: they can not be one script."""


@dataclass(frozen=True, kw_only=True)
class Script:
    """What pgbench runs: `lookup` gives each conversation its values, `body` is the conversation."""

    lookup: str
    body: str
    statements: int
    conversations: int


def prepare(server: Cluster, *, database: str, conversations: list[Conversation]) -> Script:
    """Put the recorded values into a table of the database, and make the script that replays them."""
    _check_alike(conversations)
    columns: dict[tuple[str, ...], str] = {}
    body = [_line(place, conversations, columns) for place in range(len(conversations[0]))]
    with psycopg.connect(f"host={server.folder} dbname={database} user=postgres", autocommit=True) as owner:
        fields = "".join(f", {name} text NOT NULL" for name in columns.values())
        owner.execute(f"CREATE TABLE {TABLE} (number integer PRIMARY KEY{fields})")
        owner.execute(f"GRANT SELECT ON {TABLE} TO {APP}")
        with owner.cursor().copy(f"COPY {TABLE} FROM STDIN") as copy:
            for number, row in enumerate(zip(*columns, strict=True)):
                copy.write_row((number, *row))
        owner.execute(f"VACUUM ANALYZE {TABLE}")
    lookup = f"SELECT {', '.join(columns.values())} FROM {TABLE} WHERE number = :number \\gset"
    return Script(
        lookup=lookup, body="\n".join(body), statements=len(conversations[0]), conversations=len(conversations)
    )


def limit(server: Cluster, *, database: str, script: Script, clients: int, folder: Path) -> float:
    """Conversations per second with so many clients, each conversation once."""
    each = script.conversations // clients
    count = f"\\set turn :turn + 1\n\\set number (:client_id * {each} + :turn) % {script.conversations}\n"
    whole = _run(server, database, count + script.lookup + "\n" + script.body, clients, each, folder)
    lookup = _run(server, database, count + script.lookup, clients, each * 10, folder)
    return 1 / (1 / whole - 1 / lookup)


def _run(server: Cluster, database: str, text: str, clients: int, each: int, folder: Path) -> float:
    file = folder / "script.sql"
    file.write_text(text)
    command = [server.binaries / "pgbench", "-n", "-M", "prepared", "-c", str(clients), "-j", str(THREADS)]
    command += ["-t", str(each), "-D", "turn=-1", "-f", file, "-h", server.folder, "-U", APP, database]
    done = subprocess.run([*map(str, command)], check=True, capture_output=True, text=True)
    failed, rate = FAILED.search(done.stdout), RATE.search(done.stdout)
    if "aborted" in done.stderr or rate is None or failed is None or failed[1] != "0":
        raise RuntimeError(done.stdout + done.stderr)
    return float(rate[1])


def _check_alike(conversations: list[Conversation]) -> None:
    first = [one.sql for one in conversations[0]]
    for other in conversations:
        if [one.sql for one in other] != first:
            differing = next((a, b) for a, b in zip_longest(first, (one.sql for one in other)) if a != b)
            raise RequestsDiffer(f"{len(first)} statements and {len(other)}; the first that differs: {differing}")


def _line(place: int, conversations: list[Conversation], columns: dict[tuple[str, ...], str]) -> str:
    """The statement at this place, with a column of the table or a constant for each of its values."""
    said: list[Statement] = [conversation[place] for conversation in conversations]
    values = list(zip(*(one.values for one in said), strict=True))
    return PLACE.sub(lambda found: _term(values[int(found[1]) - 1], columns), said[0].sql) + ";"


def _term(values: tuple[str | None, ...], columns: dict[tuple[str, ...], str]) -> str:
    known = [value for value in values if value is not None]
    if not known:
        return "NULL"
    if len(known) != len(values):
        raise RequestsDiffer("a value is NULL in some requests and not in others")
    # pgbench takes a colon before a letter for a variable, also within quotes.
    if len(set(known)) == 1 and ":" not in known[0]:
        return "'" + known[0].replace("'", "''") + "'"
    return ":" + columns.setdefault(tuple(known), f"v{len(columns)}")
