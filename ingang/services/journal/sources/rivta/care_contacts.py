"""Care contacts: GetCareContacts 2 and 3, as Encounter."""

from collections.abc import Iterator

from lxml import etree

from ingang.connectors.rivta.contracts import Contract
from ingang.connectors.rivta.reading import child, text
from ingang.services.journal.sources.rivta.errors import BadRecord
from ingang.services.journal.sources.rivta.header import Header
from ingang.services.journal.sources.rivta.received import Resource
from ingang.services.journal.sources.rivta.resources import HL7, author, patient, place, resource, unit
from ingang.services.journal.sources.rivta.values import coded, concept, period, words

KINDS = "urn:oid:1.2.752.129.2.2.2.25"
# KV Vårdkontakttyp and the statuses of version 2, which sends the codes alone; version 3 tells both as coded values.
NAMES = {"1": "Besök", "2": "Telefon", "3": "Vårdtillfälle", "4": "Dagsjukvård", "5": "Annan"}
# Not begun, called off, going on, broken off, over. What was broken off had begun, and is over.
STATES = {"1": "planned", "2": "cancelled", "3": "in-progress", "4": "finished", "5": "finished"}
CODED_STATES = {
    "ej påbörjad": "planned", "inställd": "cancelled", "pågående": "in-progress", "avbruten": "finished",
    "avslutad": "finished",
}  # fmt: skip
CLASSES = {"2": "VR", "3": "IMP"}
"""By telephone, and staying at a hospital; everything else is ambulatory."""


def compose(*, record: etree._Element, header: Header, contract: Contract) -> Iterator[tuple[Resource, ...]]:
    """One encounter. Refuses a contact without a time."""
    body = child(record, "careContactBody")
    span, reason = period(child(body, "careContactTimePeriod")), text(body, "careContactReason")
    if not span:
        raise BadRecord("time")
    code, where = child(body, "careContactCode"), child(body, "careContactOrgUnit")
    plain = text(code)
    kind = concept(code) if code is not None and len(code) else coded(KINDS, plain, NAMES.get(plain, ""))
    classed = CLASSES.get(plain or text(code, "code"), "AMB")
    yield (
        resource(
            "Encounter",
            header=header,
            contract=contract,
            status=_state(child(body, "careContactStatus")),
            class_={"system": f"{HL7}v3-ActCode", "code": classed},
            type=[kind] if kind else [],
            subject=patient(header),
            participant=[{"individual": author(header)}] if author(header) else [],
            period=span,
            reasonCode=[words(reason)] if reason else [],
            serviceProvider=place(hsa_id=text(where, "orgUnitHSAId"), name=text(where, "orgUnitName")) or unit(header),
        ),
    )


def _state(status: etree._Element | None) -> str:
    """What the source says of it; nothing is guessed from the time."""
    return STATES.get(text(status)) or CODED_STATES.get(concept(status).get("text", "").lower(), "unknown")
