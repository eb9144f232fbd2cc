"""One text, looked for everywhere: what each service found, the likeliest kind first."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType

from ingang.foundation.search.danger import Danger, danger_in
from ingang.foundation.search.entries import Shown
from ingang.foundation.search.narrowing import Narrowed
from ingang.foundation.search.places import place_of
from ingang.foundation.search.queries import Found, Wanted, find_each
from ingang.foundation.search.reading import Term
from ingang.foundation.search.unit_words import understood
from ingang.kernel.registry import current, resolve
from ingang.kernel.service import Findable

AT_FIRST = 5
"""So many of each kind, until the reader wants all of one."""


NOTHING_NARROWS: Mapping[str, Narrowed] = MappingProxyType({})


@dataclass(frozen=True, kw_only=True)
class Group:
    """What was found of one kind, the likeliest first. `count` is how many there are in all; `are_more`, at least."""

    kind: str
    title: str
    found: Found
    rows: tuple[Shown, ...]
    count: int

    @property
    def are_more(self) -> bool:
        """Whether there are others than those that are shown."""
        return self.count > len(self.rows) or self.found.are_more

    @property
    def are_others_behind(self) -> bool:
        """Whether what answers only some of the words stands behind what answers all of them."""
        return not self.found.is_partial and 0 < self.found.whole < len(self.found.hits)

    @property
    def is_called_so(self) -> bool:
        """Whether the best answer has one of the needs in its name: a text that is called Eksem answers eksem barn."""
        reasons = self.found.hits[0].reasons
        return any(
            one.label == "name" and not (one.alternative or one.term.is_optional or place_of(one.term))
            for one in reasons
        )

    @property
    def order(self) -> tuple[object, ...]:
        """What sorts the kind that answers best first; one that answers only some of the words comes last."""
        return self.found.is_partial, self.found.hits[0].order[:2]


@dataclass(frozen=True, kw_only=True)
class Everything:
    """The answer, with what must never wait before everything else."""

    groups: tuple[Group, ...]
    danger: Danger | None
    readings: tuple[Found, ...]

    @property
    def corrected(self) -> str:
        """The words as they were understood, where they are spelt otherwise than we know them."""
        return next((one.reading.corrected for one in self.readings if one.reading.corrected), "")

    @property
    def understood(self) -> list[str]:
        """How words were understood that are called otherwise here, where something was found by that."""
        return understood(*(term for one in self.groups for term in _that_led(one.found)))


def _that_led(found: Found) -> list[Term]:
    """The terms that led to something by another meaning than themselves."""
    led = {reason.term.said for hit in found.hits for reason in hit.reasons if reason.alternative}
    return [term for term in found.reading.terms if term.said in led]


def find_everywhere(
    *,
    text: str,
    language: str,
    region: str,
    now: datetime,
    kind: str = "",
    as_typed: bool = False,
    narrowed: Mapping[str, Narrowed] = NOTHING_NARROWS,
) -> Everything:
    """The text looked for among everything that the services show; of one `kind` alone all that was found.

    `narrowed` says by kind what else must hold there.

    Nothing is kept of what was looked for. What answers all the words hides what answers some of them,
    unless it is called by one of them.
    """
    kinds = [one for one in current().findables.values() if one.shown and kind in {"", one.code}]
    plain = {one.code: _wanted(one, text, language, region) for one in kinds}
    wanted = plain | {code: one.wanted for code, one in narrowed.items() if code in plain}
    asked = [replace(one, as_typed=as_typed) for one in wanted.values()] if text.strip() else []
    found_of_each = zip(kinds, find_each(wanted=asked), strict=False)
    answers = [_still(found, narrowed.get(one.code)) for one, found in found_of_each]
    told = [
        _group(one, found, language, now, every=bool(kind))
        for one, found in zip(kinds, answers, strict=False)
        if found.hits
    ]
    groups = [one for one in told if one.rows]
    if not all(one.found.is_partial for one in groups):
        groups = [one for one in groups if not one.found.is_partial or one.is_called_so]
    return Everything(
        groups=tuple(sorted(groups, key=lambda one: one.order)),
        danger=danger_in(text),
        readings=tuple(answers),
    )


def _wanted(kind: Findable, text: str, language: str, region: str) -> Wanted:
    filters = {"language": language} if kind.by_language else {}
    return Wanted(kind=kind.code, text=text, filters=filters, near=region)


def _still(found: Found, narrowed: Narrowed | None) -> Found:
    """What was found, of which what is narrowed is what holds at this moment."""
    return replace(found, hits=narrowed.still(found.hits)) if narrowed else found


def _group(kind: Findable, found: Found, language: str, now: datetime, *, every: bool) -> Group:
    hits = found.hits if every else found.hits[:AT_FIRST]
    shown: dict[str, Shown] = resolve(kind.shown)(hits=hits, language=language, now=now)
    rows = tuple(shown[hit.name] for hit in hits if hit.name in shown)
    return Group(kind=kind.code, title=kind.title, found=found, rows=rows, count=len(found.hits))
