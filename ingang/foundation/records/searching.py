"""Finding resources of one care giver by their search values, and reading them as they are kept, all versions.

For the care giver's own systems, which see also what is entered in error, withheld, or hidden from guardians.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from ingang.foundation.personal.prepared import Prepared, PreparedUnder
from ingang.foundation.personal.scope import query
from ingang.foundation.records.models import Resource, ResourceAddress, ResourceVersion, SearchValue
from ingang.kernel.grant import Grant

FEW = 3
"""So many questions that are prepared take less than one that is not."""

Name = tuple[str, str]
"""The type and the logical id of a resource."""


@dataclass(frozen=True, kw_only=True)
class Alternative:
    """One of a criterion's values. None stands for anything; `starts` and `contains` are for strings."""

    value: str | None = None
    system: str | None = None
    starts: bool = False
    contains: bool = False
    prefix: str = ""
    low: datetime | None = None
    high: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Criterion:
    """What a resource must have to be found: one of the alternatives, in the parameter; none of them if negated.

    `missing` asks instead whether it has any value at all.
    """

    parameter: str
    alternatives: tuple[Alternative, ...] = ()
    is_negated: bool = False
    missing: bool | None = None


@dataclass(frozen=True, kw_only=True)
class Match:
    """A resource that was found, without its text. `keys` are what it is sorted by, in the order asked."""

    id: UUID
    type: str
    logical_id: str
    keys: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Kept:
    """One version of a resource, with its text; a deletion has none."""

    type: str
    logical_id: str
    version: int
    text: str
    updated_at: datetime
    is_deleted: bool


_ADDRESS = Prepared(
    lambda care_giver, kind, logical_id: ResourceAddress.objects.filter(
        care_giver=care_giver, type=kind, logical_id=logical_id
    )
)


_RESOURCE = PreparedUnder(
    Resource,
    lambda rows, care_giver, kind, logical_id: rows.filter(care_giver=care_giver, type=kind, logical_id=logical_id),
)


def owner(*, care_giver: str, type: str, logical_id: str) -> UUID | None:
    """In whose records the care giver has the resource, so that a grant can be asked for; None when it has none."""
    row = _ADDRESS.first(care_giver=care_giver, kind=type, logical_id=logical_id)
    return row.person if row else None


def owners(*, care_giver: str, names: Collection[Name]) -> dict[Name, UUID]:
    """In whose records the care giver has each of the resources; the missing are left out."""
    if len(names) <= FEW:
        found = {name: owner(care_giver=care_giver, type=name[0], logical_id=name[1]) for name in names}
        return {name: person for name, person in found.items() if person is not None}
    rows = ResourceAddress.objects.filter(
        care_giver=care_giver, type__in={kind for kind, _ in names}, logical_id__in={id_ for _, id_ in names}
    )
    return {(row.type, row.logical_id): row.person for row in rows if (row.type, row.logical_id) in names}


@query
def kept(*, grant: Grant, care_giver: str, type: str, logical_id: str) -> Kept | None:
    """The resource as it is now, which may be deleted; None when there is none that the grant reaches."""
    row = _RESOURCE.first(grant, care_giver=care_giver, kind=type, logical_id=logical_id)
    return None if row is None else _kept(row)


@query
def kept_all(*, grant: Grant, care_giver: str, names: Collection[Name]) -> dict[Name, Kept]:
    """Those of the resources that are there and not deleted."""
    if not names:
        return {}
    rows = _named(grant, care_giver, names)
    return {(row.type, row.logical_id): _kept(row) for row in rows if (row.type, row.logical_id) in names}


@query
def history(
    *, grant: Grant, care_giver: str, type: str, logical_id: str = "", of: Collection[UUID] | None = None
) -> tuple[Kept, ...]:
    """Every version of the resource, or of all of its type that are `of` these, the latest first."""
    same: dict[str, object] = {"care_giver": care_giver, "type": type}
    same |= {"logical_id": logical_id} if logical_id else {}
    same |= {"person__in": of} if of is not None else {}
    found = [_kept(row) for row in Resource.under(grant).filter(**same)]
    began = {row.logical_id: row.stored_at for row in Resource.under(grant).filter(**same)}
    for row in ResourceVersion.under(grant).filter(**same).order_by("logical_id", "version"):
        # A version was written when the one before it was replaced.
        written, began[row.logical_id] = began[row.logical_id], row.replaced_at
        found.append(_former(row, written))
    return tuple(sorted(found, key=lambda one: (one.updated_at, one.logical_id, one.version), reverse=True))


@query
def find(
    *,
    grant: Grant,
    care_giver: str,
    types: Collection[str],
    of: Collection[UUID] | None = None,
    ids: Collection[str] | None = None,
    criteria: Iterable[Criterion] = (),
    updated: Iterable[Alternative] = (),
    sort: tuple[str, ...] = (),
) -> list[Match]:
    """The resources that meet every criterion, without their texts, in the order of their keys.

    `sort` names parameters, and `_id` and `_lastUpdated`; with a minus before it, the latest or last first. `updated`
    limits when the resource was changed, and `of` whose they are. What has no value to sort by comes last. Equal ones
    come by their id.
    """
    rows = Resource.under(grant).filter(care_giver=care_giver, type__in=types, is_deleted=False)
    if of is not None:
        rows = rows.filter(person__in=of)
    if ids is not None:
        rows = rows.filter(logical_id__in=ids)
    for one in updated:
        rows = rows.filter(_moment_is(one))
    for criterion in criteria:
        rows = rows.filter(_meets(criterion, grant, care_giver, types))
    found = list(rows.values_list("id", "type", "logical_id", "updated_at"))
    keys = [_keys(name.removeprefix("-"), found, grant) for name in sort]
    matches = [
        Match(id=id_, type=kind, logical_id=logical_id, keys=tuple(each.get(id_, "") for each in keys))
        for id_, kind, logical_id, _ in found
    ]
    matches.sort(key=lambda one: one.id)
    for place, name in reversed(list(enumerate(sort))):
        _sort_by(matches, place, name.startswith("-"))
    return matches


