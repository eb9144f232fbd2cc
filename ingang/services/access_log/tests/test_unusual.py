"""Unusual readings: the rules, what the job finds and tells, and who sees it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from conftest import NOON, opened, resident, staff
from demo.cast import person_id
from ingang.foundation.access.across import RelationReason
from ingang.foundation.access.actions import open_job
from ingang.foundation.audit.actions import REFUSED, record
from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.audit.part import EVENTS
from ingang.foundation.consents.models import CareRelation
from ingang.foundation.notifications.actions import choose_channels
from ingang.foundation.notifications.models import Notice
from ingang.foundation.people.models import ContactWay, Person
from ingang.foundation.personal.errors import KindNotGranted
from ingang.foundation.personal.scope import house_scope
from ingang.services.access_log.actions.unusual import find_unusual
from ingang.services.access_log.models import UNUSUAL, UnusualReading
from ingang.services.access_log.rules.unusual import MANY_READERS, ReadingFacts, Sign, contact_near, signs_of
from ingang.services.access_log.samples import read_by

Cast = Callable[[str], UUID]
LogInAs = Callable[..., Client]
NIGHT = NOON - timedelta(hours=10)
ORDINARY: dict[str, Any] = {
    **{"at": NOON, "had_contact": True, "contact_is_own_word": False, "reader_name": "Sara Nyström"},
    **{"own_name": "Åkerman", "works_there": False, "unit_was_closed": False, "readers": 1},
}


def signs(**changes: Any) -> set[Sign]:
    return set(signs_of(ReadingFacts(**(ORDINARY | changes))))


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, set()),
        ({"had_contact": False}, {Sign.NO_CONTACT}),
        ({"reader_name": "Olle Åkerman"}, {Sign.SAME_NAME}),
        ({"reader_name": "Olle ÅKERMAN"}, {Sign.SAME_NAME}),
        ({"reader_name": "Olle Uddåkerman"}, set()),
        ({"reader_name": "Eva af Klint", "own_name": "af Klint"}, {Sign.SAME_NAME}),
        ({"reader_name": "Olle Andersson", "own_name": "Andersson"}, set()),
        ({"contact_is_own_word": True}, set()),
        (
            {"reader_name": "Olle Berg", "own_name": "Berg", "contact_is_own_word": True},
            {Sign.SAME_NAME, Sign.ONLY_OWN_WORD},
        ),
        ({"works_there": True}, set()),
        ({"works_there": True, "contact_is_own_word": True}, {Sign.OWN_WORKPLACE, Sign.ONLY_OWN_WORD}),
        ({"works_there": True, "had_contact": False}, {Sign.NO_CONTACT, Sign.OWN_WORKPLACE}),
        ({"readers": MANY_READERS - 1}, set()),
        ({"readers": MANY_READERS}, {Sign.MANY_READERS}),
        ({"unit_was_closed": True}, set()),
        ({"unit_was_closed": True, "at": NIGHT}, {Sign.AT_NIGHT}),
        ({"at": NIGHT}, set()),
        ({"own_name": "", "reader_name": ""}, set()),
    ],
)
def test_one_strong_sign_or_two_weak_ones_make_a_reading_unusual(changes: dict[str, Any], expected: set[Sign]) -> None:
    assert signs(**changes) == expected


@given(
    own=st.text(max_size=12),
    reader=st.text(max_size=12),
    flags=st.tuples(st.booleans(), st.booleans(), st.booleans(), st.booleans()),
    readers=st.integers(min_value=0, max_value=50),
)
def test_a_reading_is_never_unusual_by_one_weak_sign_alone(
    own: str, reader: str, flags: tuple[bool, bool, bool, bool], readers: int
) -> None:
    contact, word, works, closed = flags

    found = signs(
        own_name=own, reader_name=reader, had_contact=contact, contact_is_own_word=word, works_there=works,
        unit_was_closed=closed, readers=readers,
    )  # fmt: skip

    assert found not in ({Sign.ONLY_OWN_WORD}, {Sign.OWN_WORKPLACE})
    assert (Sign.NO_CONTACT in found) is not contact


@pytest.mark.parametrize(("days", "near"), [(-31, False), (-30, True), (0, True), (40, True), (41, False)])
def test_a_contact_counts_a_month_before_and_after(days: int, near: bool) -> None:
    until = NOON + timedelta(days=10)

    assert contact_near(valid_from=NOON, valid_until=until, at=NOON + timedelta(days=days)) is near


def look(now: datetime) -> int:
    """Let the job run a while after."""
    later = now + timedelta(minutes=5)
    return find_unusual(grant=open_job(name="access_log.find_unusual", kinds=(EVENTS, UNUSUAL), now=later), now=later)


def found_about(key: str) -> list[set[str]]:
    with house_scope():
        rows = UnusualReading.unguarded.filter(person=person_id(key)).order_by("entry")
        return [set(row.signs) for row in rows]


@pytest.mark.django_db
def test_seeded_odd_look_ups_are_found_and_ordinary_ones_are_not(cast: Cast, now: datetime) -> None:
    read_by(actor=staff("sara"), person=cast("alva"), now=now)
    read_by(actor=staff("mona"), person=cast("alva"), now=now)
    read_by(actor=staff("petra"), person=cast("alva"), now=NIGHT)
    read_by(actor=staff("tore"), person=cast("alva"), now=now)

    found = look(now)

    assert found == 2
    assert found_about("alva") == [{"same_name", "at_night"}, {"no_contact"}]


@pytest.mark.django_db
def test_a_refused_attempt_without_contact_is_unusual(cast: Cast, now: datetime) -> None:
    record(event="access.person_opened", actor=staff("ulla"), person=cast("cleo"), outcome=REFUSED, now=now)

    look(now)

    assert found_about("cleo") == [{"no_contact"}]


@pytest.mark.django_db
def test_ones_own_workplace_counts_where_only_a_colleague_says_that_one_is_a_patient(cast: Cast, now: datetime) -> None:
    Person.objects.filter(id=cast("cleo")).update(given_name="Mona", family_name="Dahl")
    CareRelation.unguarded.create(
        person=cast("cleo"), unit="SE0000000010-U002", care_giver="SE0000000010-G001",
        because=RelationReason.VISITS_NOW, valid_from=now, valid_until=now + timedelta(days=1),
    )  # fmt: skip
    read_by(actor=staff("petra"), person=cast("cleo"), now=now)

    look(now)

    assert found_about("cleo") == [{"own_workplace", "only_own_word"}]


@pytest.mark.django_db
def test_many_readers_within_a_day_are_counted_once_each(cast: Cast, now: datetime) -> None:
    for number in range(MANY_READERS):
        reader = replace(staff("sara"), hsa_id=f"SE0000000020-S1{number:02}", name=f"Eva {number}")
        for minutes in (0, 5):
            read_by(actor=reader, person=cast("alva"), now=now - timedelta(minutes=minutes))

    look(now)

    assert found_about("alva")
    assert all(signs == {"many_readers"} for signs in found_about("alva"))


@pytest.mark.django_db
def test_the_job_finds_nothing_twice_and_goes_on_where_it_was(cast: Cast, now: datetime) -> None:
    read_by(actor=staff("tore"), person=cast("alva"), now=now)
    first, again = look(now), look(now)
    read_by(actor=staff("tore"), person=cast("alva"), now=now + timedelta(minutes=1))

    later = look(now)

    assert (first, again, later) == (1, 0, 1)
    assert AuditEvent.objects.filter(event="access_log.unusual_found").count() == 2


@pytest.mark.django_db
def test_the_latest_minute_is_left_for_the_next_time(cast: Cast, now: datetime) -> None:
    read_by(actor=staff("tore"), person=cast("alva"), now=now + timedelta(minutes=4, seconds=30))

    assert look(now) == 0
    assert look(now + timedelta(minutes=5)) == 1


@pytest.mark.django_db
@pytest.mark.parametrize("chosen", [True, False])
def test_a_neutral_notice_goes_to_those_who_have_chosen_it(cast: Cast, now: datetime, chosen: bool) -> None:
    ContactWay.unguarded.update_or_create(
        person=cast("alva"), channel="mail", defaults={"address": "alva@example.test", "verified_at": now}
    )
    if chosen:
        grant = opened(resident("alva"), "notifications.choices", now=now)
        choose_channels(grant=grant, code="access_log.unusual", channels=["mail"], now=now)
    read_by(actor=staff("tore"), person=cast("alva"), now=now)

    look(now)

    with house_scope():
        notices = list(Notice.unguarded.filter(code="access_log.unusual").values_list("channel", "state"))
    assert notices == ([("mail", "waiting")] if chosen else [])


@pytest.mark.django_db
def test_the_log_marks_the_line_with_the_rules_words(cast: Cast, now: datetime, log_in_as: LogInAs) -> None:
    read_by(actor=staff("petra"), person=cast("alva"), now=NIGHT)
    look(now)

    pages = [log_in_as("alva").get(f"/min/vem-har-last/{rest}").content.decode() for rest in ("", "ovanliga/")]

    for page in pages:
        assert "Ovanlig läsning" in page
        assert "Den som läste har samma efternamn som du." in page


@pytest.mark.django_db
@pytest.mark.parametrize(("details", "seen"), [({}, True), ({"unit": "SE0000000010-U003"}, False)])
def test_a_guardian_sees_an_unusual_reading_only_where_the_line_is_shown_to_her(
    cast: Cast, now: datetime, log_in_as: LogInAs, details: dict[str, str], seen: bool
) -> None:
    record(event="access.person_opened", actor=staff("tore"), person=cast("ella"), details=details, now=now)
    look(now)

    bo = log_in_as("bo", acting_for="ella")
    told = "".join(bo.get(f"/min/vem-har-last/{rest}").content.decode() for rest in ("", "ovanliga/"))

    assert ("ingen kontakt med dig kring den tiden" in told) is seen
    assert "fann att en läsning" not in told
    assert found_about("ella") == [{"no_contact"}]


@pytest.mark.django_db
@pytest.mark.parametrize(("key", "acting_for"), [("cleo", "alva"), ("erik", "dagny"), ("bo", "maja"), ("sara", None)])
def test_nobody_else_sees_what_is_unusual(log_in_as: LogInAs, key: str, acting_for: str | None) -> None:
    assert log_in_as(key, acting_for=acting_for).get("/min/vem-har-last/ovanliga/").status_code in {403, 404}


@pytest.mark.django_db
def test_only_a_job_for_everybody_watches_the_whole_log(cast: Cast, now: datetime) -> None:
    with pytest.raises(KindNotGranted):
        find_unusual(grant=opened(resident("alva"), EVENTS, UNUSUAL, now=now), now=now)


@pytest.mark.django_db
def test_the_number_of_queries_does_not_grow_with_ordinary_readings(cast: Cast, now: datetime) -> None:
    counts = []
    for round_, readings in enumerate((2, 40)):
        for _ in range(readings):
            read_by(actor=staff("sara"), person=cast("alva"), now=now + timedelta(hours=round_))
        with CaptureQueriesContext(connection) as captured:
            assert look(now + timedelta(hours=round_)) == 0
        counts.append(len(captured))

    assert counts[1] <= counts[0]
