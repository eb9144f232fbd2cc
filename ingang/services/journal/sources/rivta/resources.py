"""What resources of every kind have in common: id, patient, author, unit and visit."""

from typing import Any
from uuid import UUID, uuid5

from ingang.connectors.rivta.contracts import Contract
from ingang.foundation.records.index import WITHHELD
from ingang.kernel.identifiers import HSA_ID_FHIR_SYSTEM
from ingang.services.journal.sources.rivta.header import Header
from ingang.services.journal.sources.rivta.received import Resource
from ingang.services.journal.sources.rivta.values import coded, told

RECORDS = UUID("3f0e8f5e-6f0a-4a8e-8a53-6b2f6f1c1177")
HL7 = "http://terminology.hl7.org/CodeSystem/"
WITH_ONE_IDENTIFIER = frozenset({"Composition", "QuestionnaireResponse"})
"""Of these FHIR R4 knows one identifier each, and no list of them."""


def resource(kind: str, *, header: Header, contract: Contract, part: str = "", **members: Any) -> Resource:
    """A resource of the record. `part` tells several of one record apart.

    Its id follows from the source system and the record's own id, which is the same in every version of a contract: the
    same record that comes twice has the same id (records 1, flow 3).
    """
    name = "|".join((header.source_system, contract.name, header.id, kind, part))
    identifier = told(system=f"urn:ingang:source:{header.source_system}", value=header.id)
    return told(
        resourceType=kind,
        id=str(uuid5(RECORDS, name)),
        identifier=identifier if kind in WITH_ONE_IDENTIFIER else [identifier],
        **members,
    )


def withheld(one: Resource) -> Resource:
    """The resource, marked as not for the patient, as FHIR has it."""
    return {**one, "meta": {"security": [{"system": f"{HL7}v3-ActCode", "code": WITHHELD}]}}


def points_at(one: Resource) -> Resource:
    """A reference to another resource of the same entry."""
    return {"reference": f"{one['resourceType']}/{one['id']}"}


def patient(header: Header) -> Resource:
    """Whom it is about, by number."""
    if header.patient is None:
        return {}
    system = header.patient.kind.fhir_system if header.patient.kind else None
    return {"identifier": told(system=system, value=header.patient.value)}


def author(header: Header) -> Resource:
    """Who is responsible for what is written."""
    return _named("Practitioner", header.author_id, header.author)


def signer(header: Header) -> Resource:
    """Who signed it, where that is told by name."""
    return told(display=header.signer) if header.signer else {}


def unit(header: Header) -> Resource:
    """The unit that wrote it."""
    return _named("Organization", header.org_unit or header.unit, header.unit_name)


def place(*, hsa_id: str, name: str) -> Resource:
    """Another unit."""
    return _named("Organization", hsa_id, name)


def visit(header: Header) -> Resource:
    """The care contact it belongs to, which may be in the same journal."""
    return {"identifier": {"value": header.contact}} if header.contact else {}


def narrative(div: str) -> Resource:
    """The author's own text."""
    return {"status": "generated", "div": div}


def clinical(kind: str, code: str) -> Resource:
    """A status of one of HL7's small code systems."""
    return coded(f"{HL7}{kind}", code)


def _named(kind: str, hsa_id: str, name: str) -> Resource:
    identifier = told(system=HSA_ID_FHIR_SYSTEM, value=hsa_id) if hsa_id else {}
    found = told(identifier=identifier, display=name)
    return {"type": kind, **found} if found else {}
