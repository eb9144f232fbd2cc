"""Which systems there are."""

from ingang.foundation.systems.errors import SystemUnknown
from ingang.foundation.systems.models import ConnectedSystem


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
