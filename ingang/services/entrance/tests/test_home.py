"""The public start page, in both languages, and the choice of region."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from conftest import staff
from ingang.foundation.published.keeping import KEEP_SECONDS
from ingang.foundation.published.models import PublicChange
from ingang.foundation.regions.actions import decide
from ingang.kernel.periods import local_date
from ingang.kernel.registry import Registry, current, install
from ingang.kernel.service import Audience, Service
from ingang.ui.values import Front, FrontLink

EMPTY = Service(name="", title="", audience=Audience.HOUSE)


@pytest.fixture(autouse=True)
def _nothing_kept() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


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


def choose(client: Client, region: str) -> None:
    client.post(reverse("choose_region"), {"region": region, "next": "/"})


def test_the_region_is_chosen_in_the_head_and_the_page_is_kept(db: None) -> None:
    client = Client()
    assert "Ingen region vald" in client.get("/driftlage/").content.decode()

    answer = client.post(reverse("choose_region"), {"region": "12", "next": "/driftlage/"})

    assert answer["Location"] == "/driftlage/"
    assert client.cookies["region"]["httponly"]
    text = client.get("/driftlage/").content.decode()
    assert "Du läser för: </span><strong>Region Skåne</strong>" in text
    assert '<option value="12" selected>' in text
    assert "You read for: </span><strong>Region Skåne</strong>" in client.get("/en/").content.decode()


@pytest.mark.parametrize("wanted", ["", "02", "99", "12\0", "x" * 5000])
def test_whatever_is_no_region_is_none(wanted: str, db: None) -> None:
    client = Client()
    choose(client, "12")
    choose(client, wanted)

    assert client.cookies["region"].value == ""
    assert "Ingen region vald" in client.get("/").content.decode()


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "", "\0"])
def test_the_choice_leads_to_no_foreign_page(back: str, db: None) -> None:
    assert Client().post(reverse("choose_region"), {"region": "12", "next": back})["Location"] == "/"


def test_a_logged_in_page_has_no_choice_of_region(log_in_as: object) -> None:
    assert "valj-region" not in log_in_as("alva").get("/min/").content.decode()  # type: ignore[operator]


def test_a_region_has_its_own_words_on_the_start_page(cast: object, now: datetime) -> None:
    words = {"sv": "Välkommen till oss.", "en": "Welcome to us."}
    decide(actor=staff("yusuf"), code="entrance.start", value=words, valid_from=local_date(now), seen=0, now=now)
    client = Client()

    assert "Välkommen till oss." not in client.get("/").content.decode()
    choose(client, "01")
    assert "Välkommen till oss." in client.get("/").content.decode()
    assert "Welcome to us." in client.get("/en/").content.decode()
    assert PublicChange.objects.filter(at=now).count() == 1


def a_front(*, region: str, language: str, now: datetime) -> Front:
    """A part that a service could have."""
    link = FrontLink(title=f"Vård i {region or 'landet'}", address="/vard/", about="Hitta rätt.")
    return Front(title="Hitta vård", links=(link,), order=1)


def failing_front(**_: object) -> Front:
    """A part of a service that has fallen over."""
    raise ValueError("fallen over")


@pytest.fixture
def with_parts() -> Iterator[Callable[..., None]]:
    """Gives the installation services with these parts of the start page, until the test is over."""
    before = current()

    def put(*names: str) -> None:
        made = [replace(EMPTY, name=name, front=f"{__name__}.{name}") for name in names]
        install(Registry([*before.services, *made]))

    yield put
    install(before)


def test_the_parts_of_the_services_stand_in_order_for_the_readers_region(
    with_parts: Callable[..., None], db: None
) -> None:
    with_parts("a_front")
    client = Client()
    choose(client, "12")

    text = client.get("/").content.decode()

    assert "Vård i 12" in text
    assert text.index("Hitta vård") < text.index("Driftläge")


def test_a_part_that_falls_over_takes_nothing_else_along(with_parts: Callable[..., None], db: None) -> None:
    with_parts("failing_front", "a_front")

    answer = Client().get("/")

    assert answer.status_code == 200
    assert "Vård i landet" in answer.content.decode()
    assert 'href="tel:112"' in answer.content.decode()
    assert answer[KEEP_SECONDS] == "0"


def test_what_is_planned_stands_on_the_start_page(cast: object, now: datetime) -> None:
    cache.clear()
    assert "Så fungerar portalen just nu" in Client().get("/").content.decode()
    assert Client().get("/")[KEEP_SECONDS] == "60"


def test_robots_read_what_is_public(db: None) -> None:
    answer = Client().get("/robots.txt")

    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert "Disallow: /min/" in answer.content.decode()
