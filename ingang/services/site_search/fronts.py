"""Which pages of the search are kept finished."""

from django.urls import reverse
from django.utils import translation


def public_pages() -> list[str]:
    """The page on which nothing is looked for yet, in each language."""
    addresses = []
    for language in ("sv", "en"):
        with translation.override(language):
            addresses.append(reverse("site_search:start"))
    return addresses
