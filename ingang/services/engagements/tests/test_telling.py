"""What care givers keep here is told to the index at every change, and what it does not take is tried again."""

import json
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings
from django.test import override_settings

from conftest import number_of
from ingang.connectors.engagement_index.engagements import Engagement
from ingang.connectors.engagement_index.fake import FakeEngagementIndex
from ingang.connectors.rivta import errors
from ingang.foundation.access.actions import open_job
from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.care_units.rules import organisation_number
from ingang.foundation.outbox.models import OutboxEvent
from ingang.foundation.people.models import PersonNumber
from ingang.foundation.personal.scope import house_scope, scope
from ingang.foundation.records.actions import delete, purge
from ingang.foundation.records.importing import import_text
from ingang.foundation.records.models import Resource
from ingang.foundation.work_items.models import WorkItem
from ingang.kernel.grant import OPERATION
from ingang.kernel.identifiers import IdentifierKind
from ingang.services.engagements.models import Untold
from ingang.services.engagements.rules import WORDS, WORK_AFTER, pause_after, words_of
from ingang.services.engagements.telling import settle, tell

pytestmark = pytest.mark.django_db

CARE_GIVER, OWN = "SE0000000010-G001", "SE0000000099-I001"
TOLD = settings.ENGAGEMENT_INDEX | {"URL": "https://index.example", "OWN_ADDRESS": OWN}
Deliver = Callable[..., int]


@pytest.fixture
def index(monkeypatch: pytest.MonkeyPatch, cast: object) -> Iterator[FakeEngagementIndex]:
    told = FakeEngagementIndex()
    monkeypatch.setattr("ingang.services.engagements.telling.the_index", lambda: told)
    with override_settings(ENGAGEMENT_INDEX=TOLD):
        yield told


def write(person: UUID, now: datetime, *, id: str = "c1", text: str = "Torra ögon", **more: object) -> None:
    resource = {"resourceType": "Condition", "id": id, "code": {"text": text}, **more}
    import_text(text=json.dumps(resource), care_giver=CARE_GIVER, person=person, now=now)


def run(now: datetime) -> int:
    grant = open_job(name="engagements.tell", kinds=("records.clinical", "work_items.item"), now=now)
    return tell(grant=grant, now=now)


def told(index: FakeEngagementIndex) -> list[Engagement]:
    return list(index.engagements.values())


def untold(now: datetime) -> int:
    grant = open_job(name="engagements.tell", kinds=("records.clinical",), now=now)
    with scope(grant):
        return Untold.under(grant).count()


def logical_id() -> str:
    with house_scope():
        return str(Resource.unguarded.get().logical_id)


def test_a_change_is_told_with_its_key_and_time_once(
    index: FakeEngagementIndex, cast: Callable[[str], UUID], now: datetime, deliver: Deliver
) -> None:
    write(cast("alva"), now)
    deliver()

    assert run(now) == 1
    assert told(index) == [
        Engagement(
            resident=number_of("alva").value,
            service_domain="urn:riv:clinicalprocess:healthcond:description",
            categorization="dia",
            logical_address=OWN,
            source_system=OWN,
            data_controller="000000-0010",
            most_recent_at=now,
        )
    ]
    assert (run(now), untold(now)) == (0, 0)
    event = AuditEvent.objects.get(event="engagements.told")
    assert event.person == cast("alva")
    assert event.details == {"care_giver": CARE_GIVER, "word": "dia", "is_gone": "False"}


def test_a_later_change_moves_the_time_and_the_last_that_goes_takes_the_row_along(
    index: FakeEngagementIndex, cast: Callable[[str], UUID], now: datetime, deliver: Deliver
) -> None:
    alva, later, last = cast("alva"), now + timedelta(minutes=1), now + timedelta(minutes=2)
    write(alva, now)
    deliver()
    run(now)
    write(alva, later, text="Ögoninflammation")
    deliver(at=later)
    run(later)
    assert [one.most_recent_at for one in told(index)] == [later]

    job = open_job(name="records.index", kinds=("records.clinical",), persons=(alva,), now=last)
    delete(grant=job, care_giver=CARE_GIVER, type="Condition", logical_id=logical_id(), now=last)
    deliver(at=last)
    run(last)
    assert told(index) == []


def test_where_one_is_deleted_and_another_left_the_time_moves_too(
    index: FakeEngagementIndex, cast: Callable[[str], UUID], now: datetime, deliver: Deliver
) -> None:
    alva, later = cast("alva"), now + timedelta(minutes=1)
    write(alva, now)
    first = logical_id()
    write(alva, now, id="c2", text="Pollenallergi")
    job = open_job(name="records.index", kinds=("records.clinical",), persons=(alva,), now=later)
    delete(grant=job, care_giver=CARE_GIVER, type="Condition", logical_id=first, now=later)
    deliver(at=later)
    run(later)

    assert [one.most_recent_at for one in told(index)] == [later]


