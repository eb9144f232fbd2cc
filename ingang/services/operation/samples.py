"""A system and planned work, for the test that walks every address."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from ingang.foundation.systems.models import ConnectedSystem, Maintenance, Protocol

CODE = "SE0000000099-S009"


def samples(*, owner: UUID, now: datetime) -> dict[str, dict[str, Any]]:
    """A system that is off, so that nobody's journal waits for it; work that stands on no other page."""
    where = {"name": "Region X", "care_giver": "SE0000000099-G009", "url": "https://localhost:1/fhir", "is_on": False}
    ConnectedSystem.objects.get_or_create(code=CODE, defaults={**where, "protocol": Protocol.FHIR})
    planned = Maintenance.objects.create(
        begins_at=now,
        ends_at=now + timedelta(hours=1),
        swedish="Databasen byts.",
        english="The database is replaced.",
        planned_at=now,
    )
    return {"operation:system": {"code": CODE}, "operation:change_maintenance": {"id": planned.id}}
