"""What somebody asks of the one search: read from the address, and written back to it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext

from ingang.foundation.search.narrowing import Choice, Narrowed
from ingang.foundation.search.swedish import LONGEST_TEXT
from ingang.kernel.registry import current, resolve
from ingang.kernel.service import Findable
from ingang.ui.values import Link

WORDS, AMONG, AS_TYPED = "q", "bland", "ordagrant"
"""The parameters of the address: the words, one kind alone, and exactly what was typed."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A search as the address says it; `narrowed` by the kinds that have a page of search of their own."""

    text: str
    kind: str = ""
    as_typed: bool = False
    narrowed: Mapping[str, Narrowed] = field(default_factory=dict)

    @property
    def choices(self) -> list[Choice]:
        """Everything that narrows the answer, in order."""
        return list(self._choices())

    @property
    def chips(self) -> list[Link]:
        """Each choice with the address of the same search without it."""
        return [Link(title=one.title, url=self._address(self.choices, without=one.parameter)) for one in self.choices]

    @property
    def without_choices(self) -> str:
        """The address of the same words with nothing chosen."""
        return self._address([])

    @property
    def kept(self) -> list[Choice]:
        """What stays chosen when other words are looked for: what was chosen on a kind's own page."""
        return [choice for one in self.narrowed.values() for choice in one.choices]

    @property
    def everywhere(self) -> str:
        """The address of the same search among every kind."""
        return self._address(self.choices, without=AMONG)

    @property
    def exactly(self) -> str:
        """The address of the same search for exactly what was typed."""
        return self._address(replace(self, as_typed=True).choices)

    def among(self, kind: str, /) -> str:
        """The address of the same search among one kind alone."""
        return self._address(replace(self, kind=kind).choices)

    def _choices(self) -> Iterator[Choice]:
        if self.kind:
            yield Choice(parameter=AMONG, value=self.kind, title=gettext(shown_kinds()[self.kind].title))
        if self.as_typed:
            yield Choice(parameter=AS_TYPED, value="1", title=gettext("Exactly as you wrote"))
        yield from self.kept

    def _address(self, choices: list[Choice], *, without: str = "") -> str:
        said = {one.parameter: one.value for one in choices if one.parameter != without}
        return f"{reverse('site_search:start')}?{urlencode({WORDS: self.text, **said})}"


def shown_kinds() -> dict[str, Findable]:
    """The kinds that the one search shows, by code."""
    return {code: one for code, one in current().findables.items() if one.shown}


def asked_of(*, said: Mapping[str, str], region: str, now: datetime) -> Asked:
    """What the address says, in the `region` that is chosen in the head of the page; unknown choices are left out."""
    text = said.get(WORDS, "").replace("\0", "")[:LONGEST_TEXT]
    kind = said.get(AMONG, "")
    clean = {name: value.replace("\0", "") for name, value in said.items()}
    narrowed = {
        code: resolve(one.narrowed)(text=text, said=clean, region=region, now=now)
        for code, one in shown_kinds().items()
        if one.narrowed and text.strip()
    }
    return Asked(text=text, kind=kind if kind in shown_kinds() else "", as_typed=AS_TYPED in said, narrowed=narrowed)
