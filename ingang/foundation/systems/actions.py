"""What the portal's operation does with a system."""

from datetime import datetime

from django.db import transaction

from ingang.foundation.audit.actions import record
from ingang.foundation.systems.errors import NotOperation, SwitchedMeanwhile
from ingang.foundation.systems.models import ConnectedSystem
from ingang.foundation.systems.probing import Probed, probe
from ingang.foundation.systems.queries import system_named
from ingang.kernel.actor import OPERATIONS, Staff


@transaction.atomic
def switch_system(*, actor: Staff, code: str, is_on: bool, reason: str, now: datetime) -> None:
    """Turn a system on or off, for a reason: one that is off is asked no more, and what it said is shown no longer.

    Refuses an actor without the role, a code that no system has, and what is so already. Records systems.switched.
    """
    check_operation(actor=actor)
    system_named(code=code)
    other = ConnectedSystem.objects.filter(code=code, is_on=not is_on)
    if not other.update(is_on=is_on, switched_at=now, reason=reason):
        raise SwitchedMeanwhile()
    details = {"system": code, "is_on": str(is_on), "reason": reason}
    record(event="systems.switched", actor=actor, now=now, details=details)


def ask_again(*, actor: Staff, code: str, now: datetime) -> Probed:
    """Ask a system now whether it is there, about nobody, and let no process spare it for its failures before.

    Keeps the version that it tells. Refuses an actor without the role, and a code that no system has. Records
    systems.asked_again with how it answered.
    """
    check_operation(actor=actor)
    probed = probe(system=system_named(code=code))
    told = {"version": probed.version, "version_at": now} if probed.version else {}
    with transaction.atomic():
        ConnectedSystem.objects.filter(code=code).update(woken_at=now, **told)
        details = {"system": code, "outcome": str(probed.outcome), "error": probed.error}
        record(event="systems.asked_again", actor=actor, now=now, details=details)
    return probed


def check_operation(*, actor: object) -> None:
    """Refuse whoever does not work for the portal's operation."""
    if not isinstance(actor, Staff) or OPERATIONS not in actor.roles:
        raise NotOperation()
