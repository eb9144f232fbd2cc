"""An important message that nobody reads becomes one piece of work; who can not be reached becomes work at once."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.test import Client

from conftest import staff
from demo.cast import person_id
from ingang.foundation.access.actions import open_job
from ingang.foundation.identity.actions import lock_log_in
from ingang.foundation.identity.models import LockReason
from ingang.foundation.personal.scope import house_scope
from ingang.foundation.work_items.models import WorkItem
from ingang.services.inbox.actions.alarms import watch_unread
from ingang.services.inbox.tests.conftest import BJORKBACKEN, Told, Write, messages_of

pytestmark = pytest.mark.django_db

LogInAs = Callable[..., Client]
IN_TIME, LATE = timedelta(hours=47), timedelta(hours=48)


def watch(now: datetime) -> None:
    watch_unread(grant=open_job(name="inbox.unread", kinds=("inbox.message", "work_items.item"), now=now), now=now)


def work() -> list[WorkItem]:
    with house_scope():
        return list(WorkItem.unguarded.order_by("created_at", "id"))


def test_unread_for_two_days_becomes_exactly_one_piece_of_work(write: Write, now: datetime) -> None:
    message = write("alva", is_important=True)
    watch(now + IN_TIME)
    before = work()

    for hours in range(3):
        watch(now + LATE + timedelta(hours=hours))

    assert before == []
    assert [(one.unit, one.kind, one.subject) for one in work()] == [(BJORKBACKEN, "inbox.unread", str(message))]


@pytest.mark.parametrize("important", [True, False])
def test_what_was_read_in_time_or_is_not_important_becomes_none(
    write: Write, log_in_as: LogInAs, now: datetime, important: bool
) -> None:
    message: UUID = write("alva", is_important=important)
    if important:
        log_in_as("alva").get(f"/min/inkorg/{message}/")

    watch(now + LATE)

    assert work() == []


def test_the_nurse_sees_what_to_do_and_closes_it(write: Write, log_in_as: LogInAs, now: datetime) -> None:
    write("alva", is_important=True)
    watch(now + LATE)
    address = f"/personal/meddelanden/olast/{work()[0].id}/"
    sara = log_in_as("sara")

    page = sara.get(address).content.decode()
    answers = [sara.post(address, {"how": "letter"}) for _ in range(2)]

    assert "Alva Lindqvist" in page
    assert [one.status_code for one in answers] == [302, 409]
    assert work()[0].state == "done"


def test_read_after_the_alarm_the_work_is_done_by_itself(write: Write, log_in_as: LogInAs, now: datetime) -> None:
    message = write("alva", is_important=True)
    watch(now + LATE)
    log_in_as("alva").get(f"/min/inkorg/{message}/")

    watch(now + LATE + timedelta(hours=1))

    assert [(one.state, one.outcome) for one in work()] == [("done", "Meddelandet lästes.")]


@pytest.mark.parametrize(("key", "assignment"), [("ulla", 0), ("sara", 1), ("alva", None)])
def test_anothers_work_looks_missing(
    write: Write, log_in_as: LogInAs, now: datetime, key: str, assignment: int | None
) -> None:
    write("alva", is_important=True)
    watch(now + LATE)

    answer = log_in_as(key, assignment=assignment).get(f"/personal/meddelanden/olast/{work()[0].id}/")

    assert answer.status_code == 404


def test_an_event_for_one_whose_log_in_is_locked_becomes_work_and_no_message(told: Told, now: datetime) -> None:
    lock_log_in(person=person_id("alva"), reason=LockReason.COERCION, actor=staff("sara"), now=now)

    told("alva")

    assert messages_of("alva") == []
    assert [(one.unit, one.kind) for one in work()] == [(BJORKBACKEN, "work_items.receiver_locked")]


def test_an_event_for_the_dead_becomes_work_and_no_message(told: Told) -> None:
    told("linnea")

    assert messages_of("linnea") == []
    assert [one.kind for one in work()] == ["work_items.receiver_deceased"]
