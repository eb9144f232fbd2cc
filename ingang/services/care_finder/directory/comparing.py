"""What a file of the directory changes: each of its units beside what the catalogue has. Pure."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ingang.kernel.identifiers import InvalidIdentifier, parse_hsa_id
from ingang.kernel.words import marked
from ingang.services.care_finder.directory.files import Line
from ingang.services.care_finder.directory.reading import DirectoryUnit, Refused, read_unit

PLACE = frozenset({"street", "postal_code", "city", "municipality", "north", "east"})
FEW, SHARE = 10, 0.05
"""More units than these, and than this share of those known, can not vanish at once: the file is not whole."""

DIFFERS = marked("The unit stands in the file more than once, and differently each time.")
OUTSIDE = marked("The unit does not lie in the region that the file is for.")
NO_CARE_GIVER = marked("The care giver %(value)s is not known, and the line does not say what it is called.")
OTHER_KIND = marked("%(value)s is the HSA-id of a care giver, and can not be a unit.")
HELD_BACK = marked("It is missing, but lines without a right HSA-id stand in the file: one of them may be this unit.")
TWICE = marked("The same line stands in the file more than once. It was used once.")
LOOKS_LIKE = marked("It has the same name and address as %(value)s. Is it the same unit?")


@dataclass(frozen=True, kw_only=True)
class Change:
    """What becomes of one unit; `fields` are [before, after] by name."""

    unit: str
    name: str
    what: str
    fields: dict[str, list[Any]] = field(default_factory=dict)
    line: int | None = None
    reason: str = ""
    values: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """All changes; the care givers that are new, with name and region; and whether too many units would vanish.

    `refused` counts the lines that could not be used.
    """

    changes: list[Change]
    refused: int
    care_givers: dict[str, tuple[str, str]]
    vanished: int
    too_many_vanish: bool


def compare(
    lines: Iterable[Line],
    *,
    region: str,
    kept: Mapping[str, Mapping[str, Any]],
    known: frozenset[str],
    care_givers: frozenset[str],
    today: date,
) -> Comparison:
    """Compare the file with what is `kept` of its units; `known` are those that the directory had before."""
    reader = _Reader(region, care_givers)
    for line in lines:
        reader.read(line)
    named = {one.hsa_id: one for one in reader.units()}
    changes = [*reader.faults, *(change for one in named.values() if (change := _change(one, kept)))]
    changes += _lookalikes(named, kept)
    gone = sorted(known - reader.seen)
    changes += _missing(gone, reader.nameless, today)
    return Comparison(
        changes=changes,
        refused=sum(fault.what == "refused" for fault in reader.faults),
        care_givers=reader.new_care_givers,
        vanished=len(gone),
        too_many_vanish=len(gone) > max(FEW, SHARE * len(known)),
    )


class _Reader:
    """Reads line by line: what can be used, what is refused and why, and which units the file names at all."""

    def __init__(self, region: str, care_givers: frozenset[str]) -> None:
        self.region, self._care_givers = region, care_givers
        self.faults: list[Change] = []
        self.seen: set[str] = set()
        self.nameless = 0
        self.new_care_givers: dict[str, tuple[str, str]] = {}
        self._found: dict[str, list[DirectoryUnit]] = defaultdict(list)

    def read(self, line: Line) -> None:
        try:
            one = read_unit(line)
        except Refused as fault:
            self._see(line.one("hsaIdentity"))
            self._refuse(
                line.number, line.one("hsaIdentity")[:40], line.one("unitName")[:200], fault.reason, fault.values
            )
            return
        self.seen.add(one.hsa_id)
        giver, region = str(one.fields["care_giver"]), str(one.fields["region"])
        if self.region and region != self.region:
            self._refuse(one.line, one.hsa_id, one.name, OUTSIDE, {})
        elif giver not in self._care_givers and not one.care_giver_name and giver not in self.new_care_givers:
            self._refuse(one.line, one.hsa_id, one.name, NO_CARE_GIVER, {"value": giver})
        elif one.hsa_id in self._care_givers:
            self._refuse(one.line, one.hsa_id, one.name, OTHER_KIND, {"value": one.hsa_id})
        else:
            if giver not in self._care_givers and one.care_giver_name:
                self.new_care_givers[giver] = (one.care_giver_name, region)
            self._found[one.hsa_id].append(one)

    def units(self) -> list[DirectoryUnit]:
        """Each unit once. One that stands there twice alike is used, and told; one that differs is refused."""
        used = []
        for hsa_id, alike in self._found.items():
            if any(one.fields != alike[0].fields for one in alike):
                for one in alike:
                    self._refuse(one.line, hsa_id, one.name, DIFFERS, {})
                continue
            used.append(alike[0])
            self.faults += [
                Change(unit=hsa_id, name=one.name, what="duplicate", line=one.line, reason=TWICE) for one in alike[1:]
            ]
        return used

    def _see(self, text: str) -> None:
        try:
            self.seen.add(parse_hsa_id(text))
        except InvalidIdentifier:
            self.nameless += 1

    def _refuse(self, line: int, unit: str, name: str, reason: str, values: dict[str, str]) -> None:
        clean = unit.replace("\0", ""), name.replace("\0", "")
        self.faults.append(
            Change(unit=clean[0], name=clean[1], what="refused", line=line, reason=reason, values=values)
        )


def _change(one: DirectoryUnit, kept: Mapping[str, Mapping[str, Any]]) -> Change | None:
    """What the file changes of a unit; None where it changes nothing."""
    wanted = {**one.fields, "is_in_directory": True, "vanished_on": None}
    before = kept.get(one.hsa_id)
    if before is None:
        fields = {name: [None, value] for name, value in wanted.items()}
        return Change(unit=one.hsa_id, name=one.name, what="new", fields=fields, line=one.line)
    fields = {
        name: [before.get(name), value] for name, value in wanted.items() if not _same(name, before.get(name), value)
    }
    if not fields:
        return None
    moved = "moved" if fields.keys() & PLACE else "changed"
    what = "back" if before.get("vanished_on") else moved
    return Change(unit=one.hsa_id, name=one.name, what=what, fields=fields, line=one.line)


def _same(name: str, before: Any, value: Any) -> bool:
    """Whether nothing has changed: a phone number that is only written otherwise is the same."""
    if name == "phone" and isinstance(before, str):
        return _digits(before) == _digits(value)
    return bool(before == value)


def _digits(text: str) -> str:
    return re.sub(r"[^0-9+]", "", text)


def _missing(gone: list[str], nameless: int, today: date) -> list[Change]:
    """The units that the file does not name: vanished, unless lines without an id could be all of them."""
    if gone and len(gone) <= nameless:
        return [Change(unit=unit, name="", what="refused", reason=HELD_BACK) for unit in gone]
    fields = {"vanished_on": [None, today.isoformat()]}
    return [Change(unit=unit, name="", what="vanished", fields=fields) for unit in gone]


def _lookalikes(named: Mapping[str, DirectoryUnit], kept: Mapping[str, Mapping[str, Any]]) -> list[Change]:
    """New units that have the name and the address of another: told, and kept, since two may share a house."""
    by_place: dict[tuple[object, ...], str] = {}
    found = []
    for hsa_id, one in sorted(named.items(), key=lambda pair: pair[0] not in kept):
        place = tuple(str(one.fields[name]).casefold() for name in ("name", "street", "municipality"))
        if hsa_id not in kept and place in by_place:
            found.append(
                Change(
                    unit=hsa_id, name=one.name, what="duplicate", line=one.line, reason=LOOKS_LIKE,
                    values={"value": by_place[place]},
                )
            )  # fmt: skip
        by_place.setdefault(place, hsa_id)
    return found
