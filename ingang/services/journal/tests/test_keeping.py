"""What other systems answered: kept for one log-in in one browser, and nowhere else."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

import pytest

from conftest import number_of, opened, representative, resident, staff
from ingang.connectors.fhir.fake import FakeFhirServer
from ingang.foundation.access.across import open_across
from ingang.foundation.access.actions import open_job
from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.identity.keeping import Keeper
from ingang.foundation.identity.models import LogIn
from ingang.foundation.personal.scope import house_scope, scope
from ingang.foundation.work_items.models import WorkItem
from ingang.kernel.grant import OPERATION, Grant, Ground
from ingang.services.journal.keeping import TEXTS_IN_A_PART, forget, is_fresh, keep, kept, kept_texts
from ingang.services.journal.models import KeptAnswer, KeptTexts
from ingang.services.journal.sources import Answer, Question, State
from ingang.services.journal.sources.collecting import Collector
from ingang.services.journal.tests.sources import condition, knows, uppsala

pytestmark = pytest.mark.django_db

CLINICAL = "records.clinical"
LYKTAN, STOCKHOLM = "SE0000000010-U003", "SE0000000010-G001"
LOG_IN = UUID(int=7)
KEEPER = Keeper(log_in=LOG_IN, session_key="a browser's own")


@pytest.fixture
def alva(cast: Callable[[str], UUID], now: datetime) -> Grant:
    return opened(resident("alva"), CLINICAL, now=now)


def answered(grant: Grant, now: datetime, *resources: dict[str, object]) -> Answer:
    """What Region Uppsala answers about the grant's person."""
    server = knows(FakeFhirServer(), number_of("alva"), *resources)
    question = Question(person=grant.person, identifiers=(number_of("alva"),), asked_at=now)
    (coming,) = Collector().ask(sources=[uppsala(server)], question=question)
    return coming.result(timeout=10)


def late(answer: Answer, *, at: datetime) -> Answer:
    return replace(answer, state=State.LATE, asked_at=at, fetched_at=None, entries=(), texts={})


def test_what_is_kept_comes_back_whole_with_its_age(alva: Grant, now: datetime) -> None:
    answer = answered(alva, now, *(condition(str(n), f"Diagnos {n}") for n in range(TEXTS_IN_A_PART + 5)))
    keep(grant=alva, keeper=KEEPER, answer=answer, now=now)
    keep(grant=alva, keeper=KEEPER, answer=answer, now=now)

    assert kept(grant=alva, keeper=KEEPER) == (replace(answer, texts={}, words={}),)
    last = answer.entries[-1].id
    assert kept_texts(grant=alva, keeper=KEEPER, systems=[answer.code], entries=[last]) == {last: answer.texts[last]}
    event = AuditEvent.objects.filter(event="journal.source_asked")[0]
    assert event.details == {"system": answer.code, "state": "answered", "entries": str(len(answer.entries))}


def test_nothing_of_it_can_be_read_without_that_browser_and_that_log_in(alva: Grant, now: datetime) -> None:
    answer = answered(alva, now, condition("1", "Torra ögon"))
    keep(grant=alva, keeper=KEEPER, answer=answer, now=now)
    entries = [answer.entries[0].id]

    for other in (replace(KEEPER, session_key="another"), replace(KEEPER, log_in=UUID(int=8))):
        assert kept(grant=alva, keeper=other) == ()
        assert kept_texts(grant=alva, keeper=other, systems=[answer.code], entries=entries) == {}
    with house_scope():
        rows = [*KeptAnswer.unguarded.values_list("sealed"), *KeptTexts.unguarded.values_list("sealed")]
        stored = b"".join(bytes(sealed) for (sealed,) in rows)
    assert b"Torra" not in stored
    assert "a browser's own" not in repr(KEEPER)


def test_another_persons_grant_reaches_nothing_of_it(alva: Grant, now: datetime) -> None:
    keep(grant=alva, keeper=KEEPER, answer=answered(alva, now, condition("1", "Torra ögon")), now=now)

    assert kept(grant=opened(resident("freja"), CLINICAL, now=now), keeper=KEEPER) == ()


def test_one_that_fails_keeps_what_it_said_before_and_says_how_old_that_is(alva: Grant, now: datetime) -> None:
    answer, later = answered(alva, now, condition("1", "Torra ögon")), now + timedelta(minutes=11)
    keep(grant=alva, keeper=KEEPER, answer=answer, now=now)
    keep(grant=alva, keeper=KEEPER, answer=late(answer, at=later), now=later)

    (found,) = kept(grant=alva, keeper=KEEPER)
    assert (found.state, found.asked_at, found.fetched_at) == (State.LATE, later, now)
    assert found.entries == answer.entries


