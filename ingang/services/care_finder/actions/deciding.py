"""What a region decides of the offers of its units: one by one, and many at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from ingang.foundation.audit.actions import record
from ingang.foundation.care_units.models import CareUnit, Offer, OfferDecision, UnitPage
from ingang.foundation.published.actions import public_pages_changed
from ingang.foundation.search.actions import refresh
from ingang.kernel.actor import Staff
from ingang.services.care_finder.access import check_region
from ingang.services.care_finder.entries import UNIT
from ingang.services.care_finder.errors import DecidedMeanwhile, UnitUnknown


@dataclass(frozen=True, kw_only=True)
class Choice:
    """An offer that the region decides about. `seen` is its latest decision that was looked at, 0 for none."""

    unit: str
    code: str
    seen: int


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What became of one choice: nothing went wrong where `problem` is empty, else it is a sentence's message id."""

    choice: Choice
    problem: str = ""


def decide_offers(
    *, actor: Staff, choices: Iterable[Choice], is_included: bool, reason: str, now: datetime
) -> list[Outcome]:
    """Decide the same about several offers; each stands for itself, and one that is refused stops no other.

    Records care_finder.offer_decided for each that was decided. Refuses another region's units altogether.
    """
    outcomes = []
    for choice in choices:
        try:
            decide_offer(
                actor=actor, unit=choice.unit, code=choice.code, is_included=is_included, reason=reason,
                seen=choice.seen, now=now,
            )  # fmt: skip
        except (DecidedMeanwhile, UnitUnknown) as error:
            outcomes.append(Outcome(choice=choice, problem=error.sentence))
        else:
            outcomes.append(Outcome(choice=choice))
    return outcomes


@transaction.atomic
def decide_offer(
    *, actor: Staff, unit: str, code: str, is_included: bool, reason: str, seen: int, now: datetime
) -> None:
    """Decide whether something that a unit offers is in the region's offer. Records care_finder.offer_decided.

    `seen` is the number of the latest decision that the actor has looked at, 0 for none. Refuses another than the
    administrator of the unit's region, an offer that there is not, and a decision made in between.
    """
    place = CareUnit.objects.filter(hsa_id=unit).first()
    if place is None or not Offer.objects.filter(unit=unit, code=code).exists():
        raise UnitUnknown()
    check_region(actor=actor, region=place.region)
    row = OfferDecision(
        region=place.region, unit=unit, code=code, number=seen + 1, is_included=is_included, reason=reason,
        decided_by=actor.hsa_id, decided_at=now,
    )  # fmt: skip
    if OfferDecision.objects.filter(region=place.region, unit=unit, code=code).count() != seen:
        raise DecidedMeanwhile()
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise DecidedMeanwhile() from None
    UnitPage.objects.filter(unit=unit).update(changed_at=now)
    details = {"unit": unit, "offer": code, "number": str(row.number), "included": "1" if is_included else ""}
    record(event="care_finder.offer_decided", actor=actor, now=now, details=details)
    refresh(kind=UNIT, names=[unit])
    public_pages_changed(at=now)
