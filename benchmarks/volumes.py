"""The FHIR store as it grows from 10,000 resources: reading by id and searching, p95 of one asker, side by side.

Both databases are served at once, and the same resources are asked for in each, in turns. Promises: reading at most
1.2 times, searching at most 1.7 times slower in the grown one. It grows to a million; `python -m benchmarks volumes
10000000` to the ten million that are promised, which takes nine minutes and 33 GB.
"""

import json
import statistics
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg

from benchmarks.beside import written
from benchmarks.crowd import crowd
from benchmarks.fhir_issuer import CLIENT, issuing
from benchmarks.fhir_samples import CARE_GIVER
from benchmarks.serving import SYSTEMS, durable_cluster, served
from tests.postgres import Cluster

GROWN, SMALL = 1_000_000, 10_000
ASKED, ROUNDS = 400, 8
READ_SLOWER, SEARCH_SLOWER = 1.2, 1.7
BASE = f"/fhir/{CARE_GIVER}"
TABLES = {
    "people_person": ("id",),
    "records_resourceaddress": ("person", "logical_id"),
    "records_resource": ("id", "person", "logical_id"),
    "records_searchvalue": ("id", "person", "resource"),
}
"""What grows, and the columns in which each copy differs from what it is a copy of."""
NUMBERED = {"records_resourceaddress"}
"""Their `id` counts on by itself."""
STEP = 50
"""So many copies of everything are written by one statement."""
QUICKLY = {"max_wal_size": "8GB", "maintenance_work_mem": "1GB"}
"""While it grows, less is written twice; what is measured has PostgreSQL's own settings again."""


def main(grown: int = GROWN) -> bool:
    """Grow, measure both in turns, print, and give back whether the promises held."""
    with (
        durable_cluster() as server,
        tempfile.TemporaryDirectory(prefix="ingang-bench-") as name,
        issuing(audience=f"https://localhost{BASE}") as (issuer, token),
    ):
        folder = Path(name)
        system = {"issuer": issuer, "client_id": CLIENT, "care_giver": CARE_GIVER, "name": "Mätning"}
        (folder / SYSTEMS).write_text(json.dumps([system]), encoding="utf-8")
        # Each person has a Patient and an Observation.
        held = written(server, folder, kind="small", count=SMALL // 2, module="benchmarks.fhir_records")
        addresses = server.migrated("small_served", template="small"), _grown(server, grown // SMALL)
        with served(addresses[0], folder, workers=1) as small, served(addresses[1], folder, workers=1) as large:
            few = held[:: len(held) // ASKED][:ASKED]
            reads = [_request(f"Observation/{one['observation']}", token) for one in few]
            searches = [_request(f"Observation?patient={one['patient']}&code=718-7&_count=10", token) for one in few]
            read = _kept("read by id", reads, (small, large), READ_SLOWER)
            return _kept("search", searches, (small, large), SEARCH_SLOWER) and read


def _grown(server: Cluster, times: int) -> str:
    """A database with everything so many times, every copy under ids of its own."""
    address = server.migrated("grown", template="small")
    _set(server, *(f"{name} = '{value}'" for name, value in QUICKLY.items()))
    with ThreadPoolExecutor(len(TABLES)) as writers:
        list(writers.map(lambda table: _multiply(server, table, times), TABLES))
    _set(server, *QUICKLY)
    server.sql("VACUUM ANALYZE", database="grown")
    return address


def _set(server: Cluster, *settings: str) -> None:
    """Each of them `name = value`, or a name alone, which gets PostgreSQL's own value again."""
    for one in settings:
        server.sql(f"ALTER SYSTEM {'SET' if '=' in one else 'RESET'} {one}")
    server.sql("SELECT pg_reload_conf()")


def _multiply(server: Cluster, table: str, times: int) -> None:
    """Write the copies of a table first and its indexes afterwards, in one go: both at once take many times longer.

    Tables are written side by side: that one names what another has not yet is looked at by nobody.
    """
    with psycopg.connect(server.address("grown", role="postgres"), autocommit=True) as connection:
        connection.execute("SET session_replication_role = replica")
        connection.execute(f"CREATE TABLE original_{table} AS TABLE {table}")
        connection.execute(_WITHOUT_INDEXES, [table])
        copies = _copies(connection, table)
        for first in range(1, times, STEP):
            connection.execute(copies, {"first": first, "last": min(first + STEP, times) - 1})
            print(f"  {table}: {min(first + STEP, times):,} of {times:,}", flush=True)
        connection.execute(f"REINDEX TABLE {table}")
        print(f"  {table}: with its indexes", flush=True)


_WITHOUT_INDEXES = "UPDATE pg_index SET indisready = false, indisvalid = false WHERE indrelid = %s::regclass"
_COLUMNS = "SELECT attname, format_type(atttypid, atttypmod) FROM pg_attribute WHERE attnum > 0 AND NOT attisdropped"


def _copies(connection: psycopg.Connection, table: str) -> str:
    """Every column as it is, but for its own ids, which are made of the original's and the copy's number."""
    columns = connection.execute(f"{_COLUMNS} AND attrelid = %s::regclass ORDER BY attnum", [table]).fetchall()
    changed = {name: f"md5({name}::text || number)::{kind}" for name, kind in columns if name in TABLES[table]}
    if table in NUMBERED:
        changed["id"] = f"nextval(pg_get_serial_sequence('{table}', 'id'))"
    values = ", ".join(changed.get(name, str(name)) for name, _ in columns)
    numbers = "generate_series(%(first)s::int, %(last)s::int) AS number"
    return f"INSERT INTO {table} SELECT {values} FROM original_{table}, {numbers}"


def _request(path: str, token: str) -> bytes:
    lines = [
        f"GET {BASE}/{path} HTTP/1.1",
        "Host: localhost",
        "X-Forwarded-Proto: https",
        "Accept: application/fhir+json",
        f"Authorization: Bearer {token}",
    ]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def _kept(what: str, requests: list[bytes], ports: tuple[int, int], most_slower: float) -> bool:
    """Ask both in turns, once before it counts; the middle of what the rounds say."""
    for port in ports:
        _p95(port, requests)
    rounds = [tuple(_p95(port, requests) for port in ports) for _ in range(ROUNDS)]
    slower = statistics.median(large / small for small, large in rounds)
    small, large = (statistics.median(column) * 1000 for column in zip(*rounds, strict=True))
    print(f"  {what}: p95 {small:.1f} ms among {SMALL:,}, {large:.1f} ms in the grown one: {slower:.2f} times", end=" ")
    print(f"(promise {most_slower})", flush=True)
    return slower <= most_slower


def _p95(port: int, requests: list[bytes]) -> float:
    answers = crowd(port=port, requests=requests, browsers=1)
    if answers.statuses != {200: len(requests)}:
        raise RuntimeError(f"not every request got its answer: {answers.statuses}")
    return statistics.quantiles(answers.latencies, n=20)[-1]


if __name__ == "__main__":
    sys.exit(0 if main(*map(int, sys.argv[1:])) else 1)
