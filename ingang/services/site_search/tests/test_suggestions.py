"""What is suggested while somebody writes: from what is public, urgent things first, and kept only where it may be."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import resolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingang.foundation.published.keeping import keeping_of
from ingang.foundation.search.models import Document
from ingang.services.site_search import views

HERE = "/sok/forslag.json"
TITLES = (
    ("care_finder.unit", "Hudmottagningen Solgläntan", "01", "hudmottagning hud mottagning solglantan"),
    ("care_finder.unit", "Hudcentrum Skåne", "12", "hudcentrum hud skan"),
    ("care_finder.unit", "Kliniken", "01", "klinik hud"),
    ("content.article", "Hudutslag hos barn", "", "hudutslag hud utslag hos barn language_sv"),
    ("content.article", "Hud means skin", "", "hud means skin language_en"),
)


@pytest.fixture(autouse=True)
def _index(db: None) -> None:
    Document.objects.bulk_create(
        Document(kind=kind, name=title[:60], title=title, region=region, passages=[], tokens=tokens)
        for kind, title, region, tokens in TITLES
    )


def suggested(text: str, **more: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = Client().get(HERE, {"q": text} | more).json()["suggestions"]
    return rows


@pytest.mark.parametrize(
    ("text", "more", "titles"),
    [
        ("hud", {}, ["Hudmottagning", "Hudcentrum Skåne", "Hudmottagningen Solgläntan", "Hudutslag hos barn"]),
        ("hud", {"region": "01"}, ["Hudmottagning", "Hudmottagningen Solgläntan", "Hudcentrum Skåne"]),
        ("hud", {"vard": "1"}, ["Hudmottagning", "Hudcentrum Skåne", "Hudmottagningen Solgläntan"]),
        ("solglän", {}, ["Hudmottagningen Solgläntan"]),
        ("solglan", {}, ["Hudmottagningen Solgläntan"]),
        ("barn hud", {}, ["Hudutslag hos barn"]),
        ("bokade", {}, ["Bokade tider"]),
        ("hu", {}, ["Hudmottagning"]),
        ("h", {}, []),
        ("", {}, []),
        ("hud 19800101", {}, []),
        ("x" * 300, {}, []),
    ],
)
def test_what_is_public_and_begins_so_is_suggested(text: str, more: dict[str, str], titles: list[str]) -> None:
    found = [one["title"] for one in suggested(text, **more)]

    assert set(titles) <= set(found)
    assert found[: len(titles)] == titles or "region" not in more
    assert {"Kliniken", "Hud means skin"} & set(found) == set()
    assert ("Hudutslag hos barn" in found) <= ("vard" not in more)
    assert bool(titles) or found == []


@pytest.mark.parametrize("text", ["ont i bröstet", "vill inte leva", "hjärtinfarkt"])
def test_what_must_never_wait_is_first_and_leads_to_the_search(text: str) -> None:
    first = suggested(text)[0]

    assert (first["urgent"], first["words"]) == (True, text)
    assert 'href="tel:112"' in Client().get("/sok/", {"q": first["words"]}).content.decode()


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("hud", "public, max-age=300"),
        ("hudutslag hos", "public, max-age=300"),
        ("hudutslag hos barn", "private, no-store"),
        ("nothing is called so", "private, no-store"),
        ("qwrtplzx", "private, no-store"),
        ("19800101", "private, no-store"),
        ("ont i bröstet", "private, no-store"),
    ],
)
def test_only_a_short_public_word_may_be_kept_on_the_way(text: str, kept: str) -> None:
    assert Client().get(HERE, {"q": text})["Cache-Control"] == kept


def test_it_takes_one_question_however_much_there_is_and_none_for_two_letters() -> None:
    counts = []
    for text in ("hu", "hud", "hudmottagning sol", "ont i bröstet"):
        with CaptureQueriesContext(connection) as captured:
            suggested(text)
        counts.append(len(captured))

    assert counts[0] == 0
    assert max(counts) <= 1


def test_one_who_asks_too_often_is_told_to_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "AN_HOUR", 0)

    answer = Client().get(HERE, {"q": "hud"})

    assert (answer.status_code, answer["Retry-After"]) == (429, "3600")


def test_a_log_in_is_neither_kept_open_by_it_nor_kept_by_anybody(log_in_as: Callable[..., Client]) -> None:
    assert log_in_as("alva").get(HERE, {"q": "hud"})["Cache-Control"] == "no-store"
    assert resolve(HERE).func.asks_by_itself  # type: ignore[attr-defined]
    assert keeping_of(resolve(HERE).func) is None


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=80), region=st.text(max_size=5))
def test_no_text_breaks_it(text: str, region: str) -> None:
    assert len(suggested(text, region=region)) <= 8
