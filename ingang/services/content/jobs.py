"""Scheduled work: what is published and taken away by the clock, and files that no row names."""

from datetime import datetime
from io import StringIO

from django.core.management import call_command

from ingang.kernel.grant import Grant
from ingang.services.content.media.keeping import sweep


def publish_by_the_clock(*, grant: Grant, now: datetime) -> None:
    """The job each minute: publish and take away what has come to its time, as Wagtail does it."""
    call_command("publish_scheduled", stdout=StringIO())


def sweep_media(*, grant: Grant, now: datetime) -> None:
    """The job each hour: throw away files of pictures and recordings that were deleted, or never wholly received."""
    sweep(now=now)
