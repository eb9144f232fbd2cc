"""Brand packs keep the conditions of the brand (records-identity-law.md section 9)."""

from dataclasses import replace

import pytest
from django.apps import apps
from django.test import Client
from pytest_django.fixtures import Settings

from ingang.ui.brands import BRANDS, choose_brand
from ingang.ui.brands.neutral import NEUTRAL
from ingang.ui.brands.pack import BrandNotDecided, NameNotClean, UnknownBrand, check_name_stands_alone


def test_the_neutral_brand_needs_no_decision() -> None:
    assert choose_brand(code="neutral").name == "Ingång"


@pytest.mark.parametrize("decision", ["", "   "])
def test_the_national_brand_without_a_decision_is_refused(decision: str) -> None:
    with pytest.raises(BrandNotDecided, match="REFUSING TO START"):
        choose_brand(code="1177", decision=decision)


def test_the_national_brand_with_a_decision_is_in_text_only() -> None:
    brand = choose_brand(code="1177", decision="Region Exempel, RS 2026-123")

    assert brand.name == "1177"
    assert brand.mark == ""


def test_an_unknown_brand_is_refused() -> None:
    with pytest.raises(UnknownBrand, match="neutral"):
        choose_brand(code="other")


def test_the_program_does_not_start_with_an_undecided_brand(settings: Settings) -> None:
    settings.INGANG_BRAND = "1177"
    settings.INGANG_BRAND_DECISION = ""

    with pytest.raises(BrandNotDecided):
        apps.get_app_config("ui").ready()


@pytest.mark.parametrize("name", ["Ingång Plus", "Ingång by Acme", "AcmeIngång"])
def test_a_name_with_a_product_or_supplier_is_refused(name: str) -> None:
    brand = replace(NEUTRAL, name=name, manufacturer="Acme")

    with pytest.raises(NameNotClean):
        check_name_stands_alone(brand=brand)


@pytest.mark.parametrize("code", BRANDS)
def test_the_manufacturer_stands_in_the_footer_and_never_in_the_header(
    code: str, settings: Settings, client: Client
) -> None:
    settings.INGANG_BRAND = code
    settings.INGANG_BRAND_DECISION = "Region Exempel, RS 2026-123"

    page = client.get("/sida/alva/").content.decode()

    header, footer = page.split("<main")[0], page.split('<footer class="foot">')[1]
    assert "Tillverkare:" not in header
    assert "Tillverkare: Öppen programvara" in footer


@pytest.mark.parametrize("code", BRANDS)
def test_nothing_follows_the_name_in_the_header(code: str, settings: Settings, client: Client) -> None:
    settings.INGANG_BRAND = code
    settings.INGANG_BRAND_DECISION = "Region Exempel, RS 2026-123"

    page = client.get("/sida/alva/").content.decode()

    assert f'<span class="brand-name">{BRANDS[code].name}</span></a>' in page
