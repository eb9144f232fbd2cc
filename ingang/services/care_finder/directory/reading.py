"""A line of the directory to what the catalogue keeps of a unit: every attribute checked, faults told in words."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time

from ingang.foundation.care_units.coordinates import in_sweden
from ingang.foundation.care_units.functions import function_of
from ingang.foundation.regions.rules import municipality
from ingang.kernel.identifiers import InvalidIdentifier, parse_hsa_id
from ingang.kernel.identifiers.errors import UnknownMunicipality
from ingang.kernel.words import marked
from ingang.services.care_finder.directory.activities import kind_of
from ingang.services.care_finder.directory.files import Line

LONGEST = {"name": 200, "street": 120, "city": 60, "phone": 30, "web": 200, "mail": 120, "how_to_find": 400}
_TIME = re.compile(r"([01]\d|2[0-3]|24):?([0-5]\d)$")
_SPAN = re.compile(r"([1-7])(?:-([1-7]))?#(\d\d:?\d\d)(?:#|-)(\d\d:?\d\d)(?:#.*)?$")
_GRID = re.compile(r"N\D{0,2}(\d{7}),?\s*E\D{0,2}(\d{6})$", re.IGNORECASE)
_AGES = re.compile(r"(\d{1,2})(?:-|#)(\d{1,2})(?:#.*)?$")
_CALLED = re.compile(r"([^#]{1,80})#([+0-9][0-9 ()/-]{2,29})?(?:#(.+))?$")
_NO_UPPER_AGE = 99
FIRST_YEAR, NO_END = 1900, 2100
"""Days before the first are mistakes; those from the other on are how directories write that there is no end."""

MIDNIGHT = "23:59"

MISSING = marked("%(attribute)s: it is missing.")
NOT_RIGHT = marked("%(attribute)s: “%(value)s” can not be read.")
TOO_LONG = marked("%(attribute)s: it is too long.")
UNTOLD = marked("The directory names the unit and then tells nothing of it.")
ITS_OWN = marked("%(attribute)s: it is the same as the unit's own, %(value)s.")
OTHER_COUNTY = marked("%(attribute)s: the municipality does not lie in the county %(value)s.")


class Refused(Exception):
    """The line can not be used; `reason` is a message id for whoever keeps the directory, with its values."""

    def __init__(self, reason: str, attribute: str, value: str = "") -> None:
        super().__init__(reason, attribute)
        self.reason = reason
        self.values = {"attribute": attribute, "value": value.replace("\0", "")[:40]}


@dataclass(frozen=True, kw_only=True)
class DirectoryUnit:
    """A unit as the directory has it. `fields` are the catalogue's own, as they are compared and kept: plain JSON."""

    hsa_id: str
    care_giver_name: str
    fields: Mapping[str, object]
    line: int

    @property
    def name(self) -> str:
        """What it is called."""
        return str(self.fields["name"])


def read_unit(line: Line, /) -> DirectoryUnit:
    """The unit of a line. Refuses one without a right id, name, care giver or municipality, and what is misformed."""
    hsa_id = _hsa_id(line.one("hsaIdentity"), "hsaIdentity")
    if line.is_untold:
        raise Refused(UNTOLD, "hsaIdentity", hsa_id)
    care_giver = _hsa_id(line.one("healthCareProvider"), "healthCareProvider")
    if care_giver == hsa_id:
        raise Refused(ITS_OWN, "healthCareProvider", hsa_id)
    place = line.one("municipalityCode")
    try:
        region = municipality(place).region
    except UnknownMunicipality:
        raise Refused(NOT_RIGHT if place else MISSING, "municipalityCode", place) from None
    if line.one("countyCode") and line.one("countyCode") != region:
        raise Refused(OTHER_COUNTY, "countyCode", line.one("countyCode"))
    fields = {
        "name": _text(line, "name", "unitName") or _missing("unitName"),
        "care_giver": care_giver,
        "region": region,
        "municipality": place,
        "kind": kind_of(line.all("businessClassificationName"), line.all("businessClassificationCode")),
        "street": _text(line, "street", "street"),
        "postal_code": _postal_code(line.one("postalCode")),
        "city": _text(line, "city", "location"),
        "phone": _text(line, "phone", "telephoneNumber"),
        "how_to_find": _text(line, "how_to_find", "route"),
        "closed_on": _end(line.one("endDate"), "endDate"),
        "part_of": _part_of(line.one("healthCareUnit"), hsa_id),
        **_page(line),
    }
    return DirectoryUnit(
        hsa_id=hsa_id, care_giver_name=line.one("healthCareProviderName")[:200], fields=fields, line=line.number
    )


def _page(line: Line) -> dict[str, object]:
    north, east = _grid(line.one("geographicalCoordinatesSweref99TM"))
    first, last = _ages(line.one("visitingRuleAge"))
    marks = line.all("destinationIndicator")
    return {
        "is_shown": not marks or bool({"03", "04"} & set(marks)),
        "care_forms": sorted(line.all("careType")),
        "activities": sorted({*line.all("businessClassificationCode"), *line.all("businessClassificationName")}),
        "ownership": line.one("management")[:40],
        "north": north,
        "east": east,
        "web": _web(line.one("labeledURI")),
        "mail": _text(line, "mail", "mail"),
        "age_from": first,
        "age_to": last,
        "related": sorted(_hsa_id(one, "relatedUnit") for one in line.all("relatedUnit")),
        "opening_hours": _hours(line, "surgeryHours"),
        "phone_hours": _hours(line, "telephoneHours"),
        "drop_in_hours": _hours(line, "dropInHours"),
        "functions": _functions(line.all("unitFunction")),
        "notice": _notice(line.one("unitTemporaryInformation")),
    }


