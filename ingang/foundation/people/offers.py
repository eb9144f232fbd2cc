"""Reading questions to be an ombud: those one has asked, and those that are meant for oneself."""

from datetime import datetime, timedelta
from uuid import UUID

from ingang.foundation.people.models import MandateOffer, Person, Protection
from ingang.foundation.people.queries import identifiers_of, linked_identities
from ingang.kernel.periods import local_date

LASTS = timedelta(days=30)
"""How long a question waits for its answer."""


def offers_by(*, person: UUID, now: datetime) -> list[MandateOffer]:
    """The questions that the person has asked and nobody has answered, in the order they were asked."""
    mine = MandateOffer.unguarded.filter(person__in=linked_identities(person=person), **_open(now))
    return list(mine.order_by("offered_at", "id"))


def offers_to(*, person: UUID, now: datetime) -> list[MandateOffer]:
    """The questions that are meant for the person: her number and her family name stand in them.

    A question to a number that was typed wrong reaches nobody, since the name is another's. Nothing reaches a
    protected or dead person, and nothing comes from one: acting is impossible where either is protected.
    """
    one = Person.objects.filter(id=person, deceased_on=None, protection=Protection.NONE).first()
    if one is None:
        return []
    numbers = [each.value for each in identifiers_of(person=person, on=local_date(now))]
    asked = list(MandateOffer.unguarded.filter(number__in=numbers, **_open(now)).order_by("offered_at", "id"))
    askers = Person.objects.filter(
        id__in=[offer.person for offer in asked], deceased_on=None, protection=Protection.NONE
    )
    able = set(askers.values_list("id", flat=True))
    return [offer for offer in asked if offer.person in able and _same(offer.family_name, one.family_name)]


def offer_to(*, offer: UUID, person: UUID, now: datetime) -> MandateOffer | None:
    """One question that is meant for the person, held until the transaction ends; None for every other one."""
    if offer not in {one.id for one in offers_to(person=person, now=now)}:
        return None
    return MandateOffer.unguarded.select_for_update().filter(id=offer, ended_at=None).first()


def _open(now: datetime) -> dict[str, object]:
    return {"ended_at": None, "offered_at__gt": now - LASTS, "valid_until__gt": local_date(now)}


def _same(typed: str, name: str) -> bool:
    return "".join(typed.split()).casefold() == "".join(name.split()).casefold()
