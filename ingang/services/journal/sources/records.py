"""Care givers that have their records in this house."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime

from ingang.foundation.care_units.queries import care_giver_names
from ingang.foundation.records.queries import FoundRecord, Heading, headings, named
from ingang.kernel.grant import Grant
from ingang.services.journal.kinds import TYPES, kind_of
from ingang.services.journal.rendering import result_references
from ingang.services.journal.sources import Answer, Entry, State

NOBODY = ""
"""No care giver's HSA-id: asked about too, so that there is a question also where nobody has anything."""


def answers(*, grant: Grant, now: datetime, words: Collection[str] = ()) -> tuple[Answer, ...]:
    """What each care giver with records here has on the grant's person, by name; of its entries those with the words.

    One question for all of them, for how many have anything may be closed to the reader.
    """
    held = defaultdict[str, list[Heading]](list)
    for heading in headings(grant=grant, types=TYPES, words=words):
        held[heading.care_giver].append(heading)
    names = care_giver_names(hsa_ids=frozenset({NOBODY, *held}))
    found = [
        replace(_answer(code, names.get(code, code), entries, now), is_sought=bool(words))
        for code, entries in held.items()
    ]
    return tuple(sorted(found, key=lambda answer: (answer.name, answer.code)))


def answer_about(*, grant: Grant, found: FoundRecord, now: datetime) -> Answer:
    """What its care giver has, as far as the one record and the values that it points at."""
    care_giver = found.heading.care_giver
    name = care_giver_names(hsa_ids=frozenset({care_giver})).get(care_giver, care_giver)
    ids = [one.partition("/")[2] for one in result_references(text=found.text)]
    values = named(grant=grant, care_giver=care_giver, type="Observation", logical_ids=ids)
    entries = tuple(entry_of(heading=one.heading, care_giver_name=name) for one in (found, *values))
    return Answer(code=care_giver, name=name, state=State.ANSWERED, asked_at=now, fetched_at=now, entries=entries)


def entry_of(*, heading: Heading, care_giver_name: str) -> Entry:
    """A heading in the journal's words."""
    # In the order of an entry's fields: there are thousands of them, and by name each takes seven times as long.
    return Entry(
        heading.id,
        heading.care_giver,
        care_giver_name,
        heading.unit,
        heading.unit_name,
        kind_of(type=heading.type, category=heading.category).code,
        heading.title,
        heading.status,
        heading.happened_at,
        heading.happened,
        heading.is_signed,
        heading.stored_at,
        f"{heading.type}/{heading.logical_id}",
        heading.category,
        heading.profession,
        None,
        heading.is_withheld,
    )


def answer_of(*, grant: Grant, care_giver: str, now: datetime) -> Answer:
    """What one care giver with records here has."""
    names = care_giver_names(hsa_ids=frozenset({care_giver}))
    found = headings(grant=grant, care_giver=care_giver, types=TYPES)
    return _answer(care_giver, names.get(care_giver, care_giver), found, now)


def _answer(code: str, name: str, found: Iterable[Heading], now: datetime) -> Answer:
    entries = tuple(entry_of(heading=heading, care_giver_name=name) for heading in found)
    return Answer(code=code, name=name, state=State.ANSWERED, asked_at=now, fetched_at=now, entries=entries)
