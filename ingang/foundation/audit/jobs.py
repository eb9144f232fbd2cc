"""Scheduled work of the audit log: sealing, exporting roots, and making room for the coming months."""

from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection

from ingang.foundation.audit.roots import export_to_file
from ingang.foundation.audit.sealing import seal_events
from ingang.foundation.audit.signatures import seal_key
from ingang.foundation.audit.tables import add_partitions
from ingang.kernel.grant import Grant


def seal(*, grant: Grant, now: datetime) -> None:
    """Seal what was written, and append the new roots to the configured file outside the database."""
    seal_events(key=seal_key(secret=settings.AUDIT_SEAL_SECRET), now=now)
    export_to_file(path=Path(settings.AUDIT_ROOTS_FILE))


def partitions(*, grant: Grant, now: datetime) -> None:
    """Make the partitions of the coming months ahead of time."""
    add_partitions(connection, now=now)
