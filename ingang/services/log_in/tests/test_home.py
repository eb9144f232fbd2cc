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


@pytest.mark.parametrize("language", ["xx", "../", "en" * 500])
def test_a_language_that_is_not_offered_changes_nothing(db: None, language: str) -> None:
    client = Client()
    client.get(reverse("log_in:start"), {"sprak": language})

    assert "ingang_language" not in client.cookies


def test_the_log_in_page_offers_both_issuers_and_warns_of_callers(db: None) -> None:
    page = Client().get(reverse("log_in:start")).content.decode()

    assert "BankID" in page
    assert "Freja+" in page
    assert "Logga aldrig in åt någon som ringer" in page


def test_an_installation_without_issuers_points_to_care_itself(db: None, settings: object) -> None:
    settings.INGANG_ISSUERS = []  # type: ignore[attr-defined]

    assert "ring 1177" in Client().get(reverse("log_in:start")).content.decode()
