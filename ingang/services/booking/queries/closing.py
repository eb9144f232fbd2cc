"""Whom and what a closing reaches."""

from datetime import datetime

from django.db.models import QuerySet

from ingang.foundation.access.actions import shown_rows
from ingang.foundation.people.queries import names
from ingang.foundation.personal.scope import query
from ingang.kernel.grant import Grant
from ingang.services.booking.models import Appointment, AppointmentStatus, Slot
from ingang.services.booking.rules.spans import Span


def slots_within(*, unit: str, performer: str, span: Span, now: datetime) -> QuerySet[Slot]:
    """The unit's coming times in the span; an empty performer is everybody."""
    rows = Slot.objects.filter(
        unit=unit, starts_at__lt=span.ends_at, ends_at__gt=max(span.starts_at, now), starts_at__gt=now
    )
    return rows.filter(performer=performer) if performer else rows


@query
def appointments_within(*, grant: Grant, performer: str, span: Span, now: datetime) -> list[Appointment]:
    """The booked times in the span, earliest first."""
    times = slots_within(unit=grant.unit, performer=performer, span=span, now=now)
    rows = Appointment.under(grant).filter(status=AppointmentStatus.BOOKED, slot__in=times.values_list("id", flat=True))
    return list(rows.order_by("starts_at", "id"))


@query
def reached_by_closing(*, grant: Grant, performer: str, span: Span, now: datetime) -> list[tuple[Appointment, str]]:
    """The same with the names of those who come, for the preview. Records whom it shows."""
    rows = appointments_within(grant=grant, performer=performer, span=span, now=now)
    persons = frozenset(row.person for row in rows)
    called = names(persons=persons)
    shown_rows(grant=grant, rows=rows, now=now)
    return [(row, called.get(row.person, "")) for row in rows]
