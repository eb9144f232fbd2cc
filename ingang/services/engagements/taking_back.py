"""Takes back what the index says of us that is gone: what was lost without an event, as in a restored database."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import UUID

from ingang.connectors.background import BACKGROUND
from ingang.connectors.engagement_index.client import EngagementIndex
from ingang.connectors.engagement_index.engagements import Change, Engagement
from ingang.foundation.audit.actions import record_under
from ingang.foundation.care_units.rules import organisation_number
from ingang.foundation.people.queries import person_by_identifier
from ingang.foundation.personal.scope import action, query
from ingang.foundation.records.queries import holders
from ingang.foundation.systems.engagement_index import own_address
from ingang.kernel.grant import Grant
from ingang.kernel.identifiers import InvalidIdentifier, parse_person_identifier
from ingang.kernel.periods import local_date
from ingang.services.engagements.models import Untold
from ingang.services.engagements.rules import WORDS

EVER = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class Looked:
    """One page of what the index says of a domain: how many are ours, those that are gone, and where to go on."""

    ours: int
    gone: tuple[Engagement, ...]
    following: str | None = field(repr=False)


def look(*, grant: Grant, index: EngagementIndex, domain: str, after: str, now: datetime) -> Looked:
    """Ask the index (GetUpdates 1.0) what it says of us, and find what we do not hold. Raises ConnectorError."""
    page = BACKGROUND.run(
        lambda http: index.updates(http=http, service_domain=domain, since=EVER, after=after)
    ).result()
    ours = [one for one in page.engagements if one.logical_address == own_address()]
    has_more = not page.is_complete and page.last and page.last != after
    return Looked(
        ours=len(ours),
        gone=not_held(grant=grant, engagements=ours, now=now),
        following=page.last if has_more else None,
    )


def take_back(*, grant: Grant, index: EngagementIndex, gone: Iterable[Engagement], now: datetime) -> None:
    """Tell the index that these are gone (deleteFlag), by the key that it has them under. Raises ConnectorError.

    Records engagements.told for each. What came meanwhile is marked, so that it is told again.
    """
    rows = tuple(gone)
    changes = [Change(engagement=one, is_gone=True) for one in rows]
    BACKGROUND.run(lambda http: index.update(http=http, changes=changes)).result()
    settle_gone(grant=grant, rows=rows, now=now)


@query
def not_held(*, grant: Grant, engagements: Iterable[Engagement], now: datetime) -> tuple[Engagement, ...]:
    """Those that we hold nothing for. What we have no word for is let be: it is not ours to judge."""
    return tuple(one for one in engagements if one.categorization in WORDS and not _holders(grant, one, now))


@action
def settle_gone(*, grant: Grant, rows: Iterable[Engagement], now: datetime) -> None:
    """Record what was taken back; what has come since we looked is marked as untold."""
    for one in rows:
        details = {"data_controller": one.data_controller, "word": one.categorization, "is_gone": "True"}
        person = _person(one, now)
        record_under(event="engagements.told", grant=grant, person=person, now=now, details=details)
        for care_giver in _holders(grant, one, now):
            key = {"person": person, "care_giver": care_giver, "word": one.categorization}
            Untold.under(grant).get_or_create(**key, defaults={"changed_at": now})


def _holders(grant: Grant, one: Engagement, now: datetime) -> list[str]:
    """The care givers of that organisation number that hold something on the person under the word."""
    person, word = _person(one, now), WORDS[one.categorization]
    if person is None:
        return []
    held = holders(grant=grant, persons=[person], types=word.types, categories=word.categories)
    return [by for _, by in held if organisation_number(by) == one.data_controller]


def _person(one: Engagement, now: datetime) -> UUID | None:
    try:
        identifier = parse_person_identifier(one.resident, today=local_date(now))
    except InvalidIdentifier:
        return None
    found = person_by_identifier(identifier=identifier, on=local_date(now))
    return found.id if found else None