def _missing(name: str) -> str:
    raise Refused(MISSING, name)


def _text(line: Line, field: str, name: str) -> str:
    text = line.one(name)
    if len(text) > LONGEST[field]:
        raise Refused(TOO_LONG, name)
    if "\0" in text:
        raise Refused(NOT_RIGHT, name, text)
    return text


def _hsa_id(text: str, name: str) -> str:
    if not text:
        return _missing(name)
    try:
        return parse_hsa_id(text)
    except InvalidIdentifier:
        raise Refused(NOT_RIGHT, name, text) from None


def _postal_code(text: str) -> str:
    digits = re.sub(r"\s", "", text)
    if not digits:
        return ""
    if not re.fullmatch(r"\d{5}", digits):
        raise Refused(NOT_RIGHT, "postalCode", text)
    return f"{digits[:3]} {digits[3:]}"


def _web(text: str) -> str:
    if not text:
        return ""
    if not re.fullmatch(r"https?://[^\s<>\"\\]{3,190}", text):
        raise Refused(NOT_RIGHT, "labeledURI", text)
    return text


def _day(text: str, name: str) -> str | None:
    if not text:
        return None
    try:
        day = date.fromisoformat(text[:10])
    except ValueError:
        raise Refused(NOT_RIGHT, name, text) from None
    if day.year < FIRST_YEAR:
        raise Refused(NOT_RIGHT, name, text)
    return day.isoformat()


def _end(text: str, name: str) -> str | None:
    day = _day(text, name)
    return None if day and day >= f"{NO_END}" else day


def _part_of(text: str, hsa_id: str) -> str:
    """The health care unit above it; empty where it is one itself."""
    above = _hsa_id(text, "healthCareUnit") if text else hsa_id
    return "" if above == hsa_id else above


def _functions(values: list[str]) -> list[list[object]]:
    """What can be called by itself: name, number and hours as "Bokning#08-12 34 56#1-5#08:00#12:00".

    Names that are not in our list are left out: what is written freely can be a person's name.
    """
    found: dict[str, tuple[str, list[str]]] = {}
    for text in values:
        called = _CALLED.match(text)
        if not called:
            raise Refused(NOT_RIGHT, "unitFunction", text)
        code, phone = function_of(called[1]), (called[2] or "").strip()
        if code and phone:
            hours = _spans([called[3]] if called[3] else [], "unitFunction")
            found.setdefault(code, (phone, []))[1].extend(hours)
    return [[code, phone, sorted(set(hours))] for code, (phone, hours) in sorted(found.items())]


def _grid(text: str) -> tuple[int | None, int | None]:
    if not text:
        return None, None
    found = _GRID.match(text.strip())
    if not found or not in_sweden(north=int(found[1]), east=int(found[2])):
        raise Refused(NOT_RIGHT, "geographicalCoordinatesSweref99TM", text)
    return int(found[1]), int(found[2])


def _ages(text: str) -> tuple[int | None, int | None]:
    if not text:
        return None, None
    found = _AGES.match(text)
    if not found or int(found[1]) > int(found[2]):
        raise Refused(NOT_RIGHT, "visitingRuleAge", text)
    first, last = int(found[1]), int(found[2])
    return first or None, None if last == _NO_UPPER_AGE else last


def _hours(line: Line, name: str) -> list[str]:
    return _spans(line.all(name), name)


def _spans(values: list[str], name: str) -> list[str]:
    """Each period as weekday (Monday = 0), beginning and end: "0 08:00 17:00"; midnight is 23:59."""
    found: list[str] = []
    for text in values:
        span = _SPAN.match(text)
        if not span:
            raise Refused(NOT_RIGHT, name, text)
        opens, closes = _clock(span[3], name), _clock(span[4], name)
        closes = MIDNIGHT if closes == "00:00" else closes
        if opens >= closes:
            raise Refused(NOT_RIGHT, name, text)
        first, last = int(span[1]), int(span[2] or span[1])
        if first > last:
            raise Refused(NOT_RIGHT, name, text)
        found += [f"{day - 1} {opens} {closes}" for day in range(first, last + 1)]
    return sorted(set(found))


def _clock(text: str, name: str) -> str:
    found = _TIME.match(text)
    if not found or (found[1] == "24" and found[2] != "00"):
        raise Refused(NOT_RIGHT, name, text)
    return MIDNIGHT if found[1] == "24" else time(int(found[1]), int(found[2])).isoformat("minutes")


def _notice(text: str) -> list[str]:
    """What stands first on the page: from, to and the text, as the directory has it; empty for none."""
    if not text:
        return []
    parts = text.split("#", 2)
    if len(parts) != 3:
        raise Refused(NOT_RIGHT, "unitTemporaryInformation", text)
    first, last = (_day(part, "unitTemporaryInformation") for part in parts[:2])
    if first is None or last is None or first > last or not parts[2].strip():
        raise Refused(NOT_RIGHT, "unitTemporaryInformation", text)
    return [first, last, parts[2].strip()[:600]]
