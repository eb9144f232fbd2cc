"""Brand packs: name, owner, manufacturer line and colours. A deployment chooses one."""

from ingang.ui.brands.national import NATIONAL
from ingang.ui.brands.neutral import NEUTRAL
from ingang.ui.brands.pack import Brand, UnknownBrand, check_decision, check_name_stands_alone

BRANDS = {brand.code: brand for brand in (NEUTRAL, NATIONAL)}

__all__ = ["BRANDS", "Brand", "choose_brand"]


def choose_brand(*, code: str, decision: str = "") -> Brand:
    """The brand with this code. Refuses an unknown code, an unclean name and a brand without decision."""
    if code not in BRANDS:
        known = ", ".join(BRANDS)
        raise UnknownBrand(f"REFUSING TO START: INGANG_BRAND={code} is unknown. Known: {known}.")
    brand = BRANDS[code]
    check_name_stands_alone(brand=brand)
    check_decision(brand=brand, decision=decision)
    return brand
