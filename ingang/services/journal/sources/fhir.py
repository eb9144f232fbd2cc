"""Care givers whose systems speak FHIR R4."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

import aiohttp

from ingang.connectors.engagement_index.engagements import Engagement
from ingang.connectors.fhir.client import FhirServer
from ingang.foundation.records.dates import moment
from ingang.foundation.records.index import NULLIFIED, IndexRow, index_row
from ingang.services.journal.kinds import TYPES, kind_of
from ingang.services.journal.sources import Answer, Entry, Question, State

Json = Mapping[str, Any]

ENTRIES = UUID("0191e7a4-6c1e-7b6e-9d0a-5d6d2f1c7a11")
"""Name space of the ids that entries from outside have here: the same entry has the same id each time."""


@dataclass(frozen=True, kw_only=True)
class FhirSource:
    """One care giver's FHIR server."""

    code: str
    name: str
    care_giver: str
    server: FhirServer
    woken_at: datetime | None = None
    tells_index: bool = False

    def narrowed(self, *, engagements: Sequence[Engagement]) -> "FhirSource | None":
        """Itself, where the index knows the person there at all."""
        return self if any(one.logical_address == self.code for one in engagements) else None

    async def fetch(self, *, http: aiohttp.ClientSession, question: Question) -> Answer:
        """Every entry of the types that the journal shows. Raises FhirError."""
        told = await self.server.read(http=http, identifiers=question.identifiers, types=TYPES)
        around = {f"{one.get('resourceType')}/{one.get('id')}": one for one in (*told.around, *told.resources)}
        entries, texts, words = [], {}, {}
        for resource in told.resources:
            index = index_row(resource=resource, around=around)
            if index.status == NULLIFIED:
                continue
            entry = self._entry(resource, index, question)
            entries.append(entry)
            words[entry.id] = index.words
            texts[entry.id] = json.dumps(resource, ensure_ascii=False, separators=(",", ":"))
        return Answer(
            code=self.code,
            name=self.name,
            state=State.ANSWERED if told.is_whole else State.PARTLY,
            asked_at=question.asked_at,
            fetched_at=question.asked_at,
            entries=tuple(entries),
            texts=texts,
            words=words,
        )

    def _entry(self, resource: Json, index: IndexRow, question: Question) -> Entry:
        reference, written_at = f"{resource['resourceType']}/{resource.get('id')}", _written(resource)
        came_at = _updated(resource) or written_at or index.happened_at or question.asked_at
        return Entry(
            id=uuid5(ENTRIES, f"{question.person}|{self.code}|{reference}"),
            care_giver=self.care_giver,
            care_giver_name=self.name,
            unit=index.unit,
            unit_name=index.unit_name,
            kind_code=kind_of(type=str(resource["resourceType"]), category=index.category).code,
            title=index.title,
            status=index.status,
            happened_at=index.happened_at,
            happened=index.happened,
            is_signed=index.is_signed,
            # A system that tells no time must not make everything new each time that it is asked.
            stored_at=min(came_at, question.asked_at),
            reference=reference,
            category=index.category,
            profession=index.profession,
            written_at=written_at,
            is_withheld=index.is_withheld,
        )


WRITTEN = ("issued", "authoredOn", "recordedDate", "recorded", "dateAsserted", "date")
"""When a resource says that it was written, by the names of its types."""


def _written(resource: Json) -> datetime | None:
    return next(filter(None, (moment(written=str(resource.get(name, ""))) for name in WRITTEN)), None)


def _updated(resource: Json) -> datetime | None:
    meta = resource.get("meta")
    return moment(written=str(meta.get("lastUpdated", ""))) if isinstance(meta, Mapping) else None
