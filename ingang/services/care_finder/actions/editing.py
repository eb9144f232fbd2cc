"""What a unit says of itself and of what it offers: saved, ended by date, and undone, with every step kept."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.text import slugify

from ingang.foundation.audit.actions import record
from ingang.foundation.care_units.models import Offer, UnitPage
from ingang.foundation.care_units.saying import (
    NOTICE,
    OFFER_FIELDS,
    PAGE_FIELDS,
    offer_said,
    page_said,
    write_offer,
    write_page,
)
from ingang.foundation.published.actions import public_pages_changed
from ingang.foundation.search.actions import refresh
from ingang.kernel.actor import Staff
from ingang.kernel.periods import local_date
from ingang.services.care_finder.access import check_editor
from ingang.services.care_finder.entries import UNIT
from ingang.services.care_finder.errors import (
    ChangedMeanwhile,
    EndsTooEarly,
    NothingToUndo,
    OfferAlreadyThere,
    OfferUnknown,
    UnitUnknown,
)
from ingang.services.care_finder.models import UnitChange

PAGE = ""
"""The subject of changes of the page itself; others are codes of offers."""


@transaction.atomic
def edit_page(*, actor: Staff, said: Mapping[str, Any], seen: int, now: datetime) -> None:
    """Save what the unit says of itself, and that it has looked through its page today. Records care_finder.edited.

    `said` are plain values, days as text; without a notice the one that was there is taken away. `seen` is the number
    of the latest change that the actor has looked at, 0 for none. Refuses another than the unit's own administrator, a
    unit without a page, fields that are the directory's, with ValueError, and a colleague's change made in between.
    """
    check_editor(actor=actor, unit=actor.unit)
    if said.keys() != {*PAGE_FIELDS, NOTICE}:
        raise ValueError(sorted(said))
    before = page_said(unit=actor.unit)
    if not before:
        raise UnitUnknown()
    _put(actor=actor, subject=PAGE, before=before, after=said, seen=seen, now=now)


@transaction.atomic
def save_offer(*, actor: Staff, code: str, said: Mapping[str, Any], seen: int, now: datetime) -> str:
    """Save what the unit says of something that it offers, new where `code` is empty. Gives its code.

    Records care_finder.edited. `said` are plain values, days as text. Refuses another than the unit's own
    administrator, an offer that is not the unit's own, fields that are the region's, with ValueError, a name that
    another of its offers has, and a colleague's change made in between.
    """
    check_editor(actor=actor, unit=actor.unit)
    if said.keys() != set(OFFER_FIELDS):
        raise ValueError(sorted(said))
    others = Offer.objects.filter(unit=actor.unit).exclude(code=code)
    if said["title_sv"].casefold() in {title.casefold() for title in others.values_list("title_sv", flat=True)}:
        raise OfferAlreadyThere()
    before = offer_said(unit=actor.unit, code=code) if code else {}
    if code and not before:
        raise OfferUnknown()
    code = code or _new_code(actor.unit, said["title_sv"])
    _put(actor=actor, subject=code, before=before, after=said, seen=seen, now=now)
    return code


@transaction.atomic
def end_offer(*, actor: Staff, code: str, last_day: date, seen: int, now: datetime) -> None:
    """Let something that the unit offers end with a day, which counts. It is kept. Records care_finder.edited.

    Refuses what save_offer refuses, and a day that has been or comes before the first one.
    """
    check_editor(actor=actor, unit=actor.unit)
    before = offer_said(unit=actor.unit, code=code)
    if not before:
        raise OfferUnknown()
    if last_day < local_date(now) or (before["valid_from"] or "") > last_day.isoformat():
        raise EndsTooEarly()
    after = {**before, "valid_until": last_day.isoformat()}
    _put(actor=actor, subject=code, before=before, after=after, seen=seen, now=now)


@transaction.atomic
def undo_change(*, actor: Staff, subject: str, number: int, now: datetime) -> None:
    """Put back what the unit said before its latest change of the subject. Records care_finder.undone.

    It is one more change. An offer that the change made is taken away; undoing that brings it back. Refuses another
    than the unit's own administrator, a change that is not the latest, and one that is not the unit's.
    """
    check_editor(actor=actor, unit=actor.unit)
    row = UnitChange.objects.filter(unit=actor.unit, subject=subject).order_by("-number").first()
    if row is None or row.number != number:
        raise NothingToUndo()
    try:
        _put(
            actor=actor, subject=subject, before=row.after, after=row.before, seen=number, now=now,
            event="care_finder.undone", undoes=number,
        )  # fmt: skip
    except ChangedMeanwhile:
        raise NothingToUndo() from None


def _put(
    *, actor: Staff, subject: str, before: Mapping[str, Any], after: Mapping[str, Any], seen: int, now: datetime,
    event: str = "care_finder.edited", undoes: int | None = None,
) -> None:  # fmt: skip
    """Write it with its history, if nobody came between."""
    rows = UnitChange.objects.filter(unit=actor.unit, subject=subject).order_by("-number")
    if (rows.values_list("number", flat=True).first() or 0) != seen:
        raise ChangedMeanwhile()
    row = UnitChange(
        unit=actor.unit, subject=subject, number=seen + 1, before=before, after=after, undoes=undoes,
        changed_at=now, changed_by=actor.hsa_id,
    )  # fmt: skip
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise ChangedMeanwhile() from None
    today = local_date(now)
    if subject == PAGE:
        write_page(unit=actor.unit, said=after, on=today)
    else:
        write_offer(unit=actor.unit, code=subject, said=after, on=today)
    UnitPage.objects.filter(unit=actor.unit).update(changed_at=now)
    changed = sorted(name for name in {*before, *after} if before.get(name) != after.get(name))
    details = {"unit": actor.unit, "offer": subject, "number": str(row.number), "fields": ",".join(changed)}
    record(event=event, actor=actor, now=now, details=details)
    refresh(kind=UNIT, names=[actor.unit])
    public_pages_changed(at=now)


def _new_code(unit: str, title: str) -> str:
    """A code that none of the unit's offers has, or has had."""
    taken = set(Offer.objects.filter(unit=unit).values_list("code", flat=True))
    taken |= set(UnitChange.objects.filter(unit=unit).values_list("subject", flat=True))
    stem = slugify(title)[:32] or "utbud"
    codes = (stem, *(f"{stem}-{number}" for number in range(2, len(taken) + 3)))
    return next(code for code in codes if code not in taken)
