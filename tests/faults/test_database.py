"""A locked database: the page says so in the reader's language, and nothing is half written."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from ingang.project.language import LOGGED_IN
from ingang.services.booking.actions import booking
from tests.faults.failing import FAULTS, failing_at
from tests.faults.pages import Page, is_page
from tests.faults.test_forms import _count, _everything, _path

SWEDISH, ENGLISH = "Det här fungerar inte just nu", "This does not work right now"
SCRIPT = {"HTTP_ACCEPT": "*/*"}
PUBLIC = {"choose_region", "home", "robots", "status:start", "status:feed", "status:part"}
"""They show what was last found out, or ask the database nothing. Public pages follow the language of their address."""


def unruffled(client: Client) -> Client:
    """The browser sees the page of the fault instead of the fault."""
    client.raise_request_exception = False
    return client


@contextmanager
def broken(error: Exception) -> Iterator[None]:
    """Every statement fails from now on."""

    def fail(*_: Any) -> None:
        raise error

    with connection.execute_wrapper(fail):
        yield


@pytest.mark.parametrize(
    ("error", "language", "words"),
    [(FAULTS[0], "sv", SWEDISH), (FAULTS[1], "en", ENGLISH)],
    ids=["locked", "closed"],
)
def test_every_page_says_in_the_readers_language_that_the_register_is_away(
    error: Exception, language: str, words: str, things: list[Page], log_in_as: Any
) -> None:
    wrong = []

    for page in things:
        client = unruffled(log_in_as(page.owner))
        client.cookies["ingang_language"] = language
        with broken(error):
            answer = client.get(page.path)
        said = words if page.path.startswith(LOGGED_IN) else _public_words(page.path)
        if answer.status_code != 503 or said not in answer.content.decode() or not is_page(answer):
            wrong.append((str(page), answer.status_code))
        assert answer["Cache-Control"] == "no-store"
        assert answer["Retry-After"] == "10"

    assert [one for one in wrong if one[0] not in PUBLIC] == []


def _public_words(path: str) -> str:
    return ENGLISH if path.startswith("/en/") else SWEDISH


def test_scripts_get_the_same_as_json(log_in_as: Any) -> None:
    client = unruffled(log_in_as("alva"))

    with broken(FAULTS[0]):
        answer = client.get(reverse("log_in:state"), **SCRIPT)

    assert answer.status_code == 503
    assert answer.json()["status"] == 503


@pytest.mark.parametrize("error", FAULTS, ids=["locked", "closed"])
def test_a_fault_in_the_middle_of_a_booking_leaves_nothing_half_written(
    error: Exception, things: list[Page], log_in_as: Any
) -> None:
    client, check = unruffled(log_in_as("alva")), _path(things, "booking:check")
    before, booked = _everything(), _count("booking.appointment_booked")

    with patch.object(booking, "announce", side_effect=error):
        answer = client.post(check)

    assert answer.status_code == 503
    assert _everything() == before
    assert client.post(check).status_code == 302
    assert _count("booking.appointment_booked") == booked + 1


def test_a_fault_at_any_statement_of_a_booking_leaves_nothing_half_written(things: list[Page], log_in_as: Any) -> None:
    client, check = unruffled(log_in_as("alva")), _path(things, "booking:check")
    before, statuses = _everything(), []

    for number in range(1, 200):
        with failing_at(number):
            answer = client.post(check)
        statuses.append(answer.status_code)
        if answer.status_code == 302:
            break
        assert _everything() == before, number

    assert statuses[-1] == 302
    assert set(statuses[:-1]) == {503}
    assert len(statuses) > 20
