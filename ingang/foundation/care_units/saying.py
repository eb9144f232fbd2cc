"""What a unit says itself, as plain values: of its page and of each thing that it offers.

For the unit's own editors alone. What the directory says is in other fields (`keeping.py`), and what a region decides
in tables of its own, so none of the three writes over another.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import Model

from ingang.foundation.care_units.models import Offer, Source, TemporaryNotice, UnitPage

PAGE_FIELDS = (
    "about", "how_to_seek", "your_visit", "languages", "is_step_free", "access_facts", "takes_listings", "is_digital",
    "owner",
)  # fmt: skip
OFFER_FIELDS = (
    "title_sv", "title_en", "conditions_sv", "conditions_en", "status", "valid_from", "valid_until", "age_from",
    "age_to", "referral", "requirements", "referral_address", "ways", "contacts", "e_service", "regions",
    "waiting_days", "waiting_from", "waiting_until", "waiting_source",
)  # fmt: skip
OFFER_DAYS = ("valid_from", "valid_until", "waiting_from", "waiting_until")
NOTICE = "notice"
"""The notice of a page: [first day, last day, text], or nothing."""

Said = Mapping[str, Any]


def page_said(*, unit: str) -> dict[str, Any]:
    """What the unit says of itself, days as text; empty where it has no page."""
    page = UnitPage.objects.filter(unit=unit).first()
    if page is None:
        return {}
    notice = TemporaryNotice.objects.filter(unit=unit, source=Source.UNIT).first()
    kept = [notice.first_day.isoformat(), notice.last_day.isoformat(), notice.text] if notice else []
    return {**plain(page, PAGE_FIELDS), NOTICE: kept}


def write_page(*, unit: str, said: Said, on: date) -> None:
    """Write all that the unit says of itself, and that it looked through it that day. In the caller's transaction."""
    fields = {name: said[name] for name in PAGE_FIELDS}
    UnitPage.objects.filter(unit=unit).update(**fields, checked_on=on)
    TemporaryNotice.objects.filter(unit=unit, source=Source.UNIT).delete()
    if said[NOTICE]:
        first, last, text = said[NOTICE]
        TemporaryNotice.objects.create(unit=unit, source=Source.UNIT, first_day=first, last_day=last, text=text)


def offer_said(*, unit: str, code: str) -> dict[str, Any]:
    """What the unit says of something that it offers, days as text; empty where there is none of its own."""
    row = Offer.objects.filter(unit=unit, code=code, source=Source.UNIT).first()
    return plain(row, OFFER_FIELDS) if row else {}


def write_offer(*, unit: str, code: str, said: Said, on: date) -> None:
    """Write all that the unit says of it; nothing said takes the offer away. In the caller's transaction."""
    rows = Offer.objects.filter(unit=unit, code=code, source=Source.UNIT)
    if not said:
        rows.delete()
        return
    fields = {name: said[name] for name in OFFER_FIELDS}
    if not rows.update(**fields, checked_on=on):
        Offer.objects.create(unit=unit, code=code, source=Source.UNIT, **fields, checked_on=on)


def plain(row: Model, names: Iterable[str]) -> dict[str, Any]:
    """Fields of a row as they are kept in a history: days as text."""
    values = {name: getattr(row, name) for name in names}
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}
