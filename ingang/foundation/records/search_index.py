"""From a resource to the values by which it is searched. Pure; nothing in the resource is trusted to be right."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ingang.foundation.records.dates import Span, span
from ingang.foundation.records.index import Plain
from ingang.foundation.records.parameters import PARAMETERS, Kind, Parameter

LONGEST = 200
BY_IDENTIFIER = ":identifier"
_LOCAL = re.compile(r"([A-Z][A-Za-z]+)/([A-Za-z0-9\-.]{1,64})(?:/_history/[A-Za-z0-9\-.]{1,64})?")


@dataclass(frozen=True)
class Value:
    """One value of one parameter: a token's system and code, a string, a reference, or a span of time."""

    parameter: str
    value: str = ""
    system: str = ""
    low: datetime | None = None
    high: datetime | None = None


def search_values(*, resource: Plain) -> list[Value]:
    """Every value of every parameter that the resource's type has, each once."""
    parameters = PARAMETERS.get(str(resource.get("resourceType")), {})
    found = [value for one in parameters.values() for path in one.paths for value in _values(one, resource, path)]
    return list(dict.fromkeys(found))


def comparable(text: str, /) -> str:
    """A string as searches compare it: without case, accents and double spaces (FHIR R4, search, string)."""
    plain = "".join(one for one in unicodedata.normalize("NFKD", text) if not unicodedata.combining(one))
    return " ".join(plain.casefold().split())[:LONGEST]


def local_reference(text: str, /) -> str:
    """`Type/id` of a reference within the records, without its version; any other as it is written."""
    match = _LOCAL.fullmatch(text)
    return f"{match[1]}/{match[2]}" if match else text[:LONGEST]


def _values(parameter: Parameter, resource: Plain, path: tuple[str, ...]) -> Iterator[Value]:
    read = {Kind.TOKEN: _tokens, Kind.DATE: _dates, Kind.STRING: _strings, Kind.REFERENCE: _references}
    for place in _places(resource, path):
        yield from read[parameter.kind](parameter.name, place)


def _places(value: Any, path: tuple[str, ...]) -> Iterator[Any]:
    if isinstance(value, list):
        for one in value:
            yield from _places(one, path)
    elif not path:
        yield value
    elif isinstance(value, dict) and path[0] in value:
        yield from _places(value[path[0]], path[1:])


def _tokens(name: str, place: Any) -> Iterator[Value]:
    """Of a code, a truth, a Coding, a CodeableConcept, an Identifier or a ContactPoint."""
    if isinstance(place, bool):
        yield Value(name, "true" if place else "false")
    elif isinstance(place, str):
        yield Value(name, place[:LONGEST])
    elif isinstance(place, dict):
        for coding in place["coding"] if isinstance(place.get("coding"), list) else [place]:
            code = coding.get("code", coding.get("value")) if isinstance(coding, dict) else None
            system = coding.get("system") if isinstance(coding, dict) else None
            if isinstance(code, str):
                yield Value(name, code[:LONGEST], system[:LONGEST] if isinstance(system, str) else "")


def _dates(name: str, place: Any) -> Iterator[Value]:
    """Of a date, a moment, a Period, or the moments of a Timing."""
    if isinstance(place, dict) and isinstance(place.get("event"), list):
        for event in place["event"]:
            yield from _dates(name, event)
        return
    found = _period(place) if isinstance(place, dict) else span(written=place)
    if found is not None:
        yield Value(name, low=found.low, high=found.high)


def _period(place: dict[str, Any]) -> Span | None:
    start, end = span(written=place.get("start")), span(written=place.get("end"))
    if start is None and end is None:
        return None
    return Span(low=start.low if start else Span.BEGINNING, high=end.high if end else Span.END)


def _strings(name: str, place: Any) -> Iterator[Value]:
    """Of a text, or of each part of a HumanName or an Address."""
    if isinstance(place, str) and comparable(place):
        yield Value(name, comparable(place))
    elif isinstance(place, dict):
        for part in ("text", "family", "given", "prefix", "line", "city", "district", "postalCode", "country"):
            for one in _places(place, (part,)):
                yield from _strings(name, one)


def _references(name: str, place: Any) -> Iterator[Value]:
    if not isinstance(place, dict):
        return
    if isinstance(place.get("reference"), str) and not place["reference"].startswith("#"):
        yield Value(name, local_reference(place["reference"]))
    if isinstance(place.get("identifier"), dict):
        yield from _tokens(name + BY_IDENTIFIER, place["identifier"])
