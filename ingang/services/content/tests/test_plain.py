"""How easy a text is to read: what is counted and pointed out, and that it never stops anything but easy Swedish."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from ingang.services.content.errors import TooHard
from ingang.services.content.founding import found
from ingang.services.content.models import Article
from ingang.services.content.plain import EASY, LONG_SENTENCE, bar_of, lix, measure, plainer_than
from ingang.services.content.rules import LANGUAGES, TEMPLATES
from ingang.services.content.samples import samples, text
from ingang.services.content.words import lines

EASY_WORDS, HARD_WORDS = "Du mår bra. ", "Behandlingsrekommendationerna administreras kontinuerligt tillsammans. "
TEXTS = st.lists(st.sampled_from(["vila", "hjärtat", "förkylning", "erhålla", ".", "\n", "!", "<", "\0", "112"]))


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("", 0),
        ("Vila.", 1),
        ("Du ska vila nu. Drick vatten.", 3),
        ("Förkylning", 101),
        ("Du mår illa\nDu får feber", 3),
        ("Klockan 13.30 ska du vila.", 5),
    ],
)
def test_lix_is_words_a_sentence_and_long_words_in_a_hundred(words: str, found: int) -> None:
    measured = measure(passages=[("", words)]).lix

    assert measured == (found if words != "Klockan 13.30 ska du vila." else (4 + 25))


@given(words=st.lists(st.text("abcdefghåäö", min_size=1, max_size=12), min_size=1), sentences=st.integers(1, 50))
def test_fewer_sentences_or_longer_words_never_make_it_easier(words: list[str], sentences: int) -> None:
    now = lix(sentences=sentences, words=words)

    assert lix(sentences=sentences + 1, words=words) <= now
    assert lix(sentences=sentences, words=[one + "abcdefg" for one in words]) >= now


@given(pieces=TEXTS)
def test_any_text_can_be_measured_and_what_is_pointed_out_stands_in_it(pieces: list[str]) -> None:
    words = " ".join(pieces)

    found = measure(passages=[("Här", words)])

    assert found.long_sentence_count >= len(found.long_sentences)
    for one in (*found.long_sentences, *found.heavy, *found.passive):
        assert one.place == "Här"
        assert one.words in words
    assert found.heavy_count == pieces.count("erhålla")


def test_what_is_pointed_out_has_its_place_and_plainer_words() -> None:
    long = " ".join(["ord"] * (LONG_SENTENCE + 1)) + "."

    found = measure(passages=[("Symtom", long), ("Egenvård", "Medlet appliceras. Samtliga patienter blir opererade.")])

    assert [(one.place, one.said) for one in found.long_sentences] == [("Symtom", "21")]
    assert [(one.words, one.said) for one in found.heavy] == [
        ("appliceras", "stryka på, sätta på"),
        ("Samtliga", "alla"),
    ]
    assert [one.words for one in found.passive] == ["appliceras", "blir opererade"]


@pytest.mark.parametrize(
    ("word", "plainer"), [("Abdomen", "mage, buk"), ("primärvården", ""), ("icke", "inte"), ("ickespecifik", "")]
)
def test_plainer_words(word: str, plainer: str) -> None:
    assert plainer_than(word) == plainer


def test_every_template_has_a_bar_and_easy_swedish_the_lowest() -> None:
    bars = {(kind, language): bar_of(kind=kind, language=language) for kind in TEMPLATES for language in LANGUAGES}

    assert {bars[kind, EASY] for kind in TEMPLATES} == {30}
    assert all(30 < bars[kind, "sv"] <= 45 for kind in TEMPLATES)
    assert {bar for (_, language), bar in bars.items() if language not in ("sv", EASY)} == {0}


def test_lines_are_paragraphs_and_points() -> None:
    assert lines("<p>Du <b>mår</b> illa.</p><ul><li>feber</li><li>ont</li></ul>") == "Du mår illa.\nfeber\nont"


def _article(language: str, words: str) -> Article:
    chapter = {"code": "seek-care", "heading": "Vård", "passages": [{"type": "text", "value": f"<p>{words * 9}</p>"}]}
    chapters = json.dumps([{"type": "chapter", "value": chapter}])
    row = text(key="prov", title="Prov", kind="advice", language=language, chapters=chapters)
    row.is_demonstration = True
    found().add_child(instance=row)
    return row


@pytest.mark.parametrize(
    ("language", "words", "live"),
    [("sv", HARD_WORDS, True), (EASY, EASY_WORDS, True), (EASY, HARD_WORDS, False), ("en", HARD_WORDS, True)],
)
def test_only_easy_swedish_must_keep_below_its_bar(language: str, words: str, live: bool, db: None) -> None:
    row = _article(language, words)

    try:
        row.save_revision().publish()
    except TooHard:
        assert not live

    stored = Article.objects.get(pk=row.pk)
    assert stored.live is live
    assert bool(stored.lix) is (language != "en")


def test_the_editor_sees_the_measure_beside_the_text_and_in_a_list(
    cast: Callable[[str], Any], now: Any, log_in_as: Callable[..., Client]
) -> None:
    samples(owner=cast("alva"), now=now)
    row, nora = _article("sv", HARD_WORDS), log_in_as("nora")

    beside = nora.get(f"/redaktor/pages/{row.pk}/edit/").content.decode()
    listed = nora.get("/redaktor/klarsprak/?sort=lix&p=0").content.decode()

    assert "Behandlingsrekommendationerna" in beside
    assert "svårare att läsa än den borde" in beside
    assert listed.index(">Prov</a>") < listed.index(">Provtext</a>")
    assert {nora.get(f"/redaktor/klarsprak/{one}").status_code for one in ("?sort=x", "?p=%00")} == {200}
