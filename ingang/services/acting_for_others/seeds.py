"""Demonstration data: an ombud who has been at work, and a question that waits for an answer."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from ingang.foundation.access.actions import open_subject
from ingang.foundation.people.actions.offers import offer_mandate
from ingang.foundation.people.models import Person
from ingang.foundation.people.part import PERSON
from ingang.foundation.people.queries import identifiers_of
from ingang.kernel.actor import Representative, Resident
from ingang.kernel.periods import local_date

ALVA, ERIK, DAGNY, BO = ("Alva", "Lindqvist"), ("Erik", "Wallin"), ("Dagny", "Wallin"), ("Bo", "Ekström")
LASTS = timedelta(days=180)


def seed(*, now: datetime, progress: Callable[[str], None]) -> None:
    """Erik has looked at his mother's times and messages; Alva asks Bo to book for her while she is away."""
    progress("Ombud")
    erik, dagny, alva, bo = (_of_the_cast(name) for name in (ERIK, DAGNY, ALVA, BO))
    for kind in ("booking.appointment", "inbox.message"):
        open_subject(actor=Representative(person=erik, acting_for=dagny), kinds=[kind], now=now)
    on = local_date(now)
    offer_mandate(
        grant=open_subject(actor=Resident(person=alva), kinds=[PERSON], now=now),
        identifier=identifiers_of(person=bo, on=on)[0],
        family_name=BO[1],
        kinds=["booking.appointment"],
        valid_until=on + LASTS,
        now=now,
    )


def _of_the_cast(name: tuple[str, str]) -> UUID:
    return Person.objects.get(given_name=name[0], family_name=name[1]).id
