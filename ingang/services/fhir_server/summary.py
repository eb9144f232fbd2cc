"""The International Patient Summary (HL7 IPS 2.0.0): one document that says what matters, also what is not known."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any
from uuid import uuid4

from ingang.foundation.care_units.queries import care_giver
from ingang.foundation.records.index import Plain, index_row
from ingang.foundation.records.json_text import Edit, Node, edited, values, walk
from ingang.foundation.records.search_index import local_reference
from ingang.foundation.records.searching import Kept
from ingang.foundation.records.stamp import told_moment
from ingang.kernel.identifiers import HSA_ID_OID
from ingang.services.fhir_server.asking import Desk, dumped
from ingang.services.fhir_server.bundles import address

LOINC = "http://loinc.org"
TITLE = "International Patient Summary"
PROFILE = "http://hl7.org/fhir/uv/ips/StructureDefinition/"
EMPTY = {
    "coding": [{"system": "http://terminology.hl7.org/CodeSystem/list-empty-reason", "code": "unavailable"}],
    "text": "These records hold no information about this. It does not mean that there is none.",
}
"""That nothing is recorded says nothing of the patient: never "none known" (IPS 2.0.0, empty sections)."""


@dataclass(frozen=True, kw_only=True)
class Section:
    """A section: its LOINC code, its title, what belongs in it, and whether it must be there when it is empty."""

    code: str
    title: str
    types: frozenset[str]
    belongs: Callable[[Plain], bool] = lambda _: True
    is_required: bool = False


def document(*, desk: Desk, patient: Kept, kept: Iterable[Kept]) -> str:
    """The summary as a document bundle in which every reference leads to one of its entries, or says that it does not.

    What was entered in error or refuted is left out. A reference to what is not in the document becomes a logical one.
    """
    held = {(one.type, one.logical_id): one for one in kept}
    plains = {name: _plain(one) for name, one in held.items()}
    chosen = {
        section: [held[name] for name, plain in plains.items() if name[0] in section.types and _shows(section, plain)]
        for section in SECTIONS
    }
    first = [patient, *(one for ones in chosen.values() for one in ones)]
    entries = _with_what_they_refer_to(first, held)
    inside = {f"{one.type}/{one.logical_id}" for one in entries}
    author = f"urn:uuid:{uuid4()}"
    resources = [
        (f"urn:uuid:{uuid4()}", dumped(_composition(desk, patient, author, chosen, plains))),
        *((address(desk, one.type, one.logical_id), _resolving(desk, one.text, inside)) for one in entries),
        (author, dumped(_author(desk, author))),
    ]
    head = {
        "resourceType": "Bundle",
        "meta": {"profile": [f"{PROFILE}Bundle-uv-ips"]},
        "identifier": {"system": "urn:ietf:rfc:3986", "value": f"urn:uuid:{uuid4()}"},
        "type": "document",
        "timestamp": told_moment(desk.now),
    }
    shown = ",".join(f'{{"fullUrl":{dumped(url)},"resource":{text}}}' for url, text in resources)
    return f'{dumped(head)[:-1]},"entry":[{shown}]}}'


def _composition(
    desk: Desk, patient: Kept, author: str, chosen: Mapping[Section, list[Kept]], plains: Mapping[Any, Plain]
) -> dict[str, Any]:
    return {
        "resourceType": "Composition",
        "meta": {"profile": [f"{PROFILE}Composition-uv-ips"]},
        "status": "final",
        "type": {"coding": [{"system": LOINC, "code": "60591-5", "display": "Patient summary Document"}]},
        "subject": {"reference": f"Patient/{patient.logical_id}"},
        "date": told_moment(desk.now),
        "author": [{"reference": author}],
        "title": TITLE,
        "custodian": {"reference": author},
        "section": [_section(section, ones, plains) for section, ones in chosen.items() if ones or section.is_required],
    }


def _section(section: Section, ones: list[Kept], plains: Mapping[Any, Plain]) -> dict[str, Any]:
    lines = [_line(plains[one.type, one.logical_id]) for one in ones]
    told = f"<ul>{''.join(lines)}</ul>" if lines else f"<p>{EMPTY['text']}</p>"
    made = {
        "title": section.title,
        "code": {"coding": [{"system": LOINC, "code": section.code}]},
        "text": {"status": "generated", "div": f'<div xmlns="http://www.w3.org/1999/xhtml">{told}</div>'},
    }
    if not ones:
        return {**made, "emptyReason": EMPTY}
    return {**made, "entry": [{"reference": f"{one.type}/{one.logical_id}"} for one in ones]}


def _line(plain: Plain) -> str:
    row = index_row(resource=plain, around={})
    said = " ".join(filter(None, [row.happened[:10], row.title or plain["resourceType"], _value(plain)]))
    return f"<li>{escape(said)}</li>"


def _value(plain: Plain) -> str:
    """An observation's value with its unit, as written (corrections 3.12)."""
    quantity = plain.get("valueQuantity")
    if not isinstance(quantity, Mapping):
        return str(plain.get("valueString", ""))
    return " ".join(str(quantity[name]) for name in ("comparator", "value", "unit") if name in quantity)


