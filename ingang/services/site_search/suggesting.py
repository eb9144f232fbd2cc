"""What is suggested while somebody writes: words to search for, from what is public alone.

Kinds of care and pages of the menu lie in memory; titles of texts and names of units are one question to the index.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from ingang.foundation.care_units.kinds import KINDS, kind_title
from ingang.foundation.regions.chosen import region_codes
from ingang.foundation.search.danger import Danger, danger_in
from ingang.foundation.search.entries import LANGUAGE
from ingang.foundation.search.queries import begun
from ingang.foundation.search.questions import filter_token
from ingang.foundation.search.swedish import SHORTEST_PART, fold, typed_words, words
from ingang.kernel.words import marked
from ingang.services.site_search.asked import shown_kinds
from ingang.services.site_search.entries import PAGE, page_titles

KEPT_SECONDS = 300
LONGEST, LONGEST_KEPT, MOST_WORDS_KEPT = 60, 20, 2
"""Longer texts are nobody's beginning of a title; what may be kept on the way is at most so long."""

MOST, MOST_OF_A_KIND = 8, 3
SHORTEST = 2
WITHIN = 4
"""From how many letters a word is found inside another: mottagning in hudmottagning."""

URGENT = {
    Danger.LIFE: marked("If it is happening now, call 112"),
    Danger.SUICIDE: marked("You are not alone: see whom you can call"),
}
Row = dict[str, str | bool]


@dataclass(frozen=True, kw_only=True)
class Suggestions:
    """Words to search for, each with what it is; what is urgent first and by itself.

    `may_be_kept`: it answers a short word that public titles begin with, so it tells of nobody who wrote it.
    """

    rows: list[Row]
    may_be_kept: bool = False


def suggest(*, text: str, language: str, region: str = "", only_care: bool = False) -> Suggestions:
    """At most eight: those that begin as the text does before those in which it stands, those near before others.

    Text with a digit in it may be a number of somebody's, and gets nothing.
    """
    typed = typed_words(text)
    if not SHORTEST <= len(text.strip()) <= LONGEST or any(one.isdigit() for one in text) or not typed:
        return Suggestions(rows=[])
    danger = danger_in(text)
    rows: list[Row] = [_urgent(text.strip(), danger)] if danger else []
    near = region if region in region_codes() else ""
    found = dict.fromkeys(_in_order(_candidates(typed, language, near, only_care=only_care), typed))
    rows += [{"words": title, "title": title, "about": about} for title, about in found]
    is_short = len(text.strip()) <= LONGEST_KEPT and len(typed) <= MOST_WORDS_KEPT
    return Suggestions(rows=rows[:MOST], may_be_kept=bool(rows) and is_short and not danger)


def _urgent(text: str, danger: Danger) -> Row:
    """What must never wait leads to the search for the same words: there stands whom to call."""
    return {"words": text, "title": gettext(URGENT[danger]), "about": "", "urgent": True}


def _candidates(typed: Sequence[str], language: str, near: str, *, only_care: bool) -> Iterator[tuple[str, str]]:
    """Titles with what each is, kind by kind."""
    yield from ((kind_title(code), gettext("Kind of unit")) for code in KINDS)
    kinds = {code: one for code, one in shown_kinds().items() if one.is_care or not (only_care or code == PAGE)}
    if not only_care:
        yield from ((title, gettext("After you have logged in")) for title in page_titles())
    longer = [one for one in typed if len(one) >= SHORTEST_PART]
    token = filter_token(LANGUAGE, language)
    for code, title, tokens in begun(typed=longer, kinds=sorted(kinds), near=near) if longer else ():
        if not kinds[code].by_language or token in tokens.split():
            yield title, gettext(kinds[code].title)


def _in_order(candidates: Iterator[tuple[str, str]], typed: Sequence[str]) -> list[tuple[str, str]]:
    """Those that fit, the nearest first, of each kind only the first ones."""
    wanted = [fold(one) for one in typed]
    fitting = [(nearness, one) for one in candidates if (nearness := _nearness(one[0], wanted)) is not None]
    chosen, count = [], dict[str, int]()
    for _, one in sorted(fitting, key=lambda each: each[0]):
        count[one[1]] = count.get(one[1], 0) + 1
        if count[one[1]] <= MOST_OF_A_KIND:
            chosen.append(one)
    return chosen


def _nearness(title: str, wanted: Sequence[str]) -> int | None:
    """0: it begins so; 1: each word begins one of its words; 2: one stands inside; None: it does not fit."""
    there = [fold(one) for one in words(title)]
    if all(any(one.startswith(each) for one in there) for each in wanted):
        return 0 if there[0].startswith(wanted[0]) else 1
    fits = all(any(one.startswith(each) or (len(each) >= WITHIN and each in one) for one in there) for each in wanted)
    return 2 if fits else None
