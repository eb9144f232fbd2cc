"""Small FHIR R4 servers side by side, each with its own people, its own slowness and its own bad times.

They answer what a reader of one person needs: `Patient?identifier=`, `<Type>?patient=` with `_count`, next links and
included units, and reading by id.
"""

import asyncio
import json
import time
from typing import Any

import msgspec
from aiohttp import web

from demo.simulators.control import Control, control_route, faults

Json = dict[str, Any]
FHIR = "application/fhir+json"
INCLUDED = frozenset({"Organization", "Practitioner"})
MOST_ON_A_PAGE = 50
EVERYTHING = "http://hl7.org/fhir/OperationDefinition/Patient-everything"


class System(msgspec.Struct, kw_only=True):
    """One system: `delay` seconds before each answer, and `out_minutes` of every ten in which it fails.

    `everything`: whether it gives all of a person in one answer.
    """

    code: str
    name: str
    resources: list[Json]
    delay: float = 0.0
    out_minutes: int = 0
    everything: bool = False

    def is_out(self, *, at: float) -> bool:
        """Whether it fails in this minute."""
        return int(at // 60) % 10 < self.out_minutes


class FhirSimulator:
    """Every system under its own path, `/fhir/<code>/`. `control.error` is a status that all of them answer."""

    def __init__(self, *, systems: list[System]) -> None:
        self.control = Control()
        self._systems = {one.code: one for one in systems}

    def app(self) -> web.Application:
        """The application, with the switch."""
        app = web.Application(middlewares=[faults(self.control)])
        app.add_routes(
            [
                control_route(self.control),
                web.get("/fhir/{code}/metadata", self._metadata),
                web.get("/fhir/{code}/{type}", self._search),
                web.get("/fhir/{code}/Patient/{id}/$everything", self._everything),
                web.get("/fhir/{code}/{type}/{id}", self._read),
            ]
        )
        return app

    async def _metadata(self, request: web.Request) -> web.Response:
        system = await self._system(request)
        kinds = sorted({one["resourceType"] for one in system.resources})
        return _answer(
            {
                "resourceType": "CapabilityStatement",
                "status": "active",
                "kind": "instance",
                "fhirVersion": "4.0.1",
                "software": {"name": "Simulator", "version": "1.0"},
                "format": [FHIR],
                "implementation": {"description": system.name},
                "rest": [{"mode": "server", "resource": [_offer(kind, system) for kind in kinds]}],
            }
        )

    async def _everything(self, request: web.Request) -> web.Response:
        system, patient = await self._system(request), f"Patient/{request.match_info['id']}"
        if not system.everything:
            return _answer(_outcome("not-supported"), status=404)
        wanted = set(filter(None, request.query.get("_type", "").split(",")))
        rows = [one for one in system.resources if _patient(one) == patient]
        rows = [one for one in (*rows, *_referred(rows, system.resources)) if one["resourceType"] in wanted]
        return self._page(request, rows, [])

    async def _search(self, request: web.Request) -> web.Response:
        system = await self._system(request)
        kind, asked = request.match_info["type"], request.query
        rows = [one for one in system.resources if one["resourceType"] == kind]
        if kind == "Patient":
            wanted = set(asked.get("identifier", "").split(","))
            rows = [one for one in rows if wanted & {f"{each['system']}|{each['value']}" for each in one["identifier"]}]
        else:
            rows = [one for one in rows if _patient(one) == f"Patient/{asked.get('patient')}"]
        return self._page(request, rows, system.resources if "_include" in asked else [])

    def _page(self, request: web.Request, rows: list[Json], around_in: list[Json]) -> web.Response:
        size = max(1, min(int(request.query.get("_count", MOST_ON_A_PAGE)), MOST_ON_A_PAGE))
        first = int(request.query.get("first", 0))
        shown = rows[first : first + size]
        link = []
        if first + size < len(rows):
            link.append({"relation": "next", "url": str(request.url.update_query(first=first + size))})
        around = _referred(shown, around_in)
        entries = [{"resource": one, "search": {"mode": "match"}} for one in shown]
        entries += [{"resource": one, "search": {"mode": "include"}} for one in around]
        bundle = {"resourceType": "Bundle", "type": "searchset", "total": len(rows), "link": link, "entry": entries}
        return _answer(bundle)

    async def _read(self, request: web.Request) -> web.Response:
        system = await self._system(request)
        wanted = request.match_info["type"], request.match_info["id"]
        for one in system.resources:
            if (one["resourceType"], one["id"]) == wanted:
                return _answer(one)
        return _answer(_outcome("not-found"), status=404)

    async def _system(self, request: web.Request) -> System:
        system = self._systems.get(request.match_info["code"])
        if system is None:
            raise web.HTTPNotFound(text=json.dumps(_outcome("not-found")), content_type=FHIR)
        await asyncio.sleep(system.delay)
        if self.control.error or system.is_out(at=time.time()):
            status = int(self.control.error or 503)
            raise _STATUS.get(status, web.HTTPServiceUnavailable)(
                text=json.dumps(_outcome("transient")), content_type=FHIR
            )
        return system


_STATUS: dict[int, type[web.HTTPException]] = {
    401: web.HTTPUnauthorized,
    403: web.HTTPForbidden,
    500: web.HTTPInternalServerError,
    503: web.HTTPServiceUnavailable,
}


def _offer(kind: str, system: System) -> Json:
    """What the system says of one type."""
    offered: Json = {"type": kind}
    if kind == "Patient" and system.everything:
        offered["operation"] = [{"name": "everything", "definition": EVERYTHING}]
    return offered


def _patient(resource: Json) -> str:
    about = resource.get("subject") or resource.get("patient") or {}
    return str(about.get("reference", ""))


def _referred(shown: list[Json], resources: list[Json]) -> list[Json]:
    text = json.dumps(shown)
    return [
        one for one in resources if one["resourceType"] in INCLUDED and f'"{one["resourceType"]}/{one["id"]}"' in text
    ]


def _outcome(code: str) -> Json:
    return {"resourceType": "OperationOutcome", "issue": [{"severity": "error", "code": code}]}


def _answer(resource: Json, *, status: int = 200) -> web.Response:
    return web.json_response(resource, status=status, content_type=FHIR)
