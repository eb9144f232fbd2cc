"""Work of a unit: made once, taken by one, finished with an outcome, seen by the unit alone."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

import pytest

from conftest import staff
from ingang.foundation.access.actions import open_job, open_unit
from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.work_items.actions import (
    create_work,
    finish_work,
    report_unreachable,
    take_work,
)
from ingang.foundation.work_items.errors import AlreadyDone, TakenByColleague, WorkItemUnknown, WorkKindUnknown
from ingang.foundation.work_items.models import KIND
from ingang.foundation.work_items.part import DELIVERY_FAILED, RECEIVER_DECEASED
from ingang.foundation.work_items.queries import open_work, work_line
from ingang.foundation.work_items.tests.conftest import BJORKBACKEN, HOUR, give
from ingang.kernel.grant import Grant

Cast = Callable[[str], UUID]


def test_the_same_subject_becomes_work_once(sara: Grant, now: datetime) -> None:
    given = [give(sara, now), give(sara, now), give(sara, now, subject="another")]

    assert given == [True, False, True]
    assert [line.item.subject for line in open_work(grant=sara, now=now)] == ["a summons", "another"]
    assert AuditEvent.objects.filter(event="work_items.created").count() == 2


def test_work_of_a_kind_that_no_manifest_declares_is_refused(sara: Grant, now: datetime) -> None:
    with pytest.raises(WorkKindUnknown):
        create_work(grant=sara, unit=BJORKBACKEN, kind="circus.tent", subject="s", due_at=now, now=now)

    assert open_work(grant=sara, now=now) == []


def test_work_about_a_person_shows_the_name_and_records_it(sara: Grant, cast: Cast, now: datetime) -> None:
    give(sara, now, person=cast("alva"))

    (line,) = open_work(grant=sara, now=now)

    assert line.person == "Alva Lindqvist"
    assert AuditEvent.objects.get(event="access.list_shown").persons == [str(cast("alva"))]


def test_work_is_late_from_the_moment_it_is_due(sara: Grant, now: datetime) -> None:
    give(sara, now)

    assert [open_work(grant=sara, now=now + shift)[0].is_late for shift in (HOUR / 2, HOUR)] == [False, True]


def test_one_takes_it_and_the_others_are_told(sara: Grant, colleague: Grant, now: datetime) -> None:
    give(sara, now)
    item = open_work(grant=sara, now=now)[0].item.id

    take_work(grant=sara, item=item, now=now)
    take_work(grant=sara, item=item, now=now)

    assert AuditEvent.objects.filter(event="work_items.taken").count() == 1
    with pytest.raises(TakenByColleague):
        take_work(grant=colleague, item=item, now=now)
    with pytest.raises(TakenByColleague):
        finish_work(grant=colleague, item=item, outcome="called", now=now)


def test_finished_work_leaves_the_list_and_keeps_its_outcome(sara: Grant, colleague: Grant, now: datetime) -> None:
    give(sara, now)
    item = open_work(grant=sara, now=now)[0].item.id

    finish_work(grant=sara, item=item, outcome="called", now=now)

    assert open_work(grant=sara, now=now) == []
    assert work_line(grant=colleague, item=item, now=now).item.outcome == "called"
    assert AuditEvent.objects.filter(event="work_items.finished").count() == 1
    with pytest.raises(AlreadyDone):
        finish_work(grant=sara, item=item, outcome="called again", now=now)
    with pytest.raises(AlreadyDone):
        take_work(grant=colleague, item=item, now=now)


def test_another_unit_neither_sees_nor_touches_it(sara: Grant, cast: Cast, now: datetime) -> None:
    give(sara, now, person=cast("alva"))
    item = open_work(grant=sara, now=now)[0].item.id
    ulla = open_unit(actor=staff("ulla"), kinds=[KIND], now=now)

    assert open_work(grant=ulla, now=now) == []
    for act in (work_line, take_work):
        with pytest.raises(WorkItemUnknown):
            act(grant=ulla, item=item, now=now)
    with pytest.raises(WorkItemUnknown):
        finish_work(grant=ulla, item=item, outcome="x", now=now)


def test_an_unreachable_receiver_becomes_work_within_a_day(sara: Grant, cast: Cast, now: datetime) -> None:
    job = open_job(name="some.job", kinds=["people.person"], persons=[cast("alva")], now=now)

    told = report_unreachable(grant=job, unit=BJORKBACKEN, why=RECEIVER_DECEASED, subject="s", now=now)

    assert told
    (line,) = open_work(grant=sara, now=now)
    assert (line.item.person, line.item.due_at) == (cast("alva"), now + 24 * HOUR)
    with pytest.raises(ValueError, match="delivery_failed"):
        report_unreachable(grant=job, unit=BJORKBACKEN, why=DELIVERY_FAILED, subject="s", now=now)
