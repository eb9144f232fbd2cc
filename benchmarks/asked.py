"""Lists of what people ask the one search, each written before anybody had seen how it answers, and what they miss.

`right` names the answers, any of which is enough: `text:` a text by its key, `unit:` a kind of unit, with `@` a place
where it must lie, or `=` a unit by name, `page:` an address by name; `nothing` where no answer exists and the reader is
told what else to do.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ingang.foundation.care_units.models import CareUnit
from ingang.foundation.search.danger import danger_in
from ingang.services.site_search.finding import Everything, Group, find_everywhere

DATA = Path(__file__).parent / "data"
LISTS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
"""Before the rules were mended for the first, none had been tried; each was tried unseen, and then mended for."""

FIRST, SHARE = 3, 0.95
KINDS = {"text": "content.article", "unit": "care_finder.unit", "page": "site_search.service"}


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A text that somebody asks the one search, in a language, and what would be right."""

    text: str
    language: str
    right: tuple[str, ...]

    def is_answered(self, *, now: datetime) -> bool:
        """Whether a right answer is among the first of its kind, as the page shows them."""
        found = find_everywhere(text=self.text, language=self.language, region="", now=now)
        return any(self._is_among(found, *one.partition(":")[::2]) for one in self.right)

    def _is_among(self, found: Everything, what: str, wanted: str) -> bool:
        if what == "nothing":
            return not found.groups or all(one.found.is_partial for one in found.groups)
        group = next((one for one in found.groups if one.kind == KINDS[what]), None)
        return bool(group) and any(_suits(name, what, wanted, self.language) for name in _first(group))


def asked(name: str) -> list[Asked]:
    """The lines of one of the lists."""
    return [
        Asked(text=row["typed"], language=row["language"], right=tuple(row["right"].split("|")))
        for row in _rows(f"asked_{name}")
    ]


def dangers() -> tuple[list[str], list[str]]:
    """What must never wait and is not seen, and what is harmless and is taken for it."""
    rows = list(_rows("dangers"))
    unseen = [row["typed"] for row in rows if row["is_danger"] == "yes" and not danger_in(row["typed"])]
    return unseen, [row["typed"] for row in rows if row["is_danger"] == "no" and danger_in(row["typed"])]


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / f"{name}.csv").open(encoding="utf-8") as file:
        yield from csv.DictReader(file)


def _first(group: Group | None) -> list[str]:
    return [hit.name for hit in group.found.hits[:FIRST]] if group else []


def _suits(name: str, what: str, wanted: str, language: str) -> bool:
    if what == "text":
        return name == f"{wanted}:{language}"
    if what == "page":
        return name == wanted
    unit = CareUnit.objects.get(hsa_id=name)
    kind, _, place = wanted.partition("@")
    return unit.name == wanted[1:] if wanted.startswith("=") else unit.kind == kind and place in {"", unit.city}
