"""Who can receive a referral: by need, age and region, those with the shortest waiting time first among equals."""

from dataclasses import dataclass
from datetime import date, datetime

from ingang.foundation.care_units.catalogue import ListedOffer
from ingang.foundation.care_units.models import CareUnit, Offer, Referral
from ingang.foundation.care_units.offering import fits_age, has_fresh_waiting_time
from ingang.kernel.periods import local_date
from ingang.services.care_finder.finding import Criteria, ShownPlace, find_care, with_details

MOST, UNKNOWN_DAYS = 50, 10**6


@dataclass(frozen=True, kw_only=True)
class Receiver:
    """A unit that takes referrals for something, and how well that answers the need: less is better."""

    unit: CareUnit
    offer: Offer
    need: tuple[int, ...]
    waiting_days: int | None

    @property
    def order(self) -> tuple[object, ...]:
        """By need, then by waiting time; what is not measured comes after what is. Never by who runs the unit."""
        days = UNKNOWN_DAYS if self.waiting_days is None else self.waiting_days
        return (*self.need, days, self.unit.name, self.unit.hsa_id, self.offer.code)


def receivers(*, need: str, age: int | None, region: str, now: datetime) -> list[Receiver]:
    """Offers that take referrals, for the need, the age and people of the region; at most so many."""
    answer = find_care(criteria=Criteria(words=need, region=region), now=now)
    today = local_date(now)
    found = [
        _receiver(place, each, today)
        for place in with_details(places=answer.places, now=now)
        for each in place.listed.public_offers
        if _takes(each.offer, age=age, region=region)
    ]
    return sorted(found, key=lambda one: one.order)[:MOST]


def _takes(offer: Offer, *, age: int | None, region: str) -> bool:
    is_for_them = not offer.regions or not region or region in offer.regions
    return offer.referral != Referral.NOT_NEEDED and is_for_them and (age is None or fits_age(offer, age=age))


def _receiver(place: ShownPlace, each: ListedOffer, today: date) -> Receiver:
    named = {reason.text for reason in place.found.hit.reasons if reason.label == "offer"}
    is_meant = bool(named & {each.offer.title_sv, each.offer.title_en})
    is_fresh = has_fresh_waiting_time(each.offer, on=today)
    return Receiver(
        unit=place.found.unit,
        offer=each.offer,
        need=(not is_meant, *place.found.hit.order[:2]),
        waiting_days=each.offer.waiting_days if is_fresh else None,
    )
