"""Whom and what the entries refer to that is no entry: the Patient at each source, and its staff, units and things.

A file in which a reference leads nowhere is refused by systems that look (FHIR R4, resolving references in bundles).
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from ingang.foundation.access.actions import open_job
from ingang.foundation.access.own_records import shelf
from ingang.foundation.care_units.queries import sensitive_units
from ingang.foundation.records.held import referred
from ingang.foundation.records.models import Resource
from ingang.foundation.records.parameters import SHARED
from ingang.foundation.records.queries import FoundRecord, named, reached
from ingang.kernel.grant import Grant
from ingang.services.journal.kinds import TYPES

JOB = "journal.take_along"
KINDS = SHARED - TYPES
"""What is nobody's entry: staff, units, places and medicines."""


class Around(msgspec.Struct, frozen=True, array_like=True):
    """One of them, as its care giver has it. `codes` are its identifiers, by which a unit is known.

    `id` where it stands in the person's own records; None where it is on its care giver's shelf, and so about nobody.
    """

    source: str
    reference: str
    text: str
    codes: tuple[str, ...]
    id: UUID | None


def around(*, grant: Grant, care_giver: str, names: frozenset[str], now: datetime) -> list[Around]:
    """What a care giver with records here has of these (`Type/id`), and of what they refer to in turn, each once.

    What the person's own records lack is looked for on the care giver's shelf, which commits access.job_opened. What a
    guardian may not be shown is left out, and so is each unit that is sensitive (corrections 3.2).
    """
    found: dict[str, Around] = {}
    seen: set[str] = set()
    shelved: Grant | None = None
    while fresh := {name for name in names if name.partition("/")[0] in KINDS} - seen:
        seen |= fresh
        more = {one.reference: one for one in _held(grant, care_giver, fresh, is_own=True)}
        if fresh - more.keys():
            shelved = shelved or _shelf(care_giver, now)
            more |= {one.reference: one for one in _held(shelved, care_giver, fresh - more.keys(), is_own=False)}
        found |= more
        names = frozenset(name for one in more.values() for name in referred(text=one.text))
    hidden = _hidden(grant, found.values())
    return [one for one in found.values() if hidden.isdisjoint(one.codes)]


def is_shown_still(*, grant: Grant, around: Iterable[Around]) -> bool:
    """Whether nothing of it has been hidden from the reader since."""
    around = tuple(around)
    own = {one.id for one in around if one.id is not None}
    return reached(grant=grant, ids=own) == own and not _hidden(grant, around)


def patient_at(*, text: str) -> str:
    """The id of the Patient whom the entry says that it is about; empty where it names none at its own source."""
    plain = json.loads(text)
    subjects = [plain[name] for name in ("subject", "patient") if isinstance(plain.get(name), Mapping)]
    kind, _, logical_id = str(subjects[0].get("reference", "") if subjects else "").partition("/")
    return logical_id if kind == "Patient" and "/" not in logical_id else ""


def _shelf(care_giver: str, now: datetime) -> Grant:
    kinds = frozenset({Resource.data_kind})
    return open_job(name=JOB, kinds=kinds, persons=(shelf(care_giver=care_giver),), now=now)


def _held(grant: Grant, care_giver: str, names: Iterable[str], *, is_own: bool) -> Iterator[Around]:
    ids: dict[str, list[str]] = defaultdict(list)
    for name in sorted(names):
        kind, _, logical_id = name.partition("/")
        ids[kind].append(logical_id)
    for kind, wanted in ids.items():
        for one in named(grant=grant, care_giver=care_giver, type=kind, logical_ids=wanted):
            if is_own or not (one.heading.is_withheld or one.heading.hidden_from_guardian):
                yield _around(one, care_giver, is_own=is_own)


def _around(one: FoundRecord, care_giver: str, *, is_own: bool) -> Around:
    heading, plain = one.heading, json.loads(one.text)
    reference = f"{heading.type}/{heading.logical_id}"
    return Around(care_giver, reference, one.text, _codes(plain), heading.id if is_own else None)


def _codes(plain: Mapping[str, Any]) -> tuple[str, ...]:
    identifiers = plain.get("identifier")
    listed = identifiers if isinstance(identifiers, list) else [identifiers]
    return tuple(str(one.get("value", "")) for one in listed if isinstance(one, Mapping))


def _hidden(grant: Grant, around: Iterable[Around]) -> frozenset[str]:
    """The units among them that leave no trace for this reader."""
    if not grant.is_guardian:
        return frozenset()
    return sensitive_units(hsa_ids=frozenset(code for one in around for code in one.codes))
