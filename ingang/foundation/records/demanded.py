"""What a patient summary demands of a resource that its source does not tell: it is said to be unknown, not left out.

HL7 IPS 2.0.0, the cardinalities and invariants of its profiles; FHIR R4, the extension data-absent-reason.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ingang.foundation.records.json_text import Edit, Node, dumped, edited, values

UNKNOWN = {"extension": [{"url": "http://hl7.org/fhir/StructureDefinition/data-absent-reason", "valueCode": "unknown"}]}
CONCEPT = {
    "coding": [{"system": "http://terminology.hl7.org/CodeSystem/data-absent-reason", "code": "unknown"}],
    "text": "Unknown",
}


@dataclass(frozen=True, kw_only=True)
class Demand:
    """A member that must be there, or another that begins with one of `instead`; and what is said where none is."""

    member: str
    value: Any
    instead: tuple[str, ...]


def _demand(member: str, value: Any, *instead: str) -> Demand:
    return Demand(member=member, value=value, instead=(member, *instead))


CODE = _demand("code", CONCEPT)
EFFECTIVE = _demand("_effectiveDateTime", UNKNOWN, "effective")
NAME = _demand("_name", UNKNOWN, "name")

DEMANDS: Mapping[str, tuple[Demand, ...]] = {
    "Patient": (_demand("name", [{"_text": UNKNOWN}]), _demand("_birthDate", UNKNOWN, "birthDate")),
    "Condition": (CODE,),
    "AllergyIntolerance": (CODE,),
    "Medication": (CODE,),
    "MedicationStatement": (EFFECTIVE,),
    "DiagnosticReport": (EFFECTIVE,),
    "Observation": (
        EFFECTIVE,
        _demand("performer", [UNKNOWN]),
        _demand("dataAbsentReason", CONCEPT, "value", "hasMember", "component"),
    ),
    "Practitioner": (_demand("name", [{"_text": UNKNOWN}]),),
    "Organization": (NAME,),
}

ABOUT = {"AllergyIntolerance": "patient", "Immunization": "patient"} | dict.fromkeys(
    ("Condition", "MedicationStatement", "MedicationRequest", "Observation", "DiagnosticReport"), "subject"
)
"""The member by which a resource says whom it is about."""


def with_what_is_demanded(*, text: str, patient: str) -> str:
    """The resource with what it lacks; `patient` is the address of whom all of it is about."""
    (node,) = values(text=text)
    kind = node.member("resourceType")
    name = (kind and kind.string) or ""
    more = {
        one.member: one.value for one in DEMANDS.get(name, ()) if not any(_has(node, begins) for begins in one.instead)
    }
    edits = []
    if about := ABOUT.get(name):
        subject = node.member(about)
        if subject is None:
            more[about] = {"reference": patient}
        elif subject.member("reference") is None:
            edits.append(_inserted(subject, {"reference": patient}))
    return edited(text=text, edits=[*edits, _inserted(node, more)] if more else edits)


def _has(node: Node, begins: str) -> bool:
    return isinstance(node.value, dict) and any(name.startswith(begins) for name in node.value)


def _inserted(node: Node, members: Mapping[str, Any]) -> Edit:
    """The members as the object's last."""
    comma = "," if node.value else ""
    return Edit(node.end - 1, node.end - 1, f"{comma}{dumped(members)[1:-1]}")
