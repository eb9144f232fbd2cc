"""The texts of the demonstration: those in its folder of content."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from django.conf import settings

from ingang.kernel.periods import local_date
from ingang.services.content.importing import import_content


def seed(*, now: datetime, progress: Callable[[str], None]) -> None:
    """Publish every text of the folder, marked as not reviewed by anybody."""
    folder = Path(settings.ROOT) / "demo" / "content"
    if folder.is_dir():
        import_content(folder=folder, demonstration=True, today=local_date(now), progress=progress)
