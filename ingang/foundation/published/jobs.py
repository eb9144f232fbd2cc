"""Keeping the table of changes small."""

from datetime import datetime, timedelta

from ingang.foundation.published.models import PublicChange
from ingang.kernel.grant import Grant

KEPT = timedelta(days=1)


def forget_changes(*, grant: Grant, now: datetime) -> None:
    """Take away what every process has noticed long ago."""
    PublicChange.objects.filter(at__lt=now - KEPT).delete()
