"""Which events a seal covers: by transaction on PostgreSQL, by number on SQLite."""

from django.db import connection, models
from django.db.models.expressions import RawSQL

from ingang.foundation.audit.errors import HorizonWentBack
from ingang.foundation.audit.models import AuditEvent

SEALING_LOCK = 1177_0002
TX = "tx::text::bigint"  # as the index has it


def rows_between(*, start: int, end: int) -> models.QuerySet[AuditEvent]:
    """The events of the window, by number."""
    return AuditEvent.objects.filter(_inside(start, end)).order_by("id")


def lock_sealing() -> None:
    """Let no other process seal until the transaction ends. On SQLite the transaction is alone already."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [SEALING_LOCK])


def horizon(*, last: int) -> int:
    """The end of the next window: no event that is still to come can lie before it.

    On PostgreSQL a number given early may be committed late, so the oldest transaction that still runs is the
    limit; refuses one below the last. On SQLite writers come one at a time.
    """
    if connection.vendor == "sqlite":
        return max(_next_number(), last)
    reached = _oldest_running_transaction()
    if reached < last:
        raise HorizonWentBack(reached, last)
    return reached


def _inside(start: int, end: int) -> models.Q | RawSQL:
    if connection.vendor == "sqlite":
        return models.Q(id__gte=start, id__lt=end)
    return _transactions(f"{TX} >= %s AND {TX} < %s", start, end)


def _oldest_running_transaction() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
        return int(cursor.fetchone()[0])


def _next_number() -> int:
    latest = AuditEvent.objects.order_by("-id").values_list("id", flat=True).first()
    return (latest or 0) + 1


def unsealed(*, last: int) -> int:
    """How many events lie after the last seal's window."""
    after = models.Q(id__gte=last) if connection.vendor == "sqlite" else _transactions(f"{TX} >= %s", last)
    return AuditEvent.objects.filter(after).count()


def _transactions(condition: str, *numbers: int) -> RawSQL:
    # The column is no field of the model: SQLite has no such thing.
    return RawSQL(condition, numbers, output_field=models.BooleanField())  # noqa: S611
