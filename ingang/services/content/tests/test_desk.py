"""What waits for editors: late reviews, those that come, additions without a chapter; and what readers do not see."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ingang.kernel.periods import local_date
from ingang.services.content.editing.desk import desk_of
from ingang.services.content.founding import found
from ingang.services.content.importing import Imported
from ingang.services.content.models import Article, RegionalAddition
from ingang.services.content.queries import additions_to
from ingang.services.content.rules import LONG_OVERDUE, ReviewState, may_publish, review_state
from ingang.services.content.samples import chapters, text

Write = Callable[..., Path]
TakeIn = Callable[[], Imported]
DAY = timedelta(days=1)
TODAY = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("due", "urgent", "state"),
    [
        (None, None, ReviewState.CURRENT),
        (TODAY, None, ReviewState.CURRENT),
        (TODAY - DAY, None, ReviewState.OVERDUE),
        (TODAY - LONG_OVERDUE, None, ReviewState.OVERDUE),
        (TODAY - LONG_OVERDUE - DAY, None, ReviewState.LONG_OVERDUE),
        (None, TODAY, ReviewState.AFTER_REVIEW),
        (None, TODAY - DAY, ReviewState.OVERDUE),
    ],
)
def test_how_a_review_stands(due: date | None, urgent: date | None, state: ReviewState) -> None:
    assert review_state(review_due_on=due, urgent_until=urgent, on=TODAY) is state


@pytest.mark.parametrize(
    ("signed", "expert", "has_date", "urgent", "demonstration", "may"),
    [
        ("a", "Hedda Ek", True, False, False, True),
        ("b", "Hedda Ek", True, False, False, False),
        ("a", "", True, False, False, False),
        ("a", "Hedda Ek", False, False, False, False),
        ("", "", False, True, False, True),
        ("", "", False, False, True, True),
    ],
)
def test_who_may_publish_what(
    signed: str, expert: str, has_date: bool, urgent: bool, demonstration: bool, may: bool
) -> None:
    found = may_publish(
        text="a", signed=signed, expert=expert, has_date=has_date, urgent=urgent, is_demonstration=demonstration
    )

    assert found is may


def test_reviews_that_are_late_and_that_come_are_told_to_those_whose_they_are(
    write: Write, take_in: TakeIn, skane: None, now: datetime
) -> None:
    write("magsjuka")
    take_in()
    today = local_date(now)
    Article.objects.update(review_due_on=today - DAY)
    RegionalAddition.objects.update(review_due_on=today + DAY)

    nation, skane_desk, stockholm = (desk_of(region=one, on=today) for one in ("", "12", "01"))

    assert [one.key for one in nation.late.first] == ["magsjuka"]
    assert [one.article_key for one in skane_desk.soon.first] == ["magsjuka"]
    assert [one.count for one in (stockholm.late, stockholm.soon, nation.soon)] == [0, 0, 0]


def test_an_addition_whose_chapter_is_gone_is_told_to_its_region(write: Write, take_in: TakeIn, skane: None) -> None:
    write("magsjuka")
    take_in()
    before = desk_of(region="12", on=TODAY).homeless
    RegionalAddition.objects.update(chapter_code="examination")

    assert not before
    assert [one.region for one in desk_of(region="12", on=TODAY).homeless.first] == ["12"]
    assert desk_of(region="01", on=TODAY).homeless.count == 0


def test_an_addition_that_is_a_year_late_is_hidden(write: Write, take_in: TakeIn, skane: None) -> None:
    write("magsjuka")
    take_in()
    RegionalAddition.objects.update(review_due_on=TODAY)
    on = TODAY + LONG_OVERDUE

    shown = [additions_to(key="magsjuka", region="12", language="sv", on=day) for day in (TODAY, on, on + DAY)]

    assert [bool(one) for one in shown] == [True, True, False]


def test_the_desk_asks_no_more_and_shows_no_more_with_many_texts(db: None) -> None:
    root, asked, shown = found(), [], []
    for numbers in (range(1, 3), range(3, 26)):
        for number in numbers:
            row = text(key=f"t{number}", title=f"T{number}", chapters=chapters("Ring 112", "Så känns det"))
            row.is_demonstration, row.live, row.review_due_on = True, True, TODAY - number * DAY
            root.add_child(instance=row)
        with CaptureQueriesContext(connection) as statements:
            desk = desk_of(region="", on=TODAY)
        asked.append(len(statements))
        shown.append((len(desk.late.first), desk.late.count, desk.late.more))

    assert asked[0] == asked[1]
    assert shown == [(2, 2, 0), (20, 25, 5)]
    assert desk.late.first[0].key == "t25"
