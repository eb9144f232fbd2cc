"""What is chosen in a search is told, taken away by a link, and goes along to Hitta vård and back."""

import re
from collections.abc import Callable
from html import unescape
from urllib.parse import parse_qsl, urlsplit
from uuid import UUID

import pytest
from django.test import Client

from ingang.foundation.search.actions import refresh_all

CHIP = re.compile(r'<a class="chip" href="([^"]*)"><span class="hidden">([^<]*)</span> ([^<]*?) <svg')
CLEAR = re.compile(r'class="chips-clear" href="([^"]*)"')
CHOSEN = {"region": "01", "typ": "hudmottagning", "form": "visit", "sprak": "en", "dropin": "ja", "oppet": "ja"}


@pytest.fixture(autouse=True)
def _index(cast: Callable[[str], UUID]) -> None:
    refresh_all()


def page(address: str) -> str:
    return Client().get(address).content.decode()


def query(address: str) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(address).query))


def link_to(path: str, text: str) -> str:
    """The first link in the main part of the page that leads there with a query."""
    return unescape(re.findall(rf'href="({re.escape(path)}\?[^"]*)"', text.partition("<main")[2])[-1])


def asked(path: str, words: str, **chosen: str) -> str:
    return f"{path}?{words}&" + "&".join(f"{name}={value}" for name, value in chosen.items())


@pytest.mark.parametrize(("path", "words"), [("/hitta-vard/", "sok=hudl%C3%A4kare"), ("/sok/", "q=hudl%C3%A4kare")])
def test_each_choice_is_a_link_that_takes_it_away_and_one_takes_away_all(path: str, words: str) -> None:
    shown = page(asked(path, words, **CHOSEN))
    chips = {title: (said, query(unescape(address))) for address, said, title in CHIP.findall(shown)}

    assert len(chips) == len(CHOSEN)
    assert {said for said, _ in chips.values()} == {"Ta bort filtret"}
    assert "oppet" not in chips["Öppet nu"][1]
    assert {*chips["Öppet nu"][1]} >= {*CHOSEN} - {"oppet"}
    left = query(unescape(CLEAR.findall(shown)[0]))
    assert set(left) - {"region"} == {words.partition("=")[0]}


def test_nothing_chosen_shows_no_chips() -> None:
    assert 'class="chips"' not in page("/sok/?q=hosta") + page("/hitta-vard/?sok=hosta")


def test_a_kind_and_the_exact_words_are_choices_too() -> None:
    shown = page("/sok/?q=bokade+tider&bland=site_search.service&ordagrant=1")

    assert [title for _, _, title in CHIP.findall(shown)] == ["När du har loggat in", "Exakt som du skrev"]
    assert query(unescape(CHIP.findall(shown)[0][0])) == {"q": "bokade tider", "ordagrant": "1"}


@pytest.mark.parametrize(
    "chosen",
    [{}, {"var": "Solna"}, {"region": "00"}, CHOSEN, CHOSEN | {"var": "Solna & Sundbyberg", "listing": "ja"}],
)
def test_a_search_goes_to_everything_and_back_as_it_was(chosen: dict[str, str]) -> None:
    said = {"sok": "hudläkare & <b>", "region": "00"} | chosen
    there = link_to("/sok/", Client().get("/hitta-vard/", said).content.decode())
    back = link_to("/hitta-vard/", page(there))

    assert query(there) == {("q" if name == "sok" else name): text for name, text in said.items()}
    assert query(back) == said


def test_the_region_in_the_head_goes_along_and_leaves_nothing_out() -> None:
    client = Client()
    client.cookies["region"] = "25"

    shown = client.get("/sok/", {"q": "hudläkare"}).content.decode()

    assert query(link_to("/hitta-vard/", shown)) == {"sok": "hudläkare", "region": "25"}
    assert "Hudmottagningen Solgläntan" in shown
    assert 'class="chips"' not in shown


def test_what_is_chosen_narrows_the_units_and_nothing_else() -> None:
    everywhere, narrowed = page("/sok/?q=tider+solgl%C3%A4ntan"), page("/sok/?q=hudl%C3%A4kare&typ=tandvard")

    assert "Hudmottagningen Solgläntan" in everywhere
    assert "Hudmottagningen Solgläntan" not in narrowed


@pytest.mark.parametrize("name", ["var", "region", "typ", "form", "sprak", "oppet", "bland", "ordagrant", "sida"])
@pytest.mark.parametrize("value", ["\0", "x" * 5000, "<script>", "9" * 300, "💉"])
def test_hostile_choices_give_a_page(name: str, value: str) -> None:
    answer = Client().get("/sok/", {"q": "hud", name: value})

    assert answer.status_code == 200
    assert b"<script>" not in answer.content.partition(b"<main")[2]
