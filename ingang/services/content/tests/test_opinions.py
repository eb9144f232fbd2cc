"""What readers think: it reaches the editors of the text or the part that it is about, and nobody of another region."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from ingang.foundation.audit.models import AuditEvent
from ingang.services.content.models import Opinion, OpinionState
from ingang.services.content.opinions import write as keep
from ingang.services.content.samples import samples

LogIn = Callable[..., Client]
LIST = "/redaktor/synpunkter/"


@pytest.fixture
def opinions(cast: Callable[[str], Any], now: Any) -> dict[str, Opinion]:
    """One about a national text, and one about each of two regions' parts."""
    samples(owner=cast("alva"), now=now)
    for owner, words in (("", "Nationella ord"), ("01", "Ord om Stockholm"), ("12", "Ord om Skåne")):
        keep(key="provtext", language="sv", region="12", owner=owner, words=words, now=now)
    return {one.owner: one for one in Opinion.objects.all()}


def answered(seen: str = "new", state: str = "done", answer: str = "Stycket om barn är omskrivet.") -> dict[str, str]:
    """What the form of one opinion sends."""
    return {"seen": seen, "state": state, "answer": answer}


@pytest.mark.parametrize(
    ("key", "owners"), [("nora", {"", "01", "12"}), ("vera", {"01"}), ("linn", {"12"}), ("hugo", None), ("pia", None)]
)
def test_each_editor_sees_those_that_are_hers(
    key: str, owners: set[str] | None, opinions: dict[str, Opinion], log_in_as: LogIn
) -> None:
    client = log_in_as(key)

    answer = client.get(LIST)
    desk = client.get("/redaktor/").content.decode()
    opened = {owner for owner, one in opinions.items() if client.get(f"{LIST}{one.pk}/").status_code == 200}

    assert (f"{LIST}?article=" in desk) is bool(owners)
    if owners is None:
        assert answer.status_code == 302
        assert opened == set()
        return
    shown = answer.content.decode()
    assert {owner for owner, one in opinions.items() if one.words in shown} == owners
    assert opened == owners


def test_another_regions_is_changed_by_nobody_else(opinions: dict[str, Opinion], log_in_as: LogIn) -> None:
    answers = [
        log_in_as(key).post(f"{LIST}{opinions[owner].pk}/", answered()).status_code
        for key, owner in (("vera", "12"), ("vera", ""), ("linn", "01"), ("linn", ""), ("hugo", ""))
    ]

    assert set(answers) <= {302, 404}
    assert set(Opinion.objects.values_list("state", flat=True)) == {OpinionState.NEW}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?whose=nation", {""}),
        ("?whose=12", {"12"}),
        ("?state=done", set()),
        ("?article=prov&state=new", {"", "01", "12"}),
        ("?article=finns-inte", set()),
        ("?state=x&p=-1", {"", "01", "12"}),
        ("?article=%00&p=%00", {"", "01", "12"}),
    ],
)
def test_the_list_is_chosen_by_text_region_and_state(
    query: str, found: set[str], opinions: dict[str, Opinion], log_in_as: LogIn
) -> None:
    answer = log_in_as("nora").get(LIST + query)

    assert answer.status_code == 200
    assert {owner for owner, one in opinions.items() if one.words in answer.content.decode()} == found


def test_an_answer_is_kept_with_who_gave_it_and_recorded(opinions: dict[str, Opinion], log_in_as: LogIn) -> None:
    client, place = log_in_as("linn"), f"{LIST}{opinions['12'].pk}/"

    empty = client.post(place, answered(answer=""))
    client.post(place, answered())
    late = log_in_as("ture").post(place, answered(state="taken"))

    row = Opinion.objects.get(owner="12")
    assert (empty.status_code, late.status_code) == (400, 400)
    assert (row.state, row.answer) == ("done", "Stycket om barn är omskrivet.")
    assert row.handled_by == "SE0000000060-S001"
    assert AuditEvent.objects.filter(event="content.opinion_answered").count() == 1


def test_the_start_page_counts_what_waits_by_text(opinions: dict[str, Opinion], log_in_as: LogIn) -> None:
    nation, skane = (" ".join(log_in_as(key).get("/redaktor/").content.decode().split()) for key in ("nora", "linn"))

    assert "Provtext</a> (Region Stockholm): 1" in nation
    assert "Provtext</a> (Region Skåne): 1" in skane
    assert "Stockholm): 1" not in skane


def test_the_reader_says_which_part_it_is_about(
    write: Callable[..., Path], take_in: Callable[[], Any], skane: None
) -> None:
    cache.clear()
    write("magsjuka")
    take_in()
    reader, other = Client(), Client()
    reader.cookies["region"], other.cookies["region"] = "12", "01"
    place = "/synpunkt/magsjuka/sv/"

    asked = [b'name="about"' in one.get(place).content for one in (reader, other, Client())]
    reader.post(place, {"words": "Fel tid.", "about": "12"})
    reader.post(place, {"words": "Bra.", "about": ""})
    other.post(place, {"words": "Lura.", "about": "12"})
    refused = reader.post(place, {"words": "Lura.", "about": "01"})

    assert asked == [True, False, False]
    assert refused.status_code == 400
    kept = Opinion.objects.order_by("pk").values_list("owner", "words")
    assert list(kept) == [("12", "Fel tid."), ("", "Bra."), ("", "Lura.")]


def test_an_opinion_about_a_regions_own_page_is_the_regions(cast: Callable[[str], Any], now: Any) -> None:
    cache.clear()
    samples(owner=cast("alva"), now=now)

    Client().post("/synpunkt/region/stockholm/har-gor-du/", {"words": "Länken är trasig."})

    assert list(Opinion.objects.values_list("owner", "key", "is_page")) == [("01", "har-gor-du", True)]
    assert Client().get("/synpunkt/region/skane/har-gor-du/").status_code == 404
