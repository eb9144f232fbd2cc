"""Whoever wishes it is told once that something new can be read, and never of what is closed to her."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError
from django.test import Client
from django.urls import reverse

from conftest import opened, resident
from ingang.foundation.access.actions import open_job
from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.notifications.actions import choose_channels
from ingang.foundation.notifications.models import Notice
from ingang.foundation.outbox.actions import announce
from ingang.foundation.people.models import Person
from ingang.foundation.personal.scope import house_scope
from ingang.foundation.records.importing import import_text
from ingang.foundation.records.models import Resource
from ingang.foundation.systems.models import ConnectedSystem, Protocol
from ingang.foundation.work_items.models import WorkItem
from ingang.kernel.registry import current
from ingang.services.journal.models import DisclosureDecision, NewEntry, ReleaseChoice
from ingang.services.journal.news import telling
from ingang.services.journal.news.rules import NEW_OTHERS, NEW_RESULTS, NEW_TODAY
from ingang.services.journal.release_choices import find_waiting
from tests.faults.failing import failing_at

pytestmark = pytest.mark.django_db

Cast = Callable[[str], UUID]
Wishes = Callable[..., None]
Work = Callable[[datetime], int]
CARE_GIVER, UPPSALA = "SE0000000020-G001", "SE0000000510-S001"
UNIT = "SE0000000020-U001"
EVENING = datetime(2026, 11, 26, 17, tzinfo=UTC)
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


@pytest.fixture
def wishes(cast: Cast, now: datetime) -> Callable[..., None]:
    """Has somebody of the cast wish for these kinds of notices, by mail."""

    def wish(key: str, *codes: str) -> None:
        for code in codes:
            grant = opened(resident(key), "notifications.choices", now=now)
            choose_channels(grant=grant, code=code, channels=["mail"], now=now)

    return wish


@pytest.fixture
def work(deliver: Callable[..., int]) -> Callable[[datetime], int]:
    """What the worker does at a moment: gives how many notices were written."""

    def done(at: datetime) -> int:
        deliver(at=at)
        grant = open_job(name=telling.JOB, kinds=("records.clinical",), now=at)
        return telling.tell(grant=grant, now=at)

    return done


def diagnosis(id: str = "d1", more: str = "") -> str:
    return f'{{"resourceType":"Condition","id":"{id}","code":{{"text":"Pollenallergi"}}{more}}}'


def result(id: str = "o1", more: str = "") -> str:
    return (
        f'{{"resourceType":"Observation","id":"{id}","status":"final","code":{{"text":"P-CRP"}},'
        f'"category":[{{"coding":[{{"code":"laboratory"}}]}}],"effectiveDateTime":"2026-11-20"{more}}}'
    )


def written(person: UUID, resource: str, now: datetime, **changed: Any) -> None:
    """An entry that has just come, perhaps marked."""
    import_text(text=resource, care_giver=CARE_GIVER, person=person, now=now)
    if changed:
        with house_scope():
            newest = Resource.unguarded.filter(person=person).order_by("-id").values_list("id", flat=True)[0]
            Resource.unguarded.filter(id=newest).update(**changed)


def told(person: UUID | None = None) -> list[tuple[str, str]]:
    """Every notice: which kind, and whether it may leave."""
    with house_scope():
        rows = Notice.unguarded.filter(code__startswith="journal.", **({"recipient": person} if person else {}))
        return sorted(rows.values_list("code", "state"))


def waiting() -> int:
    with house_scope():
        return NewEntry.unguarded.count()


def chose(person: UUID, reader: UUID, now: datetime, **when: str) -> None:
    with house_scope():
        ReleaseChoice(person=person, reader=reader, choices=when, changed_at=now).save(force_insert=True)


def test_nobody_is_told_who_has_not_chosen_it(cast: Cast, work: Work, now: datetime) -> None:
    written(cast("alva"), result(), now)

    assert work(now) == 0
    assert (told(), waiting()) == ([], 0)


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        ([NEW_RESULTS], [NEW_RESULTS]),
        ([NEW_OTHERS], [NEW_OTHERS]),
        ([NEW_RESULTS, NEW_OTHERS], [NEW_OTHERS, NEW_RESULTS]),
    ],
)
def test_each_kind_is_told_of_once_however_much_has_come(
    codes: list[str], expected: list[str], cast: Cast, wishes: Wishes, work: Work, now: datetime
) -> None:
    wishes("alva", *codes)
    for number in range(3):
        written(cast("alva"), result(f"o{number}"), now)
        written(cast("alva"), diagnosis(f"d{number}"), now)

    assert work(now) == len(codes)

    assert told(cast("alva")) == [(code, "waiting") for code in expected]
    assert (work(now + MINUTE), waiting()) == (0, 0)
    assert AuditEvent.objects.filter(event="journal.new_told", person=cast("alva")).count() == len(codes)


def test_a_changed_entry_is_no_new_one(cast: Cast, wishes: Wishes, work: Work, now: datetime) -> None:
    written(cast("alva"), diagnosis(), now - DAY)
    work(now - DAY)
    wishes("alva", NEW_OTHERS)
    written(cast("alva"), diagnosis(more=',"recordedDate":"2026-01-01"'), now)

    assert work(now) == 0


def test_in_the_evening_the_day_is_told_of_once(cast: Cast, wishes: Wishes, work: Work, now: datetime) -> None:
    wishes("alva", NEW_TODAY)
    written(cast("alva"), result(), now)
    assert work(now) == 0
    written(cast("alva"), diagnosis(), now + MINUTE)

    assert (work(EVENING - MINUTE), work(EVENING), work(EVENING + MINUTE)) == (0, 1, 0)
    assert told() == [(NEW_TODAY, "waiting")]
    written(cast("alva"), diagnosis("d2"), EVENING + MINUTE)
    assert (work(EVENING + 2 * MINUTE), work(EVENING + DAY)) == (0, 1)


def test_the_words_tell_neither_what_nor_from_whom(cast: Cast, wishes: Wishes, work: Work, now: datetime) -> None:
    wishes("alva", NEW_RESULTS)
    written(cast("alva"), result(), now)
    work(now)

    words = current().notices
    assert len({(words[code].subject, words[code].body) for code in (NEW_RESULTS, NEW_OTHERS, NEW_TODAY)}) == 1
    assert "journal" not in words[NEW_RESULTS].subject + words[NEW_RESULTS].body
    assert AuditEvent.objects.get(event="journal.new_told").details["code"] == NEW_RESULTS


class TestHeldBack:
    """What can not be read gives no notice, and one when it can."""

    @pytest.fixture(autouse=True)
    def _alva_wishes(self, wishes: Wishes) -> None:
        wishes("alva", NEW_RESULTS, NEW_OTHERS)

    def test_what_waits_by_choice_is_told_of_on_the_day_that_it_opens(
        self, cast: Cast, work: Work, now: datetime
    ) -> None:
        chose(cast("alva"), cast("alva"), now, laboratory="later")
        written(cast("alva"), result(), now)

        assert [work(now + day * DAY) for day in range(14)] == [0] * 14
        assert (work(now + 14 * DAY), work(now + 15 * DAY)) == (1, 0)

    def test_a_value_waits_with_the_report_that_points_at_it(self, cast: Cast, work: Work, now: datetime) -> None:
        chose(cast("alva"), cast("alva"), now, tissue="later")
        report = (
            '{"resourceType":"DiagnosticReport","id":"r1","status":"final","code":{"text":"Hudbiopsi"},'
            '"category":[{"coding":[{"code":"SP"}]}],"result":[{"reference":"Observation/o1"}]}'
        )
        entries = ",".join(f'{{"resource":{text}}}' for text in (report, result()))
        written(cast("alva"), f'{{"resourceType":"Bundle","type":"collection","entry":[{entries}]}}', now)

        assert (work(now), work(now + 13 * DAY), work(now + 14 * DAY)) == (0, 0, 1)

    def test_what_care_lets_be_shown_is_told_of_at_once(
        self, log_in_as: Callable[..., Client], cast: Cast, work: Work, now: datetime
    ) -> None:
        chose(cast("alva"), cast("alva"), now, laboratory="spoken")
        unit = f'{{"system":"urn:oid:1.2.752.29.4.19","value":"{UNIT}"}}'
        performer = f',"performer":[{{"type":"Organization","identifier":{unit}}}]'
        written(cast("alva"), result(more=performer), now)
        assert work(now) == 0
        find_waiting(grant=open_job(name="journal.find_waiting", kinds=("records.clinical",), now=now), now=now)
        with house_scope():
            item = WorkItem.unguarded.get(kind="journal.speak").id

        log_in_as("sara").post(reverse("journal:speak", kwargs={"item": item}), {"why": "spoken"})

        assert work(now + MINUTE) == 1

    def test_the_care_givers_delay_is_waited_out(self, cast: Cast, work: Work, now: datetime) -> None:
        decision = DisclosureDecision(
            care_giver=CARE_GIVER, valid_from=now.date(), delay_days=14, decided_by="x", decided_at=now
        )
        decision.save()
        written(cast("alva"), diagnosis(), now)

        assert (work(now), work(now + 13 * DAY), work(now + 14 * DAY)) == (0, 0, 1)

    def test_what_is_withheld_is_told_of_when_it_is_not_any_more(self, cast: Cast, work: Work, now: datetime) -> None:
        written(cast("alva"), diagnosis(), now, is_withheld=True)
        assert work(now) == 0
        with house_scope():
            Resource.unguarded.filter(person=cast("alva")).update(is_withheld=False)
        written(cast("alva"), result(), now + MINUTE)

        assert work(now + MINUTE) == 2

    def test_a_sealed_journal_tells_nothing_until_it_is_open(self, cast: Cast, work: Work, now: datetime) -> None:
        Person.objects.filter(id=cast("alva")).update(journal_sealed_at=now)
        written(cast("alva"), diagnosis(), now)
        assert (work(now), told()) == (0, [])
        Person.objects.filter(id=cast("alva")).update(journal_sealed_at=None)

        assert work(now + DAY) == 1

    @pytest.mark.parametrize("gone", [{"is_deleted": True, "text": ""}, {"status": "entered-in-error"}])
    def test_what_is_gone_is_never_told_of(self, gone: dict[str, Any], cast: Cast, work: Work, now: datetime) -> None:
        written(cast("alva"), diagnosis(), now, **gone)

        assert (work(now), waiting()) == (0, 0)

    def test_what_has_waited_for_a_year_is_forgotten(self, cast: Cast, work: Work, now: datetime) -> None:
        written(cast("alva"), diagnosis(), now, is_withheld=True)
        work(now)
        assert waiting() == 1

        work(now + 365 * DAY)

        assert waiting() == 0

    def test_who_turns_it_off_meanwhile_is_told_no_more(self, cast: Cast, work: Work, now: datetime) -> None:
        chose(cast("alva"), cast("alva"), now, laboratory="later")
        written(cast("alva"), result(), now)
        work(now)
        for code in (NEW_RESULTS, NEW_OTHERS):
            grant = opened(resident("alva"), "notifications.choices", now=now)
            choose_channels(grant=grant, code=code, channels=[], now=now)

        assert (work(now + 14 * DAY), waiting()) == (0, 0)


class TestGuardians:
    """A child's matters are told of as her guardians wish, up to the 13th birthday."""

    def test_a_guardian_is_told_of_a_small_childs_new_entries(
        self, cast: Cast, wishes: Wishes, work: Work, now: datetime
    ) -> None:
        wishes("bo", NEW_OTHERS)
        written(cast("ella"), diagnosis(), now)

        assert work(now) == 1
        assert told(cast("bo")) == [(NEW_OTHERS, "waiting")]

    @pytest.mark.parametrize("closed", [{"hidden_from_guardian": True}, {"is_withheld": True}])
    def test_what_is_hidden_leaves_no_trace(
        self, closed: dict[str, Any], cast: Cast, wishes: Wishes, work: Work, now: datetime
    ) -> None:
        wishes("bo", NEW_OTHERS, NEW_TODAY)
        written(cast("ella"), diagnosis(), now, **closed)

        assert (work(now), work(EVENING), told()) == (0, 0, [])
        assert not AuditEvent.objects.filter(event="journal.new_told").exists()

    def test_from_thirteen_nobody_else_is_told(self, cast: Cast, wishes: Wishes, work: Work, now: datetime) -> None:
        wishes("bo", NEW_OTHERS)
        written(cast("maja"), diagnosis(), now)

        assert (work(now), told(), waiting()) == (0, [], 0)

    def test_a_birthday_between_ends_it(self, cast: Cast, wishes: Wishes, work: Work, now: datetime) -> None:
        wishes("bo", NEW_TODAY)
        written(cast("ella"), diagnosis(), now)
        work(now)
        Person.objects.filter(id=cast("ella")).update(birth_date=now.date().replace(year=now.year - 13))

        assert (work(EVENING), told(), waiting()) == (0, [], 0)

    def test_each_guardian_waits_for_what_she_has_put_off_herself(
        self, cast: Cast, wishes: Wishes, work: Work, now: datetime
    ) -> None:
        wishes("bo", NEW_RESULTS)
        chose(cast("ella"), cast("bo"), now, laboratory="later")
        written(cast("ella"), result(), now)

        assert (work(now), work(now + 14 * DAY)) == (0, 1)

    def test_cleo_hears_nothing(self, cast: Cast, wishes: Wishes, work: Work, now: datetime) -> None:
        wishes("cleo", NEW_RESULTS, NEW_OTHERS, NEW_TODAY)
        written(cast("alva"), diagnosis(), now)
        written(cast("ella"), diagnosis("d2"), now)

        assert (work(now), work(EVENING), told()) == (0, 0, [])


