"""Hiding a thing from guardians: one step, by staff of the unit that holds it, and no line is left in the log."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from uuid6 import uuid7

from conftest import BVC, relate, representative, staff
from ingang.foundation.access.actions import open_person, open_subject, open_unit
from ingang.foundation.access.errors import AssignmentNeeded
from ingang.foundation.access.hiding import hide_from_guardians
from ingang.foundation.audit.actions import record_under
from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.personal.scope import house_scope
from ingang.kernel.grant import Grant, Purpose
from ingang.services.booking.models import KIND, Appointment

Cast = Callable[[str], UUID]
SARA = staff("sara", assignment=1)


@pytest.fixture
def booked(cast: Cast, now: datetime) -> Appointment:
    with house_scope():
        row = Appointment(
            person=cast("ella"), unit=BVC, slot=uuid7(), hold=uuid7(), time_type=uuid7(),
            starts_at=now + timedelta(days=1), ends_at=now + timedelta(days=1, hours=1), performer_name="Hemlig",
            booked_by="staff", booked_at=now,
        )  # fmt: skip
        row.save(force_insert=True)
    return row


def at_the_unit(cast: Cast, now: datetime) -> Grant:
    relate("ella", SARA.unit, SARA.care_giver, now=now)
    return open_person(actor=SARA, person=cast("ella"), kinds=[KIND], purpose=Purpose.CARE, now=now)


def is_hidden(row: Appointment) -> bool:
    with house_scope():
        return Appointment.unguarded.get(id=row.id).hidden_from_guardian


@pytest.mark.parametrize("by_list", [True, False])
def test_staff_hide_it_in_one_step(cast: Cast, now: datetime, booked: Appointment, by_list: bool) -> None:
    grant = open_unit(actor=SARA, kinds=[KIND], now=now) if by_list else at_the_unit(cast, now)

    for _ in range(2):
        hide_from_guardians(grant=grant, row=booked, now=now)

    event = AuditEvent.objects.get(event="access.hidden_from_guardian")
    assert is_hidden(booked)
    assert (event.person, event.details["item"]) == (cast("ella"), str(booked.id))


def test_another_unit_and_a_guardian_hide_nothing(cast: Cast, now: datetime, booked: Appointment) -> None:
    guardian = open_subject(actor=representative("bo", acting_for="ella"), kinds=[KIND], now=now)

    for grant in (open_unit(actor=staff("mona"), kinds=[KIND], now=now), guardian):
        with pytest.raises(AssignmentNeeded):
            hide_from_guardians(grant=grant, row=booked, now=now)

    assert not is_hidden(booked)


def test_what_stood_in_the_log_about_it_vanishes_for_the_guardian_and_stays_for_the_child(
    cast: Cast, now: datetime, booked: Appointment, log_in_as: Callable[..., Client]
) -> None:
    details = {"appointment": str(booked.id), "unit": BVC}
    record_under(event="booking.appointment_booked", grant=at_the_unit(cast, now), now=now, details=details)
    bo, ella = log_in_as("bo", acting_for="ella"), log_in_as("ella")
    before = lines(bo)

    hide_from_guardians(grant=open_unit(actor=SARA, kinds=[KIND], now=now), row=booked, now=now)

    assert any("bokade en tid" in line for line in before)
    assert not any("bokade en tid" in line or "dolde" in line for line in lines(bo))
    assert any("bokade en tid" in line for line in lines(ella))


def lines(client: Client) -> list[str]:
    shown: Any = client.get(reverse("access_log:start")).context["lines"]
    return [line.text for line in shown]
