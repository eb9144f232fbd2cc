"""A unit that Alva has added herself, beside those that her booked times bring; and samples."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from ingang.foundation.access.actions import open_subject
from ingang.foundation.care_units.models import CareUnit
from ingang.foundation.people.models import Person
from ingang.kernel.actor import Resident
from ingang.services.my_clinics.actions import add_clinic
from ingang.services.my_clinics.models import Because
from ingang.services.my_clinics.service import CLINIC


def seed(*, now: datetime, progress: Callable[[str], None]) -> None:
    """Alva adds her dentist."""
    alva = Person.objects.get(given_name="Alva", family_name="Lindqvist").id
    unit = CareUnit.objects.get(name="Folktandvården Eken Solna").hsa_id
    add_clinic(
        grant=open_subject(actor=Resident(person=alva), kinds=(CLINIC,), now=now),
        unit=unit,
        because=Because.ADDED,
        now=now,
    )
    progress("my_clinics")


def samples(*, owner: UUID, now: datetime) -> dict[str, dict[str, object]]:
    """A unit of the country."""
    unit = CareUnit.objects.filter(is_sensitive=False).order_by("hsa_id")[0].hsa_id
    return {"my_clinics:contact": {"unit": unit}}
