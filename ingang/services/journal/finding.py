"""Looking for words in the journal: in titles, texts and values, of every source that is here."""

import json
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from ingang.foundation.identity.keeping import Keeper
from ingang.foundation.personal.scope import query
from ingang.foundation.records.plain import folded, found_by
from ingang.foundation.records.queries import holding
from ingang.kernel.grant import Grant
from ingang.services.journal.gate import Gate, gate, written
from ingang.services.journal.keeping import kept_holding
from ingang.services.journal.sources import Answer

LONGEST, MOST_WORDS = 100, 8


@query
def entries_with(
    *, grant: Grant, keeper: Keeper, answers: Iterable[Answer], sought: str, now: datetime
) -> frozenset[UUID] | None:
    """Those of the entries in which every word that is sought stands; None where nothing is sought.

    Words that stand under a heading which the care giver does not show find nothing.
    """
    words = sought_words(sought=sought)
    if not words:
        return None
    through = gate(grant=grant, now=now)
    found = holding(grant=grant, words=words) | kept_holding(grant=grant, keeper=keeper, words=words)
    return found - _found_by_what_is_cut(grant, keeper, through, tuple(answers), found, words)


def sought_words(*, sought: str) -> list[str]:
    """The words that are looked for, as resources are found by them."""
    return folded(words=sought[:LONGEST]).split()[:MOST_WORDS]


def _found_by_what_is_cut(
    grant: Grant, keeper: Keeper, through: Gate, answers: tuple[Answer, ...], found: frozenset[UUID], words: list[str]
) -> frozenset[UUID]:
    """The texts are asked for also where none was found: else it would tell that a word stands in what is cut."""
    if not any(through.cuts(care_giver) for care_giver in through.rules):
        return frozenset()
    entries = (one for answer in answers for one in answer.entries)
    cut = {one.id: one for one in entries if one.id in found and through.cuts(one.care_giver)}
    said = written(grant=grant, keeper=keeper, gate=through, answers=answers, ids=cut)
    shown = {
        one: found_by(title=cut[one].title, unit_name=cut[one].unit_name, resource=json.loads(text))
        for one, text in said.items()
    }
    return frozenset(one for one in cut if not all(word in shown.get(one, "") for word in words))
