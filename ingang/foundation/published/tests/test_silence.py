"""When nobody may wait for the database any longer."""

from collections.abc import Iterator
from threading import Thread
from typing import Any

import pytest
from django.db import OperationalError

from ingang.foundation.published import silence
from ingang.foundation.published.silence import ASKED_AGAIN_AFTER, SILENT_AFTER, asking, is_silent, must_give_up

A_MOMENT = 0.1


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[float]]:
    """What the clock says, to be put on by the test."""
    at = [100.0]
    monkeypatch.setattr(silence, "monotonic", lambda: at[0])
    yield at
    silence._Asking.since = None


def by_others() -> bool:
    """Whether another thread must give up."""
    found: list[bool] = []
    thread = Thread(target=lambda: found.append(must_give_up()))
    thread.start()
    thread.join()
    return found[0]


def asked(clock: list[float], *, seconds: float, fault: type[Exception] | None = None) -> None:
    """Ask, and be answered after so long, or not."""
    try:
        with asking():
            clock[0] += seconds
            if fault:
                raise fault
    except OperationalError:
        pass


def test_it_is_silent_while_the_question_has_waited_for_too_long(clock: list[float]) -> None:
    found: list[Any] = [(is_silent(), by_others())]
    with asking():
        clock[0] += SILENT_AFTER
        found.append((is_silent(), by_others()))
        clock[0] += A_MOMENT
        found.append((is_silent(), by_others()))
    found.append((is_silent(), by_others()))

    assert found == [(False, False), (False, False), (True, True), (False, False)]


def test_whoever_asks_the_question_waits_longer_and_then_asks_anew(clock: list[float]) -> None:
    found: list[bool] = []
    for seconds in (ASKED_AGAIN_AFTER, A_MOMENT):
        with asking():
            clock[0] += SILENT_AFTER + A_MOMENT
            found.append(must_give_up())
            clock[0] += seconds
            found.append(must_give_up())

    assert found == [False, True, False, False]


@pytest.mark.parametrize(
    ("seconds", "fault", "is_silent_then"),
    [
        (SILENT_AFTER + A_MOMENT, OperationalError, True),
        (A_MOMENT, OperationalError, False),
        (SILENT_AFTER + A_MOMENT, None, False),
    ],
)
def test_between_two_questions_only_one_without_an_answer_counts(
    clock: list[float], seconds: float, fault: type[Exception] | None, is_silent_then: bool
) -> None:
    asked(clock, seconds=seconds, fault=fault)

    assert (is_silent(), by_others(), must_give_up()) == (is_silent_then,) * 3

    asked(clock, seconds=A_MOMENT)
    assert not is_silent()
