"""What the simulated systems hold: records as their makers wrote them, before any contract dresses them."""

from pathlib import Path
from typing import Any

import msgspec

from demo.simulators.access_logs import Logged, LogService


class System(msgspec.Struct, frozen=True, kw_only=True):
    """One care giver's record system. `delay` is its own slowness in seconds; a system that is `down` never answers."""

    logical_address: str
    name: str
    delay: float = 0.0
    down: bool = False


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """One record. `body` holds the contract's own elements by name, in its order; a list repeats its element.

    `contract` is a name with its major version, `person` twelve characters, `written` fourteen digits.
    """

    system: str
    contract: str
    person: str
    id: str
    written: str
    care_giver: str
    unit: str
    unit_name: str
    author: str
    title: str
    body: dict[str, Any]
    signed: bool = True
    approved: bool = True
    nullified: bool = False


class Holdings(msgspec.Struct, frozen=True, kw_only=True):
    """Every system with its records, and the log services with their lines."""

    systems: list[System]
    records: list[Kept]
    log_services: list[LogService] = []
    logged: list[Logged] = []


def read_holdings(*, path: Path) -> Holdings:
    """The holdings from a JSON file."""
    return msgspec.json.decode(path.read_bytes(), type=Holdings)
