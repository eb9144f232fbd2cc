"""Which systems there are."""

from ingang.foundation.systems.models import ConnectedSystem


def connected_systems() -> list[ConnectedSystem]:
    """Every system that is on, by name."""
    return list(ConnectedSystem.objects.filter(is_on=True).order_by("name", "code"))
