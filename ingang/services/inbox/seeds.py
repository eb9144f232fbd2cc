"""Demonstration data: a first message for living residents, through the action that real ones take."""

from collections.abc import Callable
from datetime import datetime

from ingang.foundation.care_units.models import CareUnit
from ingang.foundation.people.models import Person
from ingang.services.inbox.samples import write_welcome

MOST = 50


def seed(*, now: datetime, progress: Callable[[str], None]) -> None:
    """Write a welcome for the first residents."""
    unit = CareUnit.objects.filter(is_sensitive=False).order_by("hsa_id").values_list("hsa_id", flat=True)[0]
    alive = Person.objects.filter(deceased_on=None).order_by("id")[:MOST]
    for person in alive:
        write_welcome(owner=person.id, unit=unit, now=now)
    progress("inbox")
