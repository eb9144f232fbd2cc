"""Malformed identity numbers where one is taken, and days at the edge of the calendar and of the clocks."""

from collections.abc import Callable
from datetime import UTC, date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from demo.cast import RESIDENTS
from ingang.foundation.identity.models import LogIn, Order
from ingang.kernel.errors import IngangError
from ingang.kernel.identifiers import parse_hsa_id, parse_person_identifier
from ingang.services.booking.models import Slot
from ingang.services.booking.rules.publishing import times_between
from ingang.services.log_in.tests.conftest import Walker, bankid, oidc, walker
from tests.faults.pages import Page, is_page

__all__ = ["bankid", "oidc", "walker"]

MALFORMED = {
    "empty": "",
    "letters": "abcdefghijkl",
    "too short": "19900101",
    "too long": "199001012384199001012384",
    "ten digits": "9001012384",
    "no such day": "199002302384",
    "no such month": "199013012384",
    "in the future": "209001012384",
    "wrong check digit": "199001012384",
    "null byte": "199001012384\0",
    "other digits": "１９９００１０１２３８４",
    "arabic digits": "١٩٩٠٠١٠١٢٣٨٤",
    "superscript": "19900101²³⁸⁴",
    "spaces": " " * 12,
    "huge": "1" * 100_000,
    "a sign": "-19900101238",
    "sql": "' OR 1=1 --  ",
}


@pytest.mark.parametrize("number", MALFORMED.values(), ids=MALFORMED.keys())
def test_an_e_id_that_tells_a_malformed_number_logs_nobody_in(number: str, walker: Walker) -> None:
    walker.begin()
    walker.approve(number=number or " ")

    page = walker.look()

    assert page.status_code in {200, 302}
    assert not LogIn.objects.exists()
    assert Order.objects.get().state == "failed"


@pytest.mark.parametrize("number", MALFORMED.values(), ids=MALFORMED.keys())
def test_a_malformed_number_is_refused_by_name(number: str) -> None:
    with pytest.raises(IngangError):
        parse_person_identifier(number, today=date(2026, 11, 26))


@given(st.text(max_size=40))
def test_no_text_at_all_makes_reading_a_number_fail_in_another_way(text: str) -> None:
    told = ""

    for read in (lambda: parse_person_identifier(text, today=date(2026, 11, 26)), lambda: parse_hsa_id(text)):
        try:
            read()
        except IngangError as refusal:
            told += str(refusal)

    assert text not in told or len(text) < 3


@pytest.mark.parametrize("digit", range(12))
def test_a_number_with_one_digit_of_another_script_is_refused(digit: int) -> None:
    number = next(one for one in RESIDENTS if one.key == "alva").number(date(2026, 11, 26))
    foreign = number[:digit] + chr(0x0660 + int(number[digit])) + number[digit + 1 :]

    with pytest.raises(IngangError):
        parse_person_identifier(foreign, today=date(2026, 11, 26))


DAYS = ["0001-01-01", "9999-12-31", "2026-02-30", "2026-10-25", "2027-03-28", "1999-12-31", "2200-01-01"]
DAY_PAGES = [("booking:desk", "dag"), ("booking:publish", "dag"), ("booking:calendar", "vecka")]


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize(("name", "parameter"), DAY_PAGES)
def test_every_day_in_an_address_is_answered_with_the_page(
    name: str, parameter: str, day: str, things: list[Page], log_in_as: Callable[..., Client]
) -> None:
    page = next(one for one in things if str(one) == name)
    client = log_in_as(page.owner)

    answer = client.get(page.path, {parameter: day})

    assert answer.status_code == 200
    assert is_page(answer)


@pytest.mark.parametrize(
    ("on", "begins", "ends", "minutes"),
    [
        (("1", "1", "1"), "00:00", "08:00", "30"),
        (("31", "12", "9999"), "23:00", "23:59", "30"),
        (("30", "2", "2026"), "08:00", "12:00", "30"),
        (("28", "3", "2027"), "01:00", "04:00", "30"),
        (("3", "12", "2026"), "08:00", "12:00", "0"),
        (("3", "12", "2026"), "08:00", "12:00", "-30"),
        (("3", "12", "2026"), "08:00", "12:00", "9" * 18),
        (("3", "12", "2026"), "08:00", "12:00", "9" * 5000),
        (("3", "12", "2026"), "00:00", "23:59", "5"),
        (("3", "12", "2026"), "12:00", "08:00", "30"),
        (("26", "11", "2026"), "08:00", "12:00", "30"),
        (("x", "y", "z"), "25:00", "x", "x"),
    ],
)
def test_publishing_at_the_edges_is_refused_with_the_form(
    on: tuple[str, str, str], begins: str, ends: str, minutes: str, things: list[Page], log_in_as: Callable[..., Client]
) -> None:
    client = log_in_as("sara", assignment=1)
    page = next(one for one in things if str(one) == "booking:publish")
    form = client.get(page.path).context["form"]
    before = Slot.objects.count()
    fields = {f"on_{place}": value for place, value in enumerate(on)}

    answer = client.post(
        page.path,
        {
            "publication": str(form["publication"].value()),
            "time_type": form.fields["time_type"].choices[0][0],
            **fields,
            **{"begins": begins, "ends": ends, "minutes": minutes, "place": ""},
        },
    )

    assert answer.status_code == 400
    assert is_page(answer)
    assert Slot.objects.count() == before


@given(
    on=st.dates(),
    begins=st.times(),
    ends=st.times(),
    minutes=st.integers(min_value=-(10**19), max_value=10**19) | st.integers(5, 480),
)
def test_no_day_and_no_length_makes_the_rule_of_times_fail_in_another_way(
    on: date, begins: Any, ends: Any, minutes: int
) -> None:
    try:
        times = times_between(on=on, begins=begins, ends=ends, minutes=minutes)
    except IngangError:
        return

    assert all(one.starts_at < one.ends_at for one in times)
    assert all(one.starts_at.tzinfo is UTC for one in times)


def test_the_page_of_a_change_night_is_shown(log_in_as: Callable[..., Client]) -> None:
    client = log_in_as("sara")

    answers = [client.get(reverse("booking:desk"), {"dag": day}) for day in ("2026-10-25", "2027-03-28")]

    assert [answer.status_code for answer in answers] == [200, 200]
