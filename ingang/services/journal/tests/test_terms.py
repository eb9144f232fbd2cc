"""Plain words for terms of care."""

import json

import pytest

from ingang.services.journal.terms import MOST, TERMS, explained


@pytest.mark.parametrize(
    ("words", "terms"),
    [
        ("Järnbristanemi", ["järnbristanemi"]),
        ("Hb 112, ingen anemi. Auskulteras u.a. Anemin följs.", ["hemoglobin", "anemi", "auskultation"]),
        ("B-Hemoglobin", ["hemoglobin"]),
        ("akutmottagningen", []),
        ("", []),
    ],
)
def test_terms_are_found_as_whole_words_in_their_order(words: str, terms: list[str]) -> None:
    assert [one.term for one in explained(words=words, language="sv")] == terms


def test_the_reader_gets_her_own_language() -> None:
    (swedish,), (english,) = (explained(words="anemi", language=language) for language in ("sv", "en"))

    assert swedish.meaning.startswith("Blodbrist")
    assert english.meaning.startswith("Low blood count")


def test_a_text_full_of_terms_is_not_drowned() -> None:
    everything = " ".join(one["term"] for one in json.loads(TERMS.read_text()))

    assert len(explained(words=everything, language="sv")) == MOST


def test_every_term_is_whole_and_no_form_is_of_two() -> None:
    written = json.loads(TERMS.read_text())
    forms = [form for one in written for form in (one["term"], *one["forms"])]

    assert all(one["sv"].endswith(".") and one["en"].endswith(".") and one["mesh"] for one in written)
    assert len(forms) == len(set(forms))
    assert forms == [form.casefold() for form in forms]
