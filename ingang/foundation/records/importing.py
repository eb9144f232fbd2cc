"""Importing one file: read and check everything, then store all of it or nothing."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError

from ingang.foundation.access.actions import open_job
from ingang.foundation.care_units.models import CareGiver
from ingang.foundation.people.models import Person
from ingang.foundation.people.queries import person_by_identifier
from ingang.foundation.records.actions import Stored, store
from ingang.foundation.records.bundle import Incoming, Plan, prepare
from ingang.foundation.records.errors import AddressTaken, ImportedMeanwhile, NoSuchCareGiver, NoSuchPerson
from ingang.foundation.records.models import Resource
from ingang.foundation.records.queries import known_digests, known_person
from ingang.foundation.records.reading import decoded
from ingang.kernel.grant import Grant
from ingang.kernel.identifiers import InvalidIdentifier, parse_person_identifier
from ingang.kernel.periods import local_date

JOB = "records.import_fhir"


@dataclass(frozen=True, kw_only=True)
class Imported:
    """The plan, and what became of it; in a rehearsal, what would have."""

    plan: Plan
    stored: Stored


def import_file(
    *,
    content: bytes,
    care_giver: str,
    number: str,
    now: datetime,
    despite_differences: bool = False,
    rehearsal: bool = False,
) -> Imported:
    """Import the bytes of a file into the care giver's records of the person with this number.

    Refuses with an ImportRefused, and has then stored nothing. Opens a job grant for the person first, so that also
    a refused or rehearsed import stands in the access log.
    """
    text = decoded(content=content)
    person, giver = _person(number, now), _care_giver(care_giver)
    return import_text(
        text=text,
        care_giver=giver,
        person=person,
        now=now,
        despite_differences=despite_differences,
        rehearsal=rehearsal,
    )


def import_text(
    *,
    text: str,
    care_giver: str,
    person: UUID,
    now: datetime,
    despite_differences: bool = False,
    rehearsal: bool = False,
) -> Imported:
    """As `import_file`, for a text and a person that are known already."""
    grant = open_job(name=JOB, kinds=(Resource.data_kind,), persons=(person,), now=now)
    plan = _plan(text, care_giver, person, now, despite_differences)
    if rehearsal:
        return Imported(plan=plan, stored=_rehearsed(grant, care_giver, plan.resources))
    try:
        stored = store(
            grant=grant,
            person=person,
            care_giver=care_giver,
            resources=plan.resources,
            now=now,
            event="records.imported",
        )
    except (IntegrityError, AddressTaken) as error:
        raise ImportedMeanwhile() from error
    return Imported(plan=plan, stored=stored)


def _plan(text: str, care_giver: str, person: UUID, now: datetime, despite_differences: bool) -> Plan:
    today = local_date(now)
    return prepare(
        text=text,
        care_giver=care_giver,
        person=known_person(id=person, on=today),
        today=today,
        despite_differences=despite_differences,
    )


def _rehearsed(grant: Grant, care_giver: str, resources: tuple[Incoming, ...]) -> Stored:
    known = known_digests(grant=grant, care_giver=care_giver)
    found = [known.get((one.type, one.logical_id)) for one in resources]
    unchanged = sum(digest == one.digest for digest, one in zip(found, resources, strict=True))
    new = found.count(None)
    return Stored(new=new, changed=len(resources) - new - unchanged, unchanged=unchanged)


def _person(number: str, now: datetime) -> UUID:
    today = local_date(now)
    try:
        identifier = parse_person_identifier(number, today=today)
    except InvalidIdentifier as error:
        raise NoSuchPerson() from error
    found: Person | None = person_by_identifier(identifier=identifier, on=today)
    if found is None:
        raise NoSuchPerson()
    return found.id


def _care_giver(hsa_id: str) -> str:
    wanted = hsa_id.strip().upper()
    if not CareGiver.objects.filter(hsa_id=wanted).exists():
        raise NoSuchCareGiver(hsa_id=wanted)
    return wanted
