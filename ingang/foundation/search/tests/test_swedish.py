"""Words of Swedish: folded, stemmed and split."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingang.foundation.search.swedish import (
    LONGEST_WORD,
    MOST_WORDS,
    care_words,
    fold,
    folded,
    part_words,
    signs,
    stem,
    tokens,
    typed_words,
    words,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("vårdcentral", "vårdcentralerna"),
        ("vårdcentral", "vardcentralens"),
        ("mottagning", "mottagningar"),
        ("ögonläkare", "ogonlakaren"),
        ("barnmorska", "barnmorskan"),
        ("Läkare".casefold(), "läkarens"),
        ("provtagning", "provtagningen"),
    ],
)
def test_every_inflection_has_the_same_stem_with_and_without_diacritics(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(
    ("whole", "made_of"),
    [
        ("barnavårdscentral", ("barn", "vård", "central")),
        ("barnavardcentral", ("barn", "vård", "central")),
        ("vårdcentralerna", ("vård", "central")),
        ("blodtrycksmottagning", ("blod", "tryck", "mottagning")),
        ("ögonläkare", ("öga", "läkare")),
        ("öronmottagningen", ("öra", "mottagning")),
        ("ungdomsmottagning", ("ungdom", "mottagning")),
        ("kvinnosjukvård", ("kvinna", "sjuk", "vård")),
        ("hudmottagning", ("hud", "mottagning")),
        ("folktandvården", ("folk", "tand", "vård")),
        ("distriktssköterska", ("distrikt", "sköterska")),
        ("hemsjukvården", ("hem", "sjuk", "vård")),
        ("björkbacken", ()),
        ("solna", ()),
        ("vård", ()),
    ],
)
def test_a_compound_is_split_into_the_words_it_is_made_of(whole: str, made_of: tuple[str, ...]) -> None:
    assert part_words(whole) == made_of


def test_a_compound_is_found_by_itself_and_by_each_of_its_parts() -> None:
    assert tokens("ögonmottagningen") == {"ogonmottagning", stem("öga"), stem("mottagning")}


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("  Vårdcentral,\tSOLNA! ", ["vårdcentral", "solna"]),
        ("a\u030angest", ["ångest"]),
        ("ﬁxa", ["fixa"]),
        ("tand\x00vård", ["tand", "vård"]),
        ("\u202eblodprov\u202c", ["blodprov"]),
        ("🦷 tand_vård", ["tand", "vård"]),
        ("<b>hud</b>", ["b", "hud", "b"]),
        ("' OR 1=1; --", ["or", "1", "1"]),
        ("عيادة", ["عيادة"]),
        ("", []),
        (" \n\t ", []),
    ],
)
def test_words_are_letters_and_digits_in_lower_case(typed: str, read: list[str]) -> None:
    assert words(typed) == read


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("min 15åring", ["min", "15", "åring"]),
        ("B12", ["b12"]),
        ("39,5 hos barn", ["feber", "hos", "barn"]),
        ("38 °C", ["feber"]),
        ("37,2", ["37", "2"]),
        ("38.10 kr", ["38", "10", "kr"]),
    ],
)
def test_ages_and_temperatures_are_read_as_they_are_written(typed: str, read: list[str]) -> None:
    assert typed_words(typed) == read


@given(st.text(max_size=400))
def test_what_is_read_of_anything_typed_is_bounded(typed: str) -> None:
    read = typed_words(typed)

    assert len(read) <= MOST_WORDS
    assert all(0 < len(word) <= LONGEST_WORD for word in read)
    assert all("_" not in token and " " not in token for word in read for token in tokens(word))


@given(st.text(max_size=60))
def test_folding_twice_is_folding_once(typed: str) -> None:
    for word in words(typed):
        assert fold(fold(word)) == fold(word)


_COMPOUNDS = st.lists(st.sampled_from(sorted(care_words())), min_size=1, max_size=4).map("".join)


@given(st.lists(st.one_of(st.text(max_size=30), _COMPOUNDS), max_size=6).map(" ".join))
def test_nothing_is_found_in_a_text_without_signs_of_it(said: str) -> None:
    for token in {token for word in words(said) for token in tokens(word)}:
        assert any(sign in folded(said) for sign in signs(token)), token


@pytest.mark.parametrize("said", ["Ögonmottagning", "ÖRONLÄKARE", "psykmottagningen", "rökslutarstöd", "O\u0308gon"])
def test_compounds_of_forms_that_differ_have_signs_too(said: str) -> None:
    assert all(any(sign in folded(said) for sign in signs(token)) for word in words(said) for token in tokens(word))


@pytest.mark.parametrize("hostile", ["barn" * 10, "s" * 40, "akutbarn" * 5, "vårdvård" * 5, "å" * 10_000])
def test_no_word_takes_long_to_split(hostile: str) -> None:
    begun = time.perf_counter()

    for word in typed_words(hostile):
        part_words(word)

    assert time.perf_counter() - begun < 0.2
