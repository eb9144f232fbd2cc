"""What booking announces becomes messages: a move with both times, a kallelse that leads to its page."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.test import Client

from conftest import opened, resident
from ingang.foundation.outbox.actions import announce
from ingang.foundation.personal.scope import house_scope
from ingang.foundation.work_items.models import WorkItem
from ingang.services.inbox.first_things import first_things
from ingang.services.inbox.models import Category
from ingang.services.inbox.tests.conftest import BJORKBACKEN, LYKTAN, Told, Write, change, messages_of

pytestmark = pytest.mark.django_db

LogInAs = Callable[..., Client]
Summon = Callable[..., UUID]


@pytest.fixture
def summon(cast: Callable[[str], UUID], now: datetime, deliver: Callable[[], int]) -> Summon:
    """Announces a kallelse as booking does, and delivers it; the kallelse's id."""

    def announced(key: str, *, kind: str = "open", unit: str = BJORKBACKEN, hidden: str = "") -> UUID:
        summons = uuid4()
        fields = {"summons": str(summons), "unit": unit, "kind": kind, "hidden_from_guardian": hidden}
        announce(name="booking.summoned", person=cast(key), fields=fields, now=now)
        deliver()
        return summons

    return announced


def test_a_moved_time_is_told_with_both_times_and_replaces_the_confirmation(told: Told, log_in_as: LogInAs) -> None:
    appointment = told("alva")
    first = messages_of("alva")[0]
    change(first, received_at=first.received_at - timedelta(minutes=1))
    told("alva", appointment=appointment, what="moved")
    alva = log_in_as("alva")

    old = alva.get(f"/min/inkorg/{first.id}/").content.decode()
    new = alva.get(f"/min/inkorg/{messages_of('alva')[1].id}/").content.decode()

    assert "Det finns ett senare meddelande om det här" in old
    assert "från torsdag 3 december kl. 09.40 till fredag 4 december kl. 13.00" in new
    assert "senare meddelande" not in new


@pytest.mark.parametrize(("kind", "words"), [("open", "välj en tid"), ("timed", "vilken tid du har fått")])
def test_a_kallelse_is_a_message_that_leads_to_it(summon: Summon, log_in_as: LogInAs, kind: str, words: str) -> None:
    summons = summon("alva", kind=kind)
    (message,) = messages_of("alva")

    page = log_in_as("alva").get(f"/min/inkorg/{message.id}/").content.decode()

    assert (message.category, message.summons) == (Category.SUMMONS, summons)
    assert words in page


def test_a_kallelse_that_is_taken_back_replaces_what_was_said_of_it(
    summon: Summon, log_in_as: LogInAs, cast: Callable[[str], UUID], now: datetime, deliver: Callable[[], int]
) -> None:
    summons = summon("alva")
    (first,) = messages_of("alva")
    change(first, received_at=first.received_at - timedelta(minutes=1))
    fields = {"summons": str(summons), "unit": BJORKBACKEN, "hidden_from_guardian": ""}
    announce(name="booking.summons_withdrawn", person=cast("alva"), fields=fields, now=now)
    deliver()
    alva = log_in_as("alva")

    old, new = (alva.get(f"/min/inkorg/{one.id}/").content.decode() for one in messages_of("alva"))

    assert "Det finns ett senare meddelande om det här" in old
    assert "har tagit tillbaka kallelsen" in new


def test_who_can_not_read_a_kallelse_gets_no_message_and_the_unit_no_second_work(summon: Summon) -> None:
    summon("linnea")

    assert messages_of("linnea") == []
    with house_scope():
        assert WorkItem.unguarded.count() == 0


@pytest.mark.parametrize(
    ("unit", "hidden", "status"), [(BJORKBACKEN, "", 200), (BJORKBACKEN, "1", 404), (LYKTAN, "", 404)]
)
def test_a_kallelse_is_hidden_from_a_guardian_as_its_sender_said(
    summon: Summon, log_in_as: LogInAs, unit: str, hidden: str, status: int
) -> None:
    summon("ella", unit=unit, hidden=hidden)
    address = f"/min/inkorg/{messages_of('ella')[0].id}/"

    answers = [one.get(address).status_code for one in (log_in_as("bo", acting_for="ella"), log_in_as("ella"))]

    assert answers == [status, 200]


def test_an_important_message_comes_first_until_somebody_has_read_it(
    write: Write, told: Told, log_in_as: LogInAs, now: datetime
) -> None:
    told("alva")
    important = write("alva", is_important=True)
    grant = opened(resident("alva"), "inbox.message", now=now)
    before = first_things(grant, now)

    log_in_as("alva").get(f"/min/inkorg/{important}/")

    assert [one.address for one in before] == [f"/min/inkorg/{important}/"]
    assert "Björkbacken" in before[0].title
    after = first_things(opened(resident("alva"), "inbox.message", now=now), now)
    assert [one.address for one in after] == ["/min/inkorg/"]
    assert first_things(opened(resident("cleo"), "inbox.message", now=now), now) == ()


@pytest.mark.parametrize(
    ("event", "words"),
    [("place_changed", "Mottagningen har ny adress"), ("unit_closing", "stänger och din tid")],
)
def test_what_becomes_of_a_time_when_its_unit_moves_or_closes_is_told(
    told: Told,
    log_in_as: LogInAs,
    now: datetime,
    deliver: Callable[[], int],
    cast: Callable[[str], UUID],
    event: str,
    words: str,
) -> None:
    appointment = told("alva")
    fields = {
        "appointment": str(appointment), "unit": BJORKBACKEN, "starts_at": "2026-12-03T08:40:00+00:00",
        "hidden_from_guardian": "",
    }  # fmt: skip
    announce(name=f"booking.{event}", person=cast("alva"), fields=fields, now=now)
    deliver()

    page = log_in_as("alva").get(f"/min/inkorg/{messages_of('alva')[-1].id}/").content.decode()

    assert words in page
    assert "torsdag 3 december kl. 09.40" in page
    assert 'href="tel:' in page


@pytest.mark.parametrize("what", ["booked", "moved", "cancelled"])
def test_what_is_told_of_a_hidden_time_is_hidden_from_guardians(told: Told, log_in_as: LogInAs, what: str) -> None:
    told("ella", what=what, hidden="1")

    page = log_in_as("bo", acting_for="ella").get("/min/inkorg/").content.decode()

    (message,) = messages_of("ella")
    assert message.hidden_from_guardian
    assert str(message.id) not in page
