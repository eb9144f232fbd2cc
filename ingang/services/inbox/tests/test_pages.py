"""The inbox's pages as the cast sees them."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID, uuid4

import pytest
from django.test import Client

from demo.cast import person_id
from ingang.foundation.access.actions import open_job
from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.outbox.actions import announce
from ingang.services.inbox.models import Message

pytestmark = pytest.mark.django_db

BJORKBACKEN = "SE0000000020-U001"
LYKTAN = "SE0000000010-U003"

Booked = Callable[..., UUID]


@pytest.fixture
def booked(cast: Callable[[str], UUID], now: datetime, deliver: Callable[[], int]) -> Booked:
    """Announces a booking, or its cancellation, as the booking service does, and delivers it; the appointment's id."""

    def announced(key: str, *, unit: str = BJORKBACKEN, appointment: UUID | None = None, what: str = "booked") -> UUID:
        appointment = appointment or uuid4()
        fields = {"appointment": str(appointment), "unit": unit, "starts_at": "2026-12-03T08:40:00+00:00"}
        announce(name=f"booking.appointment_{what}", person=cast(key), fields=fields, now=now)
        deliver()
        return appointment

    return announced


def messages_of(key: str) -> list[Message]:
    return list(Message.unguarded.filter(person=person_id(key)).order_by("received_at", "id"))


def test_a_booked_time_becomes_a_message_that_its_owner_reads(booked: Booked, log_in_as: Callable[..., Client]) -> None:
    booked("alva")
    alva = log_in_as("alva")

    listed = alva.get("/min/inkorg/").content.decode()
    opened = alva.get(f"/min/inkorg/{messages_of('alva')[0].id}/").content.decode()

    assert "Din tid är bokad" in listed
    assert "1 oläst meddelande" in listed
    assert "Björkbackens vårdcentral" in opened
    assert "torsdag 3 december kl. 09.40" in opened
    assert "08-123 000 00" in opened
    assert "Entré från gården" in opened


def test_the_first_opening_is_the_read_receipt(
    booked: Booked, log_in_as: Callable[..., Client], now: datetime
) -> None:
    booked("alva")
    message = messages_of("alva")[0]

    page = log_in_as("alva").get(f"/min/inkorg/{message.id}/")

    message.refresh_from_db()
    assert page.status_code == 200
    assert (message.first_read_at, message.read_by) == (now, "self")
    assert AuditEvent.objects.filter(event="inbox.message_opened", details__message=str(message.id)).count() == 1
