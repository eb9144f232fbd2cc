"""What units of a region offer, as its administrators look through it."""

from dataclasses import dataclass
from datetime import datetime

from ingang.foundation.care_units.catalogue import ListedOffer, offers_of, open_still
from ingang.foundation.care_units.models import CareUnit
from ingang.kernel.periods import local_date

IN, OUT, NOT_DECIDED = "in", "out", "open"


@dataclass(frozen=True, kw_only=True)
class OffersWanted:
    """Which offers are asked for; an empty one leaves nothing out. `standing` is IN, OUT or NOT_DECIDED."""

    words: str = ""
    standing: str = ""
    kind: str = ""


@dataclass(frozen=True, kw_only=True)
class RegionOffer:
    """Something that a unit of the region offers."""

    unit: CareUnit
    one: ListedOffer

    @property
    def seen(self) -> int:
        """The number of the latest decision about it, 0 for none."""
        return self.one.decision.number if self.one.decision else 0

    @property
    def ticked(self) -> str:
        """What ticking it sends."""
        return f"{self.unit.hsa_id}/{self.one.offer.code}/{self.seen}"


def offers_in_region(*, region: str, wanted: OffersWanted, now: datetime) -> list[RegionOffer]:
    """What the region's units offer, by unit and title. Five questions, however many units there are."""
    here = CareUnit.objects.filter(open_still(on=local_date(now)), region=region).order_by("name", "hsa_id")
    if wanted.kind:
        here = here.filter(kind=wanted.kind)
    units = list(here)
    by_unit = offers_of(units=units, on=local_date(now))
    words = wanted.words.casefold()
    return [
        RegionOffer(unit=unit, one=one)
        for unit in units
        for one in by_unit.get(unit.hsa_id, [])
        if words in f"{unit.name} {one.offer.title_sv} {one.offer.title_en}".casefold()
        and _stands(one, wanted.standing)
    ]


def _stands(one: ListedOffer, standing: str) -> bool:
    if standing == NOT_DECIDED:
        return one.decision is None
    return standing == "" or one.is_included == (standing == IN)
