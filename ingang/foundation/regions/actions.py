"""What a region's administrator decides."""

from datetime import date, datetime

from django.db import transaction

from ingang.foundation.audit.actions import record
from ingang.foundation.regions.errors import NotRegionAdmin, SwitchInThePast, UnknownSwitch
from ingang.foundation.regions.models import RegionSwitch
from ingang.kernel.actor import Staff
from ingang.kernel.periods import local_date
from ingang.kernel.registry import current

REGION_ADMIN = "region_admin"
"""The role in an assignment that lets its holder decide for the care giver's region."""


@transaction.atomic
def switch(*, actor: Staff, code: str, is_on: bool, valid_from: date, now: datetime) -> None:
    """Turn something on or off in the actor's own region, from today or a later day. Records regions.switched.

    A second decision for the same day replaces the first; both stay in the audit log. Refuses an actor without
    the role, a day that has passed, and a code that no manifest declares.
    """
    if REGION_ADMIN not in actor.roles or not actor.region:
        raise NotRegionAdmin()
    if code not in current().switches:
        raise UnknownSwitch()
    if valid_from < local_date(now):
        raise SwitchInThePast()
    RegionSwitch.objects.update_or_create(
        region=actor.region,
        code=code,
        valid_from=valid_from,
        defaults={"is_on": is_on, "decided_by": actor.hsa_id},
    )
    details = {"region": actor.region, "code": code, "is_on": str(is_on), "valid_from": valid_from.isoformat()}
    record(event="regions.switched", actor=actor, now=now, details=details)
