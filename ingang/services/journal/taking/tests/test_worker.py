"""The worker: it goes on where another stopped, stops when nobody wants it, and keeps no key."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings
from django_q.models import OrmQ

from ingang.foundation.access.actions import open_job
from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.identity.models import LogIn
from ingang.foundation.people.models import Person
from ingang.foundation.personal.scope import house_scope
from ingang.services.journal import keeping
from ingang.services.journal.models import Form, KeptAnswer, KeptTexts, Stage, TakenPart
from ingang.services.journal.taking import job, volumes
from ingang.services.journal.taking.actions import MOST, ask_again, cancel
from ingang.services.journal.taking.bundle import Bundle
from ingang.services.journal.taking.errors import NotMade
from ingang.services.journal.taking.queries import taking
from ingang.services.journal.taking.sealing import workers_seal
from ingang.services.journal.taking.steps import forget_ended
from ingang.services.journal.taking.tests.conftest import Connect
from ingang.services.journal.taking.tests.making import (
    CLINICAL,
    alvas,
    asked,
    bos,
    condition,
    content,
    keeper,
    made,
    row,
    server_of,
    uppsala,
    work,
)

pytestmark = pytest.mark.django_db

Move = Callable[[datetime], None]
AFTER_A_KILL = timedelta(seconds=settings.JOB_SECONDS + 1)


@pytest.fixture
def at(time_machine: Any) -> Move:
    return lambda moment: time_machine.move_to(moment, tick=False)


class Killed(BaseException):
    """The worker is gone, between two of its steps."""


def kill_at(monkeypatch: pytest.MonkeyPatch, step: int) -> None:
    """The worker dies when it begins this step; the next one lives."""
    written, begun = Bundle.written, []

    def dying(self: Bundle, **arguments: Any) -> Any:
        begun.append(1)
        if len(begun) == step:
            raise Killed
        return written(self, **arguments)

    monkeypatch.setattr(Bundle, "written", dying)


@pytest.mark.parametrize("step", [1, 2, 3])
def test_a_killed_workers_file_is_gone_on_with_and_no_source_is_asked_again(
    now: datetime, connect: Connect, monkeypatch: pytest.MonkeyPatch, at: Move, step: int
) -> None:
    server = server_of(condition("1", "Torra ögon"))
    connect(uppsala(server))
    grant, browser = alvas(now), keeper("alva", now=now)
    whole = made(grant=grant, keeper=browser, now=now)
    monkeypatch.setattr(Bundle, "most", 10)
    id_ = asked(grant=grant, keeper=browser, now=now)
    kill_at(monkeypatch, step)
    with pytest.raises(Killed):
        work(grant=grant, id=id_)
    before = row(id_)

    work(grant=grant, id=id_)
    still = row(id_)
    at(now + AFTER_A_KILL)
    work(grant=grant, id=id_)

    assert before
    assert still
    assert (before.steps, still.steps) == (step - 1, step - 1)  # it may be alive yet: nobody else touches it
    assert len(server.asked) == 2
    found = content(grant=grant, keeper=browser, id=id_, now=now + AFTER_A_KILL)
    assert sorted(_entries(found)) == sorted(_entries(whole))


def _entries(file: bytes) -> list[str]:
    return [one for one in file.decode().split('"fullUrl":"') if one.startswith("http")]


def test_a_worker_lets_others_work_come_between(
    now: datetime, connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect()
    monkeypatch.setattr(Bundle, "most", 10)
    monkeypatch.setattr(job, "SECONDS", -1.0)
    grant, browser = alvas(now), keeper("alva", now=now)
    id_ = asked(grant=grant, keeper=browser, now=now)
    runs = 0

    while (found := row(id_)) and found.stage != Stage.MADE:
        queued = OrmQ.objects.count()
        work(grant=grant, id=id_)
        runs += 1
        after = row(id_)
        assert after
        assert OrmQ.objects.count() - queued == (after.stage != Stage.MADE)

    assert found
    assert runs == found.steps == 3
    assert content(grant=grant, keeper=browser, id=id_, now=now).endswith(b"]}")


def test_what_is_made_leaves_the_worker_without_key_and_answers(now: datetime, connect: Connect) -> None:
    connect(uppsala(server_of(condition("1", "Torra ögon"))))
    grant, browser = alvas(now), keeper("alva", now=now)
    id_ = asked(grant=grant, keeper=browser, now=now)
    begun = row(id_)
    work(grant=grant, id=id_)

    done = row(id_)

    assert begun
    assert done
    assert workers_seal(taking=begun) is not None
    assert workers_seal(taking=done) is None
    with house_scope():
        assert not KeptAnswer.unguarded.exists()
        assert not KeptTexts.unguarded.exists()
        stored = b"".join(bytes(one) for one in TakenPart.unguarded.values_list("sealed", flat=True))
    assert stored
    assert b"Torra" not in stored + bytes(done.plan) + bytes(done.for_browser)


def test_only_the_browser_that_asked_can_open_it(now: datetime, connect: Connect) -> None:
    connect()
    grant, browser = alvas(now), keeper("alva", now=now)
    id_ = asked(grant=grant, keeper=browser, now=now)
    work(grant=grant, id=id_)

    others = [replace(browser, session_key="another"), keeper("alva", now=now)]

    assert taking(grant=grant, keeper=browser, id=id_).is_ready
    assert [taking(grant=grant, keeper=one, id=id_).seal for one in others] == [None, None]


def test_what_the_reader_cancels_is_gone_and_the_worker_stops(
    now: datetime, connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect(uppsala(server_of(condition("1", "Torra ögon"))))
    monkeypatch.setattr(Bundle, "most", 10)
    grant, browser = alvas(now), keeper("alva", now=now)
    id_ = asked(grant=grant, keeper=browser, now=now)
    written = Bundle.written

    def cancelling(self: Bundle, **arguments: Any) -> Any:
        if row(id_):
            cancel(grant=grant, keeper=browser, id=id_, now=now)
        return written(self, **arguments)

    monkeypatch.setattr(Bundle, "written", cancelling)

    work(grant=grant, id=id_)

    with house_scope():
        assert not any(model.unguarded.exists() for model in (TakenPart, KeptAnswer, KeptTexts))
    assert row(id_) is None
    assert AuditEvent.objects.filter(event="journal.taking_cancelled").count() == 1


def test_nothing_is_made_for_a_log_in_that_has_ended(now: datetime, connect: Connect) -> None:
    connect()
    grant, browser = alvas(now), keeper("alva", now=now)
    id_ = asked(grant=grant, keeper=browser, now=now)
    LogIn.objects.filter(id=browser.log_in).update(ended_at=now)

    work(grant=grant, id=id_)

    assert row(id_) is None


def test_what_was_made_is_forgotten_with_the_log_in_and_not_before(now: datetime, connect: Connect) -> None:
    connect()
    grant, browser = alvas(now), keeper("alva", now=now)
    id_ = asked(grant=grant, keeper=browser, now=now)
    work(grant=grant, id=id_)
    everything = open_job(name="journal.forget_takings", kinds=(CLINICAL,), now=now)

    assert forget_ended(grant=everything, now=now) == 0
    LogIn.objects.filter(id=browser.log_in).update(ended_at=now)
    assert forget_ended(grant=everything, now=now) == 1

    with house_scope():
        assert not TakenPart.unguarded.exists()


def test_forgetting_answers_leaves_those_of_a_file_that_is_being_made(
    now: datetime, connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect(uppsala(server_of(condition("1", "Torra ögon"))))
    grant, browser = alvas(now), keeper("alva", now=now)
    id_ = asked(grant=grant, keeper=browser, now=now)
    kill_at(monkeypatch, 1)
    with pytest.raises(Killed):
        work(grant=grant, id=id_)

    keeping.forget(grant=open_job(name="journal.forget_answers", kinds=(CLINICAL,), now=now), now=now)

    with house_scope():
        assert KeptAnswer.unguarded.filter(log_in=id_).exists()


def test_access_that_has_ended_meanwhile_refuses_the_file(
    now: datetime, connect: Connect, cast: Callable[[str], UUID]
) -> None:
    connect()
    grant, browser = bos(now), keeper("bo", now=now, acting_for="ella")
    id_ = asked(grant=grant, keeper=browser, now=now)
    Person.objects.filter(id=cast("ella")).update(birth_date=date(2013, 1, 1))

    work(grant=grant, id=id_)

    found = row(id_)
    assert found
    assert (found.stage, bytes(found.for_worker), bytes(found.plan)) == (Stage.REFUSED, b"", b"")
    refusal = AuditEvent.objects.filter(event="access.person_opened", outcome="refused").get()
    assert (refusal.person, refusal.actor) == (cast("ella"), str(cast("bo")))


def test_what_can_not_be_made_says_so_keeps_nothing_and_can_be_tried_again(
    now: datetime, connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect()
    grant, browser = alvas(now), keeper("alva", now=now)
    id_ = asked(grant=grant, keeper=browser, now=now)

    def unable(self: Bundle, **arguments: Any) -> Any:
        raise NotMade

    with monkeypatch.context() as broken:
        broken.setattr(Bundle, "written", unable)
        work(grant=grant, id=id_)
    failed = row(id_)
    again = ask_again(grant=grant, keeper=browser, id=id_, now=now)
    work(grant=grant, id=again)

    found = row(again)
    assert failed
    assert found
    assert (failed.stage, bytes(failed.for_worker), found.stage) == (Stage.FAILED, b"", Stage.MADE)
    assert row(id_) is None


def test_so_many_are_kept_and_the_oldest_goes(now: datetime, connect: Connect) -> None:
    connect()
    grant, browser = alvas(now), keeper("alva", now=now)
    kinds = ["diagnoser", "lakemedel", "vaccinationer", "provsvar", "remisser", "planer"]

    ids = [
        asked(grant=grant, keeper=browser, now=now + timedelta(seconds=number), kind=kind)
        for number, kind in enumerate(kinds)
    ]

    assert [row(one) is not None for one in ids] == [False, *[True] * MOST]


def test_several_volumes_become_a_zip_file(now: datetime, connect: Connect, monkeypatch: pytest.MonkeyPatch) -> None:
    connect()
    monkeypatch.setattr(volumes.Volumes, "most", 10)
    monkeypatch.setattr(volumes, "typeset", lambda document: str(len(document["groups"])).encode() * 1_500_000)

    file = made(grant=alvas(now), keeper=keeper("alva", now=now), now=now, form=Form.PDF)

    with zipfile.ZipFile(io.BytesIO(file)) as found:
        assert found.namelist() == ["journal-01.pdf", "journal-02.pdf", "journal-03.pdf"]
        assert found.testzip() is None
        assert len(found.read("journal-01.pdf")) == 1_500_000
