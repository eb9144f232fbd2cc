"""Asks a system whether it is there, by the lightest question of its protocol that names nobody."""

import time
from dataclasses import dataclass

import aiohttp

from ingang.connectors.background import BACKGROUND
from ingang.connectors.errors import ConnectorError
from ingang.connectors.fhir.client import FhirClient
from ingang.connectors.rivta import contracts
from ingang.connectors.rivta.ping import ping
from ingang.connectors.rivta.settings import Producer
from ingang.foundation.systems.connecting import fhir_settings, outcome_of, own_settings, rivta_settings
from ingang.foundation.systems.models import ConnectedSystem, Protocol
from ingang.foundation.systems.rules import Outcome

SECONDS = 5.0
"""Somebody waits for the answer on a page."""
LONGEST_VERSION = 200


@dataclass(frozen=True, kw_only=True)
class Probed:
    """How a system answered a probe. `error` is a connector's code; `version` what the system says that it is."""

    outcome: Outcome
    error: str = ""
    version: str = ""
    milliseconds: int = 0


def probe(*, system: ConnectedSystem) -> Probed:
    """Ask the system, and wait for the answer. Never raises for what the system does."""
    began = time.monotonic()
    try:
        version = BACKGROUND.run(lambda http: _asked(http, system)).result()
    except ConnectorError as error:
        return Probed(outcome=outcome_of(error), error=error.code, milliseconds=_since(began))
    return Probed(outcome=Outcome.ANSWERED, version=_plain(version), milliseconds=_since(began))


async def _asked(http: aiohttp.ClientSession, system: ConnectedSystem) -> str:
    own = own_settings(code=system.code)
    if system.protocol == Protocol.FHIR:
        return await FhirClient(settings=fhir_settings(url=system.url, own=own, seconds=SECONDS)).describe(http=http)
    codes = own.get("contracts", [one.code for one in contracts.CONTRACTS])
    answers_by = contracts.contracts_of(codes=codes)
    return await ping(
        http=http,
        producer=Producer(url=system.url, logical_address=system.code),
        about=answers_by[0].responder,
        settings=rivta_settings(own=own, seconds=SECONDS),
    )


def _plain(version: str) -> str:
    return "".join(sign for sign in version if sign.isprintable())[:LONGEST_VERSION]


def _since(began: float) -> int:
    return round((time.monotonic() - began) * 1000)
