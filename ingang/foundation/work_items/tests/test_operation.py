"""Deliveries that were given up: whose work they become, tried again, and seen by the operation without names."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

import pytest
from uuid6 import uuid7

from conftest import staff
from ingang.foundation.access.actions import open_job, open_operation, open_unit
from ingang.foundation.access.errors import AssignmentNeeded
from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.outbox.models import OutboxEvent
from ingang.foundation.work_items.actions import finish_work, retry_delivery, take_work
from ingang.foundation.work_items.errors import NothingToRetry, TakenByColleague
from ingang.foundation.work_items.jobs import dead_deliveries_to_work, give_back_work_left_behind
from ingang.foundation.work_items.models import KIND, WorkState
from ingang.foundation.work_items.queries import Whose, open_work, steps_of, work_line, work_page
from ingang.foundation.work_items.tests.conftest import BJORKBACKEN, Cast
from ingang.kernel.grant import Grant


def dead(person: UUID, fields: dict[str, str], now: datetime) -> OutboxEvent:
    event = OutboxEvent(name="x.y", version=1, person=person, fields=fields, at=now, dead_at=now, attempts=9)
    event.event_id = uuid7()
    event.save(force_insert=True)
    return event


@pytest.fixture
def job(cast: Cast, now: datetime) -> Grant:
    return open_job(name="work_items.dead_deliveries", kinds=[KIND], now=now)


@pytest.fixture
def otto(cast: Cast, now: datetime) -> Grant:
    return open_operation(actor=staff("otto"), kinds=[KIND], now=now)


@pytest.mark.parametrize(("fields", "units_own"), [({"unit": BJORKBACKEN}, 1), ({}, 0)])
def test_a_delivery_that_was_given_up_becomes_work_once(
    sara: Grant, otto: Grant, job: Grant, cast: Cast, now: datetime, fields: dict[str, str], units_own: int
) -> None:
    dead(cast("alva"), fields, now)

    new = [dead_deliveries_to_work(grant=job, now=now) for _ in range(2)]

    assert new == [1, 0]
    assert (len(open_work(grant=sara, now=now)), len(open_work(grant=otto, now=now))) == (units_own, 1 - units_own)


def test_the_operation_sees_what_failed_and_never_whom_it_is_about(
    otto: Grant, job: Grant, cast: Cast, now: datetime
) -> None:
    dead(cast("alva"), {}, now)
    dead_deliveries_to_work(grant=job, now=now)

    (line,) = work_page(grant=otto, whose=Whose.ALL, now=now).lines

    assert (line.person, line.item.subject.startswith("x.y ")) == ("", True)
    assert not AuditEvent.objects.filter(event="access.list_shown").exists()


@pytest.mark.parametrize("key", ["sara", "yusuf", "vera"])
def test_nobody_without_the_role_opens_the_work_of_the_operation(key: str, cast: Cast, now: datetime) -> None:
    with pytest.raises(AssignmentNeeded):
        open_operation(actor=staff(key), kinds=[KIND], now=now)

    assert AuditEvent.objects.get(event="access.unit_list_opened").outcome == "refused"


def test_the_operation_opens_no_units_list(cast: Cast, now: datetime) -> None:
    with pytest.raises(AssignmentNeeded):
        open_unit(actor=staff("otto"), kinds=[KIND], now=now)


def test_a_delivery_is_tried_again_and_the_work_ends_when_it_arrives(
    otto: Grant, job: Grant, cast: Cast, now: datetime
) -> None:
    event = dead(cast("alva"), {}, now)
    dead_deliveries_to_work(grant=job, now=now)
    item = open_work(grant=otto, now=now)[0].item.id

    retry_delivery(grant=otto, item=item, now=now)
    dead_deliveries_to_work(grant=job, now=now)
    waiting = work_line(grant=otto, item=item, now=now).item.state
    OutboxEvent.objects.filter(number=event.number).update(delivered_at=now)
    dead_deliveries_to_work(grant=job, now=now)

    assert (waiting, work_line(grant=otto, item=item, now=now).item.state) == (WorkState.OPEN, WorkState.DONE)
    assert {step.kind for step in steps_of(grant=otto, item=item)} == {"retried", "delivered"}
    assert AuditEvent.objects.filter(event__in=["work_items.retried", "work_items.delivered"]).count() == 2


def test_a_delivery_that_dies_again_is_the_same_work_still(otto: Grant, job: Grant, cast: Cast, now: datetime) -> None:
    event = dead(cast("alva"), {}, now)
    dead_deliveries_to_work(grant=job, now=now)
    item = open_work(grant=otto, now=now)[0].item.id
    retry_delivery(grant=otto, item=item, now=now)
    OutboxEvent.objects.filter(number=event.number).update(dead_at=now)

    assert dead_deliveries_to_work(grant=job, now=now) == 0

    assert [line.item.id for line in open_work(grant=otto, now=now)] == [item]
    retry_delivery(grant=otto, item=item, now=now)


def test_what_is_not_given_up_is_not_tried_again(otto: Grant, job: Grant, cast: Cast, now: datetime) -> None:
    dead(cast("alva"), {}, now)
    dead_deliveries_to_work(grant=job, now=now)
    item = open_work(grant=otto, now=now)[0].item.id
    retry_delivery(grant=otto, item=item, now=now)

    with pytest.raises(NothingToRetry):
        retry_delivery(grant=otto, item=item, now=now)


def test_what_a_colleague_has_taken_is_hers_to_try_again(otto: Grant, job: Grant, cast: Cast, now: datetime) -> None:
    event = dead(cast("alva"), {}, now)
    dead_deliveries_to_work(grant=job, now=now)
    item = open_work(grant=otto, now=now)[0].item.id
    take_work(grant=otto, item=item, now=now)
    other = open_operation(actor=replace(staff("otto"), hsa_id="SE0000000010-S777"), kinds=[KIND], now=now)

    with pytest.raises(TakenByColleague):
        retry_delivery(grant=other, item=item, now=now)

    assert OutboxEvent.objects.get(number=event.number).dead_at is not None


def test_what_is_closed_with_a_reason_does_not_come_back(otto: Grant, job: Grant, cast: Cast, now: datetime) -> None:
    dead(cast("alva"), {}, now)
    dead_deliveries_to_work(grant=job, now=now)
    item = open_work(grant=otto, now=now)[0].item.id

    finish_work(grant=otto, item=item, outcome="The receiver is gone", now=now)

    assert dead_deliveries_to_work(grant=job, now=now) == 0
    assert open_work(grant=otto, now=now) == []


def test_work_of_the_operation_stays_with_one_who_still_has_the_role(
    otto: Grant, job: Grant, cast: Cast, now: datetime
) -> None:
    dead(cast("alva"), {}, now)
    dead_deliveries_to_work(grant=job, now=now)
    take_work(grant=otto, item=open_work(grant=otto, now=now)[0].item.id, now=now)

    assert give_back_work_left_behind(grant=job, now=now) == 0
