"""What becomes of what a unit sent: who may read it, who has read it, and what the unit sees of that."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

import pytest
from django.test import Client

from demo.cast import person_id
from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.identity.models import LogIn
from ingang.services.inbox.tests.conftest import Write, messages_of
from ingang.ui.words import unbroken

pytestmark = pytest.mark.django_db

LogInAs = Callable[..., Client]


def test_hidden_from_guardians_leaves_no_trace_for_them_and_the_child_reads_it(
    write: Write, log_in_as: LogInAs, now: datetime
) -> None:
    hidden = write("noah", assignment=1, hidden_from_guardian=True)
    shown = write("noah", assignment=1, subject="Till er båda")
    bo, noah = log_in_as("bo", acting_for="noah"), log_in_as("noah")

    listed = bo.get("/min/inkorg/").content.decode()

    assert "Till er båda" in listed
    assert "Efter ditt besök" not in listed
    assert bo.get(f"/min/inkorg/{hidden}/").status_code == 404
    assert bo.get(f"/min/inkorg/{shown}/").status_code == 200
    assert noah.get(f"/min/inkorg/{hidden}/").status_code == 200


def test_at_the_13th_birthday_the_guardian_sees_nothing_and_the_child_sees_what_was_unread(
    write: Write, log_in_as: LogInAs, time_machine: object, now: datetime
) -> None:
    message = write("noah", assignment=1)
    bo, noah = log_in_as("bo", acting_for="noah"), log_in_as("noah")
    before = bo.get("/min/inkorg/")
    midnight = now.replace(hour=23)
    time_machine.move_to(midnight, tick=False)  # type: ignore[attr-defined]
    LogIn.objects.update(started_at=midnight, last_active_at=midnight)

    after = bo.get("/min/inkorg/")
    own = noah.get(f"/min/inkorg/{message}/")

    assert before.context["unread"] == 1
    assert after.status_code in {302, 403, 404}
    assert "Efter ditt besök" not in after.content.decode()
    assert own.status_code == 200


@pytest.mark.parametrize(
    ("key", "acting_for", "owner", "assignment", "by"),
    [("alva", None, "alva", 0, "av personen själv"), ("bo", "ella", "ella", 1, "av en vårdnadshavare")],
)
def test_the_unit_sees_who_has_read_and_who_has_confirmed(
    write: Write, log_in_as: LogInAs, key: str, acting_for: str | None, owner: str, assignment: int, by: str
) -> None:
    message = write(owner, assignment=assignment, is_important=True)
    sara = log_in_as("sara", assignment=assignment)
    before = sara.get(f"/personal/meddelanden/{message}/").content.decode()
    reader = log_in_as(key, acting_for=acting_for)

    page = reader.get(f"/min/inkorg/{message}/").content.decode()
    answers = [reader.post(f"/min/inkorg/{message}/bekrafta/") for _ in range(2)]

    after = sara.get(f"/personal/meddelanden/{message}/").content.decode()
    assert before.count("Inte än") == 2
    assert "Jag har läst det här" in page
    assert [one.status_code for one in answers] == [302, 302]
    assert after.count(by) == 2
    assert AuditEvent.objects.filter(event="inbox.message_confirmed").count() == 1


def test_what_is_not_important_can_not_be_confirmed(write: Write, log_in_as: LogInAs) -> None:
    message = write("alva")
    alva = log_in_as("alva")

    answer = alva.post(f"/min/inkorg/{message}/bekrafta/")

    assert answer.status_code == 403
    assert messages_of("alva")[0].confirmed_at is None


def test_another_unit_sees_nothing_of_what_was_sent(write: Write, log_in_as: LogInAs) -> None:
    message = write("alva")
    ulla = log_in_as("ulla")

    assert "Lindqvist" not in ulla.get("/personal/meddelanden/").content.decode()
    assert ulla.get(f"/personal/meddelanden/{message}/").status_code == 404


def test_whom_the_list_shows_is_recorded(write: Write, log_in_as: LogInAs) -> None:
    write("alva")

    log_in_as("sara").get("/personal/meddelanden/")

    shown = AuditEvent.objects.filter(event="access.list_shown", actor="SE0000000020-S001").last()
    assert shown is not None
    assert str(person_id("alva")) in shown.persons


def test_the_message_says_who_sent_it_why_and_where_to_turn(write: Write, log_in_as: LogInAs) -> None:
    message: UUID = write("alva")

    page = log_in_as("alva").get(f"/min/inkorg/{message}/").content.decode()

    for words in (
        "Björkbackens vårdcentral",
        "Sara Nyström",
        "Det går inte att svara",
        unbroken("08-465 004 00"),
        "kontakt med",
    ):
        assert words in page
