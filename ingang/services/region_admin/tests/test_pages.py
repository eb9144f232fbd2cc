"""The region's page as the cast: Yusuf decides, nobody else gets in."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from django.urls import reverse

from conftest import TODAY, staff
from ingang.foundation.people.queries import count_registered
from ingang.foundation.regions.actions import decide
from ingang.foundation.regions.models import RegionDecision
from ingang.foundation.regions.queries import is_on

LogIn = Callable[..., Any]
START = "/personal/region/"
BOOKING = "/personal/region/installning/booking.open/"
BANNER = "/personal/region/installning/overview.banner/"
FROM_TODAY = {"valid_from_0": "26", "valid_from_1": "11", "valid_from_2": "2026"}
OFF = {"choice": "off", "seen": "0", **FROM_TODAY}
WORDS = {"sv": "Stängt <b>i dag</b>", "en": "Closed today", "seen": "0", **FROM_TODAY}


def test_the_start_page_tells_how_it_works_and_what_there_is_to_decide(log_in_as: LogIn) -> None:
    page = log_in_as("yusuf").get(START).content.decode()

    assert "Så fungerar det" in page
    assert "Region Stockholm" in page
    assert BOOKING in page


def test_a_decision_is_checked_before_it_counts(log_in_as: LogIn) -> None:
    yusuf = log_in_as("yusuf")

    check = yusuf.post(BOOKING, OFF).content.decode()
    before = is_on(region="01", code="booking.open", on=TODAY)
    done = yusuf.post(BOOKING, {**OFF, "decide": "1"})

    assert "Kontrollera innan det gäller" in check
    assert before
    assert done.status_code == 302
    assert not is_on(region="01", code="booking.open", on=TODAY)
    assert "Bestämt av Yusuf Öberg" in yusuf.get(BOOKING).content.decode()


def test_the_second_of_two_administrators_is_told(log_in_as: LogIn, now: datetime) -> None:
    yusuf = log_in_as("yusuf")
    yusuf.post(BOOKING, OFF)
    decide(actor=staff("yusuf"), code="booking.open", value=True, valid_from=TODAY, seen=0, now=now)

    answer = yusuf.post(BOOKING, {**OFF, "decide": "1"})

    assert answer.status_code == 409
    assert "En kollega har just bestämt det här." in answer.content.decode()
    assert is_on(region="01", code="booking.open", on=TODAY)
    assert 'name="seen" value="1"' in answer.content.decode()


@pytest.mark.parametrize(
    "wrong",
    [
        {"choice": "maybe"}, {"choice": ""}, {"seen": ""}, {"seen": "-1"}, {"valid_from_0": "25"},
        {"valid_from_0": "31"}, {"valid_from_2": "9999"}, {"valid_from_2": "\0"},
    ],
)  # fmt: skip
def test_what_does_not_hold_together_decides_nothing(wrong: dict[str, str], log_in_as: LogIn) -> None:
    answer = log_in_as("yusuf").post(BOOKING, {**OFF, "decide": "1", **wrong})

    assert answer.status_code == 400
    assert not RegionDecision.objects.exists()


@pytest.mark.parametrize("wrong", [{"en": ""}, {"sv": "x" * 601}, {"sv": "Ring om 19800101-2384"}])
def test_a_text_in_one_language_too_long_or_about_a_person_is_refused(wrong: dict[str, str], log_in_as: LogIn) -> None:
    answer = log_in_as("yusuf").post(BANNER, {**WORDS, "decide": "1", **wrong})

    assert answer.status_code == 400
    assert not RegionDecision.objects.exists()


def test_residents_of_the_region_read_its_words_as_plain_text(log_in_as: LogIn) -> None:
    yusuf = log_in_as("yusuf")

    preview = yusuf.post(BANNER, WORDS).content.decode()
    yusuf.post(BANNER, {**WORDS, "decide": "1"})

    escaped = "Stängt &lt;b&gt;i dag&lt;/b&gt;"
    assert escaped in preview
    assert escaped in log_in_as("alva").get("/min/").content.decode()


def test_one_whose_place_is_protected_reads_no_regions_words(log_in_as: LogIn) -> None:
    log_in_as("yusuf").post(BANNER, {**WORDS, "decide": "1"})

    assert "Från din region" not in log_in_as("freja").get("/min/").content.decode()


def test_a_plan_is_seen_on_its_day_and_taken_back(log_in_as: LogIn, now: datetime) -> None:
    yusuf = log_in_as("yusuf")
    decide(actor=staff("yusuf"), code="booking.open", value=False, valid_from=date(2026, 12, 24), seen=0, now=now)
    back, plan = reverse("region_admin:take_back"), {"decision": RegionDecision.objects.get().id}

    then = yusuf.get(f"{START}?dag=2026-12-24").content.decode()
    taken, again = yusuf.post(back, plan), yusuf.post(back, plan)

    assert "Bestämt av regionen, från torsdag 24 december" in then
    assert (taken["Location"], again["Location"]) == (f"{START}?tillbaka=1", f"{START}?for-sent=1")
    assert is_on(region="01", code="booking.open", on=date(2026, 12, 24))


@pytest.mark.parametrize("day", ["x", "0001-01-01", "9999-12-31", "2026-02-30", "\0"])
def test_a_day_that_is_out_of_reach_shows_today(day: str, log_in_as: LogIn) -> None:
    assert log_in_as("yusuf").get(START, {"dag": day}).context["on"] == TODAY


@pytest.mark.parametrize(("key", "status"), [("sara", 403), ("vera", 403), ("otto", 403), ("alva", 404), ("cleo", 404)])
def test_nobody_else_gets_in_and_nobody_else_sees_the_link(key: str, status: int, log_in_as: LogIn) -> None:
    client = log_in_as(key)

    answers = [client.get(START), client.get(BOOKING), client.post(BOOKING, {**OFF, "decide": "1"})]

    assert [answer.status_code for answer in answers] == [status] * 3
    assert START not in client.get("/").content.decode()
    assert not RegionDecision.objects.exists()


def test_another_regions_plan_is_missing(log_in_as: LogIn, now: datetime) -> None:
    other = replace(staff("yusuf"), region="03")
    decide(actor=other, code="booking.open", value=False, valid_from=date(2026, 12, 24), seen=0, now=now)
    yusuf, plan = log_in_as("yusuf"), RegionDecision.objects.get()

    answers = [yusuf.post(reverse("region_admin:take_back"), {"decision": one}) for one in (plan.id, "", "x", 9**30)]

    assert {answer.status_code for answer in answers} == {404}
    assert RegionDecision.objects.get().withdrawn_at is None


def test_those_who_are_touched_are_the_living_with_a_known_place(log_in_as: LogIn) -> None:
    assert count_registered(region="01") > count_registered(region="03") == 0
