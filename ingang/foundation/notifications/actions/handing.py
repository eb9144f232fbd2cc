"""The marks around the sending itself: small, committed at once, and read by whoever comes after a killed worker."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, connection, transaction

from ingang.foundation.notifications.models import HandOver


def begin(*, notice: UUID, now: datetime) -> bool:
    """Note that the notice is about to leave; False when somebody else has noted it, who then has it in hand."""
    try:
        with transaction.atomic():
            HandOver.objects.create(notice=notice, begun_at=now)
    except IntegrityError:
        return False
    return True


def taken(*, notice: UUID, now: datetime, was_begun: bool) -> None:
    """Note that the other side has taken the notice."""
    if was_begun:
        HandOver.objects.filter(notice=notice).update(is_taken=True)
    else:
        HandOver.objects.bulk_create([HandOver(notice=notice, begun_at=now, is_taken=True)], ignore_conflicts=True)


@contextmanager
def swift_commits() -> Iterator[None]:
    """Let the marks inside not wait for the disk, which a killed worker does not need and a broken server costs.

    After a crash of the database server itself the last marks may be missing. Their mails and push messages then
    leave again under the same ids; SMS are not sent inside this.
    """
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = off")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("RESET synchronous_commit")
