"""The page where one logs in, before anybody has."""

import pytest
from django.test import Client
from django.urls import reverse


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
