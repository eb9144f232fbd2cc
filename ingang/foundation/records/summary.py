"""The International Patient Summary (HL7 IPS 2.0.0): one document that says what matters, also what is not known.

It is made of what one care giver holds, or of what several do: each resource stands under its own source's address.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from html import escape
from typing import Any
from uuid import uuid4

from ingang.foundation.records.demanded import with_what_is_demanded
from ingang.foundation.records.held import Held, referred, resolving
from ingang.foundation.records.index import Plain, index_row
from ingang.foundation.records.json_text import dumped
from ingang.foundation.records.stamp import told_moment

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


def document(
    *, patient: Held, held: Iterable[Held], author: Mapping[str, Any], now: datetime, missing: Iterable[str] = ()
) -> str:
    """The summary as a document bundle in which every reference leads to one of its entries, or says that it does not.

    What was entered in error or refuted is left out. Each source has a Patient of its own: references to one lead to
    `patient`, and one to anything else that is not in the document becomes a logical one. What the specification
    demands and a source does not tell is said to be unknown.
    `author` is the resource of whoever makes it; `missing` names the sources that could not be asked, which every
    section then tells of.
    """
    found = {one.url: one for one in held}
    plains = {url: _plain(one) for url, one in found.items()}
    chosen = {
        section: [
            found[url] for url, plain in plains.items() if found[url].type in section.types and _shows(section, plain)
        ]
        for section in SECTIONS
    }
    first = [patient, *(one for ones in chosen.values() for one in ones)]
    entries = _with_what_they_refer_to(first, found)
    inside = {one.url for one in entries}
    made_by = f"urn:uuid:{uuid4()}"
    composition = {
        **_composition(patient, made_by, author, now),
        "section": [
            _section(section, ones, plains, tuple(missing))
            for section, ones in chosen.items()
            if ones or section.is_required
        ],
    }
    resources = [
        (f"urn:uuid:{uuid4()}", dumped(composition)),
        *((one.url, _shown(one, inside, patient)) for one in entries),
        (made_by, dumped({**author, "id": made_by.removeprefix("urn:uuid:")})),
    ]
    head = {
        "resourceType": "Bundle",
        "meta": {"profile": [f"{PROFILE}Bundle-uv-ips"]},
        "identifier": {"system": "urn:ietf:rfc:3986", "value": f"urn:uuid:{uuid4()}"},
        "type": "document",
        "timestamp": told_moment(now),
    }
    shown = ",".join(f'{{"fullUrl":{dumped(url)},"resource":{text}}}' for url, text in resources)
    return f'{dumped(head)[:-1]},"entry":[{shown}]}}'


def _shown(one: Held, inside: set[str], patient: Held) -> str:
    text = resolving(one=one, inside=inside, patient=patient)
    return with_what_is_demanded(text=text, patient=patient.url)


def _composition(patient: Held, made_by: str, author: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    custodian = {"custodian": {"reference": made_by}} if author["resourceType"] == "Organization" else {}
    return {
        "resourceType": "Composition",
        "meta": {"profile": [f"{PROFILE}Composition-uv-ips"]},
        "status": "final",
        "type": {"coding": [{"system": LOINC, "code": "60591-5", "display": "Patient summary Document"}]},
        "subject": {"reference": patient.url},
        "date": told_moment(now),
        "author": [{"reference": made_by}],
        "title": TITLE,
        **custodian,
    }


def _section(
    section: Section, ones: list[Held], plains: Mapping[str, Plain], missing: tuple[str, ...]
) -> dict[str, Any]:
    lines = [_line(one, plains[one.url]) for one in ones]
    told = f"<ul>{''.join(lines)}</ul>" if lines else f"<p>{escape(str(EMPTY['text']))}</p>"
    told += _missing(missing)
    made = {
        "title": section.title,
        "code": {"coding": [{"system": LOINC, "code": section.code}]},
        "text": {"status": "generated", "div": f'<div xmlns="http://www.w3.org/1999/xhtml">{told}</div>'},
    }
    if not ones:
        return {**made, "emptyReason": EMPTY}
    return {**made, "entry": [{"reference": one.url} for one in ones]}


def _missing(names: tuple[str, ...]) -> str:
    """A source that failed is named, and never taken for one that has nothing; each name can be told by its element."""
    told = ", ".join(f"<b>{escape(name)}</b>" for name in names)
    return f'<p class="missing">Could not be asked, and may hold more: {told}.</p>' if names else ""


PRELIMINARY = ' <span class="preliminary">(preliminary)</span>'
"""Can be told by its element too, so that who shows the summary can say it in another language."""


def _line(one: Held, plain: Plain) -> str:
    row = index_row(resource=plain, around={})
    said = " ".join(
        filter(
            None,
            [
                row.happened[:10],
                one.title or row.title or plain["resourceType"],
                _value(plain),
                _dose(plain),
            ],
        )
    )
    return f"<li>{escape(said)}{PRELIMINARY if plain.get('status') == 'preliminary' else ''}</li>"


def _value(plain: Plain) -> str:
    """An observation's value with its unit, as written (corrections 3.12)."""
    quantity = plain.get("valueQuantity")
    if not isinstance(quantity, Mapping):
        return str(plain.get("valueString", ""))
    return " ".join(str(quantity[name]) for name in ("comparator", "value", "unit") if name in quantity)


def _dose(plain: Plain) -> str:
    """How a medicine is taken, as written (corrections 3.12)."""
    doses = [
        one for name in ("dosageInstruction", "dosage") for one in plain.get(name) or () if isinstance(one, Mapping)
    ]
    return "; ".join(str(one["text"]) for one in doses if one.get("text"))


def _with_what_they_refer_to(first: list[Held], held: Mapping[str, Held]) -> list[Held]:
    """The chosen resources, each once, and all that they refer to among what is held.

    Other documents are not taken in: in a summary the first Composition is the only one (IPS 2.0.0, bdl-ips-1).
    """
    found: dict[str, Held] = {}
    waiting = list(first)
    while waiting:
        one = waiting.pop(0)
        if one.url in found:
            continue
        found[one.url] = one
        urls = sorted(f"{one.base}/{name}" for name in referred(text=one.text))
        waiting += [held[url] for url in urls if url in held and held[url].type != "Composition"]
    return list(found.values())


def _plain(one: Held) -> Plain:
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
    if plain["resourceType"] not in section.types:
        return False
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
