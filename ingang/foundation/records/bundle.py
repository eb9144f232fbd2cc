"""What an import would store: a pure plan, made before anything is written.

"Unchanged" means: a resource's text is kept to the letter, spaces, order and decimals included, except that
- its `id` becomes the id that it has in the care giver's records;
- `versionId` and `lastUpdated` of its `meta` become the records' own (put in when it is stored);
- references to other resources of the file become `Type/id`;
- American social security numbers are taken out of a Patient.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from ingang.foundation.records import fhir_types
from ingang.foundation.records.agreement import KnownPerson, Saying, check_identity, differences, remarks
from ingang.foundation.records.errors import Disagrees, NothingToStore, OtherSubject, SeveralPatients
from ingang.foundation.records.index import IndexRow, Plain, index_row
from ingang.foundation.records.json_text import Edit, Node, edited
from ingang.foundation.records.reading import Entry, read
from ingang.foundation.records.references import Targets, new_id, references
from ingang.foundation.records.search_index import Value, search_values

SOCIAL_SECURITY = "http://hl7.org/fhir/sid/us-ssn"
SUBJECTS = ("subject", "patient", "beneficiary", "for", "individual")


@dataclass(frozen=True, kw_only=True)
class Incoming:
    """A resource to store. `digest` tells whether a later import brings the same text.

    With `expected_version` it is stored only as what follows after that version.
    """

    type: str
    logical_id: str
    text: str
    digest: str
    index: IndexRow
    search: tuple[Value, ...]
    expected_version: int | None = None


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What an import would store, and everything that its report must say."""

    resources: tuple[Incoming, ...]
    dropped: Mapping[str, int]
    social_security_numbers: int
    references_to_dropped: int
    unknown_references: Mapping[str, int]
    differences: tuple[Saying, ...]
    remarks: tuple[Saying, ...]
    is_partial: bool


def incoming(
    *,
    type: str,
    logical_id: str,
    text: str,
    plain: Plain,
    around: Mapping[str, Plain],
    expected_version: int | None = None,
) -> Incoming:
    """A resource with everything that is kept beside its text. `around`: see `index_row`."""
    return Incoming(
        type=type,
        logical_id=logical_id,
        text=text,
        digest=sha256(text.encode()).hexdigest(),
        index=index_row(resource=plain, around=around),
        search=tuple(search_values(resource=plain)),
        expected_version=expected_version,
    )


def prepare(*, text: str, care_giver: str, person: KnownPerson, today: date, despite_differences: bool = False) -> Plan:
    """Read the file and decide what of it would be stored in the care giver's records of the person.

    Refuses, with the ImportRefused that tells why, what can not be read, what is not R4, what is about another
    person or several, and what contradicts the person unless `despite_differences` says that it was looked at.
    """
    file = read(text=text)
    kept = [entry for entry in file.entries if entry.type in fhir_types.CLINICAL]
    if not kept:
        raise NothingToStore()
    patient = _patient(kept)
    plain = _plain(text, patient) if patient else {}
    numbers = [*_listed(plain, "identifier"), *_subject_identifiers(kept)]
    confirmed = check_identity(identifiers=numbers, person=person, today=today)
    contradictions = differences(patient=plain, person=person)
    if contradictions and not despite_differences:
        raise Disagrees(differences=contradictions)
    named = [(entry, new_id(entry=entry, text=text, care_giver=care_giver, person=person.id)) for entry in kept]
    targets = Targets(named)
    _check_subjects(kept, patient, targets)
    rewritten = [_rewritten(text, entry, id_, targets) for entry, id_ in named]
    unfound = sum((one.unknown for one in rewritten), Counter[str]())
    dropped = [entry for entry in file.entries if entry.type not in fhir_types.CLINICAL]
    names = {name for entry in dropped for name in (entry.full_url, f"{entry.type}/{entry.id}")}
    return Plan(
        resources=tuple(_incoming(named, [one.text for one in rewritten])),
        dropped=Counter(entry.type for entry in dropped),
        social_security_numbers=sum(one.social_security_numbers for one in rewritten),
        references_to_dropped=sum(number for name, number in unfound.items() if name in names),
        unknown_references={name: number for name, number in unfound.items() if name not in names},
        differences=contradictions,
        remarks=remarks(patient=plain, person=person, confirmed=confirmed),
        is_partial=file.is_partial,
    )


def _patient(kept: list[Entry]) -> Entry | None:
    patients = [entry for entry in kept if entry.type == "Patient"]
    if len(patients) > 1:
        raise SeveralPatients(count=len(patients))
    return patients[0] if patients else None


