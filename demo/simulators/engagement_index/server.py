"""The index's address and the switch."""

from dataclasses import replace
from xml.etree.ElementTree import Element, SubElement, tostring

from aiohttp import web

from demo.simulators.control import Control, control_route, faults
from demo.simulators.engagement_index.index import Index, Row
from demo.simulators.rivta.answers import SOAP
from demo.simulators.rivta.records import Holdings
from demo.simulators.soap import name_of, question_in, xml

CORE = "urn:riv:itintegration:engagementindex:1"
RESIDENTS_ON_A_PAGE = 2
SOMEBODY_ELSE = "197208222385"
NOWHERE = "SE0000009999-S001"
# The row's members by the contract's names, in its order.
NAMES = {
    "registeredResidentIdentification": "resident", "serviceDomain": "domain", "categorization": "kind",
    "logicalAddress": "address", "businessObjectInstanceIdentifier": "business_object",
    "clinicalProcessInterestId": "interest", "mostRecentContent": "recent", "sourceSystem": "system",
    "dataController": "data_controller",
}  # fmt: skip


class EngagementIndexSimulator:
    """FindContent, Update and GetUpdates.

    `control.error` is `Client`, `Server`, `garbled` or `ERROR` (updates are not taken), or one of the ways to lie:
    `too_much` names a system that holds nothing, `too_little` leaves the last one out, `wrong_person` names another.
    """

    def __init__(self, *, holdings: Holdings) -> None:
        self.control = Control()
        self.index = Index(holdings=holdings)

    def app(self) -> web.Application:
        """Every interaction (POST) and the switch."""
        app = web.Application(middlewares=[faults(self.control)], client_max_size=5_000_000)
        app.router.add_routes([control_route(self.control), web.post("/{interaction:.+}", self._ask)])
        return app

    async def _ask(self, request: web.Request) -> web.Response:
        answers = {"FindContent": self._find, "Update": self._update, "GetUpdates": self._updates}
        question = await question_in(request, error=self.control.error, known=answers)
        if isinstance(question, web.Response):
            return question
        name = name_of(question)
        space = f"urn:riv:itintegration:engagementindex:{name}Responder:1"
        envelope = Element(f"{{{SOAP}}}Envelope")
        body = SubElement(SubElement(envelope, f"{{{SOAP}}}Body"), f"{{{space}}}{name}Response")
        answers[name](question, body, space)
        return xml(bytes(tostring(envelope, encoding="UTF-8", xml_declaration=True)))

    def _find(self, question: Element, body: Element, space: str) -> None:
        rows = self.index.find(
            resident=_text(question, "registeredResidentIdentification"),
            domain=_text(question, "serviceDomain"),
            kind=_text(question, "categorization"),
        )
        for row in self._lied(rows):
            _put(SubElement(body, f"{{{space}}}engagement"), row)

    def _update(self, question: Element, body: Element, space: str) -> None:
        taken = self.control.error != "ERROR"
        for transaction in question if taken else ():
            row = Row(**{ours: _text(transaction, theirs) for theirs, ours in NAMES.items()})
            (self.index.forget if _text(transaction, "deleteFlag") in {"true", "1"} else self.index.put)(row)
        SubElement(body, f"{{{space}}}ResultCode").text = "OK" if taken else "ERROR"

    def _updates(self, question: Element, body: Element, space: str) -> None:
        rows = self.index.since(
            domain=_text(question, "serviceDomain"),
            stamp=_text(question, "timeStamp"),
            after=_text(question, "registeredResidentLastFetched"),
        )
        residents = list(dict.fromkeys(row.resident for row in rows))
        page = residents[:RESIDENTS_ON_A_PAGE]
        SubElement(body, f"{{{space}}}responseIsComplete").text = str(len(page) == len(residents)).lower()
        for resident in page:
            one = SubElement(body, f"{{{space}}}registeredResidentEngagement")
            SubElement(one, f"{{{space}}}registeredResidentIdentification").text = resident
            for row in rows:
                if row.resident == resident:
                    _put(SubElement(one, f"{{{space}}}engagement"), row)

    def _lied(self, rows: list[Row]) -> list[Row]:
        if self.control.error == "too_little":
            return rows[:-1]
        if self.control.error == "too_much":
            return rows + [replace(row, address=NOWHERE, system=NOWHERE) for row in rows[:1]]
        if self.control.error == "wrong_person":
            return [replace(row, resident=SOMEBODY_ELSE) for row in rows]
        return rows


def _put(element: Element, row: Row) -> None:
    for theirs, ours in NAMES.items():
        value = str(getattr(row, ours))
        if value:
            SubElement(element, f"{{{CORE}}}{theirs}").text = value


def _text(element: Element, name: str) -> str:
    return next((one.text or "" for one in element.iter() if one.tag.rpartition("}")[2] == name), "")
