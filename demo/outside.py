"""What the simulated outside systems must know: the nation's people, and the portal as a relying party."""

import json
from pathlib import Path

import msgspec

from demo import places
from demo.care_systems import holdings
from demo.nation import written_on
from demo.registered_people import registered_people
from demo.simulated_people import write_people
from ingang.project.settings.demo_secrets import kept_secret
from ingang.project.settings.issuers import RECORD_SYSTEM


def write_cast_file(*, folder: Path) -> Path:
    """Write the people whom the issuers know."""
    path = folder / "cast.json"
    write_people(path=path, today=written_on())
    return path


def write_people_file(*, folder: Path) -> Path:
    """Write everybody whom the population register knows: the cast and the residents around it."""
    path = folder / "people.json"
    path.write_bytes(msgspec.json.encode(registered_people(today=written_on())))
    return path


def write_holdings_file(*, folder: Path) -> Path:
    """Write what the care givers of other regions hold on the cast."""
    path = folder / "holdings.json"
    path.write_bytes(msgspec.json.encode(holdings(today=written_on())))
    return path


def write_clients_file(*, folder: Path) -> Path:
    """Write the registrations at the two issuers: the portal's, and that of a care giver's record system."""
    path = folder / "clients.json"
    path.touch(mode=0o600)
    registration = {
        "client_id": "ingang",
        "client_secret": kept_secret(folder=folder, name="issuer-secret"),
        "backchannel_logout_uri": f"{places.PAGES}/logga-in/utloggad-hos-utfardaren/",
    }
    system = {
        "client_id": RECORD_SYSTEM,
        "client_secret": kept_secret(folder=folder, name="record-system-secret"),
        "scopes": ["system/*.cruds", "system/*.rs"],
    }
    path.write_text(json.dumps([registration, system]), encoding="utf-8")
    return path
