"""Whose records a request is about: always one person's, so that one grant with its audit row opens them."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from ingang.foundation.people.queries import person_by_identifier, present_identity
from ingang.foundation.records import searching as records
from ingang.foundation.records.parameters import SHARED
from ingang.kernel.identifiers import InvalidIdentifier, kind_of_system, parse_person_identifier
from ingang.kernel.periods import local_date
from ingang.services.fhir_server.asking import Desk, Query
from ingang.services.fhir_server.errors import NotUnderstood

BY_REFERENCE = frozenset({"patient", "subject", "patient:Patient", "subject:Patient"})
BY_NUMBER = frozenset(
    {"patient.identifier", "subject.identifier", "patient:Patient.identifier", "subject:Patient.identifier"}
    | {"patient:identifier", "subject:identifier"}
)
ONE_PATIENT = (
    "Records are opened for one patient at a time: name the patient with patient=Patient/[id],"
    " patient.identifier=[system]|[number], or _id."
)


def person_of_query(desk: Desk, type: str, query: Query) -> tuple[UUID | None, Query]:
    """Whom a search is about, and what else it asks. None when there is nobody of whom the care giver may know.

    A search for the care giver's own staff, units and things is about the shelf. Refuses a search about nobody, and
    one about several.
    """
    if any("\0" in part for pair in query for part in pair):
        raise NotUnderstood("A query can not hold a null character.")
    named = [pair for pair in query if pair[0] in BY_REFERENCE | BY_NUMBER]
    rest = tuple(pair for pair in query if pair not in named)
    persons = {_named(desk, name, value) for name, value in named}
    if type == "Patient":
        persons |= {_by_number(desk, value) for name, value in rest if name == "identifier"}
    if not persons:
        persons = _by_ids(desk, type, rest)
    if not persons and type in SHARED:
        return desk.shelf, rest
    if len(persons) != 1:
        raise NotUnderstood(ONE_PATIENT)
    return next(iter(persons)), rest


def person_of_identifiers(desk: Desk, identifiers: Iterable[Any]) -> UUID | None:
    """Who holds the first Swedish identity number among a Patient's identifiers; None when nobody known does."""
    for one in identifiers:
        if isinstance(one, dict) and kind_of_system(str(one.get("system"))) is not None:
            return _by_number(desk, f"{one['system']}|{one.get('value', '')}")
    return None


def patient_of_reference(desk: Desk, reference: str) -> UUID | None:
    """In whose records the referred Patient is."""
    kind, _, logical_id = desk.relative(reference).partition("/")
    if kind != "Patient":
        return None
    return records.owner(care_giver=desk.care_giver, type=kind, logical_id=logical_id)


def _named(desk: Desk, name: str, value: str) -> UUID | None:
    if "," in value:
        raise NotUnderstood(ONE_PATIENT)
    if name in BY_NUMBER:
        return _by_number(desk, value)
    return patient_of_reference(desk, value if "/" in value else f"Patient/{value}")


def _by_number(desk: Desk, token: str) -> UUID | None:
    system, _, value = token.rpartition("|")
    today = local_date(desk.now)
    if kind_of_system(system) is None:
        raise NotUnderstood("Name the patient by a Swedish identity number: [system]|[number].")
    try:
        number = parse_person_identifier(value, today=today)
    except InvalidIdentifier:
        return None
    found = person_by_identifier(identifier=number, on=today)
    return present_identity(person=found.id) if found else None


def _by_ids(desk: Desk, type: str, query: Query) -> set[UUID | None]:
    ids = {one for name, value in query if name == "_id" for one in value.split(",")}
    found = records.owners(care_giver=desk.care_giver, names={(type, one) for one in ids})
    return set(found.values()) or ({None} if ids else set())
