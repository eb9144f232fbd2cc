"""The small index beside each resource: what a list shows and sorts by, read from the resource itself.

`Plain` is the resource as JSON values; nothing in it can be trusted to have the right kind.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ingang.foundation.records.dates import moment
from ingang.foundation.records.plain import found_by
from ingang.kernel.identifiers import HSA_ID_FHIR_SYSTEM, HSA_ID_OID

Plain = Mapping[str, Any]

HSA_SYSTEMS = frozenset({HSA_ID_FHIR_SYSTEM, f"urn:oid:{HSA_ID_OID}"})
NULLIFIED = "entered-in-error"
UNSIGNED = frozenset({"preliminary", "registered", "partial"})
SIGNED = frozenset({"final", "amended", "corrected", "appended"})
WITHHELD = "NOPAT"
"""HL7 v3-ActCode: no disclosure to the patient without the clinician's authorisation."""

# What the entry is called, and when it happened: the first member that is there counts.
TITLES = (
    "title", "vaccineCode", "medicationCodeableConcept", "medicationReference", "code", "type", "description",
    "category", "class", "modality",
)  # fmt: skip
TITLES_OF = {
    "Encounter": ("type", "serviceType", "class"),
    "DocumentReference": ("description", "type", "category"),
    "CarePlan": ("title", "category", "description"),
    "ImagingStudy": ("description", "procedureCode", "modality"),
    "Goal": ("description",),
    "FamilyMemberHistory": ("relationship",),
    "Medication": ("code",),
}
DATES = (
    "effectiveDateTime", "effectivePeriod", "effectiveInstant", "occurrenceDateTime", "occurrencePeriod",
    "performedDateTime", "performedPeriod", "recordedDate", "onsetDateTime", "onsetPeriod", "period", "authoredOn",
    "started", "start", "date", "dateAsserted", "assertedDate", "startDate", "created", "issued", "recorded",
    "dateTime", "sent", "authored",
)  # fmt: skip
AUTHORS = ("author", "performer", "recorder", "requester", "asserter", "practitioner")
UNITS = ("serviceProvider", "custodian", "managingOrganization", "author", "performer", "requester", "recorder")


@dataclass(frozen=True, kw_only=True)
class IndexRow:
    """What lists need of one resource. `happened` is the date as it was written, which may be a year alone.

    `is_signed` is None where the type knows no signing. `is_withheld`: care has marked it as not for the patient.
    `profession` is the author's, in the words that came with it; `words` is what the entry is found by.
    """

    title: str
    category: str
    status: str
    happened_at: datetime | None
    happened: str
    unit: str
    unit_name: str
    is_signed: bool | None
    is_withheld: bool
    profession: str = ""
    words: str = ""


def index_row(*, resource: Plain, around: Mapping[str, Plain]) -> IndexRow:
    """The index of one resource. `around` holds the resources that its references may lead to, as `Type/id`."""
    happened, title = _happened(resource), _title(resource, around)
    unit, unit_name = _unit(resource, around, 0)
    return IndexRow(
        title=title[:300],
        category=_code(_first(resource.get("category")))[:60],
        status=_status(resource)[:30],
        happened_at=moment(written=happened),
        happened=happened[:40],
        unit=unit[:31],
        unit_name=unit_name[:200],
        is_signed=_is_signed(resource),
        is_withheld=any(_text(label, "code") == WITHHELD for label in _list(_dict(resource, "meta").get("security"))),
        profession=_profession(resource, around)[:100],
        words=found_by(title=title, unit_name=unit_name, resource=resource),
    )


def concept_text(concept: object) -> str:
    """What a CodeableConcept, Coding, Reference or plain text says to a reader: text, else display, else code."""
    concept = _first(concept)
    if isinstance(concept, str):
        return concept.strip()
    if not isinstance(concept, Mapping):
        return ""
    coding = _first(concept.get("coding"))
    inner = coding if isinstance(coding, Mapping) else {}
    said = (_text(concept, "text"), _text(concept, "display"), _text(inner, "display"), _text(concept, "code"))
    return next(filter(None, said), _text(inner, "code"))


