"""Putting a unit among one's own, and taking it away."""

from datetime import datetime

from ingang.foundation.audit.actions import record_under
from ingang.foundation.audit.queries import HIDDEN_MARK
from ingang.foundation.personal.scope import action
from ingang.kernel.grant import Grant
from ingang.services.my_clinics.models import Because, OwnClinic
from ingang.services.my_clinics.queries import open_clinic


@action
def add_clinic(*, grant: Grant, unit: str, because: Because, now: datetime, hidden_from_guardian: bool = False) -> bool:
    """Put the unit among the person's own; False when it stands there already. Records my_clinics.added.

    A sensitive unit is hidden from guardians, unless a guardian adds it herself (corrections 3.2). Refuses a unit that
    does not exist or has closed down.
    """
    found = open_clinic(unit=unit, now=now)
    is_hidden = not grant.is_guardian and (hidden_from_guardian or found.is_sensitive)
    row = OwnClinic.under(grant).filter(unit=found.hsa_id, hidden_from_guardian=is_hidden)
    if row.exists():
        return False
    values = {"because": because, "added_at": now}
    _, is_new = OwnClinic.under(grant).get_or_create(
        person=grant.person, unit=found.hsa_id, hidden_from_guardian=is_hidden, defaults=values
    )
    if is_new:
        _record("my_clinics.added", found.hsa_id, is_hidden, grant, now)
    return is_new


@action
def remove_clinic(*, grant: Grant, unit: str, now: datetime) -> None:
    """Take the unit away from the person's own; what has been booked there stays. Records my_clinics.removed.

    A guardian takes away what guardians see. Removing what is not there changes nothing. What put it there puts it
    back when it happens again.
    """
    for row in OwnClinic.under(grant).filter(unit=unit).order_by("id"):
        row.delete()
        _record("my_clinics.removed", unit, row.hidden_from_guardian, grant, now)


def _record(event: str, unit: str, is_hidden: bool, grant: Grant, now: datetime) -> None:
    hidden = {HIDDEN_MARK: "1"} if is_hidden else {}
    record_under(event=event, grant=grant, now=now, details={"unit": unit} | hidden)
