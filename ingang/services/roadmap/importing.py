"""A table of answers, read row by row: what can not be read is refused by row, and said why."""

import csv
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from io import StringIO

from django.utils.translation import gettext

from ingang.foundation.regions.rules import municipalities, regions
from ingang.foundation.regions.values import IDENTITY_NUMBER
from ingang.services.roadmap.actions.regions import Answer
from ingang.services.roadmap.rules import RegionState

COLUMNS = ("initiative", "region", "status", "planned_on", "comment_sv", "comment_en")
LONGEST_COMMENT = 500
MOST_ROWS = 1000


@dataclass(frozen=True, kw_only=True)
class Refusal:
    """A row that was not taken, by its number in the table (the heading is row 1), and why."""

    row: int
    why: str


@dataclass(frozen=True, kw_only=True)
class Taken:
    """What a table says, and what of it can not be taken."""

    answers: tuple[Answer, ...]
    refusals: tuple[Refusal, ...]


def read_answers(*, text: str, slugs: Collection[str], asking: Collection[str]) -> Taken:
    """Read a table parted by semicolons, with the `COLUMNS`; `slugs` are the initiatives that are published.

    The code of a region or a municipality; `asking` are the initiatives that ask municipalities.
    """
    answers: dict[tuple[str, str], Answer] = {}
    refusals = []
    lines = csv.reader(StringIO(text.replace("\r\n", "\n")), delimiter=";")
    places = {one.code: set(slugs) for one in regions()} | {one.code: set(asking) for one in municipalities()}
    for number, cells in enumerate(lines, start=1):
        if not any(cell.strip() for cell in cells) or [cell.strip() for cell in cells[:2]] == list(COLUMNS[:2]):
            continue
        values = dict(zip(COLUMNS, [*map(str.strip, cells), *[""] * len(COLUMNS)], strict=False))
        why = _refused(values, slugs, places, len(cells))
        key = (values["initiative"], values["region"])
        if not why and key in answers:
            why = gettext("The same region and initiative stand in an earlier row.")
        if why or number > MOST_ROWS:
            refusals.append(Refusal(row=number, why=why or gettext("The table is too long.")))
        else:
            answers[key] = _answer(values)
    return Taken(answers=tuple(answers.values()), refusals=tuple(refusals[:100]))


def _refused(values: dict[str, str], slugs: Collection[str], places: dict[str, set[str]], width: int) -> str:
    longest = max(len(values["comment_sv"]), len(values["comment_en"]))
    wrong = {
        gettext("The row has more columns than there should be."): width > len(COLUMNS),
        gettext("There is no published initiative with this address."): values["initiative"] not in slugs,
        gettext("No region or municipality has this code."): values["region"] not in places,
        gettext("This initiative asks nothing of municipalities."): values["initiative"]
        not in places.get(values["region"], {values["initiative"]}),
        gettext("There is no such status."): values["status"] not in set(RegionState),
        gettext("The day can not be read. Write it as 2027-03-31."): bool(values["planned_on"])
        and _day(values["planned_on"]) is None,
        gettext("The comment is too long."): longest > LONGEST_COMMENT,
        gettext("Never write about a person."): bool(IDENTITY_NUMBER.search(" ".join(values.values()))),
    }
    return next((why for why, is_so in wrong.items() if is_so), "")


def _answer(values: dict[str, str]) -> Answer:
    return Answer(
        slug=values["initiative"],
        place=values["region"],
        state=values["status"],
        planned_on=_day(values["planned_on"]),
        comment_sv=values["comment_sv"],
        comment_en=values["comment_en"],
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
