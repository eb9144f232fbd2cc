"""A person's booked times as calendars may know them, under her grant."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext

from ingang.foundation.care_units.models import CareUnit
from ingang.foundation.personal.scope import query
from ingang.kernel.grant import Grant
from ingang.services.booking.calendar_files import Entry
from ingang.services.booking.errors import AppointmentUnknown
from ingang.services.booking.models import Appointment, AppointmentStatus, CalendarChoice
from ingang.services.booking.queries.kinds import kinds_as_told
from ingang.services.booking.words import title_of

KEPT_AFTER = timedelta(days=30)
CANCELLED_STANDS = timedelta(days=7)
MOST_ENTRIES = 200


@query
def wants_details(*, grant: Grant) -> bool:
    """Whether the person chose that calendars tell what a time is about and where it is."""
    return CalendarChoice.under(grant).filter(person=grant.person, is_detailed=True).exists()


@query
def calendar_entry(*, grant: Grant, appointment: UUID) -> Entry:
    """One booked or cancelled time. Refuses what is not the person's, or hidden from the guardian who asks."""
    row = Appointment.under(grant).filter(id=appointment).first()
    if row is None:
        raise AppointmentUnknown()
    return _entries([row], is_detailed=wants_details(grant=grant))[0]


@query
def calendar_entries(*, grant: Grant, now: datetime) -> list[Entry]:
    """The coming times and those of the last month, and for a week those that were cancelled; at most 200."""
    stands = Q(status=AppointmentStatus.BOOKED, ends_at__gt=now - KEPT_AFTER)
    cancelled = Q(status=AppointmentStatus.CANCELLED, cancelled_at__gt=now - CANCELLED_STANDS)
    rows = Appointment.under(grant).filter(stands | cancelled).order_by("-starts_at", "-id")[:MOST_ENTRIES]
    return _entries(list(rows), is_detailed=wants_details(grant=grant))


def _entries(rows: list[Appointment], *, is_detailed: bool) -> list[Entry]:
    units = CareUnit.objects.in_bulk({row.unit for row in rows}) if is_detailed else {}
    kinds = kinds_as_told(appointments=rows) if is_detailed else {}
    return [
        Entry(
            id=row.id,
            sequence=row.sequence,
            starts_at=row.starts_at,
            ends_at=row.ends_at,
            changed_at=row.cancelled_at or row.told_at,
            is_cancelled=row.status == AppointmentStatus.CANCELLED,
            title=title_of(kinds[row.id]) if is_detailed else gettext("Booked time"),
            place=_place(row, units[row.unit]) if is_detailed else "",
        )
        for row in rows
    ]


def _place(row: Appointment, unit: CareUnit) -> str:
    address = f"{unit.postal_code} {unit.city}".strip()
    return ", ".join(part for part in (unit.name, row.place, unit.street, address) if part)
