"""The service's address, the switch, and a way to change what the register tells."""

from typing import Any
from xml.etree.ElementTree import Element, ParseError, fromstring

import msgspec
from aiohttp import web

from demo.simulators.control import Control, control_route, faults
from demo.simulators.population_register.answers import CORE, RESPONDER, SOAP, answer, fault
from demo.simulators.population_register.register import Register, Registered
from demo.simulators.soap import GARBLED, xml

ADDRESS = "/persons/GetPersonsForProfile/5"
MOST_AT_ONCE = 500


class PopulationRegisterSimulator:
    """Answers from the register. `control.error` is `Client`, `Server`, `half` or `garbled`: what comes instead."""

    def __init__(self, *, people: list[Registered]) -> None:
        self.control = Control()
        self.register = Register(people)

    def app(self) -> web.Application:
        """The service (POST), one person to know from now on (PUT /people, JSON), and the switch."""
        app = web.Application(middlewares=[faults(self.control)], client_max_size=2_000_000)
        app.router.add_routes(
            [web.post(ADDRESS, self._persons), web.put("/people", self._put), control_route(self.control)]
        )
        return app

    async def _persons(self, request: web.Request) -> web.Response:
        if self.control.error in {"Client", "Server"}:
            return xml(fault(code=self.control.error, text="as the switch says"), status=500)
        if self.control.error == "garbled":
            return xml(GARBLED)
        try:
            asked = _asked(await request.read())
        except (ParseError, ValueError, KeyError) as error:
            return xml(fault(code="Client", text=str(error)), status=500)
        whole = answer(register=self.register, **asked)
        return xml(whole[: len(whole) // 2] if self.control.error == "half" else whole)

    async def _put(self, request: web.Request) -> web.Response:
        if request.content_type != "application/json":
            raise web.HTTPUnsupportedMediaType
        try:
            self.register.put(msgspec.json.decode(await request.read(), type=Registered))
        except msgspec.DecodeError as error:
            raise web.HTTPBadRequest(text=str(error)) from error
        return web.json_response({})


def _asked(body: bytes) -> dict[str, Any]:
    question = fromstring(body).find(f"{{{SOAP}}}Body/{{{RESPONDER}}}GetPersonsForProfile")  # noqa: S314  our own
    if question is None:
        raise ValueError("no question")
    numbers = [_text(one, f"{{{CORE}}}extension") for one in question.findall(f"{{{RESPONDER}}}personId")]
    if not 0 < len(numbers) <= MOST_AT_ONCE:
        raise ValueError("one question takes 1-500 numbers")
    return {
        "numbers": numbers,
        "profile": int(_text(question, f"{{{RESPONDER}}}profile")[1:]),
        "leads_on": _text(question, f"{{{RESPONDER}}}ignoreReferredIdentity") == "false",
    }


def _text(element: Element, name: str) -> str:
    found = element.findtext(name)
    if not found:
        raise ValueError(f"no {name}")
    return found
