"""The map: the shapes of regions or municipalities, and the units as points. Pure drawing.

The same units stand in a list beside it. Nothing is fetched from anywhere while somebody looks.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import hypot

from django.utils.translation import gettext, ngettext

from ingang.foundation.care_units.models import CareUnit, UnitPage
from ingang.foundation.regions.rules import municipality, region_of
from ingang.foundation.regions.shapes import Shape, shapes_of, step_of
from ingang.kernel.identifiers.errors import UnknownMunicipality
from ingang.kernel.words import marked
from ingang.services.care_finder.finding import FoundPlace
from ingang.services.care_finder.map_box import SMALLEST, Box, around
from ingang.services.care_finder.views.searching import Search
from ingang.ui.values import Link

ACROSS = 13
"""So many points stand beside each other at most; nearer ones are drawn as one. A finger needs that room."""

NEAR = 1800
"""A map at most so many steps wide shows municipalities; a wider one shows regions."""

LOCAL = 360
"""A map at most so many steps wide is called by its municipality, a wider one by its region."""

NAMED = 14
"""At most so many municipalities are named on the map: more names would lie over each other."""

AROUND = 48
"""How many steps of the grid lie around one unit alone: twelve kilometres each way."""

MOVES = (
    ("ArrowUp", "chevron-up", marked("Move north"), (0, -1)),
    ("ArrowDown", "chevron-down", marked("Move south"), (0, 1)),
    ("ArrowLeft", "chevron-left", marked("Move west"), (-1, 0)),
    ("ArrowRight", "chevron-right", marked("Move east"), (1, 0)),
)


@dataclass(frozen=True, kw_only=True)
class Point:
    """One unit, or some that lie near each other, and where it leads."""

    x: float
    y: float
    count: int
    label: str
    url: str
    is_chosen: bool = False


@dataclass(frozen=True, kw_only=True)
class Control:
    """A way to move the map: its key, its sign, and what it does."""

    key: str
    icon: str
    title: str
    url: str


@dataclass(frozen=True, kw_only=True)
class Place:
    """A region or municipality on the map, which leads nearer."""

    shape: Shape
    url: str


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """A map. `box` is the SVG view box, `radius` of a point, and `line` how thick a border is."""

    title: str
    box: str
    radius: float
    line: float
    places: Sequence[Place]
    points: Sequence[Point]
    names: Sequence[Shape] = ()
    without_place: int = 0
    part: str = ""
    controls: Sequence[Control] = ()
    nearer: Sequence[Link] = ()
    here: str = ""
    whole: str = ""


def box_shown(*, search: Search, places: Iterable[FoundPlace]) -> Box:
    """The part of the map that the address tells, or else the region of what was found, or the country."""
    if search.box is not None:
        return search.box
    shown = {one.unit.region for one in places if one.page.north is not None}
    chosen = search.criteria.region
    one_region = chosen if shown <= {chosen} else (shown.pop() if len(shown) == 1 else "")
    return around(shape.box for shape in shapes_of(region=one_region))


def drawn(*, search: Search, places: Iterable[FoundPlace]) -> Drawing:
    """The units that were found, on the part of the map that is shown, with every way to move it as an address."""
    places = list(places)
    located = [one for one in places if one.page.north is not None]
    box = box_shown(search=search, places=places)
    shapes, is_near = _shapes(box)
    ways = [Place(shape=one, url=_moved(search, around([one.box]))) for one in shapes]
    return Drawing(
        title=_title(box),
        box=_written(box),
        radius=box.side / (2 * ACROSS),
        line=box.side / 500,
        places=ways,
        points=_points(located, search, box),
        names=shapes if is_near and len(shapes) <= NAMED else (),
        without_place=len(places) - len(located),
        part=str(box),
        controls=_controls(search, box),
        nearer=[Link(title=one.shape.name, url=one.url) for one in sorted(ways, key=lambda one: one.shape.name)],
        here=replace(_there(search, box), box=box, only_here=True, chosen="").address(),
        whole=replace(_there(search, around([])), box=around([]), only_here=False, chosen="").address(),
    )


def drawn_alone(*, unit: CareUnit, page: UnitPage) -> Drawing | None:
    """Where one unit lies in its municipality and those around; None where it has no place."""
    box = box_at(page)
    if box is None or page.north is None or page.east is None:
        return None
    x, y = step_of(north=page.north, east=page.east)
    shapes, _ = _shapes(box)
    point = Point(x=x, y=y, count=1, label=unit.name, url="")
    return Drawing(
        title=unit.name, box=_written(box), radius=AROUND / 16, line=AROUND / 200,
        places=[Place(shape=one, url="") for one in shapes], points=[point],
    )  # fmt: skip


def municipality_near(box: Box, /) -> str:
    """The code of the municipality whose middle lies nearest that of the map."""
    every = (one for region in shapes_of(region="") for one in shapes_of(region=region.code))
    return min(every, key=lambda one: (one.middle[0] - box.x) ** 2 + (one.middle[1] - box.y) ** 2).code


def box_at(page: UnitPage, /) -> Box | None:
    """The map around one unit; None where it has no place."""
    if page.north is None or page.east is None:
        return None
    x, y = step_of(north=page.north, east=page.east)
    return Box(x=round(x), y=round(y), side=AROUND * 2)


def units_here(*, places: Iterable[FoundPlace], box: Box) -> list[FoundPlace]:
    """Those of the units that lie in the part of the map."""
    return [one for one in places if (at := _at(one)) and box.holds(*at)]


def _at(one: FoundPlace) -> tuple[float, float] | None:
    north, east = one.page.north, one.page.east
    return step_of(north=north, east=east) if north is not None and east is not None else None


def _shapes(box: Box) -> tuple[list[Shape], bool]:
    """What is drawn of the land, and whether it is municipalities."""
    regions = [one for one in shapes_of(region="") if box.meets(one.box)]
    if box.side > NEAR:
        return regions, False
    return [one for each in regions for one in shapes_of(region=each.code) if box.meets(one.box)], True


def _title(box: Box) -> str:
    """The municipality, region or country that the map shows, by its size and middle."""
    if box.side > NEAR:
        return gettext("Sweden")
    code = municipality_near(box)
    return _municipality_name(code) if box.side <= LOCAL else region_of(code).name


def _controls(search: Search, box: Box) -> list[Control]:
    moves = [
        Control(key=key, icon=icon, title=gettext(title), url=_moved(search, box.moved(right=right, down=down)))
        for key, icon, title, (right, down) in MOVES
    ]
    nearer = Control(key="+", icon="plus", title=gettext("Zoom in"), url=_moved(search, box.nearer()))
    farther = Control(key="-", icon="minus", title=gettext("Zoom out"), url=_moved(search, box.farther()))
    return [nearer, farther, *moves]


def _moved(search: Search, box: Box) -> str:
    return replace(_there(search, box), box=box, only_here=False).address(at="karta")


def _there(search: Search, box: Box) -> Search:
    """The search in that part of the map: where it has left the region that was chosen, in the whole country."""
    criteria = search.criteria
    region = next((one for one in shapes_of(region="") if one.code == criteria.region), None)
    if region is None or (box.meets(region.box) and box.side <= NEAR):
        return search
    return replace(search, criteria=replace(criteria, region="", where=""))


def _points(places: Sequence[FoundPlace], search: Search, box: Box) -> list[Point]:
    """Each unit joins the first one that it would be drawn over; the chosen one stands for itself, and last."""
    apart = box.side / ACROSS
    groups: list[list[tuple[float, float, FoundPlace]]] = []
    here = [(*at, one) for one in units_here(places=places, box=box) if (at := _at(one))]
    for x, y, one in sorted(here, key=lambda each: (each[2].unit.hsa_id == search.chosen, each[0], each[1])):
        near = (group for group in groups if hypot(group[0][0] - x, group[0][1] - y) < apart)
        group = None if one.unit.hsa_id == search.chosen else next(near, None)
        if group is None:
            groups.append([(x, y, one)])
        else:
            group.append((x, y, one))
    return [_point(group, search, box) for group in groups]


def _point(found: list[tuple[float, float, FoundPlace]], search: Search, box: Box) -> Point:
    x, y, _ = found[0]
    if len(found) == 1:
        unit = found[0][2].unit
        is_chosen = unit.hsa_id == search.chosen
        label = gettext("%(name)s, chosen") % {"name": unit.name} if is_chosen else unit.name
        url = replace(search, box=box, chosen=unit.hsa_id).address(at="karta")
        return Point(x=x, y=y, count=1, label=label, url=url, is_chosen=is_chosen)
    name = _municipality_name(Counter(one.unit.municipality for _, _, one in found).most_common(1)[0][0])
    label = ngettext("%(count)s unit near %(place)s", "%(count)s units near %(place)s", len(found))
    return Point(
        x=x, y=y, count=len(found), label=label % {"count": len(found), "place": name}, url=_opened(found, search, box)
    )


def _opened(found: Sequence[tuple[float, float, FoundPlace]], search: Search, box: Box) -> str:
    """The map of these units alone; as near as it gets, the list of them."""
    near = around((x, y, x, y) for x, y, _ in found)
    if near.side >= box.side:
        near = box.nearer()
    if box.side <= SMALLEST:
        return replace(search, box=near, only_here=True, chosen="").address(at="lista")
    return _moved(search, near)


def _written(box: Box) -> str:
    return f"{box.x - box.side / 2:g} {box.y - box.side / 2:g} {box.side} {box.side}"


def _municipality_name(code: str) -> str:
    try:
        return municipality(code).name
    except UnknownMunicipality:
        return ""
