"""What a unit says of itself, and what a region decides of its offer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from ingang.foundation.audit.actions import record
from ingang.foundation.care_units.functions import FUNCTIONS
from ingang.foundation.care_units.models import (
    CareUnit,
    Offer,
    OfferDecision,
    Source,
    TemporaryNotice,
    UnitFunction,
    UnitPage,
)
from ingang.foundation.search.actions import refresh
from ingang.kernel.actor import Staff
from ingang.kernel.periods import local_date
from ingang.services.care_finder.access import check_editor, check_region
from ingang.services.care_finder.entries import UNIT
from ingang.services.care_finder.errors import DecidedMeanwhile, FunctionUnknown, UnitUnknown

OWN_FIELDS = (
    "about", "how_to_seek", "your_visit", "languages", "is_step_free", "takes_listings", "is_digital", "owner"
)  # fmt: skip
"""What the unit says itself; everything else is the directory's, and never written here."""


@dataclass(frozen=True, kw_only=True)
class Notice:
    """What stands first on the page from one day to another; both count."""

    text: str
    first_day: date
    last_day: date


@transaction.atomic
def edit_page(*, actor: Staff, fields: Mapping[str, Any], notice: Notice | None, now: datetime) -> None:
    """Save what the unit says of itself, and that it has looked through its page today. Records care_finder.edited.

    Without a notice the one that was there is taken away. Refuses another than the unit's own administrator, a unit
    without a page, and fields that are the directory's, with ValueError.
    """
    check_editor(actor=actor, unit=actor.unit)
    if not fields.keys() <= set(OWN_FIELDS):
        raise ValueError(sorted(fields))
    page = UnitPage.objects.select_for_update().filter(unit=actor.unit).first()
    if page is None:
        raise UnitUnknown()
    changed = sorted(name for name, value in fields.items() if getattr(page, name) != value)
    for name, value in fields.items():
        setattr(page, name, value)
    page.checked_on, page.changed_at = local_date(now), now
    page.save(force_update=True)
    _put_notice(actor.unit, notice)
    details = {"unit": actor.unit, "fields": ",".join(changed), "notice": "1" if notice else ""}
    record(event="care_finder.edited", actor=actor, now=now, details=details)
    refresh(kind=UNIT, names=[actor.unit])


@transaction.atomic
def put_function(*, actor: Staff, code: str, phone: str, hours: Sequence[str], now: datetime) -> None:
    """Say that a function of the unit can be called by itself, or otherwise than before. Records care_finder.edited.

    Refuses another than the unit's own administrator, a unit without a page, and what is no function, with ValueError.
    """
    check_editor(actor=actor, unit=actor.unit)
    if code not in FUNCTIONS:
        raise ValueError(code)
    said = {"phone": phone, "hours": sorted(hours)}
    UnitFunction.objects.update_or_create(unit=actor.unit, source=Source.UNIT, code=code, defaults=said)
    _functions_changed(actor, code, now)


@transaction.atomic
def remove_function(*, actor: Staff, code: str, now: datetime) -> None:
    """Say no longer that a function can be called by itself. Records care_finder.edited.

    What the directory says stays. Refuses another than the unit's own administrator, and what the unit has not said.
    """
    check_editor(actor=actor, unit=actor.unit)
    gone, _ = UnitFunction.objects.filter(unit=actor.unit, source=Source.UNIT, code=code).delete()
    if not gone:
        raise FunctionUnknown()
    _functions_changed(actor, code, now)


@transaction.atomic
def decide_offer(
    *, actor: Staff, unit: str, code: str, is_included: bool, reason: str, seen: int, now: datetime
) -> None:
    """Decide whether something that a unit offers is in the region's offer. Records care_finder.offer_decided.

    `seen` is the number of the latest decision that the actor has looked at, 0 for none. Refuses another than the
    administrator of the unit's region, an offer that there is not, and a decision made in between.
    """
    place = CareUnit.objects.filter(hsa_id=unit).first()
    if place is None or not Offer.objects.filter(unit=unit, code=code).exists():
        raise UnitUnknown()
    check_region(actor=actor, region=place.region)
    row = OfferDecision(
        region=place.region, unit=unit, code=code, number=seen + 1, is_included=is_included, reason=reason,
        decided_by=actor.hsa_id, decided_at=now,
    )  # fmt: skip
    if OfferDecision.objects.filter(region=place.region, unit=unit, code=code).count() != seen:
        raise DecidedMeanwhile()
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise DecidedMeanwhile() from None
    UnitPage.objects.filter(unit=unit).update(changed_at=now)
    details = {"unit": unit, "offer": code, "number": str(row.number), "included": "1" if is_included else ""}
    record(event="care_finder.offer_decided", actor=actor, now=now, details=details)
    refresh(kind=UNIT, names=[unit])


def _functions_changed(actor: Staff, code: str, now: datetime) -> None:
    if not UnitPage.objects.filter(unit=actor.unit).update(changed_at=now):
        raise UnitUnknown()
    details = {"unit": actor.unit, "fields": f"functions.{code[:40]}", "notice": ""}
    record(event="care_finder.edited", actor=actor, now=now, details=details)


def _put_notice(unit: str, notice: Notice | None) -> None:
    TemporaryNotice.objects.filter(unit=unit, source=Source.UNIT).delete()
    if notice:
        TemporaryNotice.objects.create(
            unit=unit, source=Source.UNIT, text=notice.text, first_day=notice.first_day, last_day=notice.last_day
        )
