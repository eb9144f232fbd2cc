"""What typed words are understood as."""

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from ingang.foundation.search.danger import Danger, danger_in
from ingang.foundation.search.places import NOT_NAMES, place_names
from ingang.foundation.search.ranking import Passage, Weigher, score
from ingang.foundation.search.reading import How, Term, is_circumstance, read
from ingang.foundation.search.spelling import Vocabulary, sound
from ingang.foundation.search.swedish import MOST_WORDS, fold, stem, words
from ingang.foundation.search.unit_words import understood
from ingang.foundation.search.words import general, important, key_of, rows, synonyms

KNOWN = (
    "onda taxi vårdcentral barnavårdscentral ögonmottagning hudmottagning hud solna sollentuna björkbacken tandvård"
    " barn"
)
VOCABULARY = Vocabulary(
    {stem(word): word for word in KNOWN.split()} | {stem("psykolog"): "psykolog"}, first=frozenset({stem("tandvård")})
)


def heard(text: str) -> list[tuple[str, How]]:
    return [(term.said, term.how) for term in read(text, vocabulary=VOCABULARY).terms]


@pytest.mark.parametrize(
    ("typed", "terms"),
    [
        ("vårdcentralen i Solna", [("vårdcentralen", How.WRITTEN), ("solna", How.WRITTEN)]),
        ("vardcentral", [("vardcentral", How.WRITTEN)]),
        ("vård central", [("vårdcentral", How.WRITTEN)]),
        ("hud mottagning", [("hudmottagning", How.WRITTEN)]),
        ("vc solna", [("vc", How.MEANS), ("solna", How.WRITTEN)]),
        ("ögon läkare", [("ögon läkare", How.MEANS)]),
        ("jag har ont i halsen", [("ont halsen", How.MEANS)]),
        ("p-piller", [("p piller", How.MEANS)]),
        ("vårdcentral åre", [("vårdcentral", How.WRITTEN), ("åre", How.UNKNOWN)]),
        ("ihudmottagning", [("hudmottagning", How.WRITTEN)]),
        ("barnspecialist", [("barn", How.WRITTEN), ("specialist", How.UNKNOWN)]),
        ("björk", [("björk", How.WRITTEN)]),
        ("qwrtpl", [("qwrtpl", How.UNKNOWN)]),
        ("hudisolna", [("hud", How.MEANS), ("solna", How.WRITTEN)]),
        # Not the child's own clinic: two words, of which one is misspelt, and neither begins as one of both would.
        ("esolna barn", [("solna", How.WRITTEN), ("barn", How.WRITTEN)]),
        # To live is no liver.
        ("vill inte leva", [("inte leva", How.MEANS)]),
        ("", []),
        ("🙂 !!", []),
    ],
)
def test_words_are_understood(typed: str, terms: list[tuple[str, How]]) -> None:
    assert heard(typed) == terms


@pytest.mark.parametrize(
    ("typed", "corrected"),
    [
        ("vårdsentral", "vårdcentral"),
        ("vårdscentral", "vårdcentral"),
        ("barnavårdcentral", "barnavårdscentral"),
        ("hudmotagning solna", "hudmottagning solna"),
        ("sykolog", "psykolog"),
        ("sollna", "solna"),
        ("taxin", "taxi"),
        ("björkbaken", "björkbacken"),
        ("vårdcentral solna", ""),
        ("hud", ""),
        ("onsdag", ""),
    ],
)
def test_a_word_spelt_otherwise_is_corrected(typed: str, corrected: str) -> None:
    assert read(typed, vocabulary=VOCABULARY).corrected == corrected


def test_letters_are_left_out_sooner_than_taken_for_others() -> None:
    both = {"amma": "amma", "astm": "astma"}

    assert Vocabulary(both, first=frozenset(both)).nearest("asma") == "astma"


def test_a_short_word_is_never_corrected_to_another() -> None:
    assert read("hus", vocabulary=VOCABULARY).corrected == ""


def test_a_general_word_need_not_be_there_beside_a_specific_one() -> None:
    alone, beside = read("läkare", vocabulary=Vocabulary({})), read("mottagning hud", vocabulary=VOCABULARY)

    assert [term.is_optional for term in alone.terms] == [False]
    assert [term.said for term in beside.required] == ["hud"]


