"""Which region a reader has chosen."""

import pytest

from ingang.foundation.regions.chosen import chosen_region, region_codes
from ingang.foundation.regions.rules import regions


@pytest.mark.parametrize("code", sorted(region_codes()))
def test_every_region_can_be_chosen(code: str) -> None:
    assert chosen_region(cookies={"region": code}) == code


@pytest.mark.parametrize("cookies", [{}, {"region": ""}, {"region": "02"}, {"region": "12 "}, {"theme": "12"}])
def test_whatever_else_stands_there_is_no_region(cookies: dict[str, str]) -> None:
    assert chosen_region(cookies=cookies) == ""
    assert len(regions()) == 21
