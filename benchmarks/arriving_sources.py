"""Other care givers' FHIR servers for `arrivals`: `python -m benchmarks.arriving_sources PORT`, all in one process.

21 answer, the first after 20 and the last after 2,000 ms; three take the question and never answer; two refuse.
"""

import asyncio
import sys
from typing import Any

from aiohttp import web

ANSWERING, HANGING, REFUSING = 21, 3, 2
FIRST, LAST = 0.02, 2.0
ENTRIES = 12

Json = dict[str, Any]


def delay(number: int) -> float:
    """Seconds before a source says who the person is; what it holds on her comes at once then."""
    return FIRST + (LAST - FIRST) * number / (ANSWERING - 1)


async def search(request: web.Request) -> web.Response:
    """Who she is there, or her measurements."""
    number, kind = int(request.match_info["number"]), request.match_info["type"]
    if number >= ANSWERING + HANGING:
        return web.json_response({"resourceType": "OperationOutcome"}, status=403)
    if number >= ANSWERING:
        await asyncio.sleep(3600)
    if kind == "metadata":
        return web.json_response(_statement(number))
    if kind == "Patient":
        await asyncio.sleep(delay(number))
        system, _, value = request.query["identifier"].partition(",")[0].partition("|")
        found = [{"resourceType": "Patient", "id": "p", "identifier": [{"system": system, "value": value}]}]
    else:
        found = [_measurement(one) for one in range(ENTRIES)] if kind == "Observation" else []
    return web.json_response({"resourceType": "Bundle", "entry": [{"resource": one} for one in found]})


async def everything(_request: web.Request) -> web.Response:
    """All of her at once."""
    found = [{"resource": _measurement(one)} for one in range(ENTRIES)]
    return web.json_response({"resourceType": "Bundle", "entry": found})


def _statement(number: int) -> Json:
    """Every other one gives all of a person in one answer; the others hold eight types."""
    types = [
        "Condition",
        "Encounter",
        "Immunization",
        "MedicationRequest",
        "DiagnosticReport",
        "DocumentReference",
        "Observation",
    ]
    operation = [{"name": "everything"}] if number % 2 == 0 else []
    resources = [{"type": "Patient", "operation": operation}, *({"type": one} for one in types)]
    return {"resourceType": "CapabilityStatement", "rest": [{"mode": "server", "resource": resources}]}


def _measurement(number: int) -> Json:
    return {
        "resourceType": "Observation", "id": f"o{number}", "status": "final", "code": {"text": f"Prov {number}"},
        "subject": {"reference": "Patient/p"}, "effectiveDateTime": f"2026-01-{number + 1:02}",
        "valueQuantity": {"value": 100 + number, "unit": "g/L"},
    }  # fmt: skip


if __name__ == "__main__":
    app = web.Application()
    app.router.add_get("/{number}/{type}", search)
    app.router.add_get("/{number}/Patient/p/$everything", everything)
    web.run_app(app, host="127.0.0.1", port=int(sys.argv[1]), print=None)
