"""The front as the settings want it."""

from collections.abc import Mapping
from pathlib import Path

from django.conf import settings

from ingang.foundation.published.front import Application, Front
from ingang.foundation.published.places import Rules
from ingang.foundation.published.snapshot import Snapshot

MEGABYTE = 1024 * 1024


def front_before(
    application: Application,
    *,
    choices: Mapping[str, frozenset[str]],
    never: tuple[str, ...] = (),
    most_megabytes: int | None = None,
) -> Front:
    """Django's application behind finished bytes. `choices` are the cookies on which public pages depend.

    In memory it keeps as much as the settings say, or so many megabytes.
    """
    in_memory = settings.PUBLISHED_MEMORY_MB if most_megabytes is None else most_megabytes
    rules = Rules(
        choices=choices,
        session=settings.SESSION_COOKIE_NAME,
        hosts=tuple(name for name in settings.ALLOWED_HOSTS if not name.startswith((".", "*"))),
        never=(settings.STATIC_URL, *never),
        secure=settings.SECURE_PROXY_SSL_HEADER,
        language=settings.LANGUAGE_CODE,
    )
    snapshot = Snapshot(folder=Path(settings.PUBLISHED_FOLDER), most_bytes=settings.PUBLISHED_DISK_MB * MEGABYTE)
    return Front(application, rules=rules, most_bytes=in_memory * MEGABYTE, snapshot=snapshot)
