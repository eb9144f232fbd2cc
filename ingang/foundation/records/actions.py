"""Writing records: every change keeps what it replaces, and has its audit row in the same transaction."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError

from ingang.foundation.audit.actions import record_under
from ingang.foundation.care_units.models import CareGiver
from ingang.foundation.outbox.actions import announce
from ingang.foundation.people.models import Person
from ingang.foundation.personal.prepared import PreparedUnder, insert
from ingang.foundation.personal.scope import action
from ingang.foundation.records.bundle import Incoming
from ingang.foundation.records.errors import AddressTaken, NoSuchRecord, RecordChanged, RecordsReadOnly
from ingang.foundation.records.models import Resource, ResourceAddress, ResourceVersion, SearchValue
from ingang.foundation.records.queries import sensitive_units
from ingang.foundation.records.search_index import Value
from ingang.foundation.records.stamp import stamped
from ingang.kernel.actor import Representative, Resident
from ingang.kernel.grant import Grant

AT_A_TIME = 200


@dataclass(frozen=True, kw_only=True)
class Written:
    """One resource as it is kept now."""

    type: str
    logical_id: str
    version: int
    text: str
    updated_at: datetime
    is_new: bool = False
    is_changed: bool = False


@dataclass(frozen=True, kw_only=True)
class Stored:
    """What became of the resources: new ones, changed ones (a new version), and those that were there already."""

    new: int
    changed: int
    unchanged: int
    written: tuple[Written, ...] = ()


@action
def store(
    *,
    grant: Grant,
    person: UUID,
    care_giver: str,
    resources: Sequence[Incoming],
    now: datetime,
    event: str = "records.stored",
) -> Stored:
    """Store resources of the person, one of the grant's, in the care giver's records, all or none.

    A text that is there already is left as it is; another text under the same id becomes its next version. What a
    sensitive unit wrote is hidden from guardians. Refuses a resident, and another care giver's staff
    (RecordsReadOnly), another version than expected (RecordChanged), and an id that stands in another person's records
    (AddressTaken). Records one audit event with the numbers, and announces records.changed.
    """
    _check_may_write(grant, care_giver)
    if person not in grant.persons:
        raise RecordsReadOnly()
    sensitive = sensitive_units(codes={one.index.unit for one in resources})
    present = _present(grant, care_giver, resources)
    new, rows, written = [], [], []
    for one in resources:
        row = present.get((one.type, one.logical_id))
        _check_expected(row, one)
        if row is None:
            row = _new_row(person, care_giver, one, one.index.unit in sensitive, now)
            new.append(row)
            written.append(_written(row, is_new=True))
        elif _is_same(row, one):
            written.append(_written(row))
            continue
        else:
            _replace(row, one, now)
            written.append(_written(row, is_changed=True))
        rows.append((row, one.search))
    _write_new(grant, new)
    write_search_values(grant=grant, rows=rows, is_new=len(rows) == len(new))
    stored = _counted(written)
    details = {"care_giver": care_giver} | {
        name: str(getattr(stored, name)) for name in ("new", "changed", "unchanged")
    }
    record_under(event=event, grant=grant, now=now, details=details)
    _announce(person, care_giver, {one.type for one in written if one.is_new or one.is_changed}, now)
    return stored


@action
def delete(
    *, grant: Grant, care_giver: str, type: str, logical_id: str, now: datetime, expected_version: int | None = None
) -> int:
    """Delete a resource: it leaves every list, its text stays among the former versions. Gives the deletion's version.

    Refuses another version than expected (RecordChanged). Records records.deleted.
    """
    _check_may_write(grant, care_giver)
    row = _one(grant, care_giver, type, logical_id)
    if row.is_deleted:
        raise NoSuchRecord()
    if expected_version not in {None, row.version}:
        raise RecordChanged()
    _keep_former(row, now)
    row.version, row.text, row.words, row.digest = row.version + 1, "", "", ""
    row.is_deleted, row.updated_at = True, now
    row.save()
    SearchValue.under(grant).filter(resource=row.id).delete()
    _audit("records.deleted", grant, row, now)
    _announce(row.person, care_giver, {type}, now)
    return row.version


@action
def purge(*, grant: Grant, care_giver: str, type: str, logical_id: str, decision: str, now: datetime) -> None:
    """Destroy a resource and its history for good, by the authority's decision (PDL 8:4). Records records.purged."""
    _check_may_write(grant, care_giver)
    row = _one(grant, care_giver, type, logical_id)
    same = {"care_giver": care_giver, "type": type, "logical_id": logical_id}
    ResourceVersion.under(grant).filter(**same).delete()
    SearchValue.under(grant).filter(resource=row.id).delete()
    ResourceAddress.objects.filter(**same).delete()
    _audit("records.purged", grant, row, now, decision=decision)
    _announce(row.person, care_giver, {type}, now)
    row.delete()


@action
def hide_from_guardian(
    *, grant: Grant, care_giver: str, type: str, logical_id: str, hidden: bool, now: datetime
) -> None:
    """Mark, or unmark, a resource as not shown to guardians (corrections 3.2). Records records.stored."""
    _check_may_write(grant, care_giver)
    row = _one(grant, care_giver, type, logical_id)
    row.hidden_from_guardian = hidden
    row.save(update_fields=["hidden_from_guardian"])
    _audit("records.stored", grant, row, now)


def hold(*, grant: Grant, care_giver: str) -> None:
    """Let others who hold the same person's records, or the same care giver's shelf, wait until this transaction ends.

    SQLite has one writer at a time anyway.
    """
    if grant.subject is None:
        CareGiver.objects.select_for_update().get(hsa_id=care_giver)
    else:
        Person.objects.select_for_update().get(id=grant.subject)


