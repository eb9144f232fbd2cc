"""What the inbox's tests share."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import pytest

from conftest import number_of, staff
from demo.cast import person_id
from ingang.foundation.identity.models import LogIn
from ingang.foundation.notifications.models import Notice
from ingang.foundation.outbox.actions import announce
from ingang.foundation.personal.scope import house_scope
from ingang.services.inbox.access import open_receiver
from ingang.services.inbox.actions.writing import Content, begin_draft, follow_up, keep_draft, send_draft
from ingang.services.inbox.models import Category, Message
from ingang.services.inbox.queries.unit import preview_seal

BJORKBACKEN = "SE0000000020-U001"
LYKTAN = "SE0000000010-U003"

Told = Callable[..., UUID]


@pytest.fixture
def told(cast: Callable[[str], UUID], now: datetime, deliver: Callable[[], int]) -> Told:
    """Announces a booking, its move or cancellation, as the booking service does, and delivers it; the id of it."""

    def announced(
        key: str, *, unit: str = BJORKBACKEN, appointment: UUID | None = None, what: str = "booked", hidden: str = ""
    ) -> UUID:
        appointment = appointment or uuid4()
        fields = {"appointment": str(appointment), "unit": unit, "starts_at": "2026-12-03T08:40:00+00:00"}
        fields |= {"hidden_from_guardian": hidden}
        if what == "moved":
            fields |= {"starts_at": "2026-12-04T12:00:00+00:00", "earlier_starts_at": fields["starts_at"]}
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


def has_logged_in(key: str, now: datetime) -> None:
    """A member of the cast has logged in before, and out again."""
    LogIn.objects.create(
        person=person_id(key), issuer="test", assurance="loa3", started_at=now, last_active_at=now, ended_at=now
    )


def number_for(key: str) -> str:
    """The identity number of a member of the cast, as it is written."""
    return number_of(key).value


Write = Callable[..., UUID]


@pytest.fixture
def write(cast: Callable[[str], UUID], now: datetime) -> Write:
    """Staff of the cast write to somebody who has logged in before, look at it, and send it; the message's id."""

    def written(key: str, *, by: str = "sara", assignment: int = 0, thread: UUID | None = None, **content: Any) -> UUID:
        if not LogIn.objects.filter(person=person_id(key)).exists():
            has_logged_in(key, now)
        actor = staff(by, assignment=assignment)
        grant = open_receiver(actor=actor, person=person_id(key), now=now)
        if thread:
            draft = follow_up(actor=actor, message=thread, grant=grant, now=now)
        else:
            draft = begin_draft(actor=actor, template="message", grant=grant, now=now)
        given = {"category": Category.INFORMATION, "subject": "Efter ditt besök", "body": "Vi hörs på torsdag."}
        keep_draft(id=draft, content=Content(**(given | content)), grant=grant, now=now)
        return send_draft(id=draft, seal=preview_seal(id=draft, grant=grant), grant=grant, now=now)

    return written