@query
def texts(*, grant: Grant, ids: Collection[UUID]) -> dict[UUID, Kept]:
    """The found resources with their texts."""
    return {row.id: _kept(row) for row in Resource.under(grant).filter(id__in=ids, is_deleted=False)}


@query
def ids_of(*, grant: Grant, care_giver: str, names: Collection[Name]) -> set[UUID]:
    """The rows' ids of the resources with these names, as far as they are there."""
    if not names:
        return set()
    rows = _named(grant, care_giver, names)
    found = rows.values_list("id", "type", "logical_id")
    return {id_ for id_, kind, logical_id in found if (kind, logical_id) in names}


@query
def references_from(*, grant: Grant, ids: Collection[UUID], parameter: str) -> frozenset[str]:
    """What the resources refer to in the parameter, as `Type/id`."""
    rows = SearchValue.under(grant).filter(resource__in=ids, parameter=parameter)
    return frozenset(rows.values_list("value", flat=True))


@query
def references_to(
    *, grant: Grant, care_giver: str, type: str, parameter: str, names: Collection[str]
) -> frozenset[UUID]:
    """The ids of the resources of this type that refer to one of `Type/id` in the parameter."""
    rows = SearchValue.under(grant).filter(care_giver=care_giver, type=type, parameter=parameter, value__in=names)
    return frozenset(rows.values_list("resource", flat=True))


def _named(grant: Grant, care_giver: str, names: Collection[Name]) -> "QuerySet[Resource]":
    types, ids = {kind for kind, _ in names}, {logical_id for _, logical_id in names}
    rows = Resource.under(grant).filter(care_giver=care_giver, is_deleted=False)
    return rows.filter(type__in=types, logical_id__in=ids)


def _kept(row: Resource) -> Kept:
    return Kept(
        type=row.type,
        logical_id=row.logical_id,
        version=row.version,
        text=row.text,
        updated_at=row.updated_at,
        is_deleted=row.is_deleted,
    )


def _former(row: ResourceVersion, written_at: datetime) -> Kept:
    return Kept(
        type=row.type,
        logical_id=row.logical_id,
        version=row.version,
        text=row.text,
        updated_at=written_at,
        is_deleted=not row.text,
    )


def _meets(criterion: Criterion, grant: Grant, care_giver: str, types: Collection[str]) -> Q:
    values = SearchValue.under(grant).filter(care_giver=care_giver, type__in=types, parameter=criterion.parameter)
    if criterion.missing is not None:
        has = Q(id__in=values.values("resource"))
        return ~has if criterion.missing else has
    wanted = Q()
    for alternative in criterion.alternatives:
        wanted |= _value_is(alternative)
    met = Q(id__in=values.filter(wanted).values("resource"))
    return ~met if criterion.is_negated else met


def _value_is(one: Alternative) -> Q:
    if one.low is not None and one.high is not None:
        return _span_is(one.prefix, one.low, one.high)
    wanted = Q()
    if one.system is not None:
        wanted &= Q(system=one.system)
    if one.value is not None:
        how = "value__contains" if one.contains else "value__startswith" if one.starts else "value"
        wanted &= Q(**{how: one.value})
    return wanted


def _span_is(prefix: str, low: datetime, high: datetime) -> Q:
    """Compare a resource's span of time with the one asked for (FHIR R4, search, prefixes)."""
    inside = Q(low__gte=low, high__lte=high)
    return {
        "": inside,
        "eq": inside,
        "ne": ~inside,
        "gt": Q(high__gt=high),
        "ge": Q(high__gt=high) | inside,
        "lt": Q(low__lt=low),
        "le": Q(low__lt=low) | inside,
        "sa": Q(low__gte=high),
        "eb": Q(high__lte=low),
        "ap": Q(low__lt=high, high__gt=low),
    }[prefix]


def _moment_is(one: Alternative) -> Q:
    """The same for the moment at which a resource was changed."""
    inside = Q(updated_at__gte=one.low, updated_at__lt=one.high)
    after, before = Q(updated_at__gte=one.high), Q(updated_at__lt=one.low)
    return {
        "": inside, "eq": inside, "ap": inside, "ne": ~inside, "gt": after, "sa": after, "ge": after | inside,
        "lt": before, "eb": before, "le": before | inside,
    }[one.prefix]  # fmt: skip


def _keys(name: str, found: list[tuple[UUID, str, str, datetime]], grant: Grant) -> Mapping[UUID, str]:
    if name == "_id":
        return {id_: logical_id for id_, _, logical_id, _ in found}
    if name == "_lastUpdated":
        return {id_: updated_at.isoformat() for id_, _, _, updated_at in found}
    rows = SearchValue.under(grant).filter(resource__in=[one[0] for one in found], parameter=name)
    keys: dict[UUID, str] = {}
    for id_, low, value in rows.values_list("resource", "low", "value"):
        key = low.isoformat() if low else value
        keys[id_] = min(keys.get(id_, key), key)
    return keys


def _sort_by(matches: list[Match], place: int, is_descending: bool) -> None:
    matches.sort(key=lambda one: one.keys[place], reverse=is_descending)
    if not is_descending:
        matches.sort(key=lambda one: not one.keys[place])
