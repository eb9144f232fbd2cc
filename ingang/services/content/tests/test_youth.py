"""The site for the young on a host of its own: its start page at the root, its own look, no name, nothing mixed."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from ingang.foundation.published.publishing import Within, publish
from ingang.foundation.published.setting_up import front_before
from ingang.foundation.regions.chosen import page_choices
from ingang.services.content.fronts import public_pages
from ingang.services.content.samples import samples

HOST = "ung.example.se"


@pytest.fixture
def texts(cast: Callable[[str], Any], now: Any) -> None:
    samples(owner=cast("alva"), now=now)


@pytest.fixture
def own_host(settings: Any, tmp_path: Path, texts: None) -> None:
    settings.YOUTH_HOST = HOST
    settings.ALLOWED_HOSTS = ["testserver", HOST]
    settings.PUBLISHED_FOLDER = str(tmp_path)


def test_without_a_host_of_its_own_it_stands_below_the_main_site(texts: None) -> None:
    start, text = (Client().get(place).content.decode() for place in ("/ung/", "/ung/ung-text/"))

    assert '<link rel="canonical" href="/ung/">' in start
    assert '<link rel="canonical" href="/ung/ung-text/">' in text
    assert "<loc>http://testserver/ung/ung-text/</loc>" in Client().get("/sidkarta.xml").content.decode()


def test_every_address_of_its_texts_is_on_its_own_host(own_host: None) -> None:
    young, main = Client(headers={"host": HOST}), Client()

    start, english = young.get("/").content.decode(), young.get("/en/").content.decode()
    seen = [one.get("/ung/ung-text/").content.decode() for one in (young, main)]
    maps = [one.get("/sidkarta.xml").content.decode() for one in (young, main)]

    assert '<link rel="canonical" href="http://ung.example.se/">' in start
    assert '<link rel="canonical" href="http://ung.example.se/en/">' in english
    assert all('<link rel="canonical" href="http://ung.example.se/ung/ung-text/">' in one for one in seen)
    assert ["ung-text" in one for one in maps] == [True, False]
    assert ["provtext" in one for one in maps] == [False, True]


@pytest.mark.parametrize("place", ["/logga-in/", "/min/", "/sjukdomar-och-besvar/provtext/", "/redaktor/", "/text/x/"])
def test_everything_else_is_on_the_main_site(place: str, own_host: None) -> None:
    answer = Client(headers={"host": HOST}).get(f"{place}?a=1")

    assert (answer.status_code, answer["Location"]) == (302, f"http://testserver{place}?a=1")


@pytest.mark.parametrize("place", ["/ung/", "/ung/ung-text/"])
def test_nobodys_name_and_no_subject_stands_in_its_head_and_one_can_leave(
    place: str, texts: None, log_in_as: Callable[..., Client]
) -> None:
    shown = log_in_as("alva").get(place).content.decode()
    title = shown.partition("<title>")[2].partition("</title>")[0]

    assert "Alva" not in shown
    assert "Logga in" not in shown
    assert "data-quick-exit" in shown
    assert title.startswith("För dig som är ung")


def test_finished_pages_of_the_two_hosts_are_never_mixed(own_host: None) -> None:
    front = front_before(Within(), choices=page_choices())

    def ask(name: str, path: str) -> bytes:
        environ = {"REQUEST_METHOD": "GET", "HTTP_HOST": name, "PATH_INFO": path, "SERVER_PORT": "80"}
        return b"".join(front(environ, lambda *_: None))

    asked = [(name, path) for path in ("/", "/ung/ung-text/") for name in ("testserver", HOST)]
    first = {one: ask(*one) for one in asked}
    again = {one: ask(*one) for one in reversed(asked)}

    assert first == again
    assert first["testserver", "/"] != first[HOST, "/"]
    assert b"youth-top" in first[HOST, "/"]
    assert b"youth-top" not in first["testserver", "/"]


def test_its_pages_are_made_ahead_on_its_own_host(own_host: None) -> None:
    addresses = [one for one in public_pages() if "ung" in one]

    made = publish(addresses=addresses, choices=page_choices(), wanted={}, progress=lambda _text: None)

    assert f"//{HOST}/" in addresses
    assert f"//{HOST}/ung/ung-text/" in addresses
    assert (made.whole, made.failed) == (len(addresses), ())
