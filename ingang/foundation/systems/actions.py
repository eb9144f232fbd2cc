"""What the portal's operation does with a system, and what it plans."""

from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from ingang.foundation.audit.actions import record
from ingang.foundation.systems.errors import MaintenanceOver, MaintenanceUnknown, NotOperation, SwitchedMeanwhile
from ingang.foundation.systems.models import ConnectedSystem, Maintenance
from ingang.foundation.systems.probing import Probed, probe
from ingang.foundation.systems.queries import system_named
from ingang.kernel.actor import OPERATIONS, Staff


@dataclass(frozen=True, kw_only=True)
class Planned:
    """Work that is planned: when, at which system (empty: the portal itself), and what everybody may read of it."""

    system: str
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
    """Say in public that work is planned. Refuses an actor without the role, and a system that nobody knows.

    Records systems.maintenance_planned.
    """
    check_operation(actor=actor)
    if planned.system:
        system_named(code=planned.system)
    row = Maintenance.objects.create(**asdict(planned), planned_by=actor.hsa_id, planned_at=now)
    details = {"maintenance": str(row.id), "system": planned.system}
    record(event="systems.maintenance_planned", actor=actor, now=now, details=details)


@transaction.atomic
def call_off_maintenance(*, actor: Staff, id: UUID, now: datetime) -> None:
    """Call off planned work, or end it early. Refuses an actor without the role, and what is over or called off.

    Records systems.maintenance_called_off.
    """
    check_operation(actor=actor)
    row = Maintenance.objects.filter(id=id)
    if not row.exists():
        raise MaintenanceUnknown()
    if not row.filter(called_off_at=None, ends_at__gt=now).update(called_off_at=now):
        raise MaintenanceOver()
    record(event="systems.maintenance_called_off", actor=actor, now=now, details={"maintenance": str(id)})


def check_operation(*, actor: object) -> None:
    """Refuse whoever does not work for the portal's operation."""
    if not isinstance(actor, Staff) or OPERATIONS not in actor.roles:
        raise NotOperation()