def _check_subjects(kept: list[Entry], patient: Entry | None, targets: Targets) -> None:
    """Every resource must be about the file's one patient; without a Patient, all about the same one."""
    about: set[str] = set()
    for entry in kept:
        reference = _literal(entry)
        found = targets.found(reference=reference, source=entry)
        if not _may_be_patient(found or reference):
            continue
        about.add(found or reference)
        if len(about) > 1 or (patient is not None and found is None):
            raise OtherSubject(where=entry.where, reference=reference)


def _may_be_patient(reference: str) -> bool:
    return reference.startswith("urn:") or "Patient/" in reference or reference.startswith("Patient?")


def _subject(entry: Entry) -> Node | None:
    return next(filter(None, map(entry.node.member, SUBJECTS)), None)


def _literal(entry: Entry) -> str:
    subject = _subject(entry)
    reference = subject and subject.member("reference")
    return (reference and reference.string) or ""


def _subject_identifiers(kept: list[Entry]) -> Iterator[dict[str, str | None]]:
    """The identity numbers by which resources name whom they are about, beside or instead of a reference."""
    for entry in kept:
        subject = _subject(entry)
        identifier = subject and subject.member("identifier")
        if identifier:
            parts = {name: identifier.member(name) for name in ("system", "value")}
            yield {name: part.string for name, part in parts.items() if part is not None}


@dataclass(frozen=True, kw_only=True)
class _Rewritten:
    text: str
    unknown: Counter[str]
    social_security_numbers: int


def _rewritten(text: str, entry: Entry, id_: str, targets: Targets) -> _Rewritten:
    node = entry.node
    edits = [id_edit(node, id_)]
    unknown: Counter[str] = Counter()
    taken = _social_security_edits(text, node) if entry.type == "Patient" else []
    for place in references(node):
        written = place.string or ""
        target = targets.found(reference=written, source=entry)
        if target and not any(cut.start <= place.start < cut.end for cut in taken):
            edits.append(Edit(place.start, place.end, json.dumps(target)))
        elif not target and not written.startswith("#"):
            unknown[written] += 1
    moved = [Edit(e.start - node.start, e.end - node.start, e.text) for e in [*edits, *taken]]
    return _Rewritten(
        text=edited(text=text[node.start : node.end], edits=moved), unknown=unknown, social_security_numbers=len(taken)
    )


def id_edit(node: Node, id_: str) -> Edit:
    """Give the resource this id."""
    member = node.member("id")
    if member is not None:
        return Edit(member.start, member.end, json.dumps(id_))
    kind = node.value["resourceType"] if isinstance(node.value, dict) else node
    return Edit(kind.end, kind.end, f',"id":{json.dumps(id_)}')


def _social_security_edits(text: str, node: Node) -> list[Edit]:
    """Take each number out together with the comma that parts it from its neighbour."""
    member = node.member("identifier")
    items = member.value if member is not None and isinstance(member.value, list) else []
    gone = [place for place, item in enumerate(items) if _is_social_security(item)]
    if not gone:
        return []
    if len(gone) == len(items):
        return [_member_edit(text, node.start, node.value, "identifier")] if isinstance(node.value, dict) else []
    last_kept = max(set(range(len(items))) - set(gone))
    return [
        Edit(items[place].start, items[place + 1].start, "")
        if place < last_kept
        else Edit(items[place - 1].end, items[place].end, "")
        for place in gone
    ]


def _member_edit(text: str, start: int, members: dict[str, Node], name: str) -> Edit:
    """Take a whole member out of an object that has others: FHIR allows no empty array."""
    names = list(members)
    place = names.index(name)
    end = members[name].end
    if place:
        return Edit(members[names[place - 1]].end, end, "")
    return Edit(start + 1, text.index(",", end) + 1, "")


def _is_social_security(item: Node) -> bool:
    system = item.member("system")
    return system is not None and system.string == SOCIAL_SECURITY


def _incoming(named: list[tuple[Entry, str]], texts: list[str]) -> Iterator[Incoming]:
    plains = [json.loads(text, parse_float=str) for text in texts]
    around = {f"{entry.type}/{id_}": plain for (entry, id_), plain in zip(named, plains, strict=True)}
    for (entry, id_), text, plain in zip(named, texts, plains, strict=True):
        yield incoming(type=entry.type, logical_id=id_, text=text, plain=plain, around=around)


def _plain(text: str, entry: Entry) -> Mapping[str, Any]:
    plain: Mapping[str, Any] = json.loads(text[entry.node.start : entry.node.end], parse_float=str)
    return plain


def _listed(plain: Mapping[str, Any], name: str) -> list[object]:
    value = plain.get(name)
    return value if isinstance(value, list) else []
