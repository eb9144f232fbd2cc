"""Which systems there are, and what is planned."""

from datetime import datetime, timedelta
from uuid import UUID

from ingang.foundation.systems.errors import MaintenanceUnknown, SystemUnknown
from ingang.foundation.systems.models import ConnectedSystem, Maintenance

LATELY = timedelta(days=30)
MOST = 100


def connected_systems() -> list[ConnectedSystem]:
    """Every system that is on, by name."""
    return list(ConnectedSystem.objects.filter(is_on=True).order_by("name", "code"))


def all_systems() -> dict[str, ConnectedSystem]:
    """Every system by code, also those that are off; by name."""
    return {one.code: one for one in ConnectedSystem.objects.order_by("name", "code")}


def system_named(*, code: str) -> ConnectedSystem:
    """The system with this code. Raises SystemUnknown."""
    system = ConnectedSystem.objects.filter(code=code).first()
    if system is None:
        raise SystemUnknown()
    return system


def maintenance_of(*, id: UUID) -> Maintenance:
    """The planned work or disturbance with this id. Raises MaintenanceUnknown."""
    row = Maintenance.objects.filter(id=id).first()
    if row is None:
        raise MaintenanceUnknown()
    return row


def told_lately(*, now: datetime) -> list[Maintenance]:
    """What was planned or disturbed within the last 30 days or is to come, also what was called off; latest first."""
    return list(Maintenance.objects.filter(ends_at__gt=now - LATELY).order_by("-planned_at", "-id")[:MOST])


def coming_maintenance(*, now: datetime, within: timedelta) -> list[Maintenance]:
    """Planned work that goes on or begins within the time, the earliest first; what is called off is left out."""
    rows = Maintenance.objects.filter(called_off_at=None, ends_at__gt=now, begins_at__lt=now + within)
    return list(rows.order_by("begins_at", "id"))
