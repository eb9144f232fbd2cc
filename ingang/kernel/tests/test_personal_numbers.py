"""Numbers of the tax agency: only of the test series, made here from dates and the four birth numbers."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingang.kernel.identifiers import (
    IdentifierKind,
    PersonIdentifier,
    check_digit,
    format_for_reading,
    is_test_number,
    parse_person_identifier,
)
from ingang.kernel.identifiers.errors import (
    CenturyMissing,
    DateInTheFuture,
    ImpossibleDate,
    InvalidIdentifier,
    UnknownForm,
    WrongCheckDigit,
    WrongSerial,
)

TODAY = date(2026, 3, 2)
FIRST = date(1890, 1, 1)
SERIES = ("238", "239", "980", "981")

births = st.dates(min_value=FIRST, max_value=TODAY)


def with_check_digit(eleven: str) -> str:
    return eleven + check_digit(eleven[2:])


@st.composite
def personnummer(draw: st.DrawFn) -> str:
    return with_check_digit(f"{draw(births):%Y%m%d}{draw(st.sampled_from(SERIES))}")


@st.composite
def samordningsnummer(draw: st.DrawFn) -> str:
    born = draw(births)
    month = draw(st.sampled_from([0, born.month]))
    day = draw(st.sampled_from([0, born.day]))
    return with_check_digit(f"{born.year}{month:02}{day + 60}{draw(st.sampled_from(SERIES))}")


numbers = personnummer() | samordningsnummer()


def parse(text: str) -> PersonIdentifier:
    return parse_person_identifier(text, today=TODAY)


def is_accepted(text: str) -> bool:
    try:
        parse(text)
    except InvalidIdentifier:
        return False
    return True


@pytest.mark.slow
def test_the_whole_test_series_of_personnummer_passes() -> None:
    days = (FIRST + timedelta(days=count) for count in range((TODAY - FIRST).days + 1))
    series = [with_check_digit(f"{day:%Y%m%d}{birth_number}") for day in days for birth_number in SERIES]

    refused = [number for number in series if not is_accepted(number)]

    assert len(series) == 4 * 49_734
    assert refused == []


@pytest.mark.slow
def test_the_whole_test_series_of_samordningsnummer_passes_with_unknown_day_and_month() -> None:
    days = (FIRST + timedelta(days=count) for count in range((TODAY - FIRST).days + 1))
    written = {
        f"{day.year}{month:02}{number + 60}" for day in days for month in (0, day.month) for number in (0, day.day)
    }
    series = [with_check_digit(body + birth_number) for body in sorted(written) for birth_number in SERIES]

    refused = [number for number in series if not is_accepted(number)]

    assert len(series) > 200_000
    assert refused == []


@given(number=numbers, place=st.integers(2, 11), difference=st.integers(1, 9))
def test_every_single_wrong_digit_among_the_ten_is_refused(number: str, place: int, difference: int) -> None:
    wrong = str((int(number[place]) + difference) % 10)

    assert not is_accepted(number[:place] + wrong + number[place + 1 :])


@given(number=numbers, short=st.booleans())
def test_what_people_read_can_be_typed_back(number: str, short: bool) -> None:
    identifier = parse(number)

    assert parse(format_for_reading(identifier, today=TODAY, short=short)) == identifier


@given(text=st.text(alphabet=st.characters(), max_size=16) | st.text(alphabet="0123456789-+KMXSF ", max_size=16))
def test_any_text_is_either_read_or_refused_by_name(text: str) -> None:
    try:
        identifier = parse(text)
    except InvalidIdentifier:
        return

    assert len(identifier.value) == 12


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("189001019802", "189001019802"),
        ("18900101-9802", "189001019802"),
        ("18900101 9802", "189001019802"),
        (" 1890 0101 - 9802 ", "189001019802"),
        ("18900101\u20139802", "189001019802"),
        ("19850709-9805", "198507099805"),
        ("850709-9805", "198507099805"),
        ("850709 - 9805", "198507099805"),
    ],
)
def test_the_forms_that_people_type_are_read(typed: str, value: str) -> None:
    assert parse(typed) == PersonIdentifier(IdentifierKind.PERSONNUMMER, value)


def test_month_00_and_day_60_are_a_samordningsnummer_with_unknown_date() -> None:
    for body in ("19850069239", "19850760239", "19850060239"):
        assert parse(with_check_digit(body)).kind is IdentifierKind.SAMORDNINGSNUMMER


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", UnknownForm),
        ("19850709-980", UnknownForm),
        ("19850709-98055", UnknownForm),
        ("1985-07-09-9805", UnknownForm),
        ("١٩٨٥٠٧٠٩٩٨٠٥", UnknownForm),
        ("19850709+9805", UnknownForm),
        ("8507099805", CenturyMissing),
        ("850709 9805", CenturyMissing),
        ("19850230-2387", ImpossibleDate),
        ("19850092-2387", ImpossibleDate),
        ("19850292-2387", ImpossibleDate),
        ("19851309-2387", ImpossibleDate),
        ("17990101-2387", ImpossibleDate),
        ("20260303-2387", DateInTheFuture),
        ("260303-2387", DateInTheFuture),
        ("20260460-2387", DateInTheFuture),
        ("20270060-2387", DateInTheFuture),
        ("19850709-0006", WrongSerial),
        ("19850709-9806", WrongCheckDigit),
    ],
)
def test_a_wrong_number_is_refused_with_what_is_wrong(text: str, error: type[InvalidIdentifier]) -> None:
    with pytest.raises(InvalidIdentifier) as caught:
        parse(text)

    assert type(caught.value) is error


def test_a_samordningsnummer_with_a_day_beyond_the_end_of_its_month_is_refused() -> None:
    with pytest.raises(ImpossibleDate):
        parse(with_check_digit("19850291238"))


@pytest.mark.parametrize(
    ("today", "short"),
    [
        (date(2024, 12, 31), "250131-2389"),
        (date(2025, 1, 1), "250131+2389"),
        (date(2025, 1, 31), "250131+2389"),
    ],
)
def test_the_plus_sign_comes_with_the_year_a_person_turns_100(today: date, short: str) -> None:
    identifier = PersonIdentifier(IdentifierKind.PERSONNUMMER, "192501312389")

    assert format_for_reading(identifier, today=today, short=True) == short
    assert parse_person_identifier(short, today=today) == identifier


def test_the_long_form_has_a_hyphen_at_any_age() -> None:
    identifier = PersonIdentifier(IdentifierKind.PERSONNUMMER, "192501312389")

    assert format_for_reading(identifier, today=TODAY) == "19250131-2389"


@given(number=numbers)
def test_numbers_of_the_four_birth_numbers_are_test_numbers(number: str) -> None:
    assert is_test_number(parse(number))


@given(born=births, birth_number=st.integers(1, 999).filter(lambda number: f"{number:03}" not in SERIES))
def test_numbers_of_other_birth_numbers_are_not(born: date, birth_number: int) -> None:
    # With a wrong check digit: a right one might be somebody's.
    right = with_check_digit(f"{born:%Y%m%d}{birth_number:03}")
    nobodys = right[:-1] + str((int(right[-1]) + 1) % 10)

    assert not is_test_number(PersonIdentifier(IdentifierKind.PERSONNUMMER, nobodys))


def test_the_number_stays_out_of_what_is_logged() -> None:
    identifier = parse("198507099805")

    with pytest.raises(WrongCheckDigit) as caught:
        parse("198507099806")

    assert "9805" not in repr(identifier)
    assert "9806" not in repr(caught.value)


def test_nothing_offers_age_or_sex_from_the_number() -> None:
    offered = {name for name in dir(PersonIdentifier) if not name.startswith("_")}

    assert offered <= {"kind", "value"}
