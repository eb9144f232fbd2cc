"""Sources outside the house, as tests need them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import aiohttp

from ingang.connectors.engagement_index.engagements import Engagement
from ingang.connectors.fhir.fake import FakeFhirServer
from ingang.kernel.identifiers import PersonIdentifier
from ingang.services.journal.sources import Answer, Question, State
from ingang.services.journal.sources.fhir import FhirSource

NOW = datetime(2026, 11, 26, 11, tzinfo=UTC)
SOMEBODY = Question(person=UUID(int=1), identifiers=(), asked_at=NOW)
UPPSALA, UNIT = "SE0000000510-G001", "SE0000000510-U001"


@dataclass
class Stated:
    """A source that answers, or fails, as told; `asked` counts."""

    code: str = "SE1"
    name: str = "Region X"
    care_giver: str = "SE1-G001"
    failure: Exception | None = None
    asked: int = 0
    woken_at: datetime | None = None
    tells_index: bool = False
    answers: list[Answer] = field(default_factory=list)

    def narrowed(self, *, engagements: Sequence[Engagement]) -> "Stated | None":
        return self if any(one.logical_address == self.code for one in engagements) else None

    async def fetch(self, *, http: aiohttp.ClientSession, question: Question) -> Answer:
        self.asked += 1
        if self.failure is not None:
            raise self.failure
        return Answer(code=self.code, name=self.name, state=State.ANSWERED, asked_at=question.asked_at, fetched_at=NOW)


def uppsala(server: FakeFhirServer) -> FhirSource:
    """Region Uppsala's system."""
    return FhirSource(code="SE0000000510-S001", name="Region Uppsala", care_giver=UPPSALA, server=server)


def condition(id: str, text: str, *, unit: str = UNIT, **more: Any) -> dict[str, Any]:
    """A diagnosis that a unit has written."""
    recorder = {"identifier": {"system": "urn:oid:1.2.752.29.4.19", "value": unit}, "display": "Ögonmottagningen"}
    return {
        "resourceType": "Condition", "id": id, "code": {"text": text}, "recordedDate": "2025-03-01",
        "recorder": recorder, **more,
    }  # fmt: skip


def knows(server: FakeFhirServer, identifier: PersonIdentifier, *resources: dict[str, Any]) -> FakeFhirServer:
    """The server, which from now on has these on her."""
    server.know(identifier, *resources)
    return server
