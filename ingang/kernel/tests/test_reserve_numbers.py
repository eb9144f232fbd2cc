"""Reserve numbers: the examples that Inera and HL7 Sweden publish, and what must be refused."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingang.kernel.identifiers import (
    IdentifierKind,
    check_digit,
    format_for_reading,
    is_test_number,
    kind_of_system,
    parse_person_identifier,
    parse_reserve_number,
)
from ingang.kernel.identifiers.errors import (
    ImpossibleDate,
    InvalidIdentifier,
    RegionNotTold,
    UnknownForm,
    WrongCheckDigit,
    WrongSerial,
)

TODAY = date(2026, 3, 2)
K = IdentifierKind
LETTERS = "ABCDEFGHJKLMNPRSTUXYZ"

EXAMPLES = [
    ("991981000010", K.STOCKHOLM_RESERVE),
    ("991945000023", K.STOCKHOLM_RESERVE),
    ("991993000032", K.STOCKHOLM_RESERVE),
    ("19810829M071", K.VGR_RESERVE),
    ("19450829K088", K.VGR_RESERVE),
    ("19930829X802", K.VGR_RESERVE),
    ("20210325K069", K.VGR_RESERVE),
    ("19810829SU3A", K.VARMLAND_RESERVE),
    ("19450829SF2B", K.VARMLAND_RESERVE),
    ("19930829SX0C", K.VARMLAND_RESERVE),
    ("198108320014", K.INERA_RESERVE),
    ("98240301AA06", K.NATIONAL_RESERVE),
    ("22950606FH20", K.NATIONAL_RESERVE),
    ("25780404KHD5", K.NATIONAL_RESERVE),
    ("00342145BZ31", K.NATIONAL_RESERVE),
    ("00749852BZK0", K.NATIONAL_RESERVE),
]


def with_check_digit(text: str) -> str:
    return text + check_digit(text)


@pytest.mark.parametrize(("number", "kind"), EXAMPLES)
def test_published_examples_are_known_by_their_form(number: str, kind: IdentifierKind) -> None:
    identifier = parse_person_identifier(number, today=TODAY)

    assert (identifier.kind, identifier.value) == (kind, number)
    assert parse_reserve_number(number, kind=kind) == identifier


@pytest.mark.parametrize(("number", "kind"), EXAMPLES)
def test_small_letters_spaces_and_hyphen_do_not_matter(number: str, kind: IdentifierKind) -> None:
    typed = f" {number[:8].lower()} - {number[8:].lower()} "

    assert parse_person_identifier(typed, today=TODAY).value == number
    assert parse_reserve_number(typed, kind=kind).value == number


@pytest.mark.parametrize(("number", "kind"), EXAMPLES)
def test_reserve_numbers_have_no_short_form_and_are_no_test_numbers(number: str, kind: IdentifierKind) -> None:
    identifier = parse_reserve_number(number, kind=kind)

    assert format_for_reading(identifier, today=TODAY, short=True) == f"{number[:8]}-{number[8:]}"
    assert not is_test_number(identifier)


@given(
    born=st.dates(min_value=date(1900, 1, 1), max_value=TODAY),
    series=st.integers(1, 26),
    letters=st.text(LETTERS, min_size=2, max_size=2),
    sex=st.sampled_from("0123456789" + LETTERS),
)
def test_every_series_of_the_national_reserve_number_passes(born: date, series: int, letters: str, sex: str) -> None:
    number = with_check_digit(f"{born.year + 300 * series}{born:%m%d}{letters}{sex}")

    assert parse_person_identifier(number, today=TODAY).kind is K.NATIONAL_RESERVE


@given(
    number=st.sampled_from([number for number, kind in EXAMPLES if kind is not K.VARMLAND_RESERVE]),
    place=st.integers(4, 11),
    difference=st.integers(1, 9),
)
def test_every_single_wrong_digit_under_a_check_digit_is_refused(number: str, place: int, difference: int) -> None:
    if not number[place].isdigit():
        return
    wrong = number[:place] + str((int(number[place]) + difference) % 10) + number[place + 1 :]

    with pytest.raises(InvalidIdentifier):
        parse_person_identifier(wrong, today=TODAY)


@pytest.mark.parametrize(
    ("number", "kind", "error"),
    [
        ("21950606FH20", K.NATIONAL_RESERVE, ImpossibleDate),  # 18-21 are never used
        ("24950606FH20", K.NATIONAL_RESERVE, ImpossibleDate),  # nobody is born in the 22nd century
        ("99950606FH20", K.NATIONAL_RESERVE, ImpossibleDate),  # series 27
        ("22950631FH20", K.NATIONAL_RESERVE, ImpossibleDate),
        ("00341945BZ31", K.NATIONAL_RESERVE, ImpossibleDate),
        ("00342160BZ31", K.NATIONAL_RESERVE, ImpossibleDate),
        ("22950606OH20", K.NATIONAL_RESERVE, UnknownForm),
        ("22950606FH21", K.NATIONAL_RESERVE, WrongCheckDigit),
        ("981981000010", K.STOCKHOLM_RESERVE, UnknownForm),
        ("992381000010", K.STOCKHOLM_RESERVE, UnknownForm),
        ("991981000011", K.STOCKHOLM_RESERVE, WrongCheckDigit),
        ("19810231M071", K.VGR_RESERVE, ImpossibleDate),
        ("19810829M051", K.VGR_RESERVE, WrongSerial),
        ("19810829M081", K.VGR_RESERVE, WrongSerial),
        ("19810829K071", K.VGR_RESERVE, WrongSerial),
        ("19810829X791", K.VGR_RESERVE, WrongSerial),
        ("19810829X901", K.VGR_RESERVE, WrongSerial),
        ("19810829M072", K.VGR_RESERVE, WrongCheckDigit),
        ("19810829A071", K.VGR_RESERVE, UnknownForm),
        ("19810829SU3V", K.VARMLAND_RESERVE, UnknownForm),
        ("19810829SU30", K.VARMLAND_RESERVE, UnknownForm),
        ("19810829SA3A", K.VARMLAND_RESERVE, UnknownForm),
        ("19810230SU3A", K.VARMLAND_RESERVE, ImpossibleDate),
        ("198100320014", K.INERA_RESERVE, ImpossibleDate),
        ("198108310014", K.INERA_RESERVE, ImpossibleDate),
        ("198108600014", K.INERA_RESERVE, ImpossibleDate),
        ("198108320015", K.INERA_RESERVE, WrongCheckDigit),
        ("198507099805", K.SKANE_RESERVE, UnknownForm),
        ("19810230D1A1", K.SKANE_RESERVE, ImpossibleDate),
        ("19810829+DA1B", K.SKANE_RESERVE, UnknownForm),
    ],
)
def test_a_number_that_breaks_the_rules_of_its_kind_is_refused(
    number: str, kind: IdentifierKind, error: type[InvalidIdentifier]
) -> None:
    with pytest.raises(InvalidIdentifier) as caught:
        parse_reserve_number(number, kind=kind)

    assert type(caught.value) is error


@pytest.mark.parametrize("number", ["19810829DA1B", "19810829R123", "19810829123R", "199810829D1A"])
def test_a_form_that_does_not_tell_the_region_asks_for_it(number: str) -> None:
    with pytest.raises(RegionNotTold):
        parse_person_identifier(number, today=TODAY)


def test_skanes_number_is_read_when_the_caller_names_the_kind() -> None:
    assert parse_reserve_number("19810829-DA1B", kind=K.SKANE_RESERVE).value == "19810829DA1B"


@pytest.mark.parametrize("kind", [K.PERSONNUMMER, K.SAMORDNINGSNUMMER])
def test_naming_a_kind_that_is_no_reserve_number_is_a_programming_error(kind: IdentifierKind) -> None:
    with pytest.raises(ValueError, match="no reserve number"):
        parse_reserve_number("198507099805", kind=kind)


@pytest.mark.parametrize("kind", [kind for kind in K if kind is not K.SKANE_RESERVE])
def test_a_kind_is_known_again_by_its_oid_and_its_fhir_system(kind: IdentifierKind) -> None:
    assert kind.oid
    assert kind_of_system(kind.oid) is kind
    assert kind_of_system(f"urn:oid:{kind.oid}") is kind
    assert kind.fhir_system
    assert kind_of_system(kind.fhir_system) is kind


def test_each_kind_has_names_of_its_own() -> None:
    assert K.PERSONNUMMER.fhir_system == "http://electronichealth.se/identifier/personnummer"
    assert K.STOCKHOLM_RESERVE.fhir_system == "urn:oid:1.2.752.97.3.1.3"
    assert len({kind.oid for kind in K}) == len({kind.fhir_system for kind in K}) == len(K)


@pytest.mark.parametrize("system", ["", "urn:oid:", "urn:oid:1.2.3", "None", "1.2.752.129.2.1.4.1"])
def test_an_unknown_system_has_no_kind(system: str) -> None:
    assert kind_of_system(system) is None
