"""Searching: from an address's query to criteria, and from what is found to a bundle in pages."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode
from uuid import UUID

from django.core import signing

from ingang.foundation.records import searching as records
from ingang.foundation.records.dates import span
from ingang.foundation.records.parameters import PARAMETERS, Kind, Parameter
from ingang.foundation.records.search_index import LONGEST, comparable, local_reference
from ingang.foundation.records.searching import Alternative, Criterion, Kept, Match
from ingang.services.fhir_server.asking import Answer, Asked, Desk, Query
from ingang.services.fhir_server.bundles import bundle, found_entry
from ingang.services.fhir_server.errors import NotUnderstood
from ingang.services.fhir_server.people import person_of_query

USUAL_COUNT, MOST_COUNT = 50, 500
MOST_ALTERNATIVES = 200
MOST_ROUNDS = 4
PAGE = "_page"
# The number found is always told, and always the right one.
WITHOUT_EFFECT = frozenset({"_format", "_pretty", "_total", "_totalMethod"})
PREFIXES = frozenset({"eq", "ne", "gt", "ge", "lt", "le", "sa", "eb", "ap"})


@dataclass(frozen=True, kw_only=True)
class Search:
    """A search as it was asked, read."""

    type: str
    ids: frozenset[str] | None = None
    criteria: tuple[Criterion, ...] = ()
    updated: tuple[Alternative, ...] = ()
    sort: tuple[str, ...] = ("-_lastUpdated",)
    count: int = USUAL_COUNT
    counts_only: bool = False
    includes: tuple[tuple[str, str], ...] = ()
    reverse_includes: tuple[tuple[str, str], ...] = ()
    iterates: bool = False


def search(desk: Desk, asked: Asked) -> Answer:
    """What meets the query, in pages; `next` leads on from the last one shown, also when others are added meanwhile."""
    kind, query, after = asked.parts[0], asked.query, None
    desk.check_scope("s", kind)
    if query and query[0][0] == PAGE:
        query, after = _opened_page(query[0][1], desk.base, kind)
    person, rest = person_of_query(desk, kind, query)
    wanted = read_query(kind, rest, is_lenient="handling=lenient" in asked.prefers)
    links = {"self": f"{desk.base}/{kind}?{urlencode(query)}"}
    if person is None:
        return Answer(text=bundle(kind="searchset", entries=(), total=0, links=links))
    matches = find(desk, person, wanted)
    if wanted.counts_only:
        return Answer(text=bundle(kind="searchset", entries=(), total=len(matches), links=links))
    page = _page(matches, wanted.count, after)
    if page and page[-1] != matches[-1]:
        links["next"] = f"{desk.base}/{kind}?{urlencode({PAGE: _closed_page(query, page[-1], desk.base, kind)})}"
    texts = records.texts(grant=desk.grant(person), ids=[one.id for one in page])
    shown = [texts[one.id] for one in page if one.id in texts]
    entries = [found_entry(desk, one, mode="match") for one in shown]
    entries += [found_entry(desk, one, mode="include") for one in included(desk, person, wanted, texts)]
    return Answer(text=bundle(kind="searchset", entries=entries, total=len(matches), links=links))


def find(desk: Desk, person: UUID, wanted: Search) -> list[Match]:
    """What meets the search in the person's records, without texts."""
    return records.find(
        grant=desk.grant(person),
        care_giver=desk.care_giver,
        types=(wanted.type,),
        of=desk.own_rows(person),
        ids=wanted.ids,
        criteria=wanted.criteria,
        updated=wanted.updated,
        sort=wanted.sort,
    )


def found_by_condition(desk: Desk, type: str, query: Query) -> list[str]:
    """The logical ids of what meets the query of a conditional interaction."""
    desk.check_scope("s", type)
    if not query:
        raise NotUnderstood("A condition needs at least one search parameter.")
    person, rest = person_of_query(desk, type, query)
    if person is None:
        return []
    return [one.logical_id for one in find(desk, person, read_query(type, rest, is_lenient=False))]


def read_query(type: str, query: Query, *, is_lenient: bool) -> Search:
    """The query read by the table of parameters. Refuses what is not in it, unless the asker takes it leniently."""
    read = Search(type=type)
    for name, value in query:
        if name == "_id":
            ids = frozenset(value.split(","))
            read = replace(read, ids=ids if read.ids is None else read.ids & ids)
        elif name == "_lastUpdated":
            read = replace(read, updated=(*read.updated, _date(value)))
        elif name == "_sort":
            read = replace(read, sort=_sort(type, value))
        elif name == "_count":
            read = replace(read, count=_count(value), counts_only=value == "0" or read.counts_only)
        elif name == "_summary" and value == "count":
            read = replace(read, counts_only=True)
        elif name.split(":")[0] in {"_include", "_revinclude"}:
            read = _with_include(read, name, value)
        elif (parameter := PARAMETERS[type].get(name.partition(":")[0])) is not None:
            read = replace(read, criteria=(*read.criteria, _criterion(parameter, name.partition(":")[2], value)))
        elif name not in WITHOUT_EFFECT and not is_lenient:
            raise NotUnderstood(f"{type} can not be searched by {name}: see the capability statement.")
    return read


