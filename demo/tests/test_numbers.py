from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demo import numbers
from ingang.kernel.identifiers import IdentifierKind, is_test_number, parse_person_identifier

TODAY = date(2026, 3, 2)
births = st.dates(min_value=date(1890, 1, 1), max_value=TODAY)
birth_numbers = st.sampled_from([238, 239, 980, 981])


@given(born=births, birth_number=birth_numbers)
def test_every_personnummer_made_is_right_and_of_the_test_series(born, birth_number):
    identifier = parse_person_identifier(numbers.test_number(born, birth_number), today=TODAY)

    assert identifier.kind is IdentifierKind.PERSONNUMMER
    assert is_test_number(identifier)


@given(born=births, birth_number=birth_numbers, month_known=st.booleans(), day_known=st.booleans())
def test_every_samordningsnummer_made_is_right_and_of_the_test_series(born, birth_number, month_known, day_known):
    number = numbers.test_coordination_number(born, birth_number, month_known=month_known, day_known=day_known)

    identifier = parse_person_identifier(number, today=TODAY)

    assert identifier.kind is IdentifierKind.SAMORDNINGSNUMMER
    assert is_test_number(identifier)
    assert (number[4:6] == "00") is not month_known
    assert (number[6:8] == "60") is not day_known


@given(birth_number=st.integers(0, 999).filter(lambda number: number not in {238, 239, 980, 981}))
def test_other_birth_numbers_are_refused_since_they_may_belong_to_somebody(birth_number):
    with pytest.raises(ValueError, match="outside the test series"):
        numbers.test_number(date(1985, 7, 9), birth_number)
    with pytest.raises(ValueError, match="outside the test series"):
        numbers.test_coordination_number(date(1985, 7, 9), birth_number)


def test_a_number_known_from_the_published_list_comes_out():
    assert numbers.test_number(date(1890, 1, 1), 980) == "189001019802"
    assert numbers.test_coordination_number(date(1914, 1, 8), 239) == "191401682396"


@given(born=births, serial=st.integers(0, 99_999), vgr_serial=st.integers(80, 89))
def test_reserve_numbers_made_follow_the_rules_of_their_kind(born, serial, vgr_serial):
    made = {
        IdentifierKind.NATIONAL_RESERVE: numbers.national_reserve_number(max(born, date(1900, 1, 1))),
        IdentifierKind.STOCKHOLM_RESERVE: numbers.stockholm_reserve_number(serial),
        IdentifierKind.VGR_RESERVE: numbers.vgr_reserve_number(born, vgr_serial),
    }

    for kind, number in made.items():
        assert parse_person_identifier(number, today=TODAY).kind is kind
