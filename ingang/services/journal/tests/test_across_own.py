"""What the reader's own care giver has in another connected system: inner secrecy and its blocks, and no ground."""

from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from conftest import number_of
from ingang.connectors.fhir import errors
from ingang.connectors.fhir.fake import FakeFhirServer
from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.consents.models import BlockKind
from ingang.services.journal.sources.fhir import FhirSource
from ingang.services.journal.tests.across import (
    MONA,
    OTHERS,
    OWN,
    SARA,
    Cast,
    LogInAs,
    at,
    block,
    in_an_emergency,
    server,
    text_of,
    titles,
)
from ingang.services.journal.tests.sources import UPPSALA, condition, knows, uppsala

__all__ = ["server"]

pytestmark = pytest.mark.django_db

SYSTEM, SISTER = "Björkbackens andra system", "SE0000000020-U002"


@pytest.fixture
def own_system(server: FakeFhirServer, monkeypatch: pytest.MonkeyPatch) -> FakeFhirServer:
    """The reader's care giver has a system of its own beside the house: her unit, another, and one that is not told."""
    nowhere = condition("3", "Utan enhet")
    del nowhere["recorder"]
    told = condition("1", "Egen enhet", unit=SARA.unit), condition("2", "Annan enhet", unit=SISTER), nowhere
    own = knows(FakeFhirServer(), number_of("alva"), *told)
    source = FhirSource(code="SE0000000020-S009", name=SYSTEM, care_giver=SARA.care_giver, server=own)
    monkeypatch.setattr("ingang.services.journal.queries.connected_sources", lambda: (uppsala(server), source))
    return own


def own_side(client: Client, cast: Cast) -> str:
    """The whole of what the own care giver has written."""
    client.get(at("journal:own_arriving", cast)).getvalue()
    return text_of(client.get(at(OWN, cast)))


def test_it_stands_among_what_the_own_care_giver_wrote_without_a_ground(
    log_in_as: LogInAs, cast: Cast, own_system: FakeFhirServer, server: FakeFhirServer
) -> None:
    page = own_side(log_in_as("sara"), cast)

    assert sorted(titles(page)) == [
        "Diagnos: Annan enhet", "Diagnos: Egen enhet", "Diagnos: Huvudvärk", "Diagnos: Utan enhet",
    ]  # fmt: skip
    assert SYSTEM in page
    assert (len(own_system.asked), server.asked) == (1, [])
    asked = AuditEvent.objects.get(event="journal.source_asked")
    assert (asked.ground, asked.details["system"]) == ("assignment", "SE0000000020-S009")


@pytest.mark.usefixtures("own_system")
def test_it_never_stands_among_what_others_wrote(log_in_as: LogInAs, cast: Cast) -> None:
    page = in_an_emergency(log_in_as("sara"), cast)

    assert sorted(titles(page)) == ["Diagnos: Hemligt", "Diagnos: Pollenallergi", "Diagnos: Torra ögon"]


@pytest.mark.parametrize("unit", ["", SISTER])
def test_an_inner_block_counts_there_too_and_what_names_no_unit_may_be_of_the_blocked(
    log_in_as: LogInAs, cast: Cast, now: datetime, own_system: FakeFhirServer, unit: str
) -> None:
    block(cast, now, SARA.care_giver, BlockKind.INNER, unit=unit)
    page = own_side(log_in_as("sara"), cast)

    assert titles(page) == ["Diagnos: Egen enhet"]
    assert "Något är spärrat hos er egen vårdgivare" in page


def test_a_blocked_unit_hides_what_names_no_unit_at_its_care_giver(
    log_in_as: LogInAs, cast: Cast, now: datetime, server: FakeFhirServer
) -> None:
    nowhere: dict[str, Any] = condition("9", "Varifrån som helst")
    del nowhere["recorder"]
    knows(server, number_of("alva"), nowhere)
    client = log_in_as("sara")
    before = in_an_emergency(client, cast)
    block(cast, now, UPPSALA, unit="SE0000000510-U001")

    assert "Varifrån som helst" in before
    assert "Varifrån som helst" not in text_of(client.get(at(OTHERS, cast)))


@pytest.mark.usefixtures("own_system")
def test_a_blocked_unit_of_another_care_giver_hides_nothing_here(log_in_as: LogInAs, cast: Cast, now: datetime) -> None:
    block(cast, now, MONA.care_giver, unit=MONA.unit)

    assert "Diagnos: Utan enhet" in titles(own_side(log_in_as("sara"), cast))


def test_when_it_fails_it_is_named(log_in_as: LogInAs, cast: Cast, own_system: FakeFhirServer) -> None:
    own_system.break_with(errors.FhirLate())
    page = own_side(log_in_as("sara"), cast)

    assert titles(page) == ["Diagnos: Huvudvärk"]
    assert f'failed-title">{SYSTEM}' in page