def included(desk: Desk, person: UUID, wanted: Search, shown: dict[UUID, Kept]) -> list[Kept]:
    """What the shown resources refer to and are referred to by, as far as the search asks for it."""
    grant, all_ids, fresh = desk.grant(person), dict(shown), dict(shown)
    for _ in range(MOST_ROUNDS if wanted.iterates else 1):
        names: set[tuple[str, str]] = set()
        for parameter, target in wanted.includes:
            for one in records.references_from(grant=grant, ids=fresh, parameter=parameter):
                kind, _, logical_id = one.partition("/")
                if kind in PARAMETERS and target in {"", kind} and desk.scopes.allows(letter="r", type=kind):
                    names.add((kind, logical_id))
        ids = records.ids_of(grant=grant, care_giver=desk.care_giver, names=names)
        here = [f"{one.type}/{one.logical_id}" for one in fresh.values()]
        for kind, parameter in wanted.reverse_includes:
            desk.check_scope("s", kind)
            ids |= records.references_to(
                grant=grant, care_giver=desk.care_giver, type=kind, parameter=parameter, names=here
            )
        fresh = records.texts(grant=grant, ids=ids - all_ids.keys())
        all_ids |= fresh
    return [one for id_, one in all_ids.items() if id_ not in shown]


def _criterion(parameter: Parameter, modifier: str, value: str) -> Criterion:
    if modifier == "missing":
        if value not in {"true", "false"}:
            raise NotUnderstood(f"{parameter.name}:missing takes true or false.")
        return Criterion(parameter=parameter.name, missing=value == "true")
    values = _split(value)
    if len(values) > MOST_ALTERNATIVES:
        raise NotUnderstood(f"{parameter.name} has more than {MOST_ALTERNATIVES} alternatives.")
    name = f"{parameter.name}:identifier" if modifier == "identifier" else parameter.name
    kind = Kind.TOKEN if modifier == "identifier" else parameter.kind
    if modifier not in _MODIFIERS[parameter.kind] and modifier not in PARAMETERS:
        raise NotUnderstood(f"{parameter.name} has no modifier {modifier}.")
    read = {Kind.TOKEN: _token, Kind.DATE: _date, Kind.STRING: _string, Kind.REFERENCE: _reference}[kind]
    alternatives = tuple(read(one) for one in values)
    if modifier == "contains":
        alternatives = tuple(replace(one, starts=False, contains=True) for one in alternatives)
    if modifier in PARAMETERS:
        alternatives = tuple(_of_type(modifier, one) for one in alternatives)
    return Criterion(parameter=name, alternatives=alternatives, is_negated=modifier == "not")


_MODIFIERS = {
    Kind.TOKEN: {"", "not"},
    Kind.DATE: {""},
    Kind.STRING: {"", "contains"},
    Kind.REFERENCE: {"", "identifier"},
}


def _split(value: str) -> list[str]:
    r"""The alternatives between commas; a comma, bar or backslash after a backslash is meant as it stands."""
    parts, escaped = [""], False
    for one in value:
        if escaped or one not in {"\\", ","}:
            parts[-1] += one
            escaped = False
        elif one == "\\":
            escaped = True
        else:
            parts.append("")
    return parts


def _token(value: str) -> Alternative:
    if "|" not in value:
        return Alternative(value=value[:LONGEST])
    system, _, code = value.partition("|")
    return Alternative(system=system[:LONGEST], value=code[:LONGEST] or None)


def _date(value: str) -> Alternative:
    prefix = value[:2] if value[:2] in PREFIXES else ""
    # An unescaped plus of a zone comes as a space.
    found = span(written=value.removeprefix(prefix).replace(" ", "+"))
    if found is None:
        raise NotUnderstood(f"{value} is not a FHIR date.")
    return Alternative(prefix=prefix, low=found.low, high=found.high)


def _string(value: str) -> Alternative:
    return Alternative(value=comparable(value), starts=True)


def _reference(value: str) -> Alternative:
    return Alternative(value=local_reference(value))


def _of_type(type: str, one: Alternative) -> Alternative:
    return one if "/" in (one.value or "") else replace(one, value=f"{type}/{one.value}")


def _sort(type: str, value: str) -> tuple[str, ...]:
    names = tuple(value.split(","))
    for name in names:
        if name.removeprefix("-") not in PARAMETERS[type].keys() | {"_id", "_lastUpdated"}:
            raise NotUnderstood(f"{type} can not be sorted by {name}.")
    return names


def _count(value: str) -> int:
    if not value.isascii() or not value.isdecimal():
        raise NotUnderstood("_count takes a whole number.")
    return min(int(value[:9]), MOST_COUNT) or USUAL_COUNT


def _with_include(read: Search, name: str, value: str) -> Search:
    which, _, modifier = name.partition(":")
    source, _, rest = value.partition(":")
    parameter, _, target = rest.partition(":")
    known = PARAMETERS.get(source, {}).get(parameter)
    if modifier not in {"", "iterate"} or known is None or known.kind is not Kind.REFERENCE:
        raise NotUnderstood(f"{name}={value} is not offered: see the capability statement.")
    read = replace(read, iterates=read.iterates or modifier == "iterate")
    if which == "_include":
        return replace(read, includes=(*read.includes, (parameter, target)))
    return replace(read, reverse_includes=(*read.reverse_includes, (source, parameter)))


def _page(matches: list[Match], count: int, after: str | None) -> list[Match]:
    ids = [str(one.id) for one in matches]
    start = ids.index(after) + 1 if after in ids else 0
    return matches[start : start + count]


def _closed_page(query: Query, last: Match, base: str, type: str) -> str:
    """The rest of a search as a word that only this server reads: it may hold a patient's number."""
    return signing.dumps([list(query), str(last.id)], salt=_salt(base, type), compress=True)


def _opened_page(word: str, base: str, type: str) -> tuple[Query, str]:
    try:
        query, after = signing.loads(word, salt=_salt(base, type))
    except signing.BadSignature as error:
        raise NotUnderstood("This page is not known here. Search again from the beginning.") from error
    return tuple((name, value) for name, value in query), after


def _salt(base: str, type: str) -> str:
    return f"fhir_server.page {base} {type}"
