"""Which functions of a unit can be called by themselves: put and removed by the unit."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from ingang.foundation.audit.actions import record
from ingang.foundation.care_units.functions import FUNCTIONS
from ingang.foundation.care_units.models import Source, UnitFunction, UnitPage
from ingang.foundation.published.actions import public_pages_changed
from ingang.kernel.actor import Staff
from ingang.services.care_finder.access import check_editor
from ingang.services.care_finder.errors import FunctionUnknown, UnitUnknown


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
    _changed(actor, code, now)


@transaction.atomic
def remove_function(*, actor: Staff, code: str, now: datetime) -> None:
    """Say no longer that a function can be called by itself. Records care_finder.edited.

    What the directory says stays. Refuses another than the unit's own administrator, and what the unit has not said.
    """
    check_editor(actor=actor, unit=actor.unit)
    gone, _ = UnitFunction.objects.filter(unit=actor.unit, source=Source.UNIT, code=code).delete()
    if not gone:
        raise FunctionUnknown()
    _changed(actor, code, now)


def _changed(actor: Staff, code: str, now: datetime) -> None:
    if not UnitPage.objects.filter(unit=actor.unit).update(changed_at=now):
        raise UnitUnknown()
    details = {"unit": actor.unit, "fields": f"functions.{code[:40]}", "notice": ""}
    record(event="care_finder.edited", actor=actor, now=now, details=details)
    public_pages_changed(at=now)
