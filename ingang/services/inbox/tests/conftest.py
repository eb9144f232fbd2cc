"""What the inbox's tests share."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID, uuid4

import pytest

from demo.cast import person_id
from ingang.foundation.notifications.models import Notice
from ingang.foundation.outbox.actions import announce
from ingang.foundation.personal.scope import house_scope
from ingang.services.inbox.models import Message

BJORKBACKEN = "SE0000000020-U001"
LYKTAN = "SE0000000010-U003"

Told = Callable[..., UUID]


@pytest.fixture
def told(cast: Callable[[str], UUID], now: datetime, deliver: Callable[[], int]) -> Told:
    """Announces a booking, or its cancellation, as the booking service does, and delivers it; the appointment's id."""

    def announced(key: str, *, unit: str = BJORKBACKEN, appointment: UUID | None = None, what: str = "booked") -> UUID:
        appointment = appointment or uuid4()
        fields = {"appointment": str(appointment), "unit": unit, "starts_at": "2026-12-03T08:40:00+00:00"}
        announce(name=f"booking.appointment_{what}", person=cast(key), fields=fields, now=now)
        deliver()
        return appointment

    return announced


def messages_of(key: str) -> list[Message]:
    """Everything in the inbox of a member of the cast, whoever may see it, in the order it came."""
    with house_scope():
        return list(Message.unguarded.filter(person=person_id(key)).order_by("received_at", "id"))


def change(message: Message, **fields: object) -> None:
    """Bring about what takes time in life."""
    with house_scope():
        Message.unguarded.filter(id=message.id).update(**fields)


def notices_about(key: str) -> list[Notice]:
    """Every notice about the person's matters."""
    with house_scope():
        return list(Notice.unguarded.filter(person=person_id(key)).order_by("id"))
