"""The service platform's address, with every system behind it, and the switches."""

import asyncio
from datetime import UTC, datetime
from xml.etree.ElementTree import Element, ParseError, SubElement, fromstring, tostring
from zoneinfo import ZoneInfo

import msgspec
from aiohttp import web

from demo.simulators.access_logs import QUESTION, AccessLogs
from demo.simulators.control import Control, control_route, faults
from demo.simulators.rivta.answers import HEADERS, SOAP, answer, fault, responder
from demo.simulators.rivta.contracts import CONTRACTS
from demo.simulators.rivta.records import Holdings, Kept, System
from demo.simulators.soap import GARBLED, xml

NATIONAL = "5565594230"
"""The logical address of the national aggregating services."""
PAGE = 3
REGISTRY = "urn:riv:itintegration:registry:1"
SOMEBODY_ELSE = "197208222385"
PATIENCE = 27.0
NAMES = {f"{{{responder(name)}}}{name.split(':')[0]}": name for name in CONTRACTS}
MONITORING = "urn:riv:itintegration:monitoring:PingForConfigurationResponder:1"
PING = f"{{{MONITORING}}}PingForConfiguration"
ACTORS = frozenset({"subject_of_care", "subject_of_care_agent"})


class RivtaSimulator:
    """Answers for each system by its logical address, and for all of them by the national one.

    `control.error` is `Client`, `Server`, a code of the platform such as `VP007`, `ERROR`, `half`, `garbled`, `huge` or
    `wrong_person`; with `/3` after it every third answer alone is such.
    """

    def __init__(self, *, holdings: Holdings) -> None:
        self.control = Control()
        self.systems = {system.logical_address: system for system in holdings.systems}
        self._records = sorted(holdings.records, key=lambda record: record.written, reverse=True)
        self._logs = AccessLogs(services=holdings.log_services, lines=holdings.logged)
        self._asked = 0

    def app(self) -> web.Application:
        """Every contract (POST), one system to know anew (PUT /systems, JSON), and the switch."""
        app = web.Application(middlewares=[faults(self.control)])
        app.router.add_routes([control_route(self.control), web.put("/systems", self._put)])
        app.router.add_post("/{contract:.+}", self._ask)
        return app

    async def _put(self, request: web.Request) -> web.Response:
        if request.content_type != "application/json":
            raise web.HTTPUnsupportedMediaType
        try:
            system = msgspec.json.decode(await request.read(), type=System)
        except msgspec.DecodeError as error:
            raise web.HTTPBadRequest(text=str(error)) from error
        self.systems[system.logical_address] = system
        return web.json_response({})

    async def _ask(self, request: web.Request) -> web.Response:
        error = self._error()
        if error in {"Client", "Server"}:
            return xml(fault(code=error, text="as the switch says"), status=500)
        if error.startswith("VP"):
            return xml(fault(code="Server", text=f"{error} as the switch says"), status=500)
        try:
            address, question = opened(await request.read())
        except (ParseError, ValueError) as broken:
            return xml(fault(code="Client", text=str(broken)), status=500)
        if question.tag == QUESTION and address in self._logs.services:
            return xml(_broken(self._logs.answer(address=address, question=question), error))
        if address != NATIONAL and address not in self.systems:
            return xml(fault(code="Server", text="VP004 No logical address"), status=500)
        told = _pong() if question.tag == PING else await self._answer(address, question, error)
        return xml(_broken(told, error))

    async def _answer(self, address: str, question: Element, error: str) -> bytes:
        name = NAMES[question.tag]
        records = [record for record in self._records if _matches(record, name, question)]
        if error == "wrong_person":
            records = [msgspec.structs.replace(record, person=SOMEBODY_ELSE) for record in records]
        result = "ERROR" if error == "ERROR" else "OK"
        if address == NATIONAL:
            asked = [system for key, system in self.systems.items() if any(one.system == key for one in records)]
            fared = dict(zip(asked, await asyncio.gather(*map(_fares, asked)), strict=True))
            told = [one for one in records if fared[self.systems[one.system]] == "DataFromSource"]
            return answer(name=name, records=told, result=result, fared=fared, now=_now())
        await asyncio.sleep(PATIENCE * 2 if self.systems[address].down else self.systems[address].delay)
        own = [record for record in records if record.system == address]
        if not CONTRACTS[name].has_pages:
            return answer(name=name, records=own, result=result)
        start = int(_text(question, "hasMoreReference") or 0)
        more = (address, str(start + PAGE)) if len(own) > start + PAGE else None
        return answer(name=name, records=own[start : start + PAGE], result=result, more=more)

    def _error(self) -> str:
        self._asked += 1
        error, _, every = self.control.error.partition("/")
        return error if self._asked % int(every or 1) == 0 else ""


async def _fares(system: System) -> str:
    await asyncio.sleep(min(system.delay, PATIENCE))
    return "NoDataSynchFailed" if system.down or system.delay > PATIENCE else "DataFromSource"


def opened(body: bytes) -> tuple[str, Element]:
    """The logical address and the question. Raises ValueError for what is no question of a known contract."""
    envelope = fromstring(body)  # noqa: S314  our own
    question = next(iter(envelope.find(f"{{{SOAP}}}Body") or ()), None)
    if question is None or question.tag not in {*NAMES, QUESTION, PING}:
        raise ValueError("no question of a known contract")
    _check_actor(envelope.findall(f"{{{SOAP}}}Header/{{{HEADERS}}}Actor"), question)
    return envelope.findtext(f"{{{SOAP}}}Header/{{{REGISTRY}}}LogicalAddress") or "", question


def _check_actor(actors: list[Element], question: Element) -> None:
    """Who asks may be told once, where the contract has it, and as the published header does (headers 1.0)."""
    takes = question.tag in NAMES and CONTRACTS[NAMES[question.tag]].takes_actor
    if len(actors) > (1 if takes else 0):
        raise ValueError("an actor where the contract has none, or several")
    for actor in actors:
        told = [one.tag for one in actor][:2]
        if told != [f"{{{HEADERS}}}actorId", f"{{{HEADERS}}}actorType"] or actor[1].text not in ACTORS:
            raise ValueError("an actor that is none")


def _matches(record: Kept, name: str, question: Element) -> bool:
    person = _text(question, "id") or _text(question, "extension") or _text(question, "subjectOfCareId")
    day, start, end = record.written[:8], _text(question, "start"), _text(question, "end")
    return record.contract == name and record.person == person and start <= day and (not end or day <= end)


def _text(question: Element, name: str) -> str:
    """The first element of that name, wherever it stands."""
    return next((one.text or "" for one in question.iter() if one.tag.rpartition("}")[2] == name), "")


def _broken(whole: bytes, error: str) -> bytes:
    if error == "huge":
        return whole + b" " * 20_000_000
    return {"half": whole[: len(whole) // 2], "garbled": GARBLED}.get(error, whole)


def _pong() -> bytes:
    envelope = Element(f"{{{SOAP}}}Envelope")
    pong = SubElement(SubElement(envelope, f"{{{SOAP}}}Body"), f"{PING}Response")
    for name, value in (("version", "Simulator 1.0"), ("pingDateTime", _now())):
        SubElement(pong, f"{{{MONITORING}}}{name}").text = value
    return bytes(tostring(envelope, encoding="UTF-8", xml_declaration=True))


def _now() -> str:
    return datetime.now(UTC).astimezone(ZoneInfo("Europe/Stockholm")).strftime("%Y%m%d%H%M%S")
