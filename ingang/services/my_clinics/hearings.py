"""What puts a unit among a person's own without her doing (e-services 1.3, mottagningsrelation)."""

from datetime import datetime

from ingang.kernel.events import Event
from ingang.kernel.grant import Grant
from ingang.services.my_clinics.actions import add_clinic
from ingang.services.my_clinics.errors import ClinicUnknown
from ingang.services.my_clinics.models import Because


def booked(*, event: Event, grant: Grant, now: datetime) -> None:
    """A time was booked at the unit."""
    note_clinic(event=event, because=Because.BOOKED, grant=grant, now=now)


def summoned(*, event: Event, grant: Grant, now: datetime) -> None:
    """The unit wants to see the person."""
    note_clinic(event=event, because=Because.SUMMONED, grant=grant, now=now)


def listed(*, event: Event, grant: Grant, now: datetime) -> None:
    """The person is listed at the unit."""
    note_clinic(event=event, because=Because.LISTED, grant=grant, now=now)


def approved(*, event: Event, grant: Grant, now: datetime) -> None:
    """The unit has opened its e-services for the person."""
    note_clinic(event=event, because=Because.APPROVED, grant=grant, now=now)


def note_clinic(*, event: Event, because: Because, grant: Grant, now: datetime) -> None:
    """Put the event's unit among the person's own, hidden from guardians as the event says. A closed unit is not."""
    hidden = bool(event.fields["hidden_from_guardian"])
    try:
        add_clinic(grant=grant, unit=event.fields["unit"], because=because, hidden_from_guardian=hidden, now=now)
    except ClinicUnknown:
        return