def test_what_is_destroyed_by_decision_is_gone_from_the_index(
    index: FakeEngagementIndex, cast: Callable[[str], UUID], now: datetime, deliver: Deliver
) -> None:
    alva = cast("alva")
    write(alva, now)
    deliver()
    run(now)
    job = open_job(name="records.index", kinds=("records.clinical",), persons=(alva,), now=now)
    purge(grant=job, care_giver=CARE_GIVER, type="Condition", logical_id=logical_id(), decision="IVO 1", now=now)
    deliver()
    run(now)

    assert told(index) == []


@pytest.mark.parametrize(
    "more",
    [
        {"verificationStatus": {"coding": [{"code": "entered-in-error"}]}},
        {"resourceType": "FamilyMemberHistory", "status": "completed"},
    ],
)
def test_what_is_in_error_or_has_no_word_is_told_to_nobody(
    more: dict[str, Any], index: FakeEngagementIndex, cast: Callable[[str], UUID], now: datetime, deliver: Deliver
) -> None:
    write(cast("alva"), now, **more)
    deliver()
    run(now)

    assert told(index) == []


def test_one_without_a_number_of_her_own_is_told_to_nobody_and_not_waited_for(
    index: FakeEngagementIndex, cast: Callable[[str], UUID], now: datetime, deliver: Deliver
) -> None:
    write(cast("alva"), now)
    PersonNumber.objects.filter(person=cast("alva")).update(kind=IdentifierKind.NATIONAL_RESERVE)
    deliver()

    assert (run(now), told(index), untold(now)) == (0, [], 0)


def test_what_the_index_does_not_take_is_tried_again_and_after_an_hour_it_is_work_once_a_day(
    index: FakeEngagementIndex, cast: Callable[[str], UUID], now: datetime, deliver: Deliver
) -> None:
    write(cast("alva"), now)
    deliver()
    index.break_with(errors.TimedOut())
    at, tried = now, []
    for attempt in range(1, WORK_AFTER + 3):
        assert run(at) == 0
        with house_scope():
            tried.append(WorkItem.unguarded.filter(kind="engagements.not_told", unit=OPERATION).count())
        assert run(at + pause_after(attempts=attempt) - timedelta(seconds=1)) == 0
        at += pause_after(attempts=attempt)

    assert tried == [0] * (WORK_AFTER - 1) + [1] * 3
    index.break_with(None)
    assert run(at) == 1
    assert len(told(index)) == 1


def test_nobodys_other_events_wait_for_an_index_that_is_down(
    index: FakeEngagementIndex, cast: Callable[[str], UUID], now: datetime, deliver: Deliver
) -> None:
    index.break_with(errors.TimedOut())
    write(cast("alva"), now)

    assert deliver() >= 1
    assert not OutboxEvent.objects.filter(delivered_at=None).exists()


def test_a_change_during_the_telling_is_told_the_next_time(
    index: FakeEngagementIndex, cast: Callable[[str], UUID], now: datetime, deliver: Deliver
) -> None:
    write(cast("alva"), now)
    deliver()
    grant = open_job(name="engagements.tell", kinds=("records.clinical",), now=now)
    with scope(grant):
        seen = list(Untold.under(grant))
        Untold.under(grant).update(changed_at=now + timedelta(minutes=1))
    settle(grant=grant, changes=dict.fromkeys(seen), now=now)

    assert untold(now) == 1


def test_without_an_index_nothing_waits_to_be_told(
    cast: Callable[[str], UUID], now: datetime, deliver: Deliver
) -> None:
    write(cast("alva"), now)
    deliver()

    assert untold(now) == 0


@pytest.mark.parametrize(
    ("types", "words"),
    [
        (["Condition"], ["dia"]),
        (["DiagnosticReport"], ["und-kkm-ure", "und-bdi-ure"]),
        (["Encounter", "Flag"], ["upp", "vko"]),
        (["Organization", "Patient"], []),
    ],
)
def test_which_words_a_type_falls_under(types: list[str], words: list[str]) -> None:
    assert words_of(types=types) == words


@pytest.mark.parametrize(
    ("hsa_id", "number"),
    [
        ("SE0000000510-G001", "000000-0510"),
        ("SE165565594230-1000", "556559-4230"),
        ("SE2321000016-1", "232100-0016"),
        ("X1", "X1"),
    ],
)
def test_the_organisation_number_stands_in_the_hsa_id(hsa_id: str, number: str) -> None:
    assert organisation_number(hsa_id) == number


def test_pauses_grow_to_an_hour() -> None:
    assert [pause_after(attempts=n).total_seconds() / 60 for n in (1, 2, 6, 7, 99)] == [1, 2, 32, 60, 60]
    assert len(WORDS) == 9
