"""Arguments of addresses for the permission table."""

from datetime import datetime, timedelta
from uuid import UUID

from ingang.foundation.access.actions import open_subject
from ingang.foundation.people.actions.mandates import give_mandate
from ingang.foundation.people.actions.offers import offer_mandate
from ingang.foundation.people.models import Person
from ingang.foundation.people.part import PERSON
from ingang.foundation.people.queries import identifiers_of
from ingang.kernel.actor import Resident
from ingang.kernel.periods import local_date
from ingang.kernel.registry import current

LASTS = timedelta(days=90)


def samples(*, owner: UUID, now: datetime) -> dict[str, dict[str, object]]:
    """A power of attorney that `owner` has given, and a question to her."""
    erik = Person.objects.get(given_name="Erik", family_name="Wallin").id
    on, kinds = local_date(now), sorted(current().ombud_kinds)
    mine = open_subject(actor=Resident(person=owner), kinds=[PERSON], now=now)
    mandate = give_mandate(grant=mine, ombud=erik, kinds=kinds, valid_until=on + LASTS, now=now)
    offer = offer_mandate(
        grant=open_subject(actor=Resident(person=erik), kinds=[PERSON], now=now),
        identifier=identifiers_of(person=owner, on=on)[0],
        family_name=Person.objects.get(id=owner).family_name,
        kinds=kinds,
        valid_until=on + LASTS,
        now=now,
    )
    return {
        "acting_for_others:narrow": {"mandate": mandate},
        "acting_for_others:revoke": {"mandate": mandate},
        "acting_for_others:answer": {"offer": offer},
        "acting_for_others:withdraw": {"offer": offer},
    }