@pytest.mark.parametrize(
    ("state", "minutes", "is_new_enough"),
    [
        (State.ANSWERED, 9, True),
        (State.ANSWERED, 10, False),
        (State.PARTLY, 9, True),
        (State.LATE, 0, True),
        (State.LATE, 1, False),
        (State.DOWN, 1, False),
        (State.WRONG_PERSON, 1, False),
    ],
)
def test_when_a_source_is_asked_again(now: datetime, state: State, minutes: int, is_new_enough: bool) -> None:
    answer = Answer(code="SE1", name="Region X", state=state, asked_at=now)

    assert is_fresh(answer=answer, now=now + timedelta(minutes=minutes)) is is_new_enough


def test_an_answer_about_somebody_else_is_the_operations_work_at_once_and_once_a_day(
    alva: Grant, now: datetime
) -> None:
    wrong = Answer(code="SE0000000510-S001", name="Region Uppsala", state=State.WRONG_PERSON, asked_at=now)
    for at in (now, now, now + timedelta(days=1)):
        keep(grant=alva, keeper=KEEPER, answer=wrong, now=at)

    with house_scope():
        work, next_day = WorkItem.unguarded.filter(kind="journal.wrong_person").order_by("due_at")
    assert (work.unit, work.due_at, work.person) == (OPERATION, now, alva.person)
    assert [work.subject, next_day.subject] == ["SE0000000510-S001 2026-11-26", "SE0000000510-S001 2026-11-27"]
    (found,) = kept(grant=alva, keeper=KEEPER)
    assert (found.state, found.entries) == (State.WRONG_PERSON, ())


def test_a_guardian_sees_no_trace_of_what_a_sensitive_unit_wrote(cast: Callable[[str], UUID], now: datetime) -> None:
    guardian = opened(representative("bo", acting_for="ella"), CLINICAL, now=now)
    answer = answered(guardian, now, condition("1", "Pollenallergi"), condition("2", "Hemligt", unit=LYKTAN))
    keep(grant=guardian, keeper=KEEPER, answer=answer, now=now)

    (found,) = kept(grant=guardian, keeper=KEEPER)
    assert [one.title for one in found.entries] == ["Pollenallergi"]


def test_what_care_withholds_from_the_patient_is_kept_for_staff_alone(alva: Grant, now: datetime) -> None:
    label = {"security": [{"code": "NOPAT"}]}
    answer = answered(alva, now, condition("1", "Torra ögon"), condition("2", "Hemligt", meta=label))
    staffs = open_across(
        actor=staff("sara"),
        person=alva.person,
        kinds=[CLINICAL],
        ground=Ground.EMERGENCY,
        reason="unconscious",
        now=now,
    )
    seen = []
    for grant in (alva, staffs):
        keep(grant=grant, keeper=KEEPER, answer=answer, now=now)
        (found,) = kept(grant=grant, keeper=KEEPER)
        seen.append([one.title for one in found.entries])
    hidden = [one.id for one in answer.entries if one.is_withheld]

    assert seen == [["Torra ögon"], ["Torra ögon", "Hemligt"]]
    asked = AuditEvent.objects.filter(event="journal.source_asked").order_by("id")
    assert [event.details["entries"] for event in asked] == ["1", "2"]
    assert kept(grant=alva, keeper=KEEPER)[0].entries == found.entries[:1]
    keep(grant=alva, keeper=KEEPER, answer=answer, now=now)
    assert kept_texts(grant=alva, keeper=KEEPER, systems=[answer.code], entries=hidden) == {}


def test_what_a_log_in_that_ended_left_is_forgotten(alva: Grant, now: datetime) -> None:
    answer = answered(alva, now, condition("1", "Torra ögon"))
    open_one, ended = (
        LogIn.objects.create(
            person=alva.person, issuer="test", assurance="loa3", started_at=now, last_active_at=now, ended_at=at
        )
        for at in (None, now)
    )
    for log_in in (open_one, ended):
        keep(grant=alva, keeper=replace(KEEPER, log_in=log_in.id), answer=answer, now=now)
    job = open_job(name="journal.forget_answers", kinds=(CLINICAL,), now=now)

    assert forget(grant=job, now=now) == 1
    with scope(job):
        assert [row.log_in for row in KeptAnswer.under(job)] == [open_one.id]
        assert [row.log_in for row in KeptTexts.under(job)] == [open_one.id]
