"""Is a resource that comes in right by FHIR R4: its structure, its dates, its required codes, and its id.

The structure is checked natively by fhirkit-rs (decision record 0028); what it leaves out is checked here.
"""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import fhirkit

from ingang.services.fhir_server.bindings import CODED, CODES, EVERYWHERE
from ingang.services.fhir_server.errors import NotUnderstood, NotValid

Finding = tuple[str, str]
ID = re.compile(r"[A-Za-z0-9\-.]{1,64}")
MOST_FINDINGS = 50
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:T.*)?")
# Members that hold dates and moments, wherever they stand; their form is checked with the structure.
_DATES = re.compile(
    r"(?:.*(?:Date|DateTime|Instant)|date|start|end|issued|authoredOn|authored|recorded|created|sent|received|started"
    r"|event|whenPrepared|whenHandedOver|dateAsserted|dateWritten|lastUpdated|time)"
)


def checked(text: str) -> Mapping[str, Any]:
    """The resource as plain values, its decimals as written. Refuses what is not JSON, or not right by FHIR R4."""
    try:
        issues = fhirkit.validate(text)
    except fhirkit.ParseError as error:
        raise NotUnderstood(f"The body is not JSON: {error}.") from error
    found = [(one.message, one.path) for one in issues if one.severity == "error"]
    plain = json.loads(text, parse_float=str)
    if not found:
        found = list(_findings(plain))
    if found:
        raise NotValid.of(issues=tuple(found[:MOST_FINDINGS]))
    return dict(plain)


def _findings(plain: Mapping[str, Any]) -> Iterator[Finding]:
    kind = str(plain["resourceType"])
    if "id" in plain and not ID.fullmatch(plain["id"]):
        yield "not a valid id: letters, digits, - and . only, at most 64", f"{kind}.id"
    yield from _everywhere(plain, kind, "")
    for path, codes in CODES.get(kind, EVERYWHERE).items():
        for place, code in _located(plain, path.split("."), kind):
            if isinstance(code, str) and code not in codes:
                yield f'"{code}" is not one of the codes that FHIR R4 requires here', place
    for (owner, member), (system, words) in CODED.items():
        for place, coding in _located(plain, [member, "coding"], kind) if owner == kind else ():
            if coding.get("system") == system and coding.get("code") not in words.split():
                yield f'"{coding.get("code")}" is not one of the codes of {system}', f"{place}.code"


def _everywhere(value: Any, place: str, name: str) -> Iterator[Finding]:
    """No empty objects, and no days that the calendar does not have, at any depth."""
    if isinstance(value, dict):
        if not value:
            yield "an empty object is not allowed; leave the element out", place
        for member, inner in value.items():
            yield from _everywhere(inner, f"{place}.{member}", member)
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _everywhere(inner, f"{place}[{number}]", name)
    elif isinstance(value, str) and _DATES.fullmatch(name) and (match := _DAY.fullmatch(value)):
        try:
            date.fromisoformat(match[1])
        except ValueError:
            yield f'"{value}" is not a day of the calendar', place


def _located(value: Any, path: list[str], place: str) -> Iterator[tuple[str, Any]]:
    if isinstance(value, list):
        for number, one in enumerate(value):
            yield from _located(one, path, f"{place}[{number}]")
    elif not path:
        yield place, value
    elif isinstance(value, dict) and path[0] in value:
        yield from _located(value[path[0]], path[1:], f"{place}.{path[0]}")