def write_search_values(*, grant: Grant, rows: Sequence[tuple[Resource, tuple[Value, ...]]], is_new: bool) -> None:
    """Write what the resources are found by, in place of what stood there if they are not new. Within an action."""
    changed = [] if is_new else [row.id for row, _ in rows]
    for start in range(0, len(changed), AT_A_TIME):
        SearchValue.under(grant).filter(resource__in=changed[start : start + AT_A_TIME]).delete()
    values = [
        SearchValue(
            person=row.person, care_giver=row.care_giver, resource=row.id, place=place, type=row.type, **vars(value)
        )
        for row, search in rows
        for place, value in enumerate(search)
    ]
    SearchValue.under(grant).bulk_create(values, batch_size=AT_A_TIME)


def _check_may_write(grant: Grant, care_giver: str) -> None:
    if isinstance(grant.actor, Resident | Representative):
        raise RecordsReadOnly()
    if grant.care_givers is not None and care_giver not in grant.care_givers:
        raise RecordsReadOnly()


_ONE = PreparedUnder(
    Resource,
    lambda rows, care_giver, kind, logical_id: rows.filter(
        care_giver=care_giver, type=kind, logical_id=logical_id
    ).select_for_update(),
)


def _present(grant: Grant, care_giver: str, resources: Sequence[Incoming]) -> dict[tuple[str, str], Resource]:
    """The rows that the resources would replace, each held until the end of the transaction."""
    if len(resources) == 1:
        rows = _ONE.all(grant, care_giver=care_giver, kind=resources[0].type, logical_id=resources[0].logical_id)
        return {(row.type, row.logical_id): row for row in rows}
    found: dict[tuple[str, str], Resource] = {}
    for start in range(0, len(resources), AT_A_TIME):
        part = resources[start : start + AT_A_TIME]
        types, ids = {one.type for one in part}, {one.logical_id for one in part}
        several = Resource.under(grant).filter(care_giver=care_giver, type__in=types, logical_id__in=ids)
        found |= {(row.type, row.logical_id): row for row in several.select_for_update()}
    return found


def _check_expected(row: Resource | None, one: Incoming) -> None:
    if one.expected_version is not None and (row is None or row.is_deleted or row.version != one.expected_version):
        raise RecordChanged()


def _is_same(row: Resource, one: Incoming) -> bool:
    """Whether the text is there already: as it came, or as it was read here."""
    if row.is_deleted:
        return False
    return row.digest == one.digest or stamped(text=one.text, version=row.version, now=row.updated_at) == row.text


def _write_new(grant: Grant, new: list[Resource]) -> None:
    addresses = [
        ResourceAddress(care_giver=row.care_giver, type=row.type, logical_id=row.logical_id, person=row.person)
        for row in new
    ]
    try:
        if len(new) == 1:
            insert(addresses[0])
        else:
            ResourceAddress.objects.bulk_create(addresses, batch_size=AT_A_TIME)
    except IntegrityError as error:
        raise AddressTaken() from error
    if len(new) == 1:
        insert(new[0])
    else:
        Resource.under(grant).bulk_create(new, batch_size=AT_A_TIME)


def _written(row: Resource, *, is_new: bool = False, is_changed: bool = False) -> Written:
    return Written(
        type=row.type,
        logical_id=row.logical_id,
        version=row.version,
        text=row.text,
        updated_at=row.updated_at,
        is_new=is_new,
        is_changed=is_changed,
    )


def _counted(written: list[Written]) -> Stored:
    new, changed = sum(one.is_new for one in written), sum(one.is_changed for one in written)
    return Stored(new=new, changed=changed, unchanged=len(written) - new - changed, written=tuple(written))


def _one(grant: Grant, care_giver: str, type: str, logical_id: str) -> Resource:
    row = _ONE.first(grant, care_giver=care_giver, kind=type, logical_id=logical_id)
    if row is None:
        raise NoSuchRecord()
    return row


def _new_row(person: UUID, care_giver: str, one: Incoming, hidden: bool, now: datetime) -> Resource:
    return Resource(
        person=person,
        care_giver=care_giver,
        type=one.type,
        logical_id=one.logical_id,
        text=stamped(text=one.text, version=1, now=now),
        digest=one.digest,
        stored_at=now,
        updated_at=now,
        hidden_from_guardian=hidden,
        **asdict(one.index),
    )


def _replace(row: Resource, one: Incoming, now: datetime) -> None:
    _keep_former(row, now)
    row.version += 1
    row.text = stamped(text=one.text, version=row.version, now=now)
    row.digest, row.is_deleted, row.updated_at = one.digest, False, now
    for name, value in asdict(one.index).items():
        setattr(row, name, value)
    row.save()


def _keep_former(row: Resource, now: datetime) -> None:
    ResourceVersion(
        person=row.person,
        care_giver=row.care_giver,
        type=row.type,
        logical_id=row.logical_id,
        version=row.version,
        text=row.text,
        replaced_at=now,
    ).save(force_insert=True)


def _announce(person: UUID, care_giver: str, types: set[str], now: datetime) -> None:
    """Who wishes to be told of what is new hears it, and the engagement index (records 1, flow 4)."""
    if types:
        fields = {"care_giver": care_giver, "types": ",".join(sorted(types))}
        announce(name="records.changed", person=person, fields=fields, now=now)


def _audit(event: str, grant: Grant, row: Resource, now: datetime, **details: str) -> None:
    told = {"care_giver": row.care_giver, "type": row.type, "logical_id": row.logical_id, **details}
    record_under(event=event, grant=grant, now=now, details=told)
