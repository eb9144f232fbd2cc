"""Does the file's patient describe the person whom the command names? Nothing is guessed: see `differences`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from ingang.foundation.records.errors import OtherPerson
from ingang.kernel.identifiers import InvalidIdentifier, PersonIdentifier, kind_of_system, parse_person_identifier
from ingang.kernel.words import marked

KNOWN_SEXES = ("female", "male")


@dataclass(frozen=True, kw_only=True)
class KnownPerson:
    """What the population register says of the person, with every identifier that she has or had."""

    id: UUID
    name: str
    birth_date: date | None
    sex: str
    is_dead: bool
    identifiers: frozenset[PersonIdentifier]


@dataclass(frozen=True, kw_only=True)
class Saying:
    """A sentence of the report: an English message id and the values that fill it."""

    sentence: str
    values: Mapping[str, object]


def check_identity(*, identifiers: Iterable[object], person: KnownPerson, today: date) -> bool:
    """Whether the person's own number is among a Patient's identifiers. Refuses another person's (OtherPerson).

    Counted are numbers under a Swedish system, and numbers without any system that are right to the check digit.
    """
    own = {(one.kind, one.value) for one in person.identifiers}
    confirmed = False
    for identifier in identifiers:
        found = _swedish(identifier, today)
        if found is None:
            continue
        if found not in own:
            raise OtherPerson()
        confirmed = True
    return confirmed


def differences(*, patient: Mapping[str, Any], person: KnownPerson) -> tuple[Saying, ...]:
    """Where the file contradicts what is known of the person: date of birth, sex, death. Empty when it does not."""
    said = []
    born = patient.get("birthDate")
    known = person.birth_date and person.birth_date.isoformat()
    if isinstance(born, str) and known and not known.startswith(born):
        said.append(_saying(marked("The file says born %(file)s; the person is born %(known)s."), born, known))
    sex = patient.get("gender")
    if sex in KNOWN_SEXES and person.sex in KNOWN_SEXES and sex != person.sex:
        said.append(_saying(marked("The file says the sex is %(file)s; the person's is %(known)s."), sex, person.sex))
    if not person.is_dead and (patient.get("deceasedDateTime") or patient.get("deceasedBoolean") is True):
        died = patient.get("deceasedDateTime") or "-"
        said.append(_saying(marked("The file says the patient is dead (%(file)s); the person is alive."), died, ""))
    return tuple(said)


def remarks(*, patient: Mapping[str, Any], person: KnownPerson, confirmed: bool) -> tuple[Saying, ...]:
    """What the file leaves open, for the one who imports to know."""
    said = []
    if not confirmed:
        sentence = marked("The file has no Swedish identity number: that it is about this person is your word.")
        said.append(_saying(sentence, "", ""))
    if not isinstance(patient.get("birthDate"), str) or person.birth_date is None:
        said.append(_saying(marked("The date of birth could not be compared."), "", ""))
    if patient.get("gender") not in KNOWN_SEXES or person.sex not in KNOWN_SEXES:
        said.append(_saying(marked("The sex could not be compared."), "", ""))
    if person.is_dead and not (patient.get("deceasedDateTime") or patient.get("deceasedBoolean")):
        said.append(_saying(marked("The person is registered as dead; the file does not say so."), "", ""))
    if not _has_name(patient, person.name):
        said.append(_saying(marked("The file has another name than the person's, or none."), "", ""))
    return tuple(said)


def _swedish(identifier: object, today: date) -> tuple[str, str] | None:
    if not isinstance(identifier, Mapping) or not isinstance(identifier.get("value"), str):
        return None
    system, value = identifier.get("system"), identifier["value"]
    kind = kind_of_system(system) if isinstance(system, str) else None
    if kind is not None:
        return kind, value.replace("-", "").replace(" ", "").upper()
    if system:
        return None
    try:
        found = parse_person_identifier(value, today=today)
    except InvalidIdentifier:
        return None
    return None if found.kind.is_reserve else (found.kind, found.value)


def _has_name(patient: Mapping[str, Any], known: str) -> bool:
    names = patient.get("name")
    families = [name.get("family") for name in names if isinstance(name, Mapping)] if isinstance(names, list) else []
    return any(isinstance(one, str) and one and known.casefold().endswith(one.casefold()) for one in families)


def _saying(sentence: str, file: object, known: object) -> Saying:
    return Saying(sentence=sentence, values={"file": file, "known": known})
