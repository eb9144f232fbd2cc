"""From hand to hand: given to a colleague, given back, taken over, noted; and the page of the desk."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

import pytest

from conftest import staff
from ingang.foundation.access.actions import open_job, open_unit
from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.people.models import Assignment
from ingang.foundation.work_items.actions import (
    finish_work,
    give_back,
    hand_over,
    note,
    take_over,
    take_work,
)
from ingang.foundation.work_items.errors import (
    AlreadyDone,
    NotAColleague,
    NotTaken,
    TakenByColleague,
    WorkItemUnknown,
)
from ingang.foundation.work_items.jobs import give_back_work_left_behind
from ingang.foundation.work_items.models import KIND, WorkState
from ingang.foundation.work_items.part import CHILD_TURNED_13, RECEIVER_DECEASED
from ingang.foundation.work_items.queries import (
    Whose,
    colleagues,
    count_taken,
    open_work,
    steps_of,
    work_line,
    work_page,
)
from ingang.foundation.work_items.tests.conftest import COLLEAGUE, give
from ingang.kernel.grant import Grant

SARA = "SE0000000020-S001"


@pytest.fixture
def item(sara: Grant, now: datetime) -> UUID:
    give(sara, now)
    return open_work(grant=sara, now=now)[0].item.id


def in_whose_hands(grant: Grant, item: UUID, now: datetime) -> tuple[str, str]:
    line = work_line(grant=grant, item=item, now=now)
    return line.item.state, line.item.taken_by


def test_work_is_handed_over_with_a_word_on_the_way(sara: Grant, colleague: Grant, item: UUID, now: datetime) -> None:
    take_work(grant=sara, item=item, now=now)

    hand_over(grant=sara, item=item, to=COLLEAGUE, text="Ringde utan svar", now=now)

    assert in_whose_hands(colleague, item, now) == (WorkState.TAKEN, COLLEAGUE)
    (step, _) = steps_of(grant=colleague, item=item)
    assert (step.kind, step.by, step.to, step.text) == ("handed_over", "Sara Nyström", "Karin Alm", "Ringde utan svar")
    assert AuditEvent.objects.filter(event="work_items.handed_over").count() == 1


@pytest.mark.parametrize("to", ["", SARA, "SE0000000040-S001", "nobody"])
def test_work_goes_to_nobody_but_a_colleague_at_the_unit(to: str, sara: Grant, item: UUID, now: datetime) -> None:
    with pytest.raises(NotAColleague):
        hand_over(grant=sara, item=item, to=to, text="", now=now)

    assert in_whose_hands(sara, item, now) == (WorkState.OPEN, "")


def test_a_colleague_is_one_whose_assignment_at_the_unit_is_in_force(
    sara: Grant, colleague: Grant, now: datetime
) -> None:
    before = [one.hsa_id for one in colleagues(grant=sara, now=now)]
    Assignment.objects.filter(staff=COLLEAGUE).update(valid_until=now.date())

    assert (before, colleagues(grant=sara, now=now)) == ([COLLEAGUE], [])


def test_work_that_is_given_back_is_everybodys(sara: Grant, colleague: Grant, item: UUID, now: datetime) -> None:
    take_work(grant=sara, item=item, now=now)

    give_back(grant=sara, item=item, text="", now=now)
    take_work(grant=colleague, item=item, now=now)

    assert in_whose_hands(sara, item, now) == (WorkState.TAKEN, COLLEAGUE)


def test_nobody_gives_away_what_she_does_not_have(sara: Grant, colleague: Grant, item: UUID, now: datetime) -> None:
    with pytest.raises(NotTaken):
        give_back(grant=sara, item=item, text="", now=now)
    take_work(grant=colleague, item=item, now=now)
    with pytest.raises(TakenByColleague):
        give_back(grant=sara, item=item, text="", now=now)
    with pytest.raises(TakenByColleague):
        hand_over(grant=sara, item=item, to=COLLEAGUE, text="", now=now)

    assert in_whose_hands(sara, item, now) == (WorkState.TAKEN, COLLEAGUE)


def test_work_is_taken_over_from_the_colleague_one_saw(
    sara: Grant, colleague: Grant, item: UUID, now: datetime
) -> None:
    take_work(grant=colleague, item=item, now=now)

    take_over(grant=sara, item=item, taken_by=COLLEAGUE, now=now)

    assert in_whose_hands(sara, item, now) == (WorkState.TAKEN, SARA)
    with pytest.raises(NotTaken):
        take_over(grant=sara, item=item, taken_by=COLLEAGUE, now=now)


def test_a_note_is_kept_and_changes_nothing_else(sara: Grant, colleague: Grant, item: UUID, now: datetime) -> None:
    take_work(grant=sara, item=item, now=now)

    note(grant=colleague, item=item, text="Hon ringde tillbaka", now=now + timedelta(minutes=1))

    assert in_whose_hands(sara, item, now) == (WorkState.TAKEN, SARA)
    assert [step.text for step in steps_of(grant=sara, item=item)] == ["Hon ringde tillbaka", ""]


def test_what_is_done_stays_done(sara: Grant, item: UUID, now: datetime) -> None:
    finish_work(grant=sara, item=item, outcome="called", now=now)

    acts: list[Callable[[], None]] = [
        lambda: note(grant=sara, item=item, text="x", now=now),
        lambda: give_back(grant=sara, item=item, text="", now=now),
        lambda: take_over(grant=sara, item=item, taken_by=SARA, now=now),
    ]
    for act in acts:
        with pytest.raises(AlreadyDone):
            act()


def test_another_units_staff_move_nothing(sara: Grant, item: UUID, now: datetime) -> None:
    ulla = open_unit(actor=staff("ulla"), kinds=[KIND], now=now)

    acts: list[Callable[[], None]] = [
        lambda: note(grant=ulla, item=item, text="x", now=now),
        lambda: give_back(grant=ulla, item=item, text="", now=now),
        lambda: take_over(grant=ulla, item=item, taken_by="", now=now),
    ]
    for act in acts:
        with pytest.raises(WorkItemUnknown):
            act()
    assert steps_of(grant=ulla, item=item) == []


@pytest.mark.parametrize(("days_left", "given_back"), [(1, 0), (0, 1)])
def test_work_of_one_who_has_left_the_unit_goes_back_to_everybody(
    days_left: int, given_back: int, sara: Grant, colleague: Grant, item: UUID, now: datetime
) -> None:
    take_work(grant=colleague, item=item, now=now)
    Assignment.objects.filter(staff=COLLEAGUE).update(valid_until=now.date() + timedelta(days=days_left))
    job = open_job(name="work_items.work_left_behind", kinds=[KIND], now=now)

    given = [give_back_work_left_behind(grant=job, now=now) for _ in range(2)]

    assert given == [given_back, 0]
    assert in_whose_hands(sara, item, now)[0] == (WorkState.OPEN if given_back else WorkState.TAKEN)


def test_the_page_has_the_parts_of_the_work_and_their_counts(sara: Grant, colleague: Grant, now: datetime) -> None:
    for subject in ("mine", "hers", "free", "done"):
        give(sara, now, subject=subject)
    items = {line.item.subject: line.item.id for line in open_work(grant=sara, now=now)}
    take_work(grant=sara, item=items["mine"], now=now)
    take_work(grant=colleague, item=items["hers"], now=now)
    finish_work(grant=sara, item=items["done"], outcome="called", now=now)

    pages = {whose: work_page(grant=sara, whose=whose, now=now) for whose in Whose}

    shown = {whose: {line.item.subject for line in page.lines} for whose, page in pages.items()}
    assert shown == {
        Whose.MINE: {"mine"}, Whose.SHARED: {"free"}, Whose.ALL: {"mine", "hers", "free"}, Whose.DONE: {"done"},
    }  # fmt: skip
    assert pages[Whose.MINE].counts == {Whose.MINE: 1, Whose.SHARED: 1, Whose.ALL: 3}
    assert [line.taken_by for line in pages[Whose.ALL].lines if line.item.subject == "hers"] == ["Karin Alm"]
    assert count_taken(grant=sara) == 1


def test_the_page_is_filtered_by_kind_and_comes_in_pieces(sara: Grant, now: datetime) -> None:
    for number in range(3):
        give(sara, now, subject=f"d{number}", kind=RECEIVER_DECEASED, due_at=now + timedelta(hours=3 - number))
    give(sara, now, kind=CHILD_TURNED_13)

    first = work_page(grant=sara, whose=Whose.ALL, kind=RECEIVER_DECEASED, size=2, now=now)
    rest = work_page(grant=sara, whose=Whose.ALL, kind=RECEIVER_DECEASED, skip=2, size=2, now=now)

    assert [line.item.subject for line in first.lines + rest.lines] == ["d2", "d1", "d0"]
    assert (first.has_more, rest.has_more) == (True, False)
    assert first.kinds == {RECEIVER_DECEASED: 3, CHILD_TURNED_13: 1}
