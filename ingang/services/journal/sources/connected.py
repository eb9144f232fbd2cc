"""The connected systems as sources: where they are is data, what proves who we are to them is a setting."""

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

from ingang.connectors.fhir.client import FhirClient
from ingang.connectors.fhir.settings import FhirSettings
from ingang.connectors.http import Tls
from ingang.connectors.rivta.settings import RivtaSettings
from ingang.foundation.systems.models import Protocol
from ingang.foundation.systems.queries import connected_systems
from ingang.services.journal.sources import Source
from ingang.services.journal.sources.fhir import FhirSource
from ingang.services.journal.sources.rivta.source import RivtaSource, rivta_source


def connected_sources() -> tuple[Source, ...]:
    """Every system that is on, by name."""
    found = ((_source(row.protocol, row.code, row.name, row.care_giver, row.url), row) for row in connected_systems())
    return tuple(replace(source, woken_at=row.woken_at) for source, row in found)


@cache
def _source(protocol: str, code: str, name: str, care_giver: str, url: str) -> FhirSource | RivtaSource:
    """One source for each system, so that its connections and certificates are read once."""
    own = next((one for one in settings.JOURNAL_SYSTEMS if one["code"] == code), {})
    if protocol == Protocol.RIVTA:
        return rivta_source(code=code, name=name, care_giver=care_giver, url=url, own=own, settings=_rivta(own))
    server = FhirClient(settings=_fhir(url, own))
    return FhirSource(code=code, name=name, care_giver=care_giver, server=server)


def _fhir(url: str, own: dict[str, Any]) -> FhirSettings:
    return FhirSettings(
        url=url,
        token=own.get("token", ""),
        tls=_tls(own),
        connect_seconds=settings.JOURNAL_CONNECT_SECONDS,
        seconds=settings.JOURNAL_SOURCE_SECONDS,
    )


def _rivta(own: dict[str, Any]) -> RivtaSettings:
    return RivtaSettings(
        consumer=own.get("consumer", ""),
        tls=_tls(own),
        connect_seconds=settings.JOURNAL_CONNECT_SECONDS,
        total_seconds=settings.JOURNAL_SOURCE_SECONDS,
    )


def _tls(own: dict[str, Any]) -> Tls:
    paths = {name: Path(own[name]) if own.get(name) else None for name in ("ca_bundle", "certificate", "key")}
    return Tls(ca_bundle=paths["ca_bundle"], client_certificate=paths["certificate"], client_key=paths["key"])
