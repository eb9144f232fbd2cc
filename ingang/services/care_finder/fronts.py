"""What the public start page says of finding care, and which pages are kept finished."""

from datetime import datetime

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from ingang.foundation.care_units.models import CareUnit
from ingang.ui.values import Front, FrontLink

ORDER = 10
LANGUAGES = ("sv", "en")


def front(*, region: str, language: str, now: datetime) -> Front:
    """The way to every unit."""
    about = gettext("Every unit, what it offers, when it is open and how you reach it.")
    link = FrontLink(title=gettext("Find a unit near you"), address=reverse("care_finder:start"), about=about)
    return Front(title=gettext("Find care"), links=(link,), order=ORDER)


def public_pages() -> list[str]:
    """The way to care, and every unit's page: its phone number answers also when the database does not."""
    found: list[str] = []
    units = list(CareUnit.objects.order_by("hsa_id").values_list("hsa_id", flat=True))
    for language in LANGUAGES:
        with translation.override(language):
            found += [reverse(f"care_finder:{name}") for name in ("start", "share", "open_data")]
            found += [reverse("care_finder:unit", kwargs={"unit": one}) for one in units]
    return found