class TestTheIndex:
    """What the index notifies of is told to the person herself, where nothing of it could be held back."""

    @pytest.fixture(autouse=True)
    def _connected(self, wishes: Wishes) -> None:
        wishes("alva", NEW_OTHERS, NEW_RESULTS)
        wishes("bo", NEW_OTHERS)
        ConnectedSystem.objects.create(
            code=UPPSALA, name="Region Uppsala", care_giver="SE0000000510-G001", protocol=Protocol.FHIR, url="https://x"
        )

    def notified(self, person: UUID, now: datetime, system: str = UPPSALA) -> None:
        announce(name="engagements.notified", person=person, fields={"system": system}, now=now)

    def test_she_is_told_once(self, cast: Cast, work: Work, now: datetime) -> None:
        self.notified(cast("alva"), now)
        self.notified(cast("alva"), now)

        assert (work(now), work(now + MINUTE), told()) == (1, 0, [(NEW_OTHERS, "waiting")])

    def test_what_she_may_have_put_off_is_waited_out(self, cast: Cast, work: Work, now: datetime) -> None:
        chose(cast("alva"), cast("alva"), now, diagnoses="later")
        self.notified(cast("alva"), now)

        assert (work(now), work(now + 13 * DAY), work(now + 14 * DAY)) == (0, 0, 1)

    def test_where_the_care_giver_holds_back_nothing_is_told(self, cast: Cast, work: Work, now: datetime) -> None:
        DisclosureDecision(
            care_giver="SE0000000510-G001", valid_from=now.date(), signed_only=True, decided_by="x", decided_at=now
        ).save()
        self.notified(cast("alva"), now)

        assert (work(now), work(now + 60 * DAY)) == (0, 0)

    @pytest.mark.parametrize(("key", "system"), [("ella", UPPSALA), ("alva", "SE0000009999-S001")])
    def test_no_guardian_is_told_and_nothing_of_systems_that_nobody_asks(
        self, key: str, system: str, cast: Cast, work: Work, now: datetime
    ) -> None:
        self.notified(cast(key), now, system)

        assert (work(now), told()) == (0, [])


def test_a_worker_that_stops_anywhere_tells_neither_twice_nor_never(
    cast: Cast, wishes: Wishes, work: Work, now: datetime
) -> None:
    wishes("alva", NEW_RESULTS, NEW_OTHERS, NEW_TODAY)
    written(cast("alva"), result(), now)
    written(cast("alva"), diagnosis(), now)
    work(now - MINUTE)
    statement, stopped = 0, True

    while stopped:
        statement += 1
        try:
            with failing_at(statement):
                work(EVENING)
            stopped = False
        except DatabaseError:
            assert len(set(told())) == len(told())

    assert told() == [(NEW_OTHERS, "waiting"), (NEW_RESULTS, "waiting"), (NEW_TODAY, "waiting")]
    assert (work(EVENING + MINUTE), waiting()) == (0, 0)
