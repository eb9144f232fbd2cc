"""The contracts' types of values as FHIR has them: coded values, times, quantities."""

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from lxml import etree

from ingang.connectors.rivta.reading import moment, text

# Object identifiers that FHIR has names of its own for; the others are written as they are.
SYSTEMS = {
    "1.2.752.116.1.1.1.1.3": "https://www.icd10.se/",
    "1.2.752.116.1.1.1": "https://www.icd10.se/",
    "1.2.752.116.2.1.1": "http://snomed.info/sct",
    "2.16.840.1.113883.6.96": "http://snomed.info/sct",
    "1.2.752.129.2.2.3.1.1": "http://www.whocc.no/atc",
    "2.16.840.1.113883.6.73": "http://www.whocc.no/atc",
}
NUMBER = re.compile(r"[+-]?[0-9]+([.,][0-9]+)?([eE][+-]?[0-9]{1,3})?")
EMPTY: tuple[object, ...] = (None, "", [], {})


def told(**members: Any) -> dict[str, Any]:
    """The members that say something. A name that Python keeps for itself is written with a line after it."""
    return {name.rstrip("_"): value for name, value in members.items() if value not in EMPTY}


def concept(element: etree._Element | None) -> dict[str, Any]:
    """A coded value (CVType) as a CodeableConcept; what it says to a reader is its text."""
    code, display = text(element, "code"), text(element, "displayName")
    coding = told(
        system=_system(text(element, "codeSystem")),
        version=text(element, "codeSystemVersion"),
        code=code,
        display=display,
    )
    return told(coding=[coding] if code else [], text=text(element, "originalText") or display or code)


def words(written: str) -> dict[str, Any]:
    """Words alone as a CodeableConcept."""
    return told(text=written)


def coded(system: str, code: str, display: str = "") -> dict[str, Any]:
    """A code of ours as a CodeableConcept."""
    return told(coding=[told(system=system, code=code, display=display)], text=display)


def said(concepts: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The concepts that say something."""
    return [one for one in concepts if one]


def instant(written: str) -> str:
    """A time stamp of fourteen digits in Swedish time, as a moment; empty when it is none."""
    found = moment(written)
    return found.isoformat() if found else ""


def day(written: str) -> str:
    """Eight, six or four digits as a day, a month or a year; empty when it is none."""
    if len(written) not in {4, 6, 8} or not (written.isascii() and written.isdecimal()):
        return ""
    parts = [written[:4], *(written[at : at + 2] for at in range(4, len(written), 2))]
    try:
        date(*(int(part) for part in [*parts, "01", "01"][:3]))
    except ValueError:
        return ""
    return "-".join(parts)


def partial(element: etree._Element | None) -> str:
    """A time that may be as short as a year (PartialTimeStampType); hours without minutes count as the day."""
    written = text(element, "value")
    if len(written) == 14:
        return instant(written)
    return instant(f"{written}00") if len(written) == 12 else day(written[:8])


def period(element: etree._Element | None) -> dict[str, Any]:
    """A span of time stamps (TimePeriodType)."""
    return told(start=instant(text(element, "start")), end=instant(text(element, "end")))


def number(written: str) -> int | Decimal | None:
    """A number, with a point or a comma, as exact as it is written; None when it is none that can be counted with."""
    if not NUMBER.fullmatch(written):
        return None
    found = Decimal(written.replace(",", "."))
    if abs(found.adjusted()) > 15:
        return None
    return int(found) if written.lstrip("-").isdecimal() else found


def quantity(element: etree._Element | None) -> dict[str, Any]:
    """A quantity with its unit (PQType); empty when there is no number."""
    value = number(text(element, "value"))
    return {} if value is None else told(value=value, unit=text(element, "unit"))


def interval(element: etree._Element | None) -> dict[str, Any]:
    """A range that may be open at one end (PQIntervalType)."""
    unit, ends = text(element, "unit"), {}
    for name in ("low", "high"):
        value = number(text(element, name))
        if value is not None:
            ends[name] = told(value=value, unit=unit)
    return ends


def _system(written: str) -> str:
    known = SYSTEMS.get(written.removeprefix("urn:oid:"))
    if known or ":" in written:
        return known or written
    return f"urn:oid:{written}" if written and set(written) <= set("0123456789.") else ""
