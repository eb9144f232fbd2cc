"""Reading records under a grant. What the grant's rules close leaves no trace in rows, counts or lists."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from typing import Any
from uuid import UUID

import msgspec
from django.db.models import Max, Q, QuerySet

from ingang.foundation.care_units.models import CareUnit
from ingang.foundation.people.models import Person, PersonNumber
from ingang.foundation.people.queries import linked_identities
from ingang.foundation.personal.prepared import PreparedUnder, columns
from ingang.foundation.personal.scope import query
from ingang.foundation.records.agreement import KnownPerson
from ingang.foundation.records.index import NULLIFIED
from ingang.foundation.records.models import Resource, ResourceVersion
from ingang.kernel.actor import Representative, Resident
from ingang.kernel.grant import Grant
from ingang.kernel.identifiers import IdentifierKind, PersonIdentifier

NEVER = datetime.min.replace(tzinfo=UTC)
"""Before everything that has a date."""


class Heading(msgspec.Struct, frozen=True, gc=False):
    """A resource as lists show it, without its text. Of these there are thousands at a time."""

    id: UUID
    care_giver: str
    type: str
    title: str
    category: str
    status: str
    happened_at: datetime | None
    happened: str
    unit: str
    unit_name: str
    is_signed: bool | None
    stored_at: datetime
    logical_id: str
    profession: str
    is_withheld: bool
    hidden_from_guardian: bool


@dataclass(frozen=True, kw_only=True)
class FoundRecord:
    """A resource with its text."""

    heading: Heading
    version: int
    text: str


_HEADING_FIELDS = Heading.__struct_fields__


@query
def exists_elsewhere(*, grant: Grant, types: Iterable[str]) -> bool:
    """Whether another care giver holds an unblocked resource of these types: all that may be known before a ground."""
    among = Q(is_deleted=False, type__in=tuple(types)) & ~Q(status=NULLIFIED)
    return Resource.exists_under(grant, among=among)


@query
def headings(
    *, grant: Grant, types: Iterable[str], care_giver: str | None = None, words: Collection[str] = ()
) -> tuple[Heading, ...]:
    """Every care giver's resources of these types, or one's, in which every one of the words stands, in no order.

    Of all of them it is asked prepared: they can be thousands, and are read at every page of the journal.
    """
    if care_giver is None and not words:
        return tuple(Heading(*row) for row in _all_of(tuple(sorted(types)), _is_patients(grant)).all(grant))
    rows = _readable(grant).filter(type__in=tuple(types))
    rows = rows if care_giver is None else rows.filter(care_giver=care_giver)
    rows = _holding(rows, words)
    return tuple(Heading(*row) for row in columns(rows.values_list(*_HEADING_FIELDS)))


@query
def count_stored_since(*, grant: Grant, since: datetime, types: Iterable[str]) -> int:
    """How many resources of these types were stored after the moment."""
    return _readable(grant).filter(stored_at__gt=since, type__in=tuple(types)).count()


@query
def stored_then(*, grant: Grant, care_giver: str, moment: datetime, types: Iterable[str]) -> tuple[UUID, ...]:
    """The care giver's resources of these types that were new at that very moment."""
    rows = _readable(grant).filter(care_giver=care_giver, stored_at=moment, type__in=tuple(types))
    return tuple(rows.order_by("id").values_list("id", flat=True))


@query
def headings_since(*, grant: Grant, since: datetime, types: Iterable[str]) -> tuple[Heading, ...]:
    """Every care giver's resources of these types that were stored after the moment, the first stored first."""
    rows = _readable(grant).filter(stored_at__gt=since, type__in=tuple(types)).order_by("stored_at", "id")
    return tuple(Heading(*row) for row in rows.values_list(*_HEADING_FIELDS))


@query
def changed_last(
    *, grant: Grant, person: UUID, care_giver: str, types: Iterable[str], categories: Iterable[str] | None
) -> datetime | None:
    """When anything of these types, and of the categories where some are named, changed last; deletions count."""
    rows = Resource.under(grant).filter(person=person, care_giver=care_giver, type__in=tuple(types))
    if categories is not None:
        rows = rows.filter(category__in=tuple(categories))
    found: datetime | None = rows.aggregate(last=Max("updated_at"))["last"]
    return found


@query
def persons_with_records(*, grant: Grant, after: UUID | None, size: int) -> list[UUID]:
    """The next persons, by id, on whom there are records; the way to go through all of them a piece at a time."""
    rows = Resource.under(grant).filter(is_deleted=False)
    later = rows.filter(person__gt=after) if after else rows
    return list(later.order_by("person").values_list("person", flat=True).distinct()[:size])


@query
def holders(
    *, grant: Grant, persons: Iterable[UUID], types: Iterable[str], categories: Iterable[str] | None
) -> frozenset[tuple[UUID, str]]:
    """Who of the persons has records of these types, and of the categories where some are named, at which care giver.

    What is deleted or entered in error is none.
    """
    rows = Resource.under(grant).filter(person__in=tuple(persons), type__in=tuple(types), is_deleted=False)
    if categories is not None:
        rows = rows.filter(category__in=tuple(categories))
    return frozenset(rows.exclude(status=NULLIFIED).values_list("person", "care_giver").distinct())


