"""What a brand pack says, and the rules that every brand keeps.

Rules (records-identity-law.md section 9): B12 no supplier or product name after the brand; B13 the
manufacturer is visible, but never next to the name; B14 a region's decision is recorded before the brand is
used.
"""

from dataclasses import dataclass

from django.core.exceptions import ImproperlyConfigured


class BrandNotDecided(ImproperlyConfigured):
    """The brand needs a region's decision and none is named."""


class UnknownBrand(ImproperlyConfigured):
    """There is no brand pack with this code."""


class NameNotClean(ImproperlyConfigured):
    """The brand's name carries the name of a product, owner or supplier."""


@dataclass(frozen=True, kw_only=True)
class Brand:
    """The only place where the code meets a brand.

    `mark` is the template of the drawing before the name; empty for a brand of text alone.
    `stylesheet` sets the brand's colour tokens and nothing else.
    """

    code: str
    name: str
    owner: str
    manufacturer: str
    stylesheet: str
    mark: str
    favicon: str
    theme_light: str
    theme_dark: str
    needs_decision: bool = False


def check_name_stands_alone(*, brand: Brand) -> None:
    """The name is one word: nothing, least of all a supplier, may follow it. Source: B12."""
    if len(brand.name.split()) != 1:
        raise NameNotClean(f"The brand's name must be one word, not {brand.name!r}.")
    for other in (brand.owner, brand.manufacturer):
        if other and other.casefold() in brand.name.casefold():
            raise NameNotClean(f"The brand's name {brand.name!r} must not hold {other!r}.")


def check_decision(*, brand: Brand, decision: str) -> None:
    """A brand that belongs to the regions is used only on a region's recorded decision. Source: B14."""
    if brand.needs_decision and not decision.strip():
        raise BrandNotDecided(
            f"REFUSING TO START: INGANG_BRAND={brand.code} belongs to Sweden's regions. Name the region's "
            "decision in INGANG_BRAND_DECISION (who, when, number), or use INGANG_BRAND=neutral."
        )
