"""A unit's staff define, change and close its kinds of time."""

from datetime import datetime
from typing import TypedDict, Unpack
from uuid import UUID

from django.utils.text import slugify

from ingang.foundation.audit.actions import record_under
from ingang.foundation.personal.scope import action
from ingang.foundation.search.actions import refresh
from ingang.kernel.actor import Staff
from ingang.kernel.grant import Grant
from ingang.kernel.periods import local
from ingang.services.booking.access import check_can_publish
from ingang.services.booking.entries import UNIT
from ingang.services.booking.errors import ChangedByColleague, TimeTypeUnknown
from ingang.services.booking.models import EarlierTimeType, Slot, SlotStatus, TimeType, takeable


class KindTerms(TypedDict, total=False):
    """What a unit may say of a kind of time; see KindColumns. What is left out stays, or is not allowed."""

    title_sv: str
    title_en: str
    minutes: int
    form: str
    cancel_until_hours: int | None
    rebook_until_hours: int | None
    late_fee_kr: int | None
    preparation_sv: str
    preparation_en: str
    is_open_to_residents: bool
    is_hidden: bool
    age_from: int | None
    age_until: int | None
    requires_approval: bool
    requires_listing: bool
    need: str
    reason_rule: str
    is_restricted: bool
    answer_minutes: int | None


@action
def define_time_type(*, grant: Grant, now: datetime, code: str = "", **terms: Unpack[KindTerms]) -> TimeType:
    """Add a kind of time to the unit. Records booking.time_type_defined. Refuses who may not publish.

    Without a code it gets one from its title.
    """
    check_can_publish(actor=grant.actor)
    kind = TimeType.objects.create(unit=grant.unit, code=code or _free_code(grant.unit, terms["title_sv"]), **terms)
    record_under(event="booking.time_type_defined", grant=grant, now=now, details={"time_type": str(kind.id)})
    refresh(kind=UNIT, names=[grant.unit])
    return kind


@action
def change_time_type(
    *, grant: Grant, time_type: UUID, version: int, now: datetime, **terms: Unpack[KindTerms]
) -> TimeType:
    """Change what the kind says to those who book from now on. Records booking.time_type_changed.

    What it said before is kept: it holds for those who were told it. Refuses who may not publish, an unknown kind,
    and a change of something else than the reader saw.
    """
    staff = check_can_publish(actor=grant.actor)
    kind = _locked(grant.unit, time_type, version)
    _keep(kind, staff, now)
    for name, value in terms.items():
        setattr(kind, name, value)
    kind.version += 1
    kind.save(force_update=True)
    record_under(event="booking.time_type_changed", grant=grant, now=now, details={"time_type": str(kind.id)})
    refresh(kind=UNIT, names=[grant.unit])
    return kind


@action
def close_time_type(*, grant: Grant, time_type: UUID, version: int, now: datetime) -> int:
    """Offer the kind no more and withdraw its coming free times; gives how many. Records booking.time_type_closed.

    Booked times stay. Refuses who may not publish, an unknown kind, and one that a colleague has just changed.
    Closing again does nothing.
    """
    staff = check_can_publish(actor=grant.actor)
    kind = _locked(grant.unit, time_type, None)
    if kind.closed_at is not None:
        return 0
    _check_version(kind, version)
    _keep(kind, staff, now)
    kind.closed_at, kind.is_open_to_residents, kind.version = now, False, kind.version + 1
    kind.save(force_update=True)
    free = Slot.objects.filter(takeable(now=now), unit=grant.unit, time_type=kind.id, starts_at__gt=now)
    count = free.update(status=SlotStatus.WITHDRAWN, hold=None, held_until=None)
    details = {"time_type": str(kind.id), "withdrawn": str(count)}
    record_under(event="booking.time_type_closed", grant=grant, now=now, details=details)
    refresh(kind=UNIT, names=[grant.unit])
    return count


@action
def reopen_time_type(*, grant: Grant, time_type: UUID, now: datetime) -> TimeType:
    """Let the kind be published again; whether residents may book is then said anew.

    Records booking.time_type_changed. Refuses who may not publish, and an unknown kind. Again does nothing.
    """
    staff = check_can_publish(actor=grant.actor)
    kind = _locked(grant.unit, time_type, None)
    if kind.closed_at is None:
        return kind
    _keep(kind, staff, now)
    kind.closed_at, kind.version = None, kind.version + 1
    kind.save(force_update=True)
    record_under(event="booking.time_type_changed", grant=grant, now=now, details={"time_type": str(kind.id)})
    refresh(kind=UNIT, names=[grant.unit])
    return kind


def _locked(unit: str, time_type: UUID, version: int | None) -> TimeType:
    kind = TimeType.objects.select_for_update().filter(unit=unit, id=time_type).first()
    if kind is None:
        raise TimeTypeUnknown()
    if version is not None:
        _check_version(kind, version)
    return kind


def _check_version(kind: TimeType, version: int) -> None:
    if kind.version != version:
        rows = EarlierTimeType.objects.filter(unit=kind.unit, time_type=kind.id, version=kind.version - 1)
        earlier = rows.first()
        if earlier is None:  # nobody has changed it: the form names a version that never was
            raise TimeTypeUnknown()
        raise ChangedByColleague(name=earlier.changed_by, clock=f"{local(earlier.valid_until):%H:%M}")


def _keep(kind: TimeType, staff: Staff, now: datetime) -> None:
    EarlierTimeType.objects.create(
        time_type=kind.id, version=kind.version, valid_until=now, changed_by=staff.name, **kind.said
    )


def _free_code(unit: str, title: str) -> str:
    taken = set(TimeType.objects.filter(unit=unit).values_list("code", flat=True))
    wanted = slugify(title)[:30] or "tid"
    return next(code for code in (wanted, *(f"{wanted}-{n}" for n in range(2, 1000))) if code not in taken)
