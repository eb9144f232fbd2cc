"""For whom a person may act now, as short answers over `representation`."""

from datetime import datetime
from uuid import UUID

from ingang.foundation.access.representation import people_i_may_act_for
from ingang.foundation.people.models import Person
from ingang.kernel.actor import Resident

PERSON_KIND = "people.person"
"""The kind that holds a name: what a page must cover to greet the one whom it is about."""


def may_act_for(*, acting: UUID, person: UUID, now: datetime) -> bool:
    """Whether the acting person may act for the other one with anything at all."""
    return any(choice.person == person for choice in people_i_may_act_for(actor=Resident(person=acting), now=now))


def people_one_may_act_for(*, person: UUID, now: datetime) -> list[Person]:
    """Everybody whom the person may act for, by name."""
    choices = [choice.person for choice in people_i_may_act_for(actor=Resident(person=person), now=now)]
    found = {one.id: one for one in Person.objects.filter(id__in=choices)}
    return [found[each] for each in choices]
