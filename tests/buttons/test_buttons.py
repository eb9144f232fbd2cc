"""Every shown button works, and every hidden one is refused: for each of the cast, in worlds that are thrown away.

A form is hidden from whoever was shown none with the same address and button. One of each kind is sent by everybody
from whom it is hidden; that things of others look as if they were missing is for tests/faults/test_addresses.py.
"""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from conftest import number_of
from demo.cast import STAFF
from tests.buttons.walking import Walk
from tests.faults.world import World, differences, known_things, world

LogIn = Callable[..., Client]
WalkOf = Callable[[str], Walk]

RESIDENTS = ("alva", "bo", "cleo", "dagny", "noah", "maja", "erik", "freja", "imran")
ACTING = (("bo", "ella"), ("bo", "noah"), ("erik", "dagny"))
# Whom they name where a page asks for somebody, who has logged in some time: staff a patient of the unit, residents
# somebody else.
NAMED = {"sara 0": "alva", "sara 1": "maja", "mona 0": "alva", "tore 0": "dagny", "ulla 0": "ella", "alva": "cleo"}

EVERYBODY: dict[str, tuple[str, dict[str, Any]]] = {
    **{key: ("/min/", {"key": key}) for key in RESIDENTS},
    **{f"{key} for {other}": ("/min/", {"key": key, "acting_for": other}) for key, other in ACTING},
    **{
        f"{one.key} {number}": ("/personal/", {"key": one.key, "assignment": number})
        for one in STAFF
        for number in range(len(one.assignments))
    },
}
# Refused, or sent back to where one may be.
REFUSED = {302, 400, 403, 404, 405, 409, 410, 422}


@pytest.fixture(scope="module")
def walked() -> dict[str, Walk]:
    """The walks that have been done: what each is shown is asked for by two tests."""
    return {}


@pytest.fixture
def walk_of(walked: dict[str, Walk], log_in_as: LogIn) -> WalkOf:
    """The walk of one of those who log in."""

    def walk(who: str) -> Walk:
        if who not in walked:
            start, log_in = EVERYBODY[who]
            named = NAMED.get(who, "alva")
            log_in_as(named)
            walked[who] = Walk(log_in_as(**log_in), number_of(named).value).walk(start)
        return walked[who]

    return walk


@pytest.mark.parametrize("who", EVERYBODY)
def test_every_link_and_button_that_is_shown_works(who: str, walk_of: WalkOf) -> None:
    walk = walk_of(who)

    assert walk.broken == {}
    assert len(walk.pages) > 5
    assert len(walk.presses) > 3


@pytest.mark.once
@pytest.mark.parametrize("who", EVERYBODY)
def test_a_form_that_is_not_shown_changes_nothing_when_it_is_sent(who: str, walk_of: WalkOf, log_in_as: LogIn) -> None:
    mine = {press.place for press in walk_of(who).presses.values()}
    theirs = {kind: press for other in EVERYBODY for kind, press in walk_of(other).presses.items()}
    hidden = [press for press in theirs.values() if press.method == "post" and press.place not in mine]
    client, known = log_in_as(**EVERYBODY[who][1]), known_things()
    before = world(known=known)

    answers = [(str(press), press.copied_by(client).status_code) for press in hidden if not press.is_for_everybody]

    assert [(what, status) for what, status in answers if status not in REFUSED] == []
    assert changes(before, world(known=known)) == []
    assert len(answers) > 3


def changes(before: World, after: World) -> list[tuple[str, ...]]:
    """Every row that is new or gone. That somebody was refused is recorded, as it should be."""
    different = [row for rows in differences(before, after).values() for row in rows]
    return [row for row in different if not (row[0] == "audit.AuditEvent" and "refused" in row)]
