"""A unit's staff publish and withdraw times."""

from datetime import date, datetime, time
from uuid import UUID

from ingang.foundation.audit.actions import record_under
from ingang.foundation.personal.scope import action
from ingang.kernel.actor import Staff
from ingang.kernel.grant import Grant
from ingang.services.booking.access import check_can_publish
from ingang.services.booking.actions.kinds import define_time_type
from ingang.services.booking.actions.locks import locked_type
from ingang.services.booking.errors import TimeNotFree, TimeNotOffered
from ingang.services.booking.models import Slot, SlotStatus, TimeType, takeable
from ingang.services.booking.rules.publishing import check_publishable, times_between
from ingang.services.booking.rules.spans import Span

__all__ = ["define_time_type", "publish_times", "withdraw_time"]


@action
def publish_times(
    *,
    grant: Grant,
    publication: UUID,
    time_type: UUID,
    on: date,
    begins: time,
    ends: time,
    minutes: int,
    place: str,
    now: datetime,
) -> list[Slot]:
    """Publish the actor's own times of a day, one after the other. Records booking.times_published.

    The same publication sent again gives the times it made. Refuses who may not publish, an unknown kind, times
    that have begun, overlap her other times or touch a change night's hour, and unreasonable amounts.
    """
    staff = check_can_publish(actor=grant.actor)
    kind = locked_type(unit=grant.unit, time_type=time_type)
    made = list(Slot.objects.filter(unit=grant.unit, publication=publication).order_by("starts_at"))
    if made:
        return made
    times = times_between(on=on, begins=begins, ends=ends, minutes=minutes)
    check_publishable(times=times, taken=_taken(staff, times), now=now)
    slots = Slot.objects.bulk_create(_slot(staff, kind, place, publication, one) for one in times)
    details = {"publication": str(publication), "count": str(len(slots)), "day": on.isoformat()}
    record_under(event="booking.times_published", grant=grant, now=now, details=details)
    return slots


@action
def withdraw_time(*, grant: Grant, slot: UUID, now: datetime) -> None:
    """Take back a free time so that nobody can book it. Records booking.time_withdrawn.

    Refuses who may not publish, and a time that is held or booked or not the unit's. Withdrawing again does nothing.
    """
    check_can_publish(actor=grant.actor)
    rows = Slot.objects.filter(unit=grant.unit, id=slot)
    if rows.filter(status=SlotStatus.WITHDRAWN).exists():
        return
    withdrawn = {"status": SlotStatus.WITHDRAWN, "hold": None, "held_until": None}
    if rows.filter(takeable(now=now)).update(**withdrawn) != 1:
        raise TimeNotFree() if rows.exists() else TimeNotOffered()
    record_under(event="booking.time_withdrawn", grant=grant, now=now, details={"slot": str(slot)})


def _taken(staff: Staff, times: list[Span]) -> list[Span]:
    if not times:
        return []
    rows = Slot.objects.filter(
        unit=staff.unit,
        performer=staff.hsa_id,
        starts_at__lt=times[-1].ends_at,
        ends_at__gt=times[0].starts_at,
    )
    return [slot.span for slot in rows.exclude(status=SlotStatus.WITHDRAWN)]


def _slot(staff: Staff, kind: TimeType, place: str, publication: UUID, span: Span) -> Slot:
    return Slot(
        unit=staff.unit,
        time_type=kind.id,
        starts_at=span.starts_at,
        ends_at=span.ends_at,
        place=place,
        performer=staff.hsa_id,
        performer_name=f"{staff.role} {staff.name}".strip(),
        publication=publication,
    )
