"""Writing records: every change keeps what it replaces, and has its audit row in the same transaction."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from ingang.foundation.audit.actions import record_under
from ingang.foundation.personal.scope import action
from ingang.foundation.records.bundle import Incoming
from ingang.foundation.records.errors import NoSuchRecord, RecordsReadOnly
from ingang.foundation.records.models import Resource, ResourceVersion
from ingang.foundation.records.queries import sensitive_units
from ingang.foundation.records.stamp import stamped
from ingang.kernel.actor import Representative, Resident
from ingang.kernel.grant import Grant

AT_A_TIME = 200


@dataclass(frozen=True, kw_only=True)
class Stored:
    """What became of the resources: new ones, changed ones (a new version), and those that were there already."""

    new: int
    changed: int
    unchanged: int


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
    (RecordsReadOnly). Records one audit event with the numbers.
    """
    _check_may_write(grant, care_giver)
    if person not in grant.persons:
        raise RecordsReadOnly()
    sensitive = sensitive_units(codes={one.index.unit for one in resources})
    present = {(row.type, row.logical_id): row for row in _rows(grant, care_giver)}
    new, changed, unchanged = [], 0, 0
    for one in resources:
        hidden = one.index.unit in sensitive
        row = present.get((one.type, one.logical_id))
        if row is None:
            new.append(_new_row(person, care_giver, one, hidden, now))
        elif row.digest == one.digest and not row.is_deleted:
            unchanged += 1
        else:
            _replace(row, one, now)
            changed += 1
    Resource.under(grant).bulk_create(new, batch_size=AT_A_TIME)
    stored = Stored(new=len(new), changed=changed, unchanged=unchanged)
    details = {"care_giver": care_giver, **{name: str(number) for name, number in asdict(stored).items()}}
    record_under(event=event, grant=grant, now=now, details=details)
    return stored


@action
def delete(*, grant: Grant, care_giver: str, type: str, logical_id: str, now: datetime) -> None:
    """Delete a resource: it leaves every list, its text stays among the former versions. Records records.deleted."""
    _check_may_write(grant, care_giver)
    row = _one(grant, care_giver, type, logical_id)
    if row.is_deleted:
        raise NoSuchRecord()
    _keep_former(row, now)
    row.version, row.text, row.digest, row.is_deleted, row.updated_at = row.version + 1, "", "", True, now
    row.save()
    _audit("records.deleted", grant, row, now)


@action
def purge(*, grant: Grant, care_giver: str, type: str, logical_id: str, decision: str, now: datetime) -> None:
    """Destroy a resource and its history for good, by the authority's decision (PDL 8:4). Records records.purged."""
    _check_may_write(grant, care_giver)
    row = _one(grant, care_giver, type, logical_id)
    same = {"care_giver": care_giver, "type": type, "logical_id": logical_id}
    ResourceVersion.under(grant).filter(**same).delete()
    _audit("records.purged", grant, row, now, decision=decision)
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


def _check_may_write(grant: Grant, care_giver: str) -> None:
    if isinstance(grant.actor, Resident | Representative):
        raise RecordsReadOnly()
    if grant.care_givers is not None and care_giver not in grant.care_givers:
        raise RecordsReadOnly()


def _rows(grant: Grant, care_giver: str) -> Iterable[Resource]:
    return Resource.under(grant).filter(care_giver=care_giver)


def _one(grant: Grant, care_giver: str, type: str, logical_id: str) -> Resource:
    row = Resource.under(grant).filter(care_giver=care_giver, type=type, logical_id=logical_id).first()
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
    if not row.is_deleted:
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


def _audit(event: str, grant: Grant, row: Resource, now: datetime, **details: str) -> None:
    told = {"care_giver": row.care_giver, "type": row.type, "logical_id": row.logical_id, **details}
    record_under(event=event, grant=grant, now=now, details=told)
