"""One search over everything: what never waits first, spelling forgiven, and nothing that breaks the page."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import NOON
from ingang.foundation.search.actions import WORDS, refresh_all
from ingang.foundation.search.danger import Danger
from ingang.foundation.search.models import Document, Word
from ingang.services.site_search.finding import find_everywhere

LogIn = Callable[..., Client]


@pytest.fixture(autouse=True)
def _index(cast: object) -> None:
    refresh_all()


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("boka tid", "/min/tider/"),
        ("bokade tider", "/min/tider/"),
        ("bokad tidd", "/min/tider/"),
        ("journal", "/min/journalen/"),
        ("journallen", "/min/journalen/"),
        ("inkorg", "/min/inkorg/"),
    ],
)
def test_a_page_behind_the_log_in_is_found_as_people_write(typed: str, address: str) -> None:
    found = find_everywhere(text=typed, language="sv", region="", now=NOON)

    assert address in [row.address for group in found.groups for row in group.rows[:3]]


@pytest.mark.parametrize(
    ("typed", "danger"),
    [("ont i bröstet", Danger.LIFE), ("vill inte leva", Danger.SUICIDE), ("boka tid", None), ("", None)],
)
def test_what_must_never_wait_stands_before_every_answer(typed: str, danger: Danger | None) -> None:
    answer = Client().get("/sok/", {"q": typed}).content.decode()

    assert find_everywhere(text=typed, language="sv", region="", now=NOON).danger is danger
    before_the_form = answer.partition("<main")[2].partition("<form")[0]
    assert ('href="tel:112"' in before_the_form) is (danger is not None)


def test_a_kind_alone_is_shown_in_pages_and_leads_back_to_everything() -> None:
    answer = Client().get("/sok/", {"q": "tider", "bland": "site_search.service"}).content.decode()

    assert "Sök bland allt" in answer
    assert "/min/tider/" in answer


@pytest.mark.parametrize(
    ("typed", "said"),
    [("byta mobilnr", "Den första svarar på alla dina ord, de andra på några av dem."), ("boka tid", "")],
)
def test_what_answers_only_some_of_the_words_is_told_apart(typed: str, said: str) -> None:
    answer = Client().get("/sok/", {"q": typed}).content.decode()

    assert ("de andra på några av dem" in answer) is bool(said)
    assert said in answer


def test_who_has_logged_in_is_led_to_look_where_every_care_giver_is_asked(log_in_as: LogIn) -> None:
    own = log_in_as("alva").get("/sok/", {"q": "hosta"}).content.decode()
    staff = log_in_as("sara").get("/sok/", {"q": "hosta"}).content.decode()
    anybody = Client().get("/sok/", {"q": "hosta"}).content.decode()

    assert "/min/journalen/?sok=hosta" in own
    assert "/min/journalen/?sok=" not in anybody + staff


@pytest.mark.parametrize("query", [{}, {"q": ""}, {"q": "   "}, {"bland": "x"}, {"q": "x", "sida": "-1", "bland": "9"}])
def test_an_address_that_asks_for_nothing_is_a_page(query: dict[str, str]) -> None:
    assert Client().get("/sok/", query).status_code == 200


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.text(max_size=300))
def test_no_text_breaks_the_page_or_comes_back_as_markup(typed: str) -> None:
    answer = Client().get("/sok/", {"q": f"<script>{typed}"})

    assert answer.status_code == 200
    assert b"<script>" not in answer.content.partition(b"<main")[2]


def test_in_english_the_words_are_english() -> None:
    answer = Client().get("/en/sok/", {"q": "booked times"}).content.decode()

    assert "/min/tider/" in answer
    assert "What do you need help with?" in answer


def test_a_corrected_search_can_be_made_for_exactly_what_was_typed() -> None:
    answer = Client().get("/sok/", {"q": "bokad tidd"}).content.decode()
    exact = Client().get("/sok/", {"q": "bokad tidd", "ordagrant": "1"}).content.decode()

    assert "/sok/?q=bokad+tidd&amp;ordagrant=1" in answer
    assert "Sök på exakt" in answer
    assert "Sök på exakt" not in exact


def test_a_place_alone_says_nothing_of_pages_and_texts_and_no_kind_is_taken_for_another() -> None:
    place = find_everywhere(text="Solna", language="sv", region="", now=NOON)
    kinds = {group.kind for group in place.groups}

    assert kinds <= {"care_finder.unit"}
    assert Document.objects.filter(kind="booking.unit", tokens__contains="soln").exists()


def test_looking_through_everything_tells_how_far_it_has_come_and_forgets_words_that_stand_nowhere() -> None:
    Word.objects.create(stem="nagonstans", language="", written="någonstans")
    told: list[tuple[str, int, int]] = []

    refresh_all(progress=lambda *one: told.append(one))

    assert not Word.objects.filter(stem="nagonstans").exists()
    kind, done, count = told[-1]
    assert (kind, done) == (WORDS, count)


def test_where_nothing_is_found_the_reader_is_led_on() -> None:
    answer = Client().get("/sok/", {"q": "qwrtplzx"}).content.decode()

    for way_on in (reverse("care_finder:start"), "tel:1177", reverse("overview:others")):
        assert f'href="{way_on}' in answer.partition("<main")[2]
