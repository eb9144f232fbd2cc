"""The other care givers' systems: what they hold, for the simulators; where they are, for the house and the log."""

import json
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from demo import places
from demo.care_systems import JONKOPING, SKANE
from demo.care_systems.logs import LOG_SERVICES
from demo.fhir.elsewhere import SYSTEMS

# The record systems that answer by the national service contracts, under what residents call their care givers.
BY_CONTRACTS = {JONKOPING.logical_address: "Region Jönköpings län", SKANE.logical_address: "Region Skåne"}


def seed(*, now: datetime, progress: Callable[[str], None]) -> None:
    """Connect every system of the demonstration."""
    from ingang.foundation.systems.models import ConnectedSystem, Protocol
    from ingang.services.access_log.models import LogService

    for code, name in BY_CONTRACTS.items():
        where = {"name": name, "care_giver": f"{code.partition('-')[0]}-G001", "protocol": Protocol.RIVTA}
        where |= {"url": places.RECORDS, "tells_index": True}
        ConnectedSystem.objects.update_or_create(code=code, defaults=where)
    for one in SYSTEMS:
        where = {"name": one.care_giver.name, "care_giver": one.care_giver.hsa_id, "protocol": Protocol.FHIR}
        url = f"{places.FHIR}/fhir/{one.code}"
        ConnectedSystem.objects.update_or_create(code=one.code, defaults={**where, "url": url})
    for log in LOG_SERVICES:
        where = {"name": log.name.removesuffix("s logg"), "url": places.RECORDS}
        LogService.objects.update_or_create(code=log.logical_address, defaults=where)
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
            "everything": one.everything,
            "resources": one.resources(today=today),
        }
        for one in SYSTEMS
    ]
    path.write_text(json.dumps(systems, ensure_ascii=False), encoding="utf-8")
    return path
