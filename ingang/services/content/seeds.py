"""The texts of the demonstration: those in its folder of content."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from django.conf import settings

from ingang.kernel.periods import local_date
from ingang.services.content.importing import import_content
from ingang.services.content.models import Article, ContentLanguage


def seed(*, now: datetime, progress: Callable[[str], None]) -> None:
    """Publish every text of the folder, marked as not reviewed by anybody, in every language that it has."""
    folder = Path(settings.ROOT) / "demo" / "content"
    if folder.is_dir():
        import_content(folder=folder, demonstration=True, today=local_date(now), progress=progress)
        written = Article.objects.live().values_list("language", flat=True).distinct()
        for language in ContentLanguage.objects.filter(code__in=written, is_live=False):
            language.is_live = True
            language.save()
