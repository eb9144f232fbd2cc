"""When a notice may leave: quiet hours, bundling, repeats and age. Pure; every number has its source here."""

from datetime import date, datetime, time, timedelta

from ingang.kernel.periods import birthday, local, to_utc

# E-services 2.8 (proposed): no SMS between 21 and 07 Swedish time, one SMS in ten minutes, none a day late.
QUIET_FROM = time(21)
QUIET_UNTIL = time(7)
SMS_PAUSE = timedelta(minutes=10)
LATEST = timedelta(hours=24)

# E-services 2.6: the pauses a sender makes grow; the job that repeats runs every minute.
PAUSES = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2))

OWN_WAYS_FROM_AGE = 13
"""Up to this birthday a guardian looks after the child's matters and contact ways (records-identity-law 6)."""


def after_quiet_hours(*, moment: datetime) -> datetime:
    """The moment itself, or 07:00 in Sweden when it falls in the quiet hours."""
    clock = local(moment)
    if QUIET_UNTIL <= clock.time() < QUIET_FROM:
        return moment
    day = clock.date() + timedelta(days=1) if clock.time() >= QUIET_FROM else clock.date()
    return to_utc(datetime.combine(day, QUIET_UNTIL))


def pause_after(*, attempts: int) -> timedelta:
    """How long to wait after this many failed attempts."""
    return PAUSES[min(attempts, len(PAUSES)) - 1]


def is_too_late(*, readable_from: datetime, now: datetime) -> bool:
    """Whether the notice would come more than a day after what it tells of could be read."""
    return now - readable_from > LATEST


def looks_after_own_matters(*, birth_date: date | None, on: date) -> bool:
    """Whether notices about the person go to herself; before 13 they go to her guardians.

    Without a known birth date nobody else is told either: fail closed (corrections 1.2).
    """
    return birth_date is None or on >= birthday(birth_date, age=OWN_WAYS_FROM_AGE)
