"""How the one search reads what somebody has chosen in Hitta vård, and where the same search stands here."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.utils.translation import gettext

from ingang.foundation.search.narrowing import Narrowed
from ingang.foundation.search.queries import Hit
from ingang.services.care_finder.finding import open_ones, wanted_of
from ingang.services.care_finder.views.searching import search_said

OWN_WORDS = "sok"


def narrowed(*, text: str, said: Mapping[str, str], region: str, now: datetime) -> Narrowed:
    """The text among units, narrowed by what the address says: its place, region, kind and demands.

    A region that is only chosen in the head of the page (`region`) leaves no unit out, but is where Hitta vård begins.
    """
    search = search_said({**said, OWN_WORDS: text}, region=region).as_list()
    is_said = "region" in said

    def still(hits: Sequence[Hit]) -> list[Hit]:
        return open_ones(hits=hits, now=now) if search.criteria.open_now else list(hits)

    return Narrowed(
        wanted=wanted_of(criteria=search.criteria, near=region, is_within_region=is_said),
        choices=tuple(one for one in search.choices(with_place=True) if is_said or one.parameter != "region"),
        title=gettext("Find care"),
        address=search.address(),
        still=still,
    )
