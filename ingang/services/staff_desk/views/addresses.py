"""Addresses of the desk that keep what the reader had chosen."""

from dataclasses import dataclass
from typing import Self

from django.http import QueryDict
from django.urls import reverse
from django.utils.http import urlencode

from ingang.foundation.work_items.queries import Whose
from ingang.kernel.registry import current

WORDS = {"mina": Whose.MINE, "lediga": Whose.SHARED, "alla": Whose.ALL, "klara": Whose.DONE}
MOST_PAGES = 1000


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """Which part of the work, of which kind, and which page of it."""

    whose: Whose = Whose.ALL
    kind: str = ""
    page: int = 1

    @classmethod
    def from_query(cls, query: QueryDict) -> Self:
        """What the address asks for; the beginning where it asks for what there is not."""
        page = query.get("sida", "")
        kind = query.get("typ", "")
        return cls(
            whose=WORDS.get(query.get("visa", ""), Whose.ALL),
            kind=kind if kind in current().work_kinds else "",
            page=min(int(page), MOST_PAGES) if page.isascii() and page.isdigit() and len(page) < 5 and int(page) else 1,
        )

    @property
    def query(self) -> str:
        """The same as the query of an address."""
        word = next(word for word, whose in WORDS.items() if whose is self.whose)
        return urlencode({"visa": word} | ({"typ": self.kind} if self.kind else {}) | _page(self.page))

    def address(self, *, done: str = "") -> str:
        """The desk as chosen; `done` says what has just been done."""
        told = f"&{urlencode({'gjort': done})}" if done else ""
        return f"{reverse('staff_desk:start')}?{self.query}{told}"


def _page(page: int) -> dict[str, str]:
    return {"sida": str(page)} if page > 1 else {}
