"""The connected systems as sources: where they are is data, what proves who we are to them is a setting."""

from dataclasses import replace
from functools import cache

from ingang.connectors.fhir.client import FhirClient
from ingang.foundation.systems.connecting import fhir_settings, own_settings, rivta_settings
from ingang.foundation.systems.models import Protocol
from ingang.foundation.systems.queries import connected_systems
from ingang.services.journal.sources import Source
from ingang.services.journal.sources.fhir import FhirSource
from ingang.services.journal.sources.rivta.source import RivtaSource, rivta_source


def connected_sources() -> tuple[Source, ...]:
    """Every system that is on, by name."""
    found = ((_source(row.protocol, row.code, row.name, row.care_giver, row.url), row) for row in connected_systems())
    return tuple(replace(source, woken_at=row.woken_at, tells_index=row.tells_index) for source, row in found)


@cache
def _source(protocol: str, code: str, name: str, care_giver: str, url: str) -> FhirSource | RivtaSource:
    """One source for each system, so that its connections and certificates are read once."""
    own = own_settings(code=code)
    if protocol == Protocol.RIVTA:
        settings = rivta_settings(own=own)
        return rivta_source(code=code, name=name, care_giver=care_giver, url=url, own=own, settings=settings)
    server = FhirClient(settings=fhir_settings(url=url, own=own))
    return FhirSource(code=code, name=name, care_giver=care_giver, server=server)
