"""Who may decide what about persons: ages, powers of attorney, contact ways."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingang.foundation.people.errors import (
    ChildMustAgree,
    ContactWayUnusable,
    MandateNeedsAdults,
    MandateTooWide,
    OutsideDecisionAges,
)
from ingang.foundation.people.rules import (
    check_decision_age,
    check_decision_basis,
    check_kinds,
    check_mandate,
    checked_contact_address,
)
from ingang.kernel.periods import age_on, birthday

TODAY = date(2026, 11, 26)
GROWN = date(1980, 1, 1)


@pytest.mark.parametrize(
    ("born", "allowed"),
    [
        (date(2013, 11, 27), False),
        (date(2013, 11, 26), True),
        (date(2010, 11, 27), True),
        (date(2010, 11, 26), False),
        (None, False),
    ],
)
def test_a_unit_decides_for_a_guardian_from_13_until_16_and_never_without_a_birth_date(
    born: date | None, allowed: bool
) -> None:
    if allowed:
        assert check_decision_age(birth_date=born, on=TODAY) is None  # type: ignore[func-returns-value]
    else:
        with pytest.raises(OutsideDecisionAges):
            check_decision_age(birth_date=born, on=TODAY)


@given(born=st.dates(date(1990, 1, 1), TODAY))
def test_the_decision_age_is_counted_in_full_years_on_the_swedish_day(born: date) -> None:
    inside = birthday(born, age=13) <= TODAY < birthday(born, age=16)

    if inside:
        check_decision_age(birth_date=born, on=TODAY)
        assert age_on(born, on=TODAY) in {13, 14, 15}
    else:
        with pytest.raises(OutsideDecisionAges):
            check_decision_age(birth_date=born, on=TODAY)


@pytest.mark.parametrize("basis", ["", "guardian_wishes", "CHILD_AGREES"])
def test_neither_the_guardians_wish_nor_nothing_is_a_basis(basis: str) -> None:
    with pytest.raises(ChildMustAgree):
        check_decision_basis(basis=basis)


@pytest.mark.parametrize(
    ("grantor", "ombud"),
    [(date(2008, 11, 27), GROWN), (GROWN, date(2008, 11, 27)), (None, GROWN), (GROWN, None)],
)
def test_a_power_of_attorney_needs_two_adults(grantor: date | None, ombud: date | None) -> None:
    with pytest.raises(MandateNeedsAdults):
        check_mandate(grantor_born=grantor, ombud_born=ombud, kinds=["a"], allowed=["a"], on=TODAY)


def test_it_may_be_given_on_the_18th_birthday() -> None:
    born = date(2008, 11, 26)

    check_mandate(grantor_born=born, ombud_born=born, kinds=["a"], allowed=["a"], on=TODAY)

    assert age_on(born, on=TODAY) == 18


@given(kinds=st.frozensets(st.sampled_from("abcd")), allowed=st.frozensets(st.sampled_from("abcd")))
def test_never_more_than_is_allowed_and_never_nothing(kinds: frozenset[str], allowed: frozenset[str]) -> None:
    if kinds and kinds <= allowed:
        check_kinds(kinds=kinds, allowed=allowed)
        assert kinds & allowed
    else:
        with pytest.raises(MandateTooWide):
            check_kinds(kinds=kinds, allowed=allowed)


@pytest.mark.parametrize(
    ("channel", "written", "kept"),
    [
        ("mail", " alva@ingang.example ", "alva@ingang.example"),
        ("sms", "070-174 06 05", "+46701740605"),
        ("sms", "+46 70 174 06 05", "+46701740605"),
        ("sms", "+47 400 00 000", "+4740000000"),
    ],
)
def test_an_address_is_kept_in_one_form(channel: str, written: str, kept: str) -> None:
    assert checked_contact_address(channel=channel, address=written) == kept


@pytest.mark.parametrize(
    ("channel", "written"),
    [
        ("mail", ""),
        ("mail", "alva"),
        ("mail", "alva@"),
        ("mail", "alva@here"),
        ("mail", "a b@c.example"),
        ("mail", "a@b@c.example"),
        ("mail", "alva@example."),
        ("mail", "alva@c.example\nBcc: x@y.example"),
        ("sms", ""),
        ("sms", "070"),
        ("sms", "00467017406"),
        ("sms", "+4670174O605"),
        ("sms", "+46" + "1" * 20),
        ("sms", "+٤٦٧٠١٧٤٠٦٠٥"),
        ("pigeon", "alva@ingang.example"),
    ],
)
def test_what_the_channel_can_not_reach_is_refused(channel: str, written: str) -> None:
    with pytest.raises(ContactWayUnusable):
        checked_contact_address(channel=channel, address=written)
