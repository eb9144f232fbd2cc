"""What somebody who looks for a unit has chosen: read from the address, and written back to it."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext

from ingang.foundation.care_units.kinds import KINDS, kind_title
from ingang.foundation.regions.rules import municipalities, regions
from ingang.services.booking.models import Form, TimeType
from ingang.services.booking.queries.finding import Criteria
from ingang.services.booking.views.addresses import with_query
from ingang.services.booking.words import title_of
from ingang.ui.values import Link

LONGEST = 200
EARLIEST = "tidigast"
MOST_KINDS = 12
"""So many kinds of time are offered to choose among: more is no help."""


@dataclass(frozen=True, kw_only=True)
class Option:
    """One line of a drop-down list."""

    code: str
    title: str
    is_chosen: bool


@dataclass(frozen=True, kw_only=True)
class Choices:
    """What can be chosen among: places by region, kinds of units, kinds of time, forms; and in which order."""

    near: Option | None
    places: list[tuple[str, list[Option]]]
    unit_kinds: list[Option]
    kinds: list[Option]
    forms: list[Option]
    orders: list[Link]


@dataclass(frozen=True, kw_only=True)
class Search:
    """A search as the address says it."""

    criteria: Criteria = field(default_factory=Criteria)
    order: str = ""
    page: str = ""

    def address(self) -> str:
        """The address of the search's first page."""
        chosen = {
            "sok": self.criteria.words,
            "plats": self.criteria.place,
            "mottagning": self.criteria.unit_kind,
            "tid": self.criteria.kind,
            "form": self.criteria.form,
            "ordning": self.order,
        }
        return with_query(reverse("booking:units"), urlencode({name: text for name, text in chosen.items() if text}))

    def saying(self, words: str) -> str:
        """The address of the same search with other words."""
        return replace(self, criteria=replace(self.criteria, words=words)).address()

    def everywhere(self) -> str:
        """The address of the same words without any filter."""
        return Search(criteria=Criteria(words=self.criteria.words)).address()

    def choices(self, *, kinds: Iterable[TimeType], near: str) -> Choices:
        """What can be chosen; `kinds` are those of the units that were found."""
        return Choices(
            near=_near(near, self.criteria.place),
            places=_places(self.criteria.place),
            unit_kinds=_options({code: kind_title(code) for code in KINDS}, self.criteria.unit_kind),
            kinds=_options(_titles(kinds, self.criteria.kind), self.criteria.kind),
            forms=_options(
                {code: gettext(str(label)) for code, label in Form.choices}, self.criteria.form, by_title=False
            ),
            orders=[
                Link(title=gettext("Best answer first"), url=replace(self, order="").address(), current=not self.order),
                Link(
                    title=gettext("Earliest time first"),
                    url=replace(self, order=EARLIEST).address(),
                    current=self.order == EARLIEST,
                ),
            ],
        )


def search_in(request: HttpRequest) -> Search:
    """What the address asks for; what is not a choice counts as none."""
    criteria = Criteria(
        words=request.GET.get("sok", "").strip()[:LONGEST],
        place=_known(request, "plats", {*(one.code for one in regions()), *(one.code for one in municipalities())}),
        unit_kind=_known(request, "mottagning", KINDS),
        kind=request.GET.get("tid", "").strip()[:LONGEST],
        form=_known(request, "form", Form.values),
    )
    return Search(criteria=criteria, order=_known(request, "ordning", (EARLIEST,)), page=request.GET.get("sida", ""))


def _known(request: HttpRequest, name: str, codes: Iterable[str]) -> str:
    asked = request.GET.get(name, "")
    return asked if asked in codes else ""


def _near(code: str, chosen: str) -> Option | None:
    """The reader's own municipality, so that she need not look for it in the list."""
    own = next((one for one in municipalities() if one.code == code), None)
    return Option(code=own.code, title=own.name, is_chosen=own.code == chosen) if own else None


def _places(chosen: str) -> list[tuple[str, list[Option]]]:
    """Each county with itself and its municipalities."""
    return [
        (
            region.county,
            [
                Option(
                    code=region.code,
                    title=gettext("All of %(county)s") % {"county": region.county},
                    is_chosen=region.code == chosen,
                ),
                *(
                    Option(code=one.code, title=one.name, is_chosen=one.code == chosen)
                    for one in municipalities()
                    if one.region == region.code
                ),
            ],
        )
        for region in regions()
    ]


def _titles(kinds: Iterable[TimeType], chosen: str) -> dict[str, str]:
    """The kinds of time that most of the found units offer, by their Swedish title; the chosen one in any case."""
    found = list(kinds)
    counts: dict[str, int] = {}
    for kind in found:
        counts[kind.title_sv] = counts.get(kind.title_sv, 0) + 1
    most = sorted(counts, key=lambda title: (-counts[title], title))[:MOST_KINDS]
    titles = {kind.title_sv: title_of(kind) for kind in found if kind.title_sv in most}
    return {chosen: chosen, **titles} if chosen and chosen not in titles else titles


def _options(titles: dict[str, str], chosen: str, *, by_title: bool = True) -> list[Option]:
    options = [Option(code=code, title=title, is_chosen=code == chosen) for code, title in titles.items()]
    return sorted(options, key=lambda option: option.title) if by_title else options
