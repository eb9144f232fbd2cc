"""Scheduled work: the directory's file when there is a new one, and trying units' links."""

from datetime import datetime
from hashlib import sha256
from pathlib import Path

from django.conf import settings

from ingang.kernel.grant import Grant
from ingang.services.care_finder.actions.importing import import_directory
from ingang.services.care_finder.models import ImportRun


def read_directory(*, grant: Grant, now: datetime) -> int:
    """Import the directory's file where it is another than last time; gives how many runs there were: none or one.

    Nothing where no file is named, or where it is not there: the transfer that lays it is watched by those who do it.
    """
    path = Path(settings.DIRECTORY_FILE)
    if not settings.DIRECTORY_FILE or not path.is_file():
        return 0
    content = path.read_bytes()
    newest = ImportRun.objects.order_by("-id").first()
    if newest and newest.digest == sha256(content).hexdigest():
        return 0
    import_directory(actor=grant.actor, content=content, file_name=path.name, region="", now=now)
    return 1
