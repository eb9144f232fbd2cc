"""When somebody is reminded of a booked time."""

from datetime import datetime, time, timedelta

from ingang.kernel.periods import local_date, to_utc

REMIND_FROM = time(8)
"""In the morning in Sweden: no SMS leaves before 07 (e-services 2.8), and whoever can not come can still call."""


def reminder_moment(*, starts_at: datetime, days_before: int) -> datetime:
    """Eight o'clock in Sweden, so many days before the day of the time; 0: on the day itself."""
    day = local_date(starts_at) - timedelta(days=days_before)
    return to_utc(datetime.combine(day, REMIND_FROM))


def is_reminder_due(*, starts_at: datetime, told_at: datetime, days_before: int, now: datetime) -> bool:
    """Whether the moment has come, the time lies ahead, and she was not told of it after that moment anyway."""
    moment = reminder_moment(starts_at=starts_at, days_before=days_before)
    return told_at < moment <= now < starts_at
