"""What a region's administrator decides."""

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from ingang.foundation.audit.actions import record
from ingang.foundation.published.actions import public_pages_changed
from ingang.foundation.regions.errors import (
    AlreadyBegun,
    DayHasPassed,
    DecidedMeanwhile,
    NotRegionAdmin,
    UnknownSetting,
)
from ingang.foundation.regions.models import RegionDecision
from ingang.foundation.regions.values import checked_value
from ingang.kernel.actor import REGION_ADMIN, Staff
from ingang.kernel.periods import local_date, start_of_day
from ingang.kernel.registry import current


@transaction.atomic
def decide(*, actor: Staff, code: str, value: Any, valid_from: date, seen: int, now: datetime) -> None:
    """Decide a setting in the actor's own region, from today or a later day. Records regions.decided.

    `seen` is the number of the latest decision that the actor has looked at, 0 for none. A later decision for the
    same day replaces the former; both stay on record. Refuses an actor without the role, a code that no manifest
    declares, a day that has passed, a value that the setting does not allow, and a decision made in between.
    """
    check_region_admin(actor=actor)
    setting = current().settings.get(code)
    if setting is None:
        raise UnknownSetting()
    if valid_from < local_date(now):
        raise DayHasPassed()
    value = checked_value(setting=setting, value=value)
    row = RegionDecision(
        region=actor.region,
        code=code,
        number=seen + 1,
        value=value,
        valid_from=valid_from,
        decided_by=actor.hsa_id,
        decided_at=now,
    )
    _add(row)
    public_pages_changed(at=max(now, start_of_day(valid_from)))
    details = {"region": row.region, "code": code, "number": str(row.number), "valid_from": valid_from.isoformat()}
    record(event="regions.decided", actor=actor, now=now, details=details)


@transaction.atomic
def withdraw(*, actor: Staff, decision: int, now: datetime) -> None:
    """Take back a plan of the actor's own region before it begins. Records regions.withdrawn.

    Refuses an actor without the role, another region's plan, and one that has begun or was withdrawn.
    """
    check_region_admin(actor=actor)
    row = RegionDecision.objects.filter(id=decision, region=actor.region).first()
    if row is None:
        raise UnknownSetting()
    plan = RegionDecision.objects.filter(id=decision, valid_from__gt=local_date(now), withdrawn_at=None)
    if plan.update(withdrawn_at=now, withdrawn_by=actor.hsa_id) != 1:
        raise AlreadyBegun()
    details = {"region": row.region, "code": row.code, "number": str(row.number)}
    record(event="regions.withdrawn", actor=actor, now=now, details=details)


def can_decide(*, actor: object) -> bool:
    """Whether the actor is a region's administrator, in the assignment she works in now."""
    return isinstance(actor, Staff) and REGION_ADMIN in actor.roles and bool(actor.region)


def check_region_admin(*, actor: object) -> None:
    """Refuse whoever can not decide for a region."""
    if not can_decide(actor=actor):
        raise NotRegionAdmin()


def _add(row: RegionDecision) -> None:
    """Insert the decision as the next in its row; a gap or a double means that the actor saw something else."""
    before = RegionDecision.objects.filter(region=row.region, code=row.code).count()
    if before != row.number - 1:
        raise DecidedMeanwhile()
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise DecidedMeanwhile() from None
