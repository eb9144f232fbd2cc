"""Putting messages in the inbox: state, audit and notice; the same one twice; all or nothing."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest

from demo.cast import person_id
from ingang.foundation.access.actions import open_job
from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.outbox.actions import announce
from ingang.kernel.events import Event
from ingang.kernel.grant import Grant
from ingang.services.inbox.actions import Draft, receive_message
from ingang.services.inbox.errors import SenderUnknown
from ingang.services.inbox.hearings import appointment_booked
from ingang.services.inbox.models import Category
from ingang.services.inbox.tests.conftest import BJORKBACKEN, LYKTAN, messages_of, notices_about

pytestmark = pytest.mark.django_db

LETTER = Draft(
    unit=BJORKBACKEN,
    category=Category.INFORMATION,
    subject="Vi har flyttat",
    paragraphs=("Nu finns vi på våning 2. 100 % av rummen är nya.",),
    source="letters",
    source_id="17",
)


def grant_for(key: str, now: datetime) -> Grant:
    return open_job(name="inbox", kinds=("inbox.message",), persons=(person_id(key),), now=now)


def receive(key: str, draft: Draft, now: datetime) -> UUID:
    return receive_message(person=person_id(key), draft=draft, grant=grant_for(key, now), now=now)


def test_a_message_is_stored_recorded_and_told_in_one_go(cast: object, now: datetime) -> None:
    received = receive("alva", LETTER, now)

    (row,), notices = messages_of("alva"), notices_about("alva")
    event = AuditEvent.objects.get(event="inbox.message_received")
    assert (row.id, row.visible_from, row.first_read_at) == (received, now, None)
    assert (event.person, event.details["message"]) == (person_id("alva"), str(received))
    told = [(one.code, one.about, one.state, one.readable_from) for one in notices]
    assert told == [("inbox.new_message", received, "waiting", now)]


def test_the_same_source_and_id_twice_is_one_message_with_identical_answers(cast: object, now: datetime) -> None:
    first = receive("alva", LETTER, now)

    again = receive("alva", replace(LETTER, subject="Annat"), now + timedelta(seconds=20))

    assert again == first
    assert [one.subject for one in messages_of("alva")] == ["Vi har flyttat"]
    assert len(notices_about("alva")) == 1


def test_plain_text_with_a_percent_sign_is_read_as_written(
    cast: object, log_in_as: Callable[..., object], now: datetime
) -> None:
    letter = receive("alva", LETTER, now)

    page = log_in_as("alva").get(f"/min/inkorg/{letter}/").content.decode()  # type: ignore[attr-defined]

    assert "100 % av rummen" in page


def test_a_sender_that_is_no_unit_is_refused_and_nothing_is_written(cast: object, now: datetime) -> None:
    with pytest.raises(SenderUnknown):
        receive("alva", replace(LETTER, unit="SE0000000099-U999"), now)

    assert messages_of("alva") == []
    assert not AuditEvent.objects.filter(event="inbox.message_received").exists()


@pytest.mark.parametrize(
    ("unit", "marked", "hidden"), [(LYKTAN, False, True), (BJORKBACKEN, True, True), (BJORKBACKEN, False, False)]
)
def test_sensitive_units_and_the_senders_mark_hide_from_guardians(
    cast: object, now: datetime, unit: str, marked: bool, hidden: bool
) -> None:
    receive("ella", replace(LETTER, unit=unit, hidden_from_guardian=marked), now)

    assert [one.hidden_from_guardian for one in messages_of("ella")] == [hidden]


def test_the_same_event_twice_is_one_message(cast: object, now: datetime) -> None:
    fields = {
        "appointment": str(uuid4()),
        "unit": BJORKBACKEN,
        "starts_at": now.isoformat(),
        "hidden_from_guardian": "",
    }
    event = Event(
        id=uuid4(), name="booking.appointment_booked", version=1, person=person_id("alva"), fields=fields, at=now
    )

    for _ in range(2):
        appointment_booked(event=event, grant=grant_for("alva", now), now=now)

    assert len(messages_of("alva")) == 1


def test_an_event_of_an_unknown_unit_writes_nothing_and_is_tried_again(
    cast: object, now: datetime, deliver: Callable[[], int]
) -> None:
    fields = {
        "appointment": str(uuid4()),
        "unit": "SE0000000099-U999",
        "starts_at": now.isoformat(),
        "hidden_from_guardian": "",
    }
    announce(name="booking.appointment_booked", person=person_id("alva"), fields=fields, now=now)

    delivered = deliver()

    assert delivered == 0
    assert messages_of("alva") == []


def test_a_worker_that_dies_before_its_commit_leaves_nothing_and_the_next_delivers_once(
    cast: object, now: datetime, deliver: Callable[[], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    fields = {
        "appointment": str(uuid4()),
        "unit": BJORKBACKEN,
        "starts_at": now.isoformat(),
        "hidden_from_guardian": "",
    }
    announce(name="booking.appointment_booked", person=person_id("alva"), fields=fields, now=now)

    def killed(**_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("ingang.services.inbox.actions.receiving.notify", killed)
        with pytest.raises(KeyboardInterrupt):
            deliver()
    left = messages_of("alva")
    deliver()

    assert left == []
    assert len(messages_of("alva")) == 1
    assert len(notices_about("alva")) == 1
