"""A change in the Swedish text is seen in every translation at once, and where an old text may harm it is hidden."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from ingang.services.content.editing.desk import stale_translations
from ingang.services.content.importing import Imported
from ingang.services.content.models import Article, ContentLanguage
from ingang.services.content.rules import LANGUAGES, SAFETY_CRITICAL, Standing, digest, follow, standing

Write = Callable[..., Path]
TakeIn = Callable[[], Imported]
ENGLISH, FINNISH = "/en/illnesses-and-symptoms/gastroenteritis/", "/fi/sjukdomar-och-besvar/vatsatauti/"
CODES = st.sampled_from(["", "seek-care", "use", "symptoms", "causes", "self-care"])
WORDS = st.sampled_from(["a", "b", "c"])
TEXTS = st.dictionaries(CODES, WORDS)


def show(address: str) -> str:
    return Client().get(address).content.decode()


@pytest.fixture
def translated(write: Write, take_in: TakeIn) -> None:
    write("magsjuka")
    write("magsjuka", "en", sign="you faint")
    write("magsjuka", "fi", title="Vatsatauti", slug="vatsatauti", sign="pyörryt", self_care="Juo usein.")
    take_in()
    ContentLanguage.objects.filter(code="fi").update(is_live=True)


def test_a_fresh_translation_is_shown_whole(translated: None) -> None:
    shown = show(FINNISH)

    assert "pyörryt" in shown
    assert LANGUAGES["fi"].instead not in shown
    assert LANGUAGES["fi"].is_old not in shown


def test_what_the_editor_adds_to_a_text_by_itself_makes_no_translation_old() -> None:
    """A text from a file is opened and saved: each paragraph has a key then, and no word is another."""
    imported = [{"type": "text", "value": "<p>Vila.</p><ul><li>Is</li></ul>"}]
    keyed = '<p data-block-key="a1">Vila.</p><ul><li data-block-key="b2">Is</li></ul>'
    saved = [{"type": "text", "id": "b461", "value": keyed}]

    assert digest(saved) == digest(imported)
    assert digest(saved) != digest([{"type": "text", "value": "<p>Vila</p><ul><li>Is</li></ul>"}])


def test_each_passage_from_a_file_can_be_told_from_the_others(translated: None) -> None:
    chapters = [one["value"] for row in Article.objects.all() for one in row.chapters.raw_data]
    ids = [passage["id"] for chapter in chapters for passage in chapter["passages"]]

    assert len(set(ids)) == len(ids) > 0


def test_a_change_where_an_old_text_may_harm_hides_it_in_every_language_at_once(
    translated: None, write: Write, take_in: TakeIn
) -> None:
    write("magsjuka", sign="du blir slö")
    take_in()

    for address, code, old in ((ENGLISH, "en", "you faint"), (FINNISH, "fi", "pyörryt")):
        shown = show(address)
        assert old not in shown
        assert "du blir slö" in shown
        assert LANGUAGES[code].instead in shown


def test_a_change_elsewhere_is_told_and_the_translation_stays(translated: None, write: Write, take_in: TakeIn) -> None:
    write("magsjuka", self_care="Drick vätskeersättning.")
    take_in()

    shown = show(FINNISH)

    assert "Juo usein." in shown
    assert LANGUAGES["fi"].is_old in shown
    assert LANGUAGES["fi"].instead not in shown


def test_editors_see_which_translations_are_old(translated: None, write: Write, take_in: TakeIn) -> None:
    before = stale_translations()
    write("magsjuka", self_care="Drick vätskeersättning.", sign="du blir slö")
    take_in()

    assert before == []
    assert [(one["language"], count) for one, count in stale_translations()] == [("en", 2), ("fi", 2)]


def test_a_new_translation_of_the_chapter_is_shown_again(translated: None, write: Write, take_in: TakeIn) -> None:
    write("magsjuka", sign="du blir slö")
    take_in()
    write("magsjuka", "fi", title="Vatsatauti", slug="vatsatauti", sign="väsyt", self_care="Juo usein.")
    take_in()

    assert "väsyt" in show(FINNISH)
    assert stale_translations()[0][0]["language"] == "en"


def test_a_language_is_prepared_before_readers_see_it(write: Write, take_in: TakeIn) -> None:
    write("magsjuka")
    write("magsjuka", "ar", title="نزلة معوية", slug="nazla")
    take_in()
    address = str(Article.objects.get(language="ar").url)

    hidden = Client().get(address).status_code
    menu = show("/sjukdomar-och-besvar/magsjuka/")
    ContentLanguage.objects.filter(code="ar").update(is_live=True)
    shown = show(address)

    assert hidden == 404
    assert "العربية" not in menu
    assert 'lang="ar" dir="rtl"' in shown
    assert '<html lang="en" dir="ltr"' in shown


def test_easy_swedish_is_a_language_of_its_own(write: Write, take_in: TakeIn) -> None:
    write("magsjuka")
    write("magsjuka", "sv-x-easy", self_care="Drick mycket.")
    take_in()
    ContentLanguage.objects.filter(code="sv-x-easy").update(is_live=True)

    shown = show("/sv-x-easy/sjukdomar-och-besvar/magsjuka/")

    assert "Drick mycket." in shown
    assert "Lättläst svenska" in show("/sjukdomar-och-besvar/magsjuka/")


@pytest.mark.parametrize("code", [one for one in LANGUAGES if one != "sv"])
def test_every_language_can_say_that_it_is_old(code: str) -> None:
    assert LANGUAGES[code].is_old
    assert LANGUAGES[code].instead


@given(code=CODES, source=WORDS, made=st.none() | WORDS, exists=st.booleans())
def test_what_may_harm_is_shown_only_when_it_is_fresh(code: str, source: str, made: str | None, exists: bool) -> None:
    state = standing(code=code, source=source, translated_from=made, exists=exists)

    assert (state is Standing.FRESH) == (exists and made == source)
    if code in SAFETY_CRITICAL:
        assert state is not Standing.STALE


@given(before=TEXTS, source=TEXTS, own=TEXTS, was=TEXTS)
def test_no_chapter_becomes_fresh_without_anybody_having_touched_it(
    before: dict[str, str], source: dict[str, str], own: dict[str, str], was: dict[str, str]
) -> None:
    made = follow(before=before, source=source, own=own, was=was, all_=False)

    for code, words in made.items():
        untouched = was.get(code) == own[code] and code in before
        assert words == (before[code] if untouched else source[code])
