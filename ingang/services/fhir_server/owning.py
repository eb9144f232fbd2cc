"""Whose records a resource belongs to: read from its own words, never from what the sender says beside it."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from ingang.foundation.people.queries import present_identity
from ingang.foundation.records import searching as records
from ingang.foundation.records.agreement import check_identity
from ingang.foundation.records.bundle import SUBJECTS
from ingang.foundation.records.errors import OtherPerson
from ingang.foundation.records.parameters import SHARED
from ingang.foundation.records.queries import known_person
from ingang.kernel.periods import local_date
from ingang.services.fhir_server.asking import Desk
from ingang.services.fhir_server.errors import InTheWay, NotValid
from ingang.services.fhir_server.people import patient_of_reference, person_of_identifiers

Name = tuple[str, str]


def owner_of(desk: Desk, type: str, logical_id: str, plain: Mapping[str, Any], own: Mapping[Name, UUID]) -> UUID:
    """The person whose records the resource belongs to, or the care giver's shelf.

    A Patient is known by a Swedish identity number, everything else by the Patient that it is about; `own` are those of
    the same request. Refuses what is about nobody known, and what would move from one person's records to another's.
    """
    person = _patient(desk, plain) if type == "Patient" else _subject(desk, type, plain, own)
    held = records.owner(care_giver=desk.care_giver, type=type, logical_id=logical_id)
    if held is not None and present_identity(person=held) != present_identity(person=person):
        raise InTheWay(f"The id {logical_id} is taken. Nothing was changed.")
    return held or person


def check_owner(desk: Desk, type: str, plain: Mapping[str, Any], person: UUID) -> None:
    """Refuse a resource that names another person's identity number, or another date of birth than the register's."""
    if person == desk.shelf:
        return
    grant, today = desk.grant(person), local_date(desk.now)
    subject = _subject_member(plain)
    numbers = plain.get("identifier", []) if type == "Patient" else [(subject or {}).get("identifier")]
    if not numbers or numbers == [None]:
        return
    known = known_person(id=grant.person, on=today)
    try:
        check_identity(identifiers=numbers, person=known, today=today)
    except OtherPerson as error:
        raise NotValid("The resource names another person's identity number.", path=f"{type}.identifier") from error
    born = plain.get("birthDate")
    if born and known.birth_date and not known.birth_date.isoformat().startswith(born):
        raise NotValid("The date of birth is not the population register's.", path=f"{type}.birthDate")


def _patient(desk: Desk, plain: Mapping[str, Any]) -> UUID:
    identifiers = plain.get("identifier", [])
    person = person_of_identifiers(desk, identifiers)
    if person is None:
        raise NotValid(
            "A Patient needs a Swedish identity number that the population register knows.", path="Patient.identifier"
        )
    return person


def _subject(desk: Desk, type: str, plain: Mapping[str, Any], own: Mapping[Name, UUID]) -> UUID:
    subject = _subject_member(plain)
    if subject is None and type in SHARED:
        return desk.shelf
    reference = str((subject or {}).get("reference", ""))
    kind, _, logical_id = reference.partition("/")
    person = own.get((kind, logical_id)) or patient_of_reference(desk, reference)
    if person is None and subject is not None and not reference:
        person = person_of_identifiers(desk, [subject.get("identifier")])
    if person is None:
        raise NotValid(f"Whom the {type} is about is not known here: it must name a Patient of these records.")
    return person


def _subject_member(plain: Mapping[str, Any]) -> Mapping[str, Any] | None:
    found = next((plain[name] for name in SUBJECTS if name in plain), None)
    return found if isinstance(found, Mapping) else None