def _title(resource: Plain, around: Mapping[str, Plain]) -> str:
    for name in TITLES_OF.get(_text(resource, "resourceType"), TITLES):
        said = concept_text(resource.get(name))
        if said:
            return said
        target = around.get(_reference(resource.get(name)))
        if target is not None and target is not resource:
            return concept_text(target.get("code"))
    return ""


def _happened(resource: Plain) -> str:
    for name in DATES:
        value = resource.get(name)
        if isinstance(value, Mapping):
            value = value.get("start") or value.get("end")
        if isinstance(value, str) and moment(written=value):
            return value
    return ""


def _status(resource: Plain) -> str:
    verification = _code(resource.get("verificationStatus"))
    if verification == NULLIFIED:
        return verification
    return _text(resource, "status") or _code(resource.get("clinicalStatus"))


def _is_signed(resource: Plain) -> bool | None:
    status = _text(resource, "docStatus") or _text(resource, "status")
    if _text(resource, "resourceType") not in {"Composition", "DocumentReference", "DiagnosticReport", "Observation"}:
        return None
    return False if status in UNSIGNED else True if status in SIGNED else None


def _unit(resource: Plain, around: Mapping[str, Plain], depth: int) -> tuple[str, str]:
    """HSA-id and name of the unit that wrote: through its own references, else through the visit."""
    for name in UNITS:
        for place in _list(resource.get(name)):
            # Immunization and Procedure wrap the performer in an actor.
            found = _organisation(_dict(place, "actor") or place, around, depth)
            if any(found):
                return found
    visit = resource.get("encounter") or _first(_dict(resource, "context").get("encounter"))
    target = around.get(_reference(visit))
    return _unit(target, around, depth + 1) if target is not None and depth < 2 else ("", "")


def _profession(resource: Plain, around: Mapping[str, Plain]) -> str:
    """What the first author who has a profession is: by her role, or after the comma where only her name is written."""
    contained = {f"#{_text(one, 'id')}": one for one in _list(resource.get("contained"))}
    for name in AUTHORS:
        for place in _list(resource.get(name)):
            author = _dict(place, "actor") or place
            target = (contained | dict(around)).get(_reference(author), {})
            roles = _list(target.get("code")) or [one.get("code") for one in _list(target.get("qualification"))]
            said = concept_text(_first(roles)) or _text(author, "display").partition(", ")[2]
            if said:
                return said
    return ""


def _organisation(place: object, around: Mapping[str, Plain], depth: int) -> tuple[str, str]:
    # A reference to a person may carry an HSA-id too; it says of what type its target is.
    if not isinstance(place, Mapping) or _text(place, "type") == "Practitioner":
        return "", ""
    target = around.get(_reference(place), {})
    if _text(target, "resourceType") == "PractitionerRole" and depth < 2:
        return _organisation(target.get("organization"), around, depth + 1)
    if _text(target, "resourceType") == "Organization":
        return _hsa_id(_list(target.get("identifier"))), _text(target, "name")
    return _hsa_id([place.get("identifier")]), _text(place, "display") if _hsa_id([place.get("identifier")]) else ""


def _hsa_id(identifiers: Iterable[object]) -> str:
    for one in identifiers:
        if isinstance(one, Mapping) and one.get("system") in HSA_SYSTEMS:
            return _text(one, "value").upper()
    return ""


def _reference(place: object) -> str:
    place = _first(place)
    return _text(place, "reference") if isinstance(place, Mapping) else ""


def _code(concept: object) -> str:
    concept = _first(concept)
    if isinstance(concept, str):
        return concept
    if not isinstance(concept, Mapping):
        return ""
    coding = _first(concept.get("coding"))
    return _text(coding, "code") if isinstance(coding, Mapping) else ""


def _first(value: object) -> object:
    return (value[0] if value else None) if isinstance(value, list) else value


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _dict(value: object, name: str) -> Plain:
    inner = value.get(name) if isinstance(value, Mapping) else None
    return inner if isinstance(inner, Mapping) else {}


def _text(value: object, name: str) -> str:
    inner = value.get(name) if isinstance(value, Mapping) else None
    return inner.strip() if isinstance(inner, str) else ""
