"""Scheduled work: what is published and taken away by the clock."""

from datetime import datetime
from io import StringIO

from django.core.management import call_command

from ingang.kernel.grant import Grant


def publish_by_the_clock(*, grant: Grant, now: datetime) -> None:
    """The job each minute: publish and take away what has come to its time, as Wagtail does it."""
    call_command("publish_scheduled", stdout=StringIO())
