"""Looking for words in the journal."""

import re
from collections.abc import Callable
from datetime import datetime
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from demo.records import seed
from ingang.foundation.records.importing import import_text
from ingang.foundation.records.plain import plain_words
from ingang.services.journal.models import DisclosureDecision
from ingang.services.journal.tests.test_disclosure_pages import BJORKBACKEN, NOTE

pytestmark = pytest.mark.django_db

LogIn = Callable[..., Client]
Cast = Callable[[str], UUID]
START = reverse("journal:start")


@pytest.fixture(autouse=True)
def _lives(cast: Cast, now: datetime) -> None:
    seed(now=now, progress=lambda _text: None)
    import_text(text=NOTE, care_giver=BJORKBACKEN, person=cast("alva"), now=now)


def titles(client: Client, sought: str) -> list[str]:
    page = client.get(START, {"sok": sought}).content.decode()
    return re.findall(r'class="timeline-title"><a href="[^"]*">([^<]*)</a>', page)


@pytest.mark.parametrize(
    ("sought", "found"),
    [
        ("järnbrist", "Järnbristanemi"),
        ("JÄRNBRIST  anemi", "Järnbristanemi"),
        ("dermatoskop", "Anteckning"),
        ("Sover dåligt", "Samtal"),
        ("solgläntan", "Melanocytnevus"),
    ],
)
def test_words_are_found_in_titles_texts_and_units(log_in_as: LogIn, sought: str, found: str) -> None:
    shown = titles(log_in_as("alva"), sought)

    assert any(found in title for title in shown)


@pytest.mark.parametrize("sought", ["%", "_", "'; drop table", "xyzzy", "\\", "xyzzy " * 50, "xy\0zzy"])
def test_what_is_nowhere_finds_nothing_and_says_so(log_in_as: LogIn, sought: str) -> None:
    client = log_in_as("alva")

    answer = client.get(START, {"sok": sought})

    assert answer.status_code == 200
    assert "Inget passar ditt val" in answer.content.decode()


def test_the_care_giver_that_was_chosen_stays_chosen_where_it_has_nothing_of_what_is_sought(log_in_as: LogIn) -> None:
    page = log_in_as("alva").get(START, {"sok": "xyzzy", "vardgivare": BJORKBACKEN}).content.decode()

    assert "Inget passar ditt val" in page
    assert f'<option value="{BJORKBACKEN}" selected' in page


def test_nothing_sought_shows_everything(log_in_as: LogIn) -> None:
    client = log_in_as("alva")

    assert titles(client, "  ") == titles(client, "")


def test_what_stands_under_a_hidden_heading_finds_nothing(log_in_as: LogIn, now: datetime) -> None:
    assert titles(log_in_as("alva"), "grannens")

    DisclosureDecision(
        care_giver=BJORKBACKEN, valid_from=now.date(), hidden_terms=["tredje person"], decided_by="x", decided_at=now
    ).save()

    assert not titles(log_in_as("alva"), "grannens")
    assert not titles(log_in_as("alva"), "grannens sover")
    assert titles(log_in_as("alva"), "sover dåligt")


def test_nobody_finds_what_another_has(log_in_as: LogIn) -> None:
    assert not titles(log_in_as("cleo"), "järnbrist")


@pytest.mark.parametrize(
    ("resource", "holds", "lacks"),
    [
        ({"text": {"div": "<div>Ont i <b>knät</b> &amp; höften</div>"}}, "ont i knät & höften", "<b>"),
        ({"id": "hemligt", "subject": {"display": "Alva"}, "code": {"text": "Hb"}}, "hb", "alva"),
        ({"code": {"coding": [{"code": "J30", "system": "urn:x", "display": "Hösnuva"}]}}, "hösnuva", "urn"),
        ({"valueQuantity": {"value": 112, "unit": "g/L"}}, "112 g/l", "quantity"),
        ({"content": [{"attachment": {"contentType": "text/plain", "data": "T250"}}]}, "ont", "t250"),
        ({"content": [{"attachment": {"contentType": "application/pdf", "data": "T250"}}]}, "", "ont"),
        ({"content": [{"attachment": {"contentType": "text/plain", "data": "%%"}}]}, "", "%"),
    ],
)
def test_what_an_entry_is_found_by(resource: dict[str, object], holds: str, lacks: str) -> None:
    words = plain_words(resource=resource)

    assert holds in words
    assert lacks not in words
