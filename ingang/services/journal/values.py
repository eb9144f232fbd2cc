"""What a FHIR value says in words, whatever its kind. Decimals are shown with the digits that the author wrote."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from babel.dates import format_skeleton
from django.utils.translation import get_language, gettext

from ingang.foundation.records.dates import moment
from ingang.foundation.records.index import concept_text
from ingang.services.journal.words import CODES
from ingang.ui.words import date_in_words

_DECIMAL = re.compile(r"-?[0-9]+\.[0-9]+")


def date_words(*, written: str, now: datetime) -> str:
    """A FHIR date in words, no more exact than it was written: a year, a month, a day or a moment."""
    found = moment(written=written)
    if found is None:
        return written
    if len(written) == len("2026"):
        return written
    if len(written) == len("2026-11"):
        day = date(int(written[:4]), int(written[5:7]), 1)
        return str(format_skeleton("yMMMM", day, locale=get_language() or "sv"))
    if len(written) == len("2026-11-26"):
        return date_in_words(value=date.fromisoformat(written), now=now)
    return date_in_words(value=found, now=now)


def said(*, value: Any, now: datetime) -> str:
    """The value in words; several are parted by semicolons; empty when it says nothing."""
    if isinstance(value, list):
        return "; ".join(filter(None, (said(value=one, now=now) for one in value)))
    if isinstance(value, Mapping):
        return _structure(value, now)
    if isinstance(value, bool):
        return gettext("Yes") if value else gettext("No")
    if isinstance(value, str):
        return date_words(written=value, now=now) if _looks_like_date(value) else coded(value)
    return "" if value is None else str(value)


def number(value: object) -> str:
    """A number with the sign that the reader's language has before decimals, and every digit that the author wrote."""
    text = "" if value is None else str(value)
    is_swedish = (get_language() or "sv").startswith("sv")
    return text.replace(".", ",") if is_swedish and _DECIMAL.fullmatch(text) else text


def quantity(value: Mapping[str, Any]) -> str:
    """A quantity with its unit: "< 3 mg/L"."""
    parts = (value.get("comparator"), number(value.get("value")), value.get("unit") or value.get("code"))
    return " ".join(str(part) for part in parts if part not in {None, ""})


def interval(value: Mapping[str, Any]) -> str:
    """A range, which may be open at one end: "117–153 g/L"."""
    low, high = (value.get(end) if isinstance(value.get(end), Mapping) else None for end in ("low", "high"))
    if low and high:
        return f"{number(low.get('value'))}–{quantity(high)}"
    if low:
        return f"> {quantity(low)}"
    return f"< {quantity(high)}" if high else ""


def coded(code: str) -> str:
    """A code that everybody meets, in plain words; others as they stand."""
    return gettext(CODES[code]) if code in CODES else code


def _structure(value: Mapping[str, Any], now: datetime) -> str:
    if "value" in value and ("unit" in value or "code" in value or "comparator" in value):
        return quantity(value)
    if "low" in value or "high" in value:
        return interval(value)
    if "start" in value or "end" in value:
        ends = (date_words(written=str(value[end]), now=now) for end in ("start", "end") if value.get(end))
        return " – ".join(dict.fromkeys(ends))
    if "numerator" in value or "denominator" in value:
        return " / ".join(said(value=value.get(part), now=now) for part in ("numerator", "denominator"))
    inner = next(
        (value[name] for name in ("individual", "actor", "manifestation", "targetDisease") if name in value), None
    )
    text = concept_text(value)
    return (
        coded(text)
        if text
        else said(value=inner, now=now)
        if inner is not None
        else said(value=value.get("value"), now=now)
    )


def _looks_like_date(text: str) -> bool:
    return len(text) >= len("2026-11") and text[4:5] == "-" and moment(written=text) is not None
