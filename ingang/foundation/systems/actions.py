"""What the portal's operation does with a system, and what it plans."""

from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F

from ingang.foundation.audit.actions import record
from ingang.foundation.published.actions import public_pages_changed
from ingang.foundation.systems.errors import MaintenanceChanged, MaintenanceOver, NotOperation, SwitchedMeanwhile
from ingang.foundation.systems.models import ConnectedSystem, Maintenance
from ingang.foundation.systems.probing import Probed, probe
from ingang.foundation.systems.queries import maintenance_of, system_named
from ingang.kernel.actor import OPERATIONS, Staff


@dataclass(frozen=True, kw_only=True)
class Planned:
    """Work or a disturbance: when, at which system or part (both empty: all of the portal), and what all may read.

    `shown_at` is from when the pages that it concerns say so.
    """

    system: str
    part: str = ""
    is_disturbance: bool = False
    shown_at: datetime | None = None
    begins_at: datetime
    ends_at: datetime
    swedish: str
    english: str


@transaction.atomic
def switch_system(*, actor: Staff, code: str, is_on: bool, reason: str, now: datetime) -> None:
    """Turn a system on or off, for a reason: one that is off is asked no more, and what it said is shown no longer.

    Refuses an actor without the role, a code that no system has, and what is so already. Records systems.switched.
    """
    check_operation(actor=actor)
    system_named(code=code)
    other = ConnectedSystem.objects.filter(code=code, is_on=not is_on)
    if not other.update(is_on=is_on, switched_at=now, reason=reason):
        raise SwitchedMeanwhile()
    details = {"system": code, "is_on": str(is_on), "reason": reason}
    record(event="systems.switched", actor=actor, now=now, details=details)


def ask_again(*, actor: Staff, code: str, now: datetime) -> Probed:
    """Ask a system now whether it is there, about nobody, and let no process spare it for its failures before.

    Keeps the version that it tells. Refuses an actor without the role, and a code that no system has. Records
    systems.asked_again with how it answered.
    """
    check_operation(actor=actor)
    probed = probe(system=system_named(code=code))
    told = {"version": probed.version, "version_at": now} if probed.version else {}
    with transaction.atomic():
        ConnectedSystem.objects.filter(code=code).update(woken_at=now, **told)
        details = {"system": code, "outcome": str(probed.outcome), "error": probed.error}
        record(event="systems.asked_again", actor=actor, now=now, details=details)
    return probed


@transaction.atomic
def plan_maintenance(*, actor: Staff, planned: Planned, now: datetime) -> None:
    """Say in public that work is planned, or that something is disturbed.

    Refuses an actor without the role, and a system that nobody knows. Records systems.maintenance_planned.
    """
    check_operation(actor=actor)
    if planned.system:
        system_named(code=planned.system)
    row = Maintenance.objects.create(**asdict(planned), planned_by=actor.hsa_id, planned_at=now)
    _pages_change(row, now)
    record(event="systems.maintenance_planned", actor=actor, now=now, details=_told(row))


@transaction.atomic
def change_maintenance(*, actor: Staff, id: UUID, version: int, planned: Planned, now: datetime) -> None:
    """Say something else instead of what stood there at this version.

    Refuses an actor without the role, a system that nobody knows, what is over or called off, and a version that
    somebody else has changed since. Records systems.maintenance_changed with the new words; the former stand in the
    event before.
    """
    check_operation(actor=actor)
    if planned.system:
        system_named(code=planned.system)
    row = maintenance_of(id=id)
    if row.called_off_at or row.ends_at <= now:
        raise MaintenanceOver()
    changed = {**asdict(planned), "version": version + 1, "changed_at": now, "planned_by": actor.hsa_id}
    if not Maintenance.objects.filter(id=id, version=version, called_off_at=None).update(**changed):
        raise MaintenanceChanged()
    row = maintenance_of(id=id)
    _pages_change(row, now)
    record(event="systems.maintenance_changed", actor=actor, now=now, details=_told(row))


@transaction.atomic
def call_off_maintenance(*, actor: Staff, id: UUID, now: datetime) -> None:
    """Call off planned work, or end it early. Refuses an actor without the role, and what is over or called off.

    Records systems.maintenance_called_off.
    """
    check_operation(actor=actor)
    maintenance_of(id=id)
    standing = Maintenance.objects.filter(id=id, called_off_at=None, ends_at__gt=now)
    if not standing.update(called_off_at=now, version=F("version") + 1):
        raise MaintenanceOver()
    public_pages_changed(at=now)
    record(event="systems.maintenance_called_off", actor=actor, now=now, details={"maintenance": str(id)})


def _pages_change(row: Maintenance, now: datetime) -> None:
    """Finished pages say it from when they shall, as it begins, and no longer than it lasts."""
    for moment in (now, row.shown_at, row.begins_at, row.ends_at):
        if moment and moment >= now:
            public_pages_changed(at=moment)


def _told(row: Maintenance) -> dict[str, str]:
    """What the audit row says of it: everything that everybody could read."""
    names = ("system", "part", "is_disturbance", "shown_at", "begins_at", "ends_at", "swedish", "english", "version")
    return {"maintenance": str(row.id)} | {name: str(getattr(row, name)) for name in names}


def check_operation(*, actor: object) -> None:
    """Refuse whoever does not work for the portal's operation."""
    if not isinstance(actor, Staff) or OPERATIONS not in actor.roles:
        raise NotOperation()
