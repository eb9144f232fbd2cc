"""The connected systems as sources: where they are is data, what proves who we are to them is a setting."""

from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

from ingang.connectors.fhir.client import FhirClient
from ingang.connectors.fhir.settings import FhirSettings
from ingang.connectors.http import Tls
from ingang.services.journal.models import ConnectedSystem
from ingang.services.journal.sources import Source
from ingang.services.journal.sources.fhir import FhirSource


def connected_sources() -> tuple[Source, ...]:
    """Every system that is on, by name."""
    rows = ConnectedSystem.objects.filter(is_on=True).order_by("name", "code")
    return tuple(_source(row.code, row.name, row.care_giver, row.url) for row in rows)


@cache
def _source(code: str, name: str, care_giver: str, url: str) -> Source:
    """One source for each system, so that its connections and certificates are read once."""
    own = next((one for one in settings.JOURNAL_SYSTEMS if one["code"] == code), {})
    server = FhirSettings(
        url=url,
        token=own.get("token", ""),
        tls=_tls(own),
        connect_seconds=settings.JOURNAL_CONNECT_SECONDS,
        seconds=settings.JOURNAL_SOURCE_SECONDS,
    )
    return FhirSource(code=code, name=name, care_giver=care_giver, server=FhirClient(settings=server))


def _tls(own: dict[str, Any]) -> Tls:
    paths = {name: Path(own[name]) if own.get(name) else None for name in ("ca_bundle", "certificate", "key")}
    return Tls(ca_bundle=paths["ca_bundle"], client_certificate=paths["certificate"], client_key=paths["key"])
