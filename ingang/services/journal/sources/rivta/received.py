"""A record as the journal can show it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec

Resource = dict[str, Any]

_EXACT = msgspec.json.Encoder(decimal_format="number")


@dataclass(frozen=True, kw_only=True)
class Received:
    """One entry: a FHIR resource, and the `parts` that it points at as `Type/id`, such as the values of an answer.

    `unit` is the care unit that answers for the record, `unit_name` what the unit that wrote it is called; names are
    empty where the contract has none. `is_signed` is None where the contract does not tell. What is
    not approved for the patient carries the label for that; nullified records never become a Received.
    """

    resource: Resource
    care_giver: str
    care_giver_name: str
    unit: str
    unit_name: str
    is_signed: bool | None
    locked_at: datetime | None = None
    written_at: datetime | None = None
    profession: str = ""
    parts: tuple[Resource, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What could be read of an answer, and how many records could not."""

    received: tuple[Received, ...]
    skipped: int = 0


def json_text(resource: Resource) -> str:
    """The resource as JSON, with every number as exact as the source wrote it: 4.10 is not 4.1."""
    return _EXACT.encode(resource).decode()
