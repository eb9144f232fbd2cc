"""The worker of `taking`: `python -m benchmarks.taking_worker ENTRIES` fills a database and makes each file."""

import json
import multiprocessing
import resource
import sys
from datetime import UTC, datetime, timedelta
from time import perf_counter
from typing import Any
from uuid import UUID

import django

django.setup()

from django.db import connections  # noqa: E402
from django.utils import timezone  # noqa: E402

from demo.cast import person_id  # noqa: E402
from demo.nation import write_cast  # noqa: E402
from ingang.connectors.fhir.fake import FakeFhirServer  # noqa: E402
from ingang.foundation.access.actions import open_subject  # noqa: E402
from ingang.foundation.identity.models import LogIn  # noqa: E402
from ingang.foundation.people.queries import identifiers_of  # noqa: E402
from ingang.foundation.records.importing import import_text  # noqa: E402
from ingang.kernel.actor import Resident  # noqa: E402
from ingang.kernel.grant import Grant  # noqa: E402
from ingang.kernel.periods import local_date  # noqa: E402
from ingang.project.work import run_queued  # noqa: E402
from ingang.services.journal import queries  # noqa: E402
from ingang.services.journal.keeping import Keeper  # noqa: E402
from ingang.services.journal.models import Form, Stage  # noqa: E402
from ingang.services.journal.sources.fhir import FhirSource  # noqa: E402
from ingang.services.journal.taking.actions import ask  # noqa: E402
from ingang.services.journal.taking.queries import taking  # noqa: E402
from ingang.services.journal.taking.steps import JOB  # noqa: E402
from ingang.services.journal.taking.wishes import Wish  # noqa: E402

SYSTEMS = 5
TEXT = "Patienten kommer för återbesök. Mår bättre sedan sist, sover gott och äter som vanligt. Blodtryck 128/76. " * 4
BEGAN = datetime(1996, 1, 1, 9, tzinfo=UTC)


def main(entries: int) -> None:
    """Tell of each form how long it took and how much memory, as JSON."""
    now = timezone.now()
    write_cast(now=now)
    owner = person_id("alva")
    care_giver = "SE0000000010-G001"
    for first in range(0, entries // 2, 1000):
        lines = [json.dumps(entry(number)) for number in range(first, min(first + 1000, entries // 2))]
        import_text(text="\n".join(lines), care_giver=care_giver, person=owner, now=now)
    connections.close_all()
    with multiprocessing.get_context("fork").Pool(1, maxtasksperchild=1) as pool:
        print(json.dumps({str(form): pool.apply(_made, (str(form), owner, entries)) for form in Form}))


def _made(form: str, owner: UUID, entries: int) -> dict[str, float]:
    """Make one file in a process that has done nothing else."""
    now = timezone.now()
    sources = _sources(owner, range(entries // 2, entries), now)
    queries.connected_sources = lambda: sources
    log_in = LogIn.objects.create(person=owner, issuer="b", assurance="loa3", started_at=now, last_active_at=now)
    keeper = Keeper(log_in=log_in.id, session_key="b")
    grant = open_subject(actor=Resident(person=owner), kinds=("records.clinical",), now=now)
    wish = Wish(form=Form(form))
    id_ = ask(grant=grant, keeper=keeper, wish=wish, language="sv", base="https://b.example/fhir", now=now)
    turns = _turns(grant, keeper, id_)
    found = taking(grant=grant, keeper=keeper, id=id_)
    if found.row.stage != Stage.MADE:
        raise SystemExit(f"{form}: {found.row.stage}")
    return {
        "seconds": sum(turns),
        "longest": max(turns),
        "runs": len(turns),
        "steps": found.row.steps,
        "size": found.size,
        "worker": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "setter": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024,
    }


def _turns(grant: Grant, keeper: Keeper, id_: UUID) -> list[float]:
    turns = []
    while taking(grant=grant, keeper=keeper, id=id_).is_being_made:
        began = perf_counter()
        run_queued(JOB, str(grant.person), str(id_))
        turns.append(perf_counter() - began)
    return turns


def _sources(owner: UUID, numbers: range, now: datetime) -> tuple[FhirSource, ...]:
    found = []
    for system in range(SYSTEMS):
        server = FakeFhirServer()
        server.know(identifiers_of(person=owner, on=local_date(now))[0], *map(entry, numbers[system::SYSTEMS]))
        code = f"SE00000005{system}0"
        found.append(FhirSource(code=f"{code}-S001", name=f"Region {system}", care_giver=f"{code}-G001", server=server))
    return tuple(found)


def entry(number: int) -> dict[str, Any]:
    """A note, a result or a diagnosis, over thirty years."""
    at = (BEGAN + timedelta(days=number * 1.1)).isoformat()
    about = {"id": f"n{number}", "subject": {"reference": "Patient/p"}}
    if number % 3 == 0:
        text = {"status": "generated", "div": f'<div xmlns="http://www.w3.org/1999/xhtml"><p>{TEXT}</p></div>'}
        return {
            **about, "resourceType": "Composition", "status": "final", "type": {"text": "Besöksanteckning"}, "date": at,
            "title": f"Besöksanteckning {number}", "author": [{"display": "Läkare"}], "text": text,
        }  # fmt: skip
    if number % 3 == 1:
        return {
            **about, "resourceType": "Observation", "status": "final", "code": {"text": f"Prov {number % 40}"},
            "category": [{"coding": [{"code": "laboratory"}]}], "effectiveDateTime": at,
            "valueQuantity": {"value": number % 200, "unit": "g/L"}, "note": [{"text": TEXT[:200]}],
        }  # fmt: skip
    return {**about, "resourceType": "Condition", "code": {"text": f"Diagnos {number % 500}"}, "recordedDate": at}


if __name__ == "__main__":
    main(int(sys.argv[1]))
