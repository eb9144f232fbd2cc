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

LASTS = timedelta(days=90)
ERIK, BO = ("Erik", "Wallin"), ("Bo", "Ekström")


def samples(*, owner: UUID, now: datetime) -> dict[str, dict[str, object]]:
    """A power of attorney that `owner` has given, a question to her, and an adult who is a patient of the nurse's."""
    others = {name: Person.objects.get(given_name=name[0], family_name=name[1]).id for name in (ERIK, BO)}
    on = local_date(now)
    mine = open_subject(actor=Resident(person=owner), kinds=[PERSON], now=now)
    mandate = give_mandate(grant=mine, ombud=others[ERIK], kinds=[PERSON], valid_until=on + LASTS, now=now)
    offer = offer_mandate(
        grant=open_subject(actor=Resident(person=others[ERIK]), kinds=[PERSON], now=now),
        identifier=identifiers_of(person=owner, on=on)[0],
        family_name=Person.objects.get(id=owner).family_name,
        kinds=[PERSON],
        valid_until=on + LASTS,
        now=now,
    )
    named: dict[str, dict[str, object]] = {
        f"acting_for_others:{name}": {"person": others[BO]} for name in ("child", "block", "lift", "decide")
    }
    return {
        "acting_for_others:narrow": {"mandate": mandate},
        "acting_for_others:revoke": {"mandate": mandate},
        "acting_for_others:answer": {"offer": offer},
        "acting_for_others:withdraw": {"offer": offer},
        **named,
    }
