"""Scheduled work: questions become counts by the hour, and what is old goes."""

from datetime import UTC, datetime, timedelta

from django.db import transaction
from django.db.models import Count, Max, Min, Sum
from django.db.models.functions import TruncHour

from ingang.foundation.systems.models import Asking, AskingHour
from ingang.kernel.grant import Grant

HOUR = timedelta(hours=1)
ASKINGS_KEPT = timedelta(days=2)
HOURS_KEPT = timedelta(days=100)


@transaction.atomic
def roll_up(*, grant: Grant, now: datetime) -> None:
    """Count the questions by the hour, the last hours anew, and remove what is old. Counting twice changes nothing."""
    since = _from()
    if since is None:
        return
    rows = (
        Asking.objects.filter(at__gte=since)
        .annotate(begins_at=TruncHour("at", tzinfo=UTC))
        .values("system", "begins_at", "outcome")
        .annotate(count=Count("id"), milliseconds=Sum("milliseconds"))
        .order_by("system", "begins_at", "outcome")
    )
    AskingHour.objects.bulk_create(
        [AskingHour(**row) for row in rows],
        update_conflicts=True,
        unique_fields=["system", "begins_at", "outcome"],
        update_fields=["count", "milliseconds"],
    )
    Asking.objects.filter(at__lt=now - ASKINGS_KEPT).delete()
    AskingHour.objects.filter(begins_at__lt=now - HOURS_KEPT).delete()


def _from() -> datetime | None:
    """The hour before the last one counted, which late rows may have come to; or the first hour of all."""
    counted = AskingHour.objects.aggregate(last=Max("begins_at"))["last"]
    first: datetime | None = Asking.objects.aggregate(first=Min("at"))["first"]
    if counted is not None:
        return counted - HOUR  # type: ignore[no-any-return]
    return first and first.replace(minute=0, second=0, microsecond=0)
