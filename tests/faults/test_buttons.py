"""Every shown button works, and every hidden one is refused: for each of the cast, in worlds that are thrown away."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from demo.cast import STAFF
from ingang.foundation.audit.models import AuditEvent
from tests.faults.buttons import Press, Walk
from tests.faults.failing import thrown_away
from tests.faults.pages import Page

LogIn = Callable[..., Client]

# Those who log in, for whom they act, and at which of her assignments a nurse works.
RESIDENTS = ("alva", "bo", "cleo", "noah", "maja", "dagny", "erik", "freja", "imran")
ACTING = (("bo", "ella"), ("bo", "noah"), ("erik", "dagny"))
WORK = [(one.key, number) for one in STAFF for number in range(len(one.assignments))]
EVERYBODY = [
    *(pytest.param("/min/", {"key": key}, id=key) for key in RESIDENTS),
    *(pytest.param("/min/", {"key": key, "acting_for": other}, id=f"{key} for {other}") for key, other in ACTING),
    *(pytest.param("/personal/", {"key": key, "assignment": number}, id=f"{key} {number}") for key, number in WORK),
]
# What one's own menu leads to before one is old enough: the page says so, and the next way.
TOO_YOUNG = {
    "noah": {"/min/tider/", "/min/tider/kalender/", "/min/journalen/"},
    "maja": {"/min/journalen/"},
}


@pytest.mark.parametrize(("start", "who"), EVERYBODY)
def test_every_link_and_button_that_is_shown_works(
    start: str, who: dict[str, Any], furnished: None, things: list[Page], log_in_as: LogIn
) -> None:
    walk = Walk(log_in_as(**who)).walk(start)
    walk.press_all()

    too_young = TOO_YOUNG.get(who["key"], ())
    assert {what: status for what, status in walk.broken.items() if what not in too_young} == {}
    assert all(walk.broken.get(what) == 403 for what in too_young)
    assert len(walk.presses) > 5


@pytest.fixture
def owners(furnished: None, things: list[Page], log_in_as: LogIn) -> list[Press]:
    """One form of each address, as it is shown to somebody for whom it is."""
    shown: dict[str, Press] = {}
    for key, start in (("alva", "/min/"), ("sara", "/personal/"), ("yusuf", "/personal/")):
        for press in Walk(log_in_as(key)).walk(start).presses.values():
            if press.method == "post":
                shown.setdefault(press.address, press)
    return list(shown.values())


@pytest.mark.parametrize(("start", "who"), EVERYBODY)
def test_a_form_that_is_not_shown_changes_nothing_when_it_is_sent(
    start: str, who: dict[str, Any], owners: list[Press], log_in_as: LogIn
) -> None:
    walk = Walk(log_in_as(**who)).walk(start)
    mine = {press.address for press in walk.presses.values()}
    hidden = [press for press in owners if press.address not in mine]
    before, wrong = _done(), []

    for press in hidden:
        with thrown_away():
            answer = press(walk.client)
            if answer.status_code >= 500 or _done() != before:
                wrong.append((str(press), answer.status_code))

    assert wrong == []
    assert hidden


def _done() -> int:
    """How many changes there have been: each writes its line in the audit log, and openings change nothing."""
    return AuditEvent.objects.filter(outcome="done").exclude(event__startswith="access.").count()
