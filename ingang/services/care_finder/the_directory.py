"""The directory as this installation knows it: where it is, who we are to it, and whose units are asked about."""

from datetime import datetime, timedelta
from functools import cache
from typing import Any

from django.conf import settings

from ingang.connectors.directory.client import Directory, DirectoryClient
from ingang.connectors.directory.settings import DirectorySettings
from ingang.foundation.systems.connecting import rivta_settings
from ingang.services.care_finder.models import ImportRun, RunState

AGAIN_AFTER_HOURS = 1.0


def the_directory() -> Directory | None:
    """The directory; None where none is configured."""
    return _client() if settings.DIRECTORY["URL"] else None


def directory_name() -> str:
    """What a run is called that asks the directory: its address in the contracts."""
    return str(settings.DIRECTORY["LOGICAL_ADDRESS"])


def care_givers_asked() -> list[str]:
    """Whose units are asked about; all that the catalogue knows where it is empty."""
    return str(settings.DIRECTORY["CARE_GIVERS"]).split()


def running() -> ImportRun | None:
    """The run that asks the directory now."""
    return ImportRun.objects.filter(state=RunState.RUNNING, digest="", reached=None, undone_at=None).first()


def is_due(*, now: datetime) -> bool:
    """Whether the directory has not been asked for as many hours as the deployment says; one where it failed then."""
    newest = ImportRun.objects.filter(digest="").order_by("-id").first()
    hours = float(settings.DIRECTORY["HOURS"])
    wait = min(hours, AGAIN_AFTER_HOURS) if newest and newest.state == RunState.FAILED else hours
    return newest is None or now - newest.started_at >= timedelta(hours=wait)


@cache
def _client() -> DirectoryClient:
    own: dict[str, Any] = settings.DIRECTORY
    named = {name.lower(): own[name] for name in ("CONSUMER", "CA_BUNDLE", "CERTIFICATE", "KEY")}
    rivta = rivta_settings(own=named, seconds=own["SECONDS"])
    return DirectoryClient(
        settings=DirectorySettings(url=own["URL"], logical_address=own["LOGICAL_ADDRESS"], rivta=rivta)
    )
