"""The connected log services: where they are is data, what proves who we are to them is a setting."""

from functools import cache
from pathlib import Path

from django.conf import settings

from ingang.connectors.access_logs.client import AccessLogs, AccessLogsClient
from ingang.connectors.access_logs.settings import LogServiceSettings
from ingang.connectors.http import Tls
from ingang.connectors.rivta.settings import RivtaSettings
from ingang.services.access_log.elsewhere.models import LogService


def log_services() -> list[LogService]:
    """Every log service that is asked, by name."""
    return list(LogService.objects.filter(is_on=True).order_by("name", "code"))


def client_of(*, service: LogService) -> AccessLogs:
    """The one who asks it."""
    return _client(service.code, service.url)


@cache
def _client(code: str, url: str) -> AccessLogs:
    """One for each service, so that its certificates are read once."""
    own = next((one for one in settings.LOG_SERVICES if one["code"] == code), {})
    paths = {name: Path(own[name]) if own.get(name) else None for name in ("ca_bundle", "certificate", "key")}
    tls = Tls(ca_bundle=paths["ca_bundle"], client_certificate=paths["certificate"], client_key=paths["key"])
    rivta = RivtaSettings(consumer=own.get("consumer", ""), tls=tls, total_seconds=20.0)
    return AccessLogsClient(settings=LogServiceSettings(url=url, logical_address=code, rivta=rivta))
