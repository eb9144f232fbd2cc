"""What somebody who looks for care has chosen: read from the address, and written back to it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext

from ingang.foundation.care_units.kinds import KINDS, kind_title
from ingang.foundation.care_units.words import LANGUAGES, WAYS, language_names
from ingang.foundation.regions.chosen import chosen_region
from ingang.foundation.regions.links import address
from ingang.foundation.regions.rules import region as region_named
from ingang.foundation.regions.rules import regions
from ingang.foundation.search.narrowing import Choice
from ingang.kernel.words import marked
from ingang.services.care_finder.entries import YES
from ingang.services.care_finder.finding import FILTERS, Criteria
from ingang.services.care_finder.map_box import Box, box_of
from ingang.ui.values import Link

LONGEST, ON_A_PAGE, MOST = 200, 20, 200
MAP = "karta"
WHOLE_COUNTRY = "00"
"""In the address: the whole country, also where a region is chosen in the head of the page."""

DEMANDS = {
    "oppet": marked("Open now"),
    "dropin": marked("No booked time needed"),
    "listing": marked("Takes new patients to list"),
    "stepfree": marked("Step-free"),
    "ownrequest": marked("You may write a referral yourself"),
}
"""The demands that are ticked, by their names in the address."""


@dataclass(frozen=True, kw_only=True)
class Option:
    """One line of a drop-down list, or one box to tick."""

    code: str
    title: str
    is_chosen: bool


@dataclass(frozen=True, kw_only=True)
class Search:
    """A search as the address says it; `shown` is how many units the page shows.

    On a map, `box` is the part of it that is shown, `chosen` the unit that is marked, and with `only_here` the units
    of that part alone are listed.
    """

    criteria: Criteria = field(default_factory=Criteria)
    view: str = ""
    shown: int = ON_A_PAGE
    box: Box | None = None
    chosen: str = ""
    only_here: bool = False

    @property
    def is_asked(self) -> bool:
        """Whether anything but a region narrows the answer."""
        return replace(self.criteria, region="") != Criteria()

    def address(self, *, at: str = "") -> str:
        """The address of this search; `at` is the part of the page where it opens."""
        query = urlencode({name: text for name, text in self._said().items() if text})
        return f"{reverse('care_finder:start')}?{query}{f'#{at}' if at else ''}"

    def _said(self) -> dict[str, str]:
        """The parts of the address, of which an empty one is left out."""
        wanted = self.criteria
        return {
            "sok": wanted.words,
            "var": wanted.where,
            "region": wanted.region or WHOLE_COUNTRY,
            "typ": wanted.kind,
            "form": wanted.way,
            "sprak": wanted.language,
            "oppet": YES if wanted.open_now else "",
            **dict.fromkeys(sorted(wanted.demands), YES),
            "vy": self.view,
            "visa": str(self.shown) if self.shown != ON_A_PAGE else "",
            "ruta": str(self.box or "") if self.view else "",
            "vald": self.chosen if self.view else "",
            "har": YES if self.view and self.only_here else "",
        }

    def as_list(self) -> "Search":
        """The same search as its first page shows it, without a map."""
        return replace(self, view="", shown=ON_A_PAGE)

    def among_everything(self) -> str | None:
        """The address of the same search in the one search, which leads back here; None without words."""
        said = {name: text for name, text in self.as_list()._said().items() if text}
        words = said.pop("sok", "")
        return address("site_search:start", q=words, **said) if words else None

    def choices(self, *, with_place: bool = False) -> list[Choice]:
        """What is chosen, in the order of the form. The place in words stands in its own field here."""
        wanted = self.criteria
        named = [
            ("var", wanted.where if with_place else "", wanted.where),
            ("region", wanted.region, region_named(wanted.region).name if wanted.region else ""),
            ("typ", wanted.kind, kind_title(wanted.kind)),
            ("form", wanted.way, gettext(WAYS.get(wanted.way, ""))),
            ("sprak", wanted.language, language_names().get(wanted.language, "")),
            *((one.code, YES if one.is_chosen else "", one.title) for one in self.demand_options()),
        ]
        return [Choice(parameter=name, value=value, title=title) for name, value, title in named if value]

    def chips(self) -> list[Link]:
        """Each choice with the address of the same search without it."""
        return [Link(title=one.title, url=self._without(one.parameter)) for one in self.choices()]

    def without_choices(self) -> str:
        """The address of the same words and place with nothing chosen."""
        wanted = self.criteria
        return replace(self.as_started(), criteria=Criteria(words=wanted.words, where=wanted.where)).address()

    def as_started(self) -> "Search":
        """The same search from its beginning, in the view that is chosen: another answer has other pages and parts."""
        return replace(self, shown=ON_A_PAGE, box=None, chosen="", only_here=False)

    def _without(self, parameter: str) -> str:
        said = {**self.as_started()._said(), parameter: WHOLE_COUNTRY if parameter == "region" else ""}
        return search_said(said, region="").address()

    def saying(self, words: str) -> str:
        """The address of the same search with other words."""
        return replace(self, criteria=replace(self.criteria, words=words, where="")).address()

    def showing_more(self) -> str:
        """The address of the same search with more units on the page."""
        return replace(self, shown=min(self.shown + ON_A_PAGE, MOST)).address()

    def views(self) -> list[Link]:
        """The same answer as a list and on a map."""
        return [
            Link(title=gettext(title), url=replace(self, view=view).address(), current=self.view == view)
            for view, title in (("", marked("List")), (MAP, marked("Map")))
        ]

    def region_options(self) -> list[Option]:
        """The regions, the whole country first."""
        whole = Option(code=WHOLE_COUNTRY, title=gettext("The whole country"), is_chosen=not self.criteria.region)
        return [whole, *(_option(one.code, one.name, self.criteria.region) for one in regions())]

    def kind_options(self) -> list[Option]:
        """The kinds of unit, by name."""
        options = [_option(code, kind_title(code), self.criteria.kind) for code in KINDS]
        return sorted(options, key=lambda one: one.title)

    def way_options(self) -> list[Option]:
        """How one meets care."""
        return [_option(code, gettext(title), self.criteria.way) for code, title in WAYS.items()]

    def language_options(self) -> list[Option]:
        """The languages that are spoken, by name."""
        return [_option(code, name, self.criteria.language) for code, name in language_names().items()]

    def demand_options(self) -> list[Option]:
        """The demands to tick."""
        ticked = self.criteria.demands | ({"oppet"} if self.criteria.open_now else set())
        return [Option(code=code, title=gettext(title), is_chosen=code in ticked) for code, title in DEMANDS.items()]

    @property
    def narrows(self) -> bool:
        """Whether any demand is chosen, so that the page shows the demands opened."""
        wanted = self.criteria
        return bool(wanted.kind or wanted.way or wanted.language or wanted.demands or wanted.open_now)


def search_of(request: HttpRequest) -> Search:
    """What the address of the request says, in the region that is chosen in the head of the page."""
    return search_said(request.GET, region=chosen_region(cookies=request.COOKIES))


def search_said(said: Mapping[str, str], /, *, region: str) -> Search:
    """What an address says, in the `region` where it names none; unknown things are left out."""
    return Search(
        criteria=Criteria(
            words=said.get("sok", "").strip()[:LONGEST],
            where=said.get("var", "").strip()[:LONGEST],
            region=_one_of(said["region"], {one.code for one in regions()}) if "region" in said else region,
            kind=_one_of(said.get("typ", ""), KINDS),
            way=_one_of(said.get("form", ""), WAYS),
            language=_one_of(said.get("sprak", ""), LANGUAGES),
            demands=frozenset(name for name in FILTERS if said.get(name) == YES),
            open_now=said.get("oppet") == YES,
        ),
        view=MAP if said.get("vy") == MAP else "",
        shown=_count(said.get("visa", "")),
        box=box_of(said.get("ruta", "")),
        chosen=said.get("vald", "")[:LONGEST],
        only_here=said.get("har") == YES,
    )


def _one_of(code: str, known: Collection[str]) -> str:
    return code if code in known else ""


def _count(text: str) -> int:
    """How many units to show: whole pages, at least one."""
    if not (text.isascii() and text.isdecimal() and len(text) <= 4):
        return ON_A_PAGE
    pages = max(1, -(-int(text) // ON_A_PAGE))
    return min(pages * ON_A_PAGE, MOST)


def _option(code: str, title: str, chosen: str) -> Option:
    return Option(code=code, title=title, is_chosen=code == chosen)
