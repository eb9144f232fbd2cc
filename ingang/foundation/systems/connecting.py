"""How the systems are reached: what proves who we are to each, our limits, and how their failures are called here."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.conf import settings

from ingang.connectors.errors import ConnectorError
from ingang.connectors.fhir import errors as fhir
from ingang.connectors.fhir.settings import FhirSettings
from ingang.connectors.http import Tls
from ingang.connectors.rivta import errors as rivta
from ingang.connectors.rivta.settings import RivtaSettings
from ingang.foundation.systems.rules import Outcome

Own = Mapping[str, Any]

OUTCOMES: tuple[tuple[type[ConnectorError], Outcome], ...] = (
    (fhir.FhirLate, Outcome.LATE),
    (fhir.FhirRefused, Outcome.REFUSED),
    (fhir.WrongPerson, Outcome.WRONG_PERSON),
    (rivta.TimedOut, Outcome.LATE),
    (rivta.SourceRefused, Outcome.REFUSED),
    (rivta.WrongPerson, Outcome.WRONG_PERSON),
)


def outcome_of(error: ConnectorError, /) -> Outcome:
    """What a connector's error is called; what has no name of its own is DOWN."""
    return next((outcome for kind, outcome in OUTCOMES if isinstance(error, kind)), Outcome.DOWN)


def own_settings(*, code: str) -> Own:
    """The setting about one system; nothing where there is none."""
    return next((one for one in settings.JOURNAL_SYSTEMS if one["code"] == code), {})


def fhir_settings(*, url: str, own: Own, seconds: float | None = None) -> FhirSettings:
    """Who we are to a FHIR server, and how long we wait: as for records where nothing else is said."""
    return FhirSettings(
        url=url,
        token=own.get("token", ""),
        tls=tls(own=own),
        connect_seconds=settings.JOURNAL_CONNECT_SECONDS,
        seconds=seconds or settings.JOURNAL_SOURCE_SECONDS,
    )


def rivta_settings(*, own: Own, seconds: float | None = None) -> RivtaSettings:
    """Who we are to a producer of service contracts, and how long we wait."""
    return RivtaSettings(
        consumer=own.get("consumer", ""),
        tls=tls(own=own),
        connect_seconds=settings.JOURNAL_CONNECT_SECONDS,
        total_seconds=seconds or settings.JOURNAL_SOURCE_SECONDS,
    )


def tls(*, own: Own) -> Tls:
    """Whom we trust and our certificate, by the files that the setting names."""
    paths = {name: Path(own[name]) if own.get(name) else None for name in ("ca_bundle", "certificate", "key")}
    return Tls(ca_bundle=paths["ca_bundle"], client_certificate=paths["certificate"], client_key=paths["key"])
