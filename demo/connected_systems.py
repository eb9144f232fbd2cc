"""The other care givers' systems: what they hold, for the simulators, and where they are, for the journal."""

import json
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from demo import places
from demo.fhir.elsewhere import SYSTEMS


def seed(*, now: datetime, progress: Callable[[str], None]) -> None:
    """Connect every system of the demonstration."""
    from ingang.services.journal.models import ConnectedSystem, Protocol

    for one in SYSTEMS:
        where = {"name": one.care_giver.name, "care_giver": one.care_giver.hsa_id, "protocol": Protocol.FHIR}
        url = f"{places.FHIR}/fhir/{one.code}"
        ConnectedSystem.objects.update_or_create(code=one.code, defaults={**where, "url": url})
    progress("Care givers' systems")


def write_systems_file(*, folder: Path, today: date) -> Path:
    """Write what the simulated systems hold."""
    path = folder / "systems.json"
    systems = [
        {
            "code": one.code,
            "name": one.care_giver.name,
            "delay": one.delay,
            "out_minutes": one.out_minutes,
            "resources": one.resources(today=today),
        }
        for one in SYSTEMS
    ]
    path.write_text(json.dumps(systems, ensure_ascii=False), encoding="utf-8")
    return path
