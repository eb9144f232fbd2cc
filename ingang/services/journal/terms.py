"""Plain words for terms of care, shown beside the text that has them and never instead of it (corrections 3.12).

`data/terms.json` is written by us, each explanation after the descriptor of Svensk MeSH that it names (Karolinska
Institutet). It is demonstration content, not reviewed by a clinician.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

TERMS = Path(__file__).parent / "data" / "terms.json"
MOST = 20
_WORD = re.compile(r"[\w-]+")


@dataclass(frozen=True, kw_only=True)
class Explained:
    """A term, what it means in plain words, and the descriptor that the explanation follows."""

    term: str
    meaning: str
    mesh: str


def explained(*, words: str, language: str) -> tuple[Explained, ...]:
    """The terms that stand in the words, in the order in which they come, each once, in the reader's language."""
    found = dict.fromkeys(_in_order(words))
    name = "sv" if language == "sv" else "en"
    return tuple(
        Explained(term=one["term"], meaning=one[name], mesh=one["mesh"])
        for one in (_known()[term] for term in list(found)[:MOST])
    )


def _in_order(words: str) -> Iterable[str]:
    for word in _WORD.findall(words.casefold()):
        if word in _forms():
            yield _forms()[word]


@cache
def _known() -> dict[str, dict[str, str]]:
    return {one["term"]: one for one in json.loads(TERMS.read_text())}


@cache
def _forms() -> dict[str, str]:
    written = json.loads(TERMS.read_text())
    return {form: one["term"] for one in written for form in (one["term"], *one["forms"])}
