"""What a search asks for: values with their prefixes, modifiers and distances, read and checked."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import hypot
from typing import Any

from django.db.models import Q

from ingang.foundation.care_units.coordinates import to_grid

MOST_VALUES, LONGEST = 50, 200
MODIFIERS = {"string": ("exact", "contains")}
_MOMENT = re.compile(r"(eq|ne|gt|lt|ge|le|sa|eb)?(\d{4}(?:-\d{2}(?:-\d{2}(?:T.+)?)?)?)$")
_LOOKUPS = {"gt": "gt", "sa": "gt", "ge": "gte", "lt": "lt", "eb": "lt", "le": "lte"}
_METRES = {"": 1000.0, "km": 1000.0, "m": 1.0, "[mi_i]": 1609.344}
USUAL_KM, MOST_METRES = 50.0, 500_000.0


class BadValue(Exception):
    """What is asked for can not be understood; the text says what it should be."""


@dataclass(frozen=True, kw_only=True)
class Values:
    """One parameter as it was asked for once: any of the texts is enough. `modifier` is what stood after the colon."""

    name: str
    texts: tuple[str, ...]
    modifier: str = ""

    def moments(self, field: str) -> Q:
        """Rows whose moment fits any of the texts. Refuses what is no date."""
        found = Q()
        for text in self.texts:
            found |= _moment(self.name, text, field)
        return found


@dataclass(frozen=True, kw_only=True)
class Box:
    """The square in the grid around a place."""

    north: tuple[float, float]
    east: tuple[float, float]
    middle: tuple[float, float]
    metres: float

    def holds(self, north: float, east: float) -> bool:
        """Whether the place lies within the distance, not only within the square."""
        return hypot(north - self.middle[0], east - self.middle[1]) <= self.metres


def values_of(name: str, text: str, kind: str) -> Values:
    """A parameter as it stands in the address. Refuses a modifier that its kind does not have, and far too much."""
    plain, _, modifier = name.partition(":")
    if modifier and modifier not in MODIFIERS.get(kind, ()):
        raise BadValue(f"{plain} does not have the modifier {modifier[:20]}.")
    texts = tuple(one.strip() for one in text.split(",") if one.strip())
    if not texts or len(texts) > MOST_VALUES or len(text) > LONGEST * MOST_VALUES or "\0" in text:
        raise BadValue(f"{plain} needs a value, and at most {MOST_VALUES} of them.")
    return Values(name=plain, texts=texts, modifier=modifier)


def near_box(text: str, /) -> Box:
    """latitude|longitude|distance|unit, in kilometres and 50 of them where nothing else is said."""
    latitude, longitude, distance, unit = [*text.split("|"), "", "", "", ""][:4]
    try:
        place = float(latitude), float(longitude)
        metres = (float(distance) if distance else USUAL_KM) * _METRES[unit]
        if not (-90 < place[0] < 90 and -180 <= place[1] <= 180 and 0 < metres <= MOST_METRES):
            raise ValueError
    except (ValueError, KeyError):
        raise BadValue("near must be latitude|longitude|distance|unit: 59.33|18.06|5|km.") from None
    north, east = to_grid(latitude=place[0], longitude=place[1])
    if not (abs(north) < 1e8 and abs(east) < 1e8):
        raise BadValue("near is too far from Sweden.")
    return Box(
        north=(north - metres, north + metres), east=(east - metres, east + metres), middle=(north, east), metres=metres
    )  # fmt: skip


def fits(values: Values, found: Iterable[Any], kind: str) -> bool:
    """Whether any of what the resource has is any of what is asked for."""
    has = list(found)
    check = {"string": _string_fits, "token": _token_fits, "reference": _reference_fits}[kind]
    return any(check(text, one, values.modifier) for text in values.texts for one in has)


def _string_fits(text: str, value: Any, modifier: str) -> bool:
    if modifier == "exact":
        return str(value) == text
    whole, part = _plain(str(value)), _plain(text)
    return part in whole if modifier == "contains" else whole.startswith(part)


def _token_fits(text: str, value: Any, _modifier: str) -> bool:
    if isinstance(value, dict):
        system, bar, code = text.rpartition("|")
        has = str(value.get("code", value.get("value", "")))
        return (not bar or system == value.get("system", "")) and (not code or code.casefold() == has.casefold())
    has = str(value).lower() if isinstance(value, bool) else str(value)
    return text.rpartition("|")[2].casefold() == has.casefold()


def _reference_fits(text: str, value: Any, _modifier: str) -> bool:
    """A reference by type and id, by id alone, by a whole address, or by the identifier that it carries."""
    literal = str(value.get("reference", ""))
    identifier = value.get("identifier", {}).get("value", "")
    wanted = "/".join(text.split("/")[-2:])
    return wanted in {literal, literal.rpartition("/")[2]} or (
        bool(identifier) and text.rpartition("|")[2] == identifier
    )


def _moment(name: str, text: str, field: str) -> Q:
    found = _MOMENT.match(text)
    if not found:
        raise BadValue(f"{name} must be a date, such as ge2026-11-30.")
    prefix, written = found[1] or "eq", found[2]
    try:
        begins, ends = _span(written)
    except (ValueError, OverflowError):
        raise BadValue(f"{name} must be a date of the calendar.") from None
    if prefix in {"eq", "ne"}:
        within = Q(**{f"{field}__gte": begins, f"{field}__lt": ends})
        return within if prefix == "eq" else ~within
    edge = ends if prefix in {"gt", "sa", "le"} else begins
    lookup = {"gt": "gte", "sa": "gte", "le": "lt"}.get(prefix, _LOOKUPS[prefix])
    return Q(**{f"{field}__{lookup}": edge})


def _span(written: str) -> tuple[datetime, datetime]:
    """The period that a date of less precision means, its end excluded."""
    if "T" in written:
        moment = datetime.fromisoformat(written)
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return moment, moment + timedelta(seconds=1)
    parts = [int(part) for part in written.split("-")]
    year, month, day = [*parts, 1, 1][:3]
    begins = datetime(year, month, day, tzinfo=UTC)
    if len(parts) == 1:
        return begins, datetime(year + 1, 1, 1, tzinfo=UTC)
    if len(parts) == 2:
        return begins, datetime(year + month // 12, month % 12 + 1, 1, tzinfo=UTC)
    return begins, begins + timedelta(days=1)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
