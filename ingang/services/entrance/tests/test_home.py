"""The public start page, in both languages."""

import pytest
from django.test import Client
from django.urls import reverse


@pytest.mark.parametrize(("address", "words"), [("/", "Din vård"), ("/en/", "Your care")])
def test_the_start_page_speaks_the_language_of_its_address(db: None, address: str, words: str) -> None:
    page = Client().get(address, headers={"accept-language": "de"}).content.decode()

    assert words in page
    assert "112" in page


def test_the_start_page_makes_no_session_and_asks_nothing_of_the_database(
    db: None, django_assert_num_queries: object
) -> None:
    Client().get("/")  # What is announced is asked for once in half a minute, for all pages of the process.

    with django_assert_num_queries(0):  # type: ignore[operator]
        answer = Client().get("/")

    assert "ingang_session" not in answer.cookies


def test_the_start_page_hands_its_language_over_to_the_log_in(db: None) -> None:
    client = Client()
    link = reverse("log_in:start") + "?sprak=en"

    assert link in client.get("/en/").content.decode()
    assert "On another device" in client.get(link).content.decode()
    assert client.cookies["ingang_language"].value == "en"
