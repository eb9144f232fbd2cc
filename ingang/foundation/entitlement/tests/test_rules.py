"""Whom a service area covers: places and ages, and nobody who is not known to be there."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingang.foundation.entitlement.rules import EVERY_AGE, WHOLE_COUNTRY, Area, Standing, covers, is_within
from ingang.foundation.regions.rules import municipalities
from ingang.kernel.periods import age_on

DAY = date(2026, 11, 26)
PLACES = [one.code for one in municipalities()]
AREAS = st.builds(
    lambda place, whole, first, length: Area(
        region=place[:2], municipality="" if whole else place, ages=range(first, min(first + length, EVERY_AGE.stop))
    ),
    st.sampled_from(PLACES),
    st.booleans(),
    st.integers(0, 80),
    st.integers(1, 150),
)


@pytest.mark.parametrize(
    ("area", "municipality", "birth_date", "is_covered"),
    [
        (Area(region="01"), "0184", None, True),
        (Area(region="01"), "2580", None, False),
        (Area(region="01", municipality="0184"), "0184", None, True),
        (Area(region="01", municipality="0184"), "0180", None, False),
        (Area(region=WHOLE_COUNTRY), "2580", None, True),
        (Area(region=WHOLE_COUNTRY), "", None, True),
        (Area(region="01"), "", date(1990, 1, 1), False),
        (Area(region="01", ages=range(13, 25)), "0184", date(2013, 11, 26), True),
        (Area(region="01", ages=range(13, 25)), "0184", date(2013, 11, 27), False),
        (Area(region="01", ages=range(13, 25)), "0184", date(2001, 11, 27), True),
        (Area(region="01", ages=range(13, 25)), "0184", date(2001, 11, 26), False),
        (Area(region="01", ages=range(13, 25)), "0184", None, False),
    ],
)
def test_an_area_covers_those_who_are_registered_there_and_of_its_ages(
    area: Area, municipality: str, birth_date: date | None, is_covered: bool
) -> None:
    assert covers(area, municipality=municipality, birth_date=birth_date, on=DAY) is is_covered


@given(areas=st.lists(AREAS, max_size=4), place=st.sampled_from(PLACES), born=st.dates(date(1920, 1, 1), DAY))
def test_nobody_is_within_without_an_area_of_her_place_and_age(areas: list[Area], place: str, born: date) -> None:
    age = age_on(born, on=DAY)

    within = is_within(areas, municipality=place, birth_date=born, on=DAY)

    assert within == any(
        area.region == place[:2] and area.municipality in {"", place} and area.ages.start <= age < area.ages.stop
        for area in areas
    )


@given(areas=st.lists(AREAS, min_size=1, max_size=4))
def test_a_protected_person_is_in_no_place(areas: list[Area]) -> None:
    assert not is_within(areas, municipality="", birth_date=date(1990, 1, 1), on=DAY)


def test_nothing_lets_nobody_in() -> None:
    assert not Standing().is_let_in
