"""A person finds every event about her and no other's; a unit finds its own."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from ingang.foundation.audit.actions import record
from ingang.foundation.audit.errors import UnknownAuditEvent
from ingang.foundation.audit.models import AuditEvent, ShownPerson
from ingang.foundation.audit.queries import Entry, events_about, events_at_unit
from ingang.foundation.audit.tests.conftest import ALVA, BO, CLEO
from ingang.foundation.personal.errors import KindNotGranted
from ingang.kernel.actor import Resident, Staff
from ingang.kernel.grant import Grant, GrantKind, Ground, Purpose

pytestmark = pytest.mark.django_db

START = datetime(2026, 11, 1, tzinfo=UTC)
END = datetime(2026, 12, 1, tzinfo=UTC)
UNIT = "SE2321000016-0001"
NURSE = Staff(
    hsa_id="SE2321000016-S",
    assignment="A",
    unit=UNIT,
    care_giver="SE2321000016-G",
    purpose="care",
    name="Sara",
    role="",
)


def grant(*persons: UUID, kinds: Iterable[str] = ("audit.event",), unit: str = "") -> Grant:
    """A grant for the persons, or for the unit's list."""
    return Grant(
        kind=GrantKind.UNIT_LIST if unit else GrantKind.PERSON,
        actor=NURSE if unit else Resident(person=persons[0]),
        persons=frozenset(persons),
        kinds=frozenset(kinds),
        purpose=Purpose.CARE,
        ground=Ground.OWN_DATA,
        opened_at=START,
        unit=unit,
    )


def opened(person: UUID, at: datetime) -> int:
    """The nurse opens the person's data."""
    return record(event="access.person_opened", actor=NURSE, person=person, now=at)


def listed(*persons: UUID, at: datetime) -> int:
    """The nurse sees the persons in her unit's list."""
    return record(event="access.list_shown", actor=NURSE, persons=persons, now=at)


def about(person: UUID, *, size: int = 50) -> list[Entry]:
    """Every entry about the person, read page by page."""
    entries: list[Entry] = []
    before = None
    while True:
        page = events_about(grant=grant(person), since=START, until=END, before=before, size=size)
        entries += page.entries
        before = page.following
        if before is None:
            return entries


def test_a_person_finds_what_was_opened_and_the_lists_that_showed_her_latest_first(now: datetime) -> None:
    first = opened(ALVA, now)
    second = listed(ALVA, BO, at=now + timedelta(minutes=1))
    opened(BO, now)

    entries = about(ALVA)

    assert [entry.id for entry in entries] == [second, first]


def test_nobody_learns_who_else_was_on_the_list(now: datetime) -> None:
    listed(ALVA, BO, at=now)

    (entry,) = about(ALVA)

    assert entry.persons == {ALVA}


def test_one_who_was_in_no_event_finds_nothing(now: datetime) -> None:
    opened(ALVA, now)
    listed(ALVA, BO, at=now)

    assert about(CLEO) == []


def test_a_false_entry_in_the_index_shows_nobody_anothers_event(now: datetime) -> None:
    number = opened(ALVA, now)
    ShownPerson.objects.create(person=CLEO, at=now, event_id=number)

    assert about(CLEO) == []


@pytest.mark.parametrize("size", [1, 2, 3, 7, 50])
def test_pages_hold_every_event_once_also_when_many_have_the_same_time(size: int, now: datetime) -> None:
    numbers = [opened(ALVA, now) if step % 2 else listed(ALVA, BO, at=now) for step in range(7)]
    numbers += [opened(ALVA, now + timedelta(seconds=1))]

    entries = about(ALVA, size=size)

    assert [entry.id for entry in entries] == numbers[::-1]


def test_an_event_that_showed_both_of_a_persons_identities_comes_once(now: datetime) -> None:
    listed(ALVA, BO, at=now)

    page = events_about(grant=grant(ALVA, BO), since=START, until=END)

    assert [entry.persons for entry in page.entries] == [{ALVA, BO}]


@pytest.mark.parametrize(("at", "found"), [(START, 1), (END - timedelta(microseconds=1), 1), (END, 0)])
def test_the_period_begins_with_its_start_and_ends_before_its_end(at: datetime, found: int) -> None:
    opened(ALVA, at)

    assert len(about(ALVA)) == found


def test_a_unit_finds_its_own_events_with_the_persons(now: datetime) -> None:
    listed(ALVA, BO, at=now)
    record(event="access.person_opened", actor=Resident(person=CLEO), person=CLEO, now=now)

    page = events_at_unit(grant=grant(unit=UNIT), since=START, until=END)

    assert [entry.persons for entry in page.entries] == [{ALVA, BO}]


def test_a_persons_grant_gives_no_units_log(now: datetime) -> None:
    record(event="access.person_opened", actor=Resident(person=ALVA), person=ALVA, now=now)

    page = events_at_unit(grant=grant(ALVA), since=START, until=END)

    assert page.entries == ()


@pytest.mark.parametrize("query", [events_about, events_at_unit])
def test_a_grant_for_other_data_is_refused(query: type, now: datetime) -> None:
    with pytest.raises(KindNotGranted):
        query(grant=grant(ALVA, kinds=("booking.appointment",)), since=START, until=END)


def test_an_event_without_words_is_refused(now: datetime) -> None:
    with pytest.raises(UnknownAuditEvent):
        record(event="unheard.of", actor=NURSE, now=now)

    assert not AuditEvent.objects.exists()