@query
def record(*, grant: Grant, id: UUID) -> FoundRecord | None:
    """The resource with its text, or None when there is none that the grant may see."""
    row = _readable(grant).filter(id=id).first()
    return None if row is None else _found(row)


@query
def texts(*, grant: Grant, ids: Iterable[UUID]) -> dict[UUID, str]:
    """The texts of those of the resources that the grant may see."""
    return dict(_readable(grant).filter(id__in=tuple(ids)).values_list("id", "text"))


@query
def reached(*, grant: Grant, ids: Iterable[UUID]) -> frozenset[UUID]:
    """Those of the resources that are not hidden from the reader, also what was deleted or withheld since."""
    return frozenset(Resource.under(grant).filter(id__in=tuple(ids)).values_list("id", flat=True))


@query
def holding(*, grant: Grant, words: Iterable[str]) -> frozenset[UUID]:
    """The resources in which every one of the words stands, also as a part of a longer one. In small letters."""
    return frozenset(_holding(_readable(grant), words).values_list("id", flat=True))


@query
def named(*, grant: Grant, care_giver: str, type: str, logical_ids: Iterable[str]) -> tuple[FoundRecord, ...]:
    """Those of the care giver's resources that have these ids, in the order of the ids; the missing are left out."""
    wanted = tuple(logical_ids)
    rows = _readable(grant).filter(care_giver=care_giver, type=type, logical_id__in=wanted)
    found = {row.logical_id: _found(row) for row in rows}
    return tuple(found[one] for one in wanted if one in found)


@query
def former_texts(*, grant: Grant, care_giver: str, type: str, logical_id: str) -> tuple[tuple[int, str], ...]:
    """The texts that later versions replaced, first to last; none when the grant may not see it."""
    if not _readable(grant).filter(care_giver=care_giver, type=type, logical_id=logical_id).exists():
        return ()
    rows = ResourceVersion.under(grant).filter(care_giver=care_giver, type=type, logical_id=logical_id)
    rows = rows.exclude(text="")  # a deletion
    return tuple(rows.order_by("version").values_list("version", "text"))


@query
def known_digests(*, grant: Grant, care_giver: str) -> dict[tuple[str, str], str]:
    """What the care giver holds of the grant's person: a digest by type and logical id; empty for a deleted one."""
    rows = Resource.under(grant).filter(care_giver=care_giver)
    found = rows.values_list("type", "logical_id", "digest", "is_deleted")
    return {(kind, logical_id): "" if gone else digest for kind, logical_id, digest, gone in found}


def known_person(*, id: UUID, on: date) -> KnownPerson:
    """What an import compares the file's patient with. The caller has opened a grant for the person."""
    person = Person.objects.get(id=id)
    numbers = PersonNumber.objects.filter(person__in=linked_identities(person=id))
    return KnownPerson(
        id=id,
        name=f"{person.given_name} {person.family_name}",
        birth_date=person.birth_date,
        sex=person.sex,
        is_dead=person.deceased_on is not None and person.deceased_on <= on,
        identifiers=frozenset(PersonIdentifier(IdentifierKind(one.kind), one.value) for one in numbers),
    )


def sensitive_units(*, codes: Iterable[str]) -> frozenset[str]:
    """Those of the units whose items are hidden from guardians by default (corrections 3.2)."""
    named = set(codes) - {""}
    if not named:
        return frozenset()
    rows = CareUnit.objects.filter(hsa_id__in=named, is_sensitive=True)
    return frozenset(rows.values_list("hsa_id", flat=True))


def _readable(grant: Grant) -> "QuerySet[Resource]":
    return _among(Resource.under(grant), _is_patients(grant))


def _holding(rows: "QuerySet[Resource]", words: Iterable[str]) -> "QuerySet[Resource]":
    for word in words:
        rows = rows.filter(words__contains=word)
    return rows


def _among(rows: "QuerySet[Resource]", is_patients: bool) -> "QuerySet[Resource]":
    rows = rows.filter(is_deleted=False).exclude(status=NULLIFIED)
    return rows.filter(is_withheld=False) if is_patients else rows


def _is_patients(grant: Grant) -> bool:
    """Whether the reader is the patient, or whoever acts for her."""
    return isinstance(grant.actor, Resident | Representative)


@cache
def _all_of(types: tuple[str, ...], is_patients: bool) -> PreparedUnder[Any]:
    def wanted(rows: "QuerySet[Resource]") -> Any:
        return _among(rows, is_patients).filter(type__in=types).values_list(*_HEADING_FIELDS)

    return PreparedUnder(Resource, wanted)


def _found(row: Resource) -> FoundRecord:
    heading = Heading(*(getattr(row, name) for name in _HEADING_FIELDS))
    return FoundRecord(heading=heading, version=row.version, text=row.text)
