"""The map: the shapes of regions or municipalities, and the units as points. Pure drawing.

The same units stand in a list beside it. Nothing is fetched from anywhere while somebody looks.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from ingang.foundation.care_units.models import CareUnit, UnitPage
from ingang.foundation.regions.rules import municipality, region
from ingang.foundation.regions.shapes import Shape, shapes_of, step_of
from ingang.kernel.identifiers.errors import UnknownMunicipality, UnknownRegion
from ingang.services.care_finder.finding import FoundPlace
from ingang.services.care_finder.views.searching import Search

ACROSS = 13
"""So many points stand beside each other at most; nearer ones are drawn as one. A finger needs that room."""

AIR = 0.06
"""How much is left free around what is shown, as a share of its width."""

AROUND = 48
"""How many steps of the grid lie around one unit alone: twelve kilometres each way."""


@dataclass(frozen=True, kw_only=True)
class Point:
    """One unit, or some that lie near each other, and where it leads."""

    x: float
    y: float
    count: int
    label: str
    url: str


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """A map. `box` is the SVG view box, `radius` of a point, and `line` how thick a border is."""

    title: str
    box: str
    radius: float
    line: float
    shapes: Sequence[Shape]
    points: Sequence[Point]
    without_place: int = 0


def drawn(*, search: Search, places: Iterable[FoundPlace]) -> Drawing:
    """The units that were found, on the map of the region that was chosen or else of the country."""
    places = list(places)
    located = [one for one in places if one.page.north is not None]
    shown = {one.unit.region for one in located}
    one_region = (
        search.criteria.region if shown <= {search.criteria.region} else (shown.pop() if len(shown) == 1 else "")
    )
    shapes = shapes_of(region=one_region)
    box = _around([shape.box for shape in shapes])
    return Drawing(
        title=_region_name(one_region) or gettext("Sweden"),
        box=_written(box),
        radius=box[2] / (2 * ACROSS),
        line=box[2] / 400,
        shapes=shapes,
        points=_points(located, search, cell=box[2] / ACROSS),
        without_place=len(places) - len(located),
    )


def drawn_alone(*, unit: CareUnit, page: UnitPage) -> Drawing | None:
    """Where one unit lies in its municipality and those around; None where it has no place."""
    if page.north is None or page.east is None:
        return None
    x, y = step_of(north=page.north, east=page.east)
    shapes = [one for one in shapes_of(region=unit.region) if _near(one.box, x, y)]
    box = (x - AROUND, y - AROUND * 3 / 4, AROUND * 2, AROUND * 3 / 2)
    point = Point(x=x, y=y, count=1, label=unit.name, url="")
    return Drawing(
        title=unit.name, box=_written(box), radius=AROUND / 16, line=AROUND / 200, shapes=shapes, points=[point]
    )


def _points(places: Sequence[FoundPlace], search: Search, *, cell: float) -> list[Point]:
    """Those in one cell of a grid are one point, in the middle of them."""
    cells: dict[tuple[int, int], list[tuple[float, float, FoundPlace]]] = defaultdict(list)
    for one in places:
        page = one.page
        if page.north is not None and page.east is not None:
            x, y = step_of(north=page.north, east=page.east)
            cells[int(x // cell), int(y // cell)].append((x, y, one))
    return [_point(found, search) for _, found in sorted(cells.items())]


def _point(found: list[tuple[float, float, FoundPlace]], search: Search) -> Point:
    x, y = (round(sum(one[axis] for one in found) / len(found), 1) for axis in (0, 1))  # type: ignore[misc]
    if len(found) == 1:
        unit = found[0][2].unit
        return Point(x=x, y=y, count=1, label=unit.name, url=reverse("care_finder:unit", args=[unit.hsa_id]))
    place = Counter(one.unit.municipality for _, _, one in found).most_common(1)[0][0]
    name = _municipality_name(place)
    label = ngettext("%(count)s unit near %(place)s", "%(count)s units near %(place)s", len(found))
    criteria = search.criteria
    nearer = replace(criteria, region=place[:2], where=criteria.where if criteria.region == place[:2] else "")
    if criteria.region == place[:2]:
        nearer = replace(nearer, where=name)
    url = replace(search, criteria=nearer).address()
    return Point(x=x, y=y, count=len(found), label=label % {"count": len(found), "place": name}, url=url)


def _around(boxes: Sequence[tuple[int, int, int, int]]) -> tuple[float, float, float, float]:
    left, top = min(box[0] for box in boxes), min(box[1] for box in boxes)
    right, bottom = max(box[2] for box in boxes), max(box[3] for box in boxes)
    air = (right - left) * AIR
    return left - air, top - air, right - left + 2 * air, bottom - top + 2 * air


def _near(box: tuple[int, int, int, int], x: float, y: float) -> bool:
    return box[0] - AROUND <= x <= box[2] + AROUND and box[1] - AROUND <= y <= box[3] + AROUND


def _written(box: tuple[float, float, float, float]) -> str:
    return " ".join(f"{number:.0f}" for number in box)


def _region_name(code: str) -> str:
    try:
        return region(code).name if code else ""
    except UnknownRegion:
        return ""


def _municipality_name(code: str) -> str:
    try:
        return municipality(code).name
    except UnknownMunicipality:
        return ""
