"""The same thing told by several care givers, as one line with every origin. Pure.

Only what can hardly be two things is merged: of the same kind, name and day, from different care givers. Results, notes
and visits can be several in a day, so there the moment must be the same to the minute. Nothing is taken away: each
origin is a link to its own entry, and the reader can have them one by one.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from ingang.kernel.periods import local_date
from ingang.services.journal.disclosure import folded
from ingang.services.journal.kinds import DIAGNOSES, MEDICINES, VACCINATIONS, WARNINGS
from ingang.services.journal.sources import Entry

ONCE_A_DAY = frozenset({DIAGNOSES.code, MEDICINES.code, VACCINATIONS.code, WARNINGS.code})
A_DAY, TO_THE_MINUTE = len("2026-11-26"), len("2026-11-26T10:40")

Key = tuple[str, str, int]
"""Kind, title, and the day or the minute as a number."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """A line of the list: the entry that stands for it, and the same from other care givers."""

    entry: Entry
    copies: tuple[Entry, ...] = ()


def lines(*, entries: Iterable[Entry], one_by_one: bool = False) -> tuple[Line, ...]:
    """The entries as lines, in their order; the same thing where the first of it stands."""
    groups: list[list[Entry]] = []
    known: dict[Key, list[list[Entry]]] = {}
    for entry in entries:
        key = None if one_by_one else _key(entry)
        room = next((group for group in known.get(key, ()) if _has_room(group, entry)), None) if key else None
        if room is not None:
            room.append(entry)
            continue
        groups.append([entry])
        if key:
            known.setdefault(key, []).append(groups[-1])
    return tuple(Line(entry=first, copies=tuple(copies)) for first, *copies in groups)


def _has_room(group: list[Entry], entry: Entry) -> bool:
    """Two of the same care giver are two things, also where they look alike."""
    return all(one.care_giver != entry.care_giver for one in group)


def _key(entry: Entry) -> Key | None:
    moment, is_daily = entry.happened_at, entry.kind_code in ONCE_A_DAY
    if moment is None or len(entry.happened) < (A_DAY if is_daily else TO_THE_MINUTE):
        return None
    title = folded(entry.title)
    if not title:
        return None
    return entry.kind_code, title, local_date(moment).toordinal() if is_daily else int(moment.timestamp()) // 60
