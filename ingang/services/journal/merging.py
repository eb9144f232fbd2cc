"""The same thing told by several care givers, as one line with every origin. Pure.

Only what can hardly be two things is merged: of the same kind, name and day, from different care givers. Results, notes
and visits can be several in a day, so there the moment must be the same to the minute. Nothing is taken away: each
origin is a link to its own entry, and the reader can have them one by one.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable

import msgspec

from ingang.kernel.periods import local_date
from ingang.services.journal.disclosure import folded
from ingang.services.journal.kinds import DIAGNOSES, MEDICINES, VACCINATIONS, WARNINGS
from ingang.services.journal.sources import Entry

ONCE_A_DAY = frozenset({DIAGNOSES.code, MEDICINES.code, VACCINATIONS.code, WARNINGS.code})
A_DAY, TO_THE_MINUTE = len("2026-11-26"), len("2026-11-26T10:40")

Key = tuple[str, str, int]
"""Kind, title, and the day or the minute as a number."""


class Line(msgspec.Struct, frozen=True, gc=False):
    """A line of the list: the entry that stands for it, and the same from other care givers."""

    entry: Entry
    copies: tuple[Entry, ...] = ()


def lines(*, entries: Iterable[Entry], one_by_one: bool = False) -> tuple[Line, ...]:
    """The entries as lines, in their order; the same thing where the first of it stands.

    Two of the same care giver are two things, also where they look alike: its second stands beside the others' second.
    """
    told = tuple(entries)
    keys = [None if one_by_one else _key(entry) for entry in told]
    often = {key for key, count in Counter(keys).items() if key is not None and count > 1}
    if not often:
        return tuple(map(Line, told))
    copies = _copies(told, keys, often)
    gone = {place for places in copies.values() for place in places}
    return tuple(
        Line(entry, tuple(told[one] for one in copies[place]) if place in copies else ())
        for place, entry in enumerate(told)
        if place not in gone
    )


def _copies(told: tuple[Entry, ...], keys: list[Key | None], often: set[Key]) -> dict[int, list[int]]:
    """By the place of each entry that stands for others: the places of those."""
    groups: defaultdict[tuple[Key, int], list[int]] = defaultdict(list)
    seen: defaultdict[tuple[str, Key], int] = defaultdict(int)
    for place, (entry, key) in enumerate(zip(told, keys, strict=True)):
        if key in often:
            groups[key, seen[entry.care_giver, key]].append(place)
            seen[entry.care_giver, key] += 1
    return {first: rest for first, *rest in groups.values() if rest}


def _key(entry: Entry) -> Key | None:
    moment, is_daily = entry.happened_at, entry.kind_code in ONCE_A_DAY
    if moment is None or len(entry.happened) < (A_DAY if is_daily else TO_THE_MINUTE):
        return None
    title = folded(entry.title)
    if not title:
        return None
    return entry.kind_code, title, local_date(moment).toordinal() if is_daily else int(moment.timestamp()) // 60