def test_who_has_it_and_when_are_circumstances_beside_what_it_is() -> None:
    terms = read("springmask barnet dagis", vocabulary=VOCABULARY).terms

    assert [is_circumstance(one) for one in terms] == [False, True, True]


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        (["ont i ryggen"], ["feber och ont i ryggen"]),
        (["ont i ryggen", "ryggskott"], ["ont i ryggen när jag andas", "ryggskott"]),
        (["ryggont", "gips"], ["gips"]),
    ],
)
def test_of_what_is_said_of_a_document_the_best_counts(better: list[str], worse: list[str]) -> None:
    weigher = Weigher(read("gips rygg ont", vocabulary=VOCABULARY).terms)

    scores = [score(weigher.reasons([Passage("words", one) for one in said])) for said in (better, worse)]

    assert scores[0] > scores[1]


@given(st.text(max_size=300))
def test_anything_typed_is_read_into_few_terms_whose_stems_are_plain_tokens(typed: str) -> None:
    reading = read(typed, vocabulary=VOCABULARY)

    assert len(reading.terms) <= MOST_WORDS
    stems = [one for term in reading.terms for stems in term.alternatives for one in stems]
    assert all(one.isalnum() for one in stems)


@pytest.mark.parametrize(
    ("one", "other"),
    [("vardsentral", "vardcentral"), ("fysioterapi", "physioterapi"), ("klinik", "clinick"), ("sjuk", "shuk")],
)
def test_words_that_sound_alike_are_alike(one: str, other: str) -> None:
    assert sound(one) == sound(other)


def test_every_synonym_is_understood_as_it_says() -> None:
    nothing = Vocabulary({})
    heard_as = {
        one.said: [(term.how, term.meant) for term in read(one.said, vocabulary=nothing).terms]
        for one in synonyms().values()
    }

    assert heard_as == {one.said: [(How.MEANS, one.means + one.care)] for one in synonyms().values()}


def test_what_a_word_was_understood_as_is_told_once_with_all_that_it_meant() -> None:
    as_care = Term(said="ont i huvudet", how=How.MEANS, meant=("huvudvärk", "vårdcentral"))
    as_text = Term(said="ont i huvudet", how=How.MEANS, meant=("huvudvärk", "migrän"))

    with override("en"):
        told = understood(as_care, Term(said="barn"), as_text)

    assert told == ["For “ont i huvudet” we looked for: huvudvärk, vårdcentral, migrän"]


def test_nothing_is_said_twice_in_the_synonyms() -> None:
    keys = [key_of(row["said"]) for row in rows("synonyms.csv")]

    assert len(keys) == len(set(keys))


def test_no_place_is_a_word_that_says_nothing() -> None:
    names = [word for name in place_names() for word in words(name) if word not in NOT_NAMES]

    assert [word for word in names if important(["x", word]) == ["x"] or stem(word) in general()] == []


@pytest.mark.parametrize("row", list(rows("danger.csv")), ids=lambda row: row["said"][:30])
def test_what_must_never_wait_is_known_with_and_without_diacritics_and_in_a_sentence(row: dict[str, str]) -> None:
    said = " ".join(place.split("/")[0].removeprefix("*") for place in row["said"].split())

    for text in (said, said.upper(), fold(said), f"hej jag tror {said} boka tid"):
        assert danger_in(text) == Danger(row["kind"])


def test_what_is_said_of_something_harmless_alarms_nobody() -> None:
    assert not any(danger_in(text) for text in ("kramp i vaden", "matförgiftning", "ont i bröstet när jag ammar"))


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("bröstsmertor", Danger.LIFE),
        ("har jätteont i bröstet", Danger.LIFE),
        ("hjärt infarkt", Danger.LIFE),
        ("ont i hela bröstet", Danger.LIFE),
        ("dottern har fått i sig massa värktabletter", Danger.LIFE),
        ("blöder jättemycket", Danger.LIFE),
        ("can't breathe", Danger.LIFE),
        ("kan inte andas " + "x " * 90, Danger.LIFE),
        ("hur mycket alvedon kan man ta", None),
        ("hjärtinfakt", Danger.LIFE),
        ("medvetslöss", Danger.LIFE),
        ("självmordstanker", Danger.SUICIDE),
        ("vårdcentral solna", None),
        ("ont i halsen", None),
        ("hjärtmottagning", None),
        ("blodprov", None),
        ("blodtryck", None),
        ("bröstmjölk", None),
        ("barnmorska", None),
        ("ta blodprov", None),
        ("kan inte sova", None),
        ("", None),
    ],
)
def test_danger_is_heard_in_misspelt_words_and_not_in_others(typed: str, kind: Danger | None) -> None:
    assert danger_in(typed) == kind
