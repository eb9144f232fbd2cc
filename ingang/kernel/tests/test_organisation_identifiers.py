import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingang.kernel.identifiers import (
    REGION_CODES,
    parse_hsa_id,
    parse_municipality_code,
    parse_region_code,
)
from ingang.kernel.identifiers.errors import InvalidHsaId, UnknownMunicipality, UnknownRegion

ORGANISATION = "SE2321000016"


@given(suffix=st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", min_size=1, max_size=18))
def test_hsa_ids_that_differ_in_case_and_spaces_only_are_the_same(suffix: str) -> None:
    written = f"{ORGANISATION}-{suffix}"

    assert parse_hsa_id(f" {written.lower()}\n") == parse_hsa_id(written) == written.upper()


@pytest.mark.parametrize(
    "text",
    [
        "",
        ORGANISATION,
        f"{ORGANISATION}-",
        f"{ORGANISATION}-å",
        f"{ORGANISATION}-a@b",
        f"{ORGANISATION}-\u017f",
        f"{ORGANISATION}-1 2",
        f"{ORGANISATION}-1-2",
        "SE232100016-1",
        "NO2321000016-1",
        f"{ORGANISATION}-{'1' * 19}",
    ],
)
def test_what_is_no_hsa_id_is_refused(text: str) -> None:
    with pytest.raises(InvalidHsaId):
        parse_hsa_id(text)


def test_an_hsa_id_has_at_most_31_characters() -> None:
    longest = f"{ORGANISATION}-{'1' * 18}"

    assert len(parse_hsa_id(longest)) == 31


@given(code=st.integers(0, 99).map("{:02}".format))
def test_only_the_21_region_codes_are_read(code: str) -> None:
    if code in REGION_CODES:
        assert parse_region_code(f" {code} ") == code
    else:
        with pytest.raises(UnknownRegion):
            parse_region_code(code)


def test_there_are_21_region_codes() -> None:
    assert len(REGION_CODES) == 21


def test_a_municipality_code_is_four_digits_that_begin_with_a_region() -> None:
    assert parse_municipality_code(" 0180 ") == "0180"


@pytest.mark.parametrize("text", ["", "180", "01800", "0280", "018a", "٠١٨٠"])
def test_what_is_no_municipality_code_is_refused(text: str) -> None:
    with pytest.raises(UnknownMunicipality):
        parse_municipality_code(text)
