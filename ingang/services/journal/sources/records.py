"""Care givers that have their records in this house."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import DatabaseError

from ingang.foundation.care_units.queries import care_giver_names
from ingang.foundation.records.queries import Heading, care_givers_with_records, headings
from ingang.kernel.errors import Unavailable
from ingang.kernel.grant import Grant
from ingang.services.journal.kinds import TYPES, kind_of
from ingang.services.journal.sources import Answer, Entry, Source, State


@dataclass(frozen=True, kw_only=True)
class RecordsSource:
    """One care giver's records, read from foundation.records."""

    code: str
    name: str

    def fetch(self, *, grant: Grant, person: UUID, now: datetime) -> Answer:
        """The care giver's entries. Raises Unavailable when the database can not answer, or for another person."""
        if person not in grant.persons:
            raise Unavailable()
        try:
            found = headings(grant=grant, care_giver=self.code, types=TYPES)
        except DatabaseError as error:
            raise Unavailable() from error
        entries = tuple(entry_of(heading=heading, care_giver_name=self.name) for heading in found)
        return Answer(code=self.code, name=self.name, state=State.ANSWERED, fetched_at=now, entries=entries)


def sources(*, grant: Grant) -> tuple[Source, ...]:
    """Every care giver with records in the house on the grant's person, by name."""
    codes = care_givers_with_records(grant=grant)
    names = care_giver_names(hsa_ids=frozenset(codes))
    found: list[Source] = [RecordsSource(code=code, name=names.get(code, code)) for code in codes]
    return tuple(sorted(found, key=lambda source: (source.name, source.code)))


def entry_of(*, heading: Heading, care_giver_name: str) -> Entry:
    """A heading in the journal's words."""
    return Entry(
        id=heading.id,
        care_giver=heading.care_giver,
        care_giver_name=care_giver_name,
        unit_name=heading.unit_name,
        kind=kind_of(type=heading.type, category=heading.category),
        title=heading.title,
        status=heading.status,
        happened_at=heading.happened_at,
        happened=heading.happened,
        is_signed=heading.is_signed,
        stored_at=heading.stored_at,
    )
