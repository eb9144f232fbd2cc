"""Reminding of booked times: a neutral notice, once for each time as it stands."""

from datetime import date, datetime, timedelta
from uuid import UUID, uuid5

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from ingang.foundation.access.actions import open_job
from ingang.foundation.audit.actions import record_under
from ingang.foundation.care_units.models import CareUnit
from ingang.foundation.notifications.actions import notify, withdraw_notices
from ingang.foundation.notifications.queries import is_wanted
from ingang.foundation.personal.scope import action, query
from ingang.foundation.regions.queries import limit
from ingang.kernel.events import Event
from ingang.kernel.grant import Grant
from ingang.kernel.periods import local_date
from ingang.services.booking.models import KIND, Appointment, AppointmentStatus, Reminder
from ingang.services.booking.rules.reminders import is_reminder_due

BEFORE, SAME_DAY = "booking.reminder", "booking.reminder_same_day"
DAYS = "booking.reminder_days"
MOST_DAYS = 14
JOB = "booking.remind"


def remind(*, grant: Grant, now: datetime) -> int:
    """Remind of every time whose moment has come; give back how many notices were written.

    Each is written under a grant for its own person, with the mark that it was: a job that is killed goes on where it
    was. A moved time is reminded of anew, a cancelled one never.
    """
    return sum(_remind_of(row, code, now) for row, codes in _due(grant=grant, now=now) for code in codes)


def appointment_cancelled(*, event: Event, grant: Grant, now: datetime) -> None:
    """A time was cancelled: what still waits to be said about it is not said."""
    _withdraw(Reminder.under(grant).filter(appointment=UUID(event.fields["appointment"])), grant, now)


def appointment_moved(*, event: Event, grant: Grant, now: datetime) -> None:
    """A time was moved: what still waits to be said about the earlier one is not said, what is said of this one stays.

    What the row says now decides: an event that comes late finds reminders of the new time written already.
    """
    row = Appointment.under(grant).get(id=UUID(event.fields["appointment"]))
    _withdraw(Reminder.under(grant).filter(appointment=row.id, sequence__lt=row.sequence), grant, now)


def _withdraw(rows: "QuerySet[Reminder]", grant: Grant, now: datetime) -> None:
    for row in rows.order_by("id"):
        withdraw_notices(about=notice_id(appointment=row.appointment, sequence=row.sequence), grant=grant, now=now)


def notice_id(*, appointment: UUID, sequence: int) -> UUID:
    """What a reminder's notice is about: the time as it stands, so that a moved one is told of anew."""
    return uuid5(appointment, str(sequence))


@query
def _due(*, grant: Grant, now: datetime) -> list[tuple[Appointment, tuple[str, ...]]]:
    """The coming times, each with the reminders that it lacks and whose moment has come."""
    ahead = Appointment.under(grant).filter(
        status=AppointmentStatus.BOOKED, starts_at__gt=now, starts_at__lt=now + timedelta(days=MOST_DAYS + 1)
    )
    rows = list(ahead.order_by("starts_at", "id"))
    done = set(
        Reminder.under(grant)
        .filter(appointment__in=[row.id for row in rows])
        .values_list("appointment", "sequence", "code")
    )
    days = _days_of({row.unit for row in rows}, local_date(now))
    planned = ((row, _codes(row, days[row.unit], now)) for row in rows)
    lacking = [
        (row, tuple(code for code in codes if (row.id, row.sequence, code) not in done)) for row, codes in planned
    ]
    wanted = ((row, tuple(code for code in codes if _is_wanted(row, code, now))) for row, codes in lacking)
    return [(row, codes) for row, codes in wanted if codes]


def _is_wanted(row: Appointment, code: str, now: datetime) -> bool:
    """Whoever wants no reminder at all is shown as not told; on the day itself only those are who chose it."""
    hidden = row.hidden_from_guardian
    return code != SAME_DAY or is_wanted(person=row.person, code=code, hidden_from_guardian=hidden, now=now)


def _codes(row: Appointment, days: int, now: datetime) -> tuple[str, ...]:
    wanted = ((BEFORE, days), (SAME_DAY, 0))
    return tuple(
        code
        for code, before in wanted
        if is_reminder_due(starts_at=row.starts_at, told_at=row.told_at, days_before=before, now=now)
    )


def _days_of(units: set[str], on: date) -> dict[str, int]:
    """How many days before each unit's times its region reminds."""
    regions = dict(CareUnit.objects.filter(hsa_id__in=units).values_list("hsa_id", "region"))
    days = {region: limit(region=region, code=DAYS, on=on) for region in set(regions.values())}
    return {unit: days[region] for unit, region in regions.items()}


def _remind_of(row: Appointment, code: str, now: datetime) -> bool:
    grant = open_job(name=JOB, kinds=(KIND,), persons=(row.person,), now=now)
    return write_reminder(grant=grant, appointment=row.id, sequence=row.sequence, code=code, now=now)


@action
def write_reminder(*, grant: Grant, appointment: UUID, sequence: int, code: str, now: datetime) -> bool:
    """Write the notice and the mark, if the time still stands as it was found and nobody has reminded of it.

    Records booking.reminded.
    """
    row = Appointment.under(grant).filter(id=appointment, sequence=sequence, status=AppointmentStatus.BOOKED).first()
    if row is None or not _mark(row, code, now):
        return False
    notify(
        person=row.person,
        code=code,
        about=notice_id(appointment=row.id, sequence=row.sequence),
        kind=KIND,
        grant=grant,
        now=now,
        hidden_from_guardian=row.hidden_from_guardian,
    )
    record_under(event="booking.reminded", grant=grant, now=now, details={"appointment": str(row.id)})
    return True


def _mark(row: Appointment, code: str, now: datetime) -> bool:
    try:
        with transaction.atomic():
            Reminder(person=row.person, appointment=row.id, sequence=row.sequence, code=code, reminded_at=now).save(
                force_insert=True
            )
    except IntegrityError:
        return False
    return True
