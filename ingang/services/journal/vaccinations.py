"""Vaccinations over the years: each dose by what it protects against, from every care giver."""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from ingang.foundation.records.dates import moment
from ingang.foundation.records.index import concept_text
from ingang.kernel.periods import local_date
from ingang.services.journal.sources import Entry

NUMBERS = ("doseNumberPositiveInt", "doseNumberString")


@dataclass(frozen=True, kw_only=True)
class Dose:
    """One vaccination: its entry, what was given against what, and its number where that is told."""

    entry: Entry
    vaccine: str
    against: tuple[str, ...]
    number: str
    on: date | None


@dataclass(frozen=True, kw_only=True)
class Protection:
    """What is protected against, or the vaccine where that is not told, with its doses, the first first."""

    name: str
    doses: tuple[Dose, ...]


def dose(*, entry: Entry, text: str) -> Dose | None:
    """The vaccination that the entry tells of; None for one that was not given."""
    resource = json.loads(text)
    if resource.get("resourceType") != "Immunization" or resource.get("status") == "not-done":
        return None
    protocols = [one for one in _list(resource.get("protocolApplied")) if isinstance(one, dict)]
    against = [concept_text(disease) for one in protocols for disease in _list(one.get("targetDisease"))]
    numbers = [
        str(one[name]) for one in protocols for name in ("doseNumberPositiveInt", "doseNumberString") if one.get(name)
    ]
    happened = moment(written=entry.happened)
    return Dose(
        entry=entry,
        vaccine=entry.title,
        against=tuple(dict.fromkeys(filter(None, against))),
        number=numbers[0] if numbers else "",
        on=local_date(happened) if happened else None,
    )


def protections(*, doses: Iterable[Dose]) -> tuple[Protection, ...]:
    """The doses by what they protect against, in alphabetical order; one that protects against several is in each."""
    found: dict[str, dict[str, Dose]] = defaultdict(dict)
    for one in doses:
        for name in one.against or (one.vaccine,):
            found[name][str(one.entry.id)] = one
    return tuple(
        Protection(name=name, doses=tuple(sorted(found[name].values(), key=_first_first)))
        for name in sorted(found, key=str.casefold)
    )


def _first_first(one: Dose) -> tuple[date, str]:
    return one.on or date.max, str(one.entry.id)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
