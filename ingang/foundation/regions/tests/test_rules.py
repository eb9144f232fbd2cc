from collections import Counter

import pytest

from ingang.foundation.regions.rules import municipalities, municipality, region, region_of, regions
from ingang.kernel.identifiers import REGION_CODES, parse_municipality_code
from ingang.kernel.identifiers.errors import UnknownMunicipality, UnknownRegion

MUNICIPALITIES_PER_REGION = {
    "01": 26, "03": 8, "04": 9, "05": 13, "06": 13, "07": 8, "08": 12, "09": 1, "10": 5, "12": 33, "13": 6,
    "14": 49, "17": 16, "18": 12, "19": 10, "20": 15, "21": 10, "22": 7, "23": 8, "24": 15, "25": 14,
}  # fmt: skip


def test_there_are_21_regions_with_the_codes_the_kernel_knows() -> None:
    codes = [each.code for each in regions()]

    assert len(codes) == 21
    assert codes == sorted(REGION_CODES)


def test_every_name_county_and_slug_of_a_region_is_its_own() -> None:
    for values in zip(*((each.name, each.county, each.slug) for each in regions()), strict=True):
        assert len(set(values)) == 21


def test_slugs_fit_in_an_address() -> None:
    assert all(each.slug.replace("-", "").isascii() and each.slug.islower() for each in regions())


def test_there_are_290_municipalities_in_the_order_of_their_codes() -> None:
    codes = [each.code for each in municipalities()]

    assert len(set(codes)) == 290
    assert codes == sorted(codes)


def test_a_municipality_code_begins_with_the_code_of_its_region() -> None:
    for each in municipalities():
        assert parse_municipality_code(each.code)[:2] == each.region == region_of(each.code).code


def test_every_region_has_as_many_municipalities_as_scb_says() -> None:
    assert Counter(each.region for each in municipalities()) == MUNICIPALITIES_PER_REGION


@pytest.mark.parametrize(
    ("code", "name", "region_name"),
    [
        ("0180", "Stockholm", "Region Stockholm"),
        ("0980", "Gotland", "Region Gotland"),
        ("1280", "Malmö", "Region Skåne"),
        ("1480", "Göteborg", "Västra Götalandsregionen"),
        ("2023", "Malung-Sälen", "Region Dalarna"),
        ("2361", "Härjedalen", "Region Jämtland Härjedalen"),
        ("2584", "Kiruna", "Region Norrbotten"),
    ],
)
def test_a_municipality_is_found_by_code_with_its_region(code: str, name: str, region_name: str) -> None:
    assert municipality(code).name == name
    assert region_of(code).name == region_name


def test_names_of_municipalities_repeat_nowhere() -> None:
    assert len({each.name for each in municipalities()}) == 290


@pytest.mark.parametrize("code", ["", "0199", "180", "01800", "Stockholm"])
def test_an_unknown_municipality_is_refused(code: str) -> None:
    with pytest.raises(UnknownMunicipality):
        municipality(code)
    with pytest.raises(UnknownMunicipality):
        region_of(code)


@pytest.mark.parametrize("code", ["", "02", "1", "26"])
def test_an_unknown_region_is_refused(code: str) -> None:
    with pytest.raises(UnknownRegion):
        region(code)
