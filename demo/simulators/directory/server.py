"""GetUnit, GetHealthCareUnitList, GetHealthCareUnitMembers and GetHealthCareUnit 1.0, and the switch."""

from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

import msgspec
from aiohttp import web

from demo.simulators.control import Control, control_route, faults
from demo.simulators.rivta.answers import SOAP, fault
from demo.simulators.soap import name_of, question_in, xml

CORE = "urn:riv:infrastructure:directory:1"
# Elements whose own elements are of the domain's common types.
COMMON = {"dropInHour", "surgeryHour", "telephoneHour", "visitingHour", "unitTemporaryInformation", "visitingRuleAge"}
ORGANISATION = "000000-0000"


class Registered(msgspec.Struct, frozen=True, kw_only=True):
    """A unit: whose it is, the health care unit above it, and GetUnit's own elements in the order of the contract."""

    hsa_id: str
    care_giver: str
    care_giver_name: str
    part_of: str = ""
    told: dict[str, Any]


class DirectorySimulator:
    """A directory of units.

    `control.error` is `Client`, `Server`, `garbled`, `half` (an answer that breaks off), `ERROR`, or one of the ways to
    lie: `too_little` names every other unit alone, `wrong_unit` tells of another than was asked about.
    """

    def __init__(self, *, units: list[Registered]) -> None:
        self.control = Control()
        self.units = {one.hsa_id: one for one in units}

    def app(self) -> web.Application:
        """Every interaction (POST) and the switch."""
        app = web.Application(middlewares=[faults(self.control)], client_max_size=1_000_000)
        app.router.add_routes([control_route(self.control), web.post("/{interaction:.+}", self._ask)])
        return app

    async def _ask(self, request: web.Request) -> web.Response:
        error = self.control.error
        answers = {
            "GetUnit": self._unit,
            "GetHealthCareUnit": self._belonging,
            "GetHealthCareUnitList": self._list,
            "GetHealthCareUnitMembers": self._members,
        }
        question = await question_in(request, error=error, known=answers)
        if isinstance(question, web.Response):
            return question
        name = name_of(question)
        asked = (question[0].text or "").upper()
        inner = None if error == "ERROR" else answers[name](self._lied(asked))
        if inner is None and name == "GetHealthCareUnit":
            return xml(fault(code="Client", text="unknown"), status=500)
        whole = _answer(name, inner)
        return xml(whole[: len(whole) // 2] if error == "half" else whole)

    def _lied(self, asked: str) -> str:
        return next(one for one in self.units if one != asked) if self.control.error == "wrong_unit" else asked

    def _unit(self, asked: str) -> dict[str, Any] | None:
        return {"unit": self.units[asked].told} if asked in self.units else None

    def _belonging(self, asked: str) -> dict[str, Any] | None:
        if asked not in self.units:
            return None
        member = self.units[asked]
        above = self.units.get(member.part_of, member)
        inner = {
            **_named("healthCareUnitMember", member),
            **_named("healthCareUnit", above),
            "healthCareProviderHsaId": member.care_giver,
            "healthCareProviderName": member.care_giver_name,
            "healthCareProviderOrgNo": ORGANISATION,
        }
        return {"healthCareUnit": inner}

    def _list(self, asked: str) -> dict[str, Any] | None:
        its = [one for one in self.units.values() if one.care_giver == asked]
        if not its:
            return None
        above = [one for one in its if not one.part_of]
        if self.control.error == "too_little":
            above = above[::2]
        inner = {
            "healthCareProviderHsaId": asked,
            "healthCareProviderName": its[0].care_giver_name,
            "healthCareUnit": [_named("healthCareUnit", one) for one in above],
        }
        return {"healthCareUnitList": inner}

    def _members(self, asked: str) -> dict[str, Any] | None:
        if asked not in self.units:
            return None
        below = [one for one in self.units.values() if one.part_of == asked]
        members = [_turned(_named("healthCareUnitMember", one)) for one in below]
        unit = _turned(_named("healthCareUnit", self.units[asked]))
        return {"healthCareUnitMembers": {**unit, "healthCareUnitMember": members}}


def _named(prefix: str, one: Registered) -> dict[str, Any]:
    return {f"{prefix}HsaId": one.hsa_id, f"{prefix}Name": one.told["unitName"]}


def _turned(named: dict[str, Any]) -> dict[str, Any]:
    """GetHealthCareUnitMembers has the name before the id."""
    return dict(reversed(named.items()))


def _answer(name: str, inner: dict[str, Any] | None) -> bytes:
    space = f"urn:riv:infrastructure:directory:organization:{name}Responder:1"
    envelope = Element(f"{{{SOAP}}}Envelope")
    body = SubElement(SubElement(envelope, f"{{{SOAP}}}Body"), f"{{{space}}}{name}Response")
    _fill(body, space, inner or {}, space)
    SubElement(body, f"{{{space}}}resultCode").text = "OK" if inner else "ERROR"
    return bytes(tostring(envelope, encoding="UTF-8", xml_declaration=True))


def _fill(parent: Element, space: str, inner: dict[str, Any], own: str) -> None:
    for name, value in inner.items():
        for one in value if isinstance(value, list) else [value]:
            element = SubElement(parent, f"{{{space}}}{name}")
            if isinstance(one, dict):
                _fill(element, CORE if name in COMMON else own, one, own)
            else:
                element.text = str(one)
