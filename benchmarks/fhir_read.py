"""FHIR resources read by id and created per second: 64 at a time over HTTP, beside pgbench with the same statements.

Each request is about another person, with token, grant and audit row. Promise: reading at most 2.5 times, creating at
most 3.6 times slower than pgbench. `python -m benchmarks fhir_read 1000 3` asks of fewer persons in fewer rounds.
"""

import json
import sys
import tempfile
from pathlib import Path

from benchmarks.beside import WARM, Contest, verdict, written
from benchmarks.fhir_issuer import CLIENT, issuing
from benchmarks.fhir_samples import CARE_GIVER, observation
from benchmarks.serving import SYSTEMS, durable_cluster

PERSONS, ROUNDS = 2_560, 5
READ_SLOWER, CREATE_SLOWER = 2.5, 3.6
BASE = f"/fhir/{CARE_GIVER}"


def main(persons: int = PERSONS, rounds: int = ROUNDS) -> bool:
    """Measure both in turns, print the tables, and give back whether the promises held."""
    with (
        durable_cluster() as server,
        tempfile.TemporaryDirectory(prefix="ingang-bench-") as name,
        issuing(audience=f"https://localhost{BASE}") as (issuer, token),
    ):
        folder = Path(name)
        system = {"issuer": issuer, "client_id": CLIENT, "care_giver": CARE_GIVER, "name": "Mätning"}
        (folder / SYSTEMS).write_text(json.dumps([system]), encoding="utf-8")
        held = written(server, folder, kind="records", count=persons + WARM, module="benchmarks.fhir_records")
        kept = []
        for what, status, most_slower in (("read", 200, READ_SLOWER), ("create", 201, CREATE_SLOWER)):
            requests = [_request(what, one, token) for one in held]
            contest = Contest(
                server=server,
                folder=folder,
                template="records",
                requests=requests[:persons],
                warming=requests[-WARM:],
                status=status,
            )
            print(f"  {what}:")
            kept.append(verdict(contest.rounds(rounds), most_slower=most_slower))
    return all(kept)


def _request(what: str, one: dict[str, str], token: str) -> bytes:
    body = json.dumps(observation(one["patient"])).encode() if what == "create" else b""
    path = f"{BASE}/Observation" + (f"/{one['observation']}" if what == "read" else "")
    lines = [
        f"{'POST' if body else 'GET'} {path} HTTP/1.1",
        "Host: localhost",
        "X-Forwarded-Proto: https",
        "Accept: application/fhir+json",
        f"Authorization: Bearer {token}",
    ]
    if body:
        lines += ["Content-Type: application/fhir+json", f"Content-Length: {len(body)}"]
    return ("\r\n".join(lines) + "\r\n\r\n").encode() + body


if __name__ == "__main__":
    sys.exit(0 if main(*map(int, sys.argv[1:])) else 1)
