"""A search in the open data: a page of matches, what is included with them, and where the next page begins.

Matches come by unit and id, and a page is led on from its last resource: what is added or taken away meanwhile neither
repeats nor hides any other.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Q, QuerySet

from ingang.foundation.care_units.catalogue import open_still
from ingang.foundation.care_units.coordinates import to_grid
from ingang.foundation.care_units.models import CareUnit
from ingang.kernel.periods import local_date
from ingang.services.care_finder.errors import UnitUnknown
from ingang.services.care_finder.open_data.asked import BadValue, Values, fits, near_box, values_of
from ingang.services.care_finder.open_data.facts import Facts, facts_of
from ingang.services.care_finder.open_data.parameters import (
    PARAMETERS,
    Parameter,
    elements,
    includes,
    reverse_includes,
)
from ingang.services.care_finder.open_data.resources import Resource, all_resources, unit_in

MOST, AT_ONCE, MOST_READ = 200, 200, 3000
"""Matches on a page; units read at once; and units looked through for one page, which then is led on with fewer."""


@dataclass(frozen=True, kw_only=True)
class Search:
    """What is asked of one type: every one of `wanted` must fit."""

    kind: str
    wanted: tuple[Values, ...] = ()
    include: tuple[str, ...] = ()
    reverse: tuple[str, ...] = ()
    after: str = ""
    count: int = 50


@dataclass(frozen=True, kw_only=True)
class Found:
    """Matches, what comes with them, and the id after which the next page begins; empty where there is none."""

    matches: list[Resource]
    included: list[Resource] = field(default_factory=list)
    next_after: str = ""


def read_search(*, kind: str, asked: Sequence[tuple[str, str]], is_lenient: bool) -> tuple[Values, ...]:
    """The parameters of a type as they were asked for. Refuses one that it does not have, unless told to be lenient."""
    found = []
    for name, text in asked:
        parameter = PARAMETERS[kind].get(name.partition(":")[0])
        if parameter is None:
            if is_lenient:
                continue
            raise BadValue(f"{kind} can not be searched by {name[:40]}: see metadata.")
        found.append(values_of(name, text, parameter.kind))
    return tuple(found)


def check_includes(*, kind: str, include: Sequence[str], reverse: Sequence[str]) -> None:
    """Refuses an include that there is not."""
    for one, there in ((include, includes(kind)), (reverse, reverse_includes(kind))):
        if unknown := [each for each in one if each not in there]:
            raise BadValue(f"{unknown[0][:60]} can not be included here: see metadata.")


def search_page(*, search: Search, site: str, now: datetime) -> Found:
    """The page that follows after `search.after`."""
    parameters = PARAMETERS[search.kind]
    rows = CareUnit.objects.filter(open_still(on=local_date(now)), hsa_id__gte=unit_in(search.after))
    for values in search.wanted:
        if narrow := parameters[values.name].narrow:
            rows = rows.filter(narrow(values))
    matches: list[Resource] = []
    facts: dict[str, Facts] = {}
    left = MOST_READ
    reached = ""
    for batch in _batches(rows, left):
        reached = batch[-1].hsa_id
        several = facts_of(units=batch, site=site, now=now)
        facts |= {one.unit.hsa_id: one for one in several}
        matches += [
            one
            for one in all_resources(search.kind, several)
            if str(one["id"]) > search.after and _fits(one, search.wanted, parameters, facts)
        ]
        left -= len(batch)
        if len(matches) > search.count:
            break
    page = matches[: search.count]
    next_after = str(page[-1]["id"]) if len(matches) > search.count else ""
    if not next_after and left <= 0:
        # What was read had too few that fit: the next page goes on after the last unit.
        next_after = f"{reached}.~"
    return Found(matches=page, included=_included(search, page, facts, site, now), next_after=next_after)


def one_resource(*, kind: str, id: str, site: str, now: datetime) -> Resource:
    """A resource by its id. Refuses one that there is not."""
    unit = CareUnit.objects.filter(open_still(on=local_date(now)), hsa_id=unit_in(id)[:31])
    found = all_resources(kind, facts_of(units=unit, site=site, now=now))
    one = next((each for each in found if each["id"] == id), None)
    if one is None:
        raise UnitUnknown()
    return one


def _batches(rows: QuerySet[CareUnit], most: int) -> Iterator[list[CareUnit]]:
    """Units by HSA-id, some at a time and at most so many in all."""
    after = ""
    while most > 0 and (batch := list(rows.filter(hsa_id__gt=after).order_by("hsa_id")[: min(AT_ONCE, most)])):
        yield batch
        after = batch[-1].hsa_id
        most -= len(batch)
        if len(batch) < AT_ONCE:
            return


def _fits(
    one: Resource, wanted: Sequence[Values], parameters: Mapping[str, Parameter], facts: Mapping[str, Facts]
) -> bool:
    return all(_fits_one(one, values, parameters[values.name], facts) for values in wanted)


def _fits_one(one: Resource, values: Values, parameter: Parameter, facts: Mapping[str, Facts]) -> bool:
    if parameter.kind == "special":
        position = one.get("position") or {}
        return bool(position) and any(
            near_box(text).holds(*to_grid(latitude=position["latitude"], longitude=position["longitude"]))
            for text in values.texts
        )
    found = [each for path in parameter.paths for each in elements(one, path)]
    # Without elements of its own the units were narrowed, and that is all there is to it.
    return fits(values, found, parameter.kind) if parameter.paths else True


def _included(
    search: Search, page: list[Resource], facts: Mapping[str, Facts], site: str, now: datetime
) -> list[Resource]:
    """What the matches refer to, and what refers to them; each once, and none that is a match itself."""
    found: dict[tuple[str, str], Resource] = {}
    forward = [includes(search.kind)[name] for name in search.include]
    wanted = {
        (parameter.target, str(each.get("reference", "")).rpartition("/")[2])
        for parameter in forward
        for one in page
        for path in parameter.paths
        for each in elements(one, path)
        if "reference" in each
    }
    known = _known({unit_in(name) for _, name in wanted}, facts, site, now)
    for kind in {kind for kind, _ in wanted}:
        for one in all_resources(kind, known):
            if (kind, str(one["id"])) in wanted:
                found[kind, str(one["id"])] = one
    ids = {f"{search.kind}/{one['id']}" for one in page}
    for name in search.reverse:
        kind, parameter = reverse_includes(search.kind)[name]
        for one in all_resources(kind, _around(kind, parameter, page, facts, site, now)):
            leads = {each.get("reference", "") for path in parameter.paths for each in elements(one, path)}
            if leads & ids:
                found[kind, str(one["id"])] = one
    there = {(search.kind, str(one["id"])) for one in page}
    return [one for key, one in sorted(found.items()) if key not in there]


def _around(
    kind: str, parameter: Parameter, page: list[Resource], facts: Mapping[str, Facts], site: str, now: datetime
) -> list[Facts]:
    """The units whose resources can refer to the page's: the same, and for parts those below them."""
    units = {unit_in(str(one["id"])) for one in page}
    if kind == parameter.target and parameter.narrow:
        below = CareUnit.objects.filter(parameter.narrow(Values(name="", texts=tuple(units))) if units else Q(pk=""))
        return facts_of(units=below.filter(open_still(on=local_date(now))).order_by("hsa_id"), site=site, now=now)
    return _known(units, facts, site, now)


def _known(units: set[str], facts: Mapping[str, Facts], site: str, now: datetime) -> list[Facts]:
    missing = CareUnit.objects.filter(open_still(on=local_date(now)), hsa_id__in=units - facts.keys())
    others = {one.unit.hsa_id: one for one in facts_of(units=missing.order_by("hsa_id"), site=site, now=now)}
    return [{**facts, **others}[unit] for unit in sorted(units) if unit in facts or unit in others]