def _author(desk: Desk, full_url: str) -> dict[str, Any]:
    known = care_giver(hsa_id=desk.care_giver)
    return {
        "resourceType": "Organization",
        "id": full_url.removeprefix("urn:uuid:"),
        "identifier": [{"system": f"urn:oid:{HSA_ID_OID}", "value": desk.care_giver}],
        "name": known.name if known else desk.care_giver,
    }


def _with_what_they_refer_to(first: list[Kept], held: Mapping[tuple[str, str], Kept]) -> list[Kept]:
    """The chosen resources, each once, and all that they refer to among what is held."""
    found: dict[tuple[str, str], Kept] = {}
    waiting = list(first)
    while waiting:
        one = waiting.pop(0)
        if (one.type, one.logical_id) in found:
            continue
        found[one.type, one.logical_id] = one
        (node,) = values(text=one.text)
        names = [local_reference(place).partition("/")[::2] for _, place in _references(node)]
        waiting += [held[name] for name in names if name in held]
    return list(found.values())


def _resolving(desk: Desk, text: str, inside: set[str]) -> str:
    """The resource with a logical reference for every literal one that leads out of the document."""
    (node,) = values(text=text)
    edits = [
        Edit(owner.start, owner.end, _logical(desk, text, owner, reference))
        for owner, reference in _references(node)
        if local_reference(reference) not in inside and not reference.startswith("#")
    ]
    return edited(text=text, edits=edits)


def _references(node: Node) -> Iterator[tuple[Node, str]]:
    """Every Reference with a literal reference, and that reference."""
    objects = [node, *(inner for _, inner in walk(node))]
    objects += [one for inner in objects if isinstance(inner.value, list) for one in inner.value]
    for one in objects:
        member = one.member("reference")
        if member is not None and member.string:
            yield one, member.string


def _logical(desk: Desk, text: str, owner: Node, reference: str) -> str:
    members = owner.value if isinstance(owner.value, dict) else {}
    kept = [f"{dumped(name)}:{text[one.start : one.end]}" for name, one in members.items() if name != "reference"]
    if "identifier" not in members:
        kept.append(f'"identifier":{dumped({"system": desk.base, "value": reference})}')
    return "{" + ",".join(kept) + "}"


def _plain(one: Kept) -> Plain:
    found: Plain = json.loads(one.text, parse_float=str)
    return found


def _codes(plain: Plain, name: str) -> set[str]:
    """The codes of a concept, or of each in a list of them."""
    value = plain.get(name)
    concepts = value if isinstance(value, list) else [value]
    return {
        str(coding.get("code"))
        for concept in concepts
        if isinstance(concept, Mapping)
        for coding in concept.get("coding", [])
    }


def _shows(section: Section, plain: Plain) -> bool:
    said = _codes(plain, "verificationStatus") | {str(plain.get("status"))}
    return said.isdisjoint({"entered-in-error", "refuted", "cancelled"}) and section.belongs(plain)


def _is_past(plain: Plain) -> bool:
    return not _codes(plain, "clinicalStatus").isdisjoint({"inactive", "remission", "resolved"})


def _is_in_use(plain: Plain) -> bool:
    return plain.get("status") in {"active", "on-hold", "intended", "unknown"}


def _is_result(plain: Plain) -> bool:
    return plain["resourceType"] != "Observation" or not _codes(plain, "category").isdisjoint({"laboratory", "imaging"})


SECTIONS = (
    Section(
        code="11450-4",
        title="Problem list",
        types=frozenset({"Condition"}),
        belongs=lambda plain: not _is_past(plain),
        is_required=True,
    ),
    Section(
        code="48765-2", title="Allergies and intolerances", types=frozenset({"AllergyIntolerance"}), is_required=True
    ),
    Section(
        code="10160-0",
        title="Medication summary",
        types=frozenset({"MedicationStatement", "MedicationRequest"}),
        belongs=_is_in_use,
        is_required=True,
    ),
    Section(
        code="11369-6",
        title="Immunizations",
        types=frozenset({"Immunization"}),
        belongs=lambda plain: plain.get("status") == "completed",
    ),
    Section(code="30954-2", title="Results", types=frozenset({"Observation", "DiagnosticReport"}), belongs=_is_result),
    Section(code="11348-0", title="Past problems", types=frozenset({"Condition"}), belongs=_is_past),
)
"""The sections, in the order of the specification's list of required and recommended ones."""
