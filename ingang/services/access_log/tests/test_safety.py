"""That somebody opened the page of safe contact is shown to that one alone (corrections 3.9)."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from conftest import TODAY, representative
from demo.cast import person_id
from ingang.foundation.audit.actions import record
from ingang.foundation.people.models import Guardianship
from ingang.kernel.grant import Ground, Purpose

pytestmark = pytest.mark.django_db

LogInAs = Callable[..., Client]
SAFETY = "people.safety"
LOG = "/min/vem-har-last/"
SAFE_CONTACT = "/min/installningar/saker-kontakt/"
WORDS = "säker kontakt"


@pytest.fixture
def two_guardians(cast: Callable[[str], UUID]) -> None:
    """Alva has custody of Ella beside Bo."""
    Guardianship(person=cast("ella"), guardian=cast("alva"), valid_from=TODAY.replace(year=2021)).save(
        force_insert=True
    )


def everything_told(client: Client) -> str:
    """The log, what it can be narrowed to, and the files."""
    answers = [client.get(f"{LOG}{rest}") for rest in ("", f"?typ={SAFETY}", "fil/", f"fil/?typ={SAFETY}")]
    assert {answer.status_code for answer in answers} == {200}
    return "\n".join(answer.content.decode() for answer in answers).lower()


def lines_of_safety(client: Client) -> int:
    return len(client.get(f"{LOG}?typ={SAFETY}").context["lines"])


@pytest.mark.usefixtures("two_guardians")
@pytest.mark.parametrize(("opener", "other"), [("alva", "bo"), ("bo", "alva")])
def test_a_guardian_does_not_see_that_another_guardian_opened_safe_contact(
    log_in_as: LogInAs, opener: str, other: str
) -> None:
    log_in_as(opener, acting_for="ella").get(SAFE_CONTACT)
    log_in_as(opener, acting_for="ella").get("/min/installningar/")

    told = everything_told(log_in_as(other, acting_for="ella"))

    assert "som företrädare" in told
    assert WORDS not in told
    assert lines_of_safety(log_in_as(other, acting_for="ella")) == 0


@pytest.mark.usefixtures("two_guardians")
def test_the_guardian_who_opened_safe_contact_sees_her_own_line_alone(log_in_as: LogInAs) -> None:
    for guardian in ("alva", "bo", "bo"):
        log_in_as(guardian, acting_for="ella").get(SAFE_CONTACT)

    counts = [lines_of_safety(log_in_as(guardian, acting_for="ella")) for guardian in ("alva", "bo")]

    assert counts == [1, 2]


def test_the_child_does_not_see_that_a_guardian_opened_it_nor_the_guardian_that_the_child_did(
    log_in_as: LogInAs,
) -> None:
    log_in_as("bo", acting_for="noah").get(SAFE_CONTACT)
    before = lines_of_safety(log_in_as("noah"))
    log_in_as("noah").post(SAFE_CONTACT, {"avoid": ["letters"], "best_way": "", "note": ""})

    guardians = lines_of_safety(log_in_as("bo", acting_for="noah"))

    assert (before, guardians) == (0, 1)


@pytest.mark.parametrize("key", ["alva", "maja", "freja"])
def test_from_13_a_person_sees_that_she_opened_and_stated_it_herself(log_in_as: LogInAs, key: str) -> None:
    log_in_as(key).post(SAFE_CONTACT, {"avoid": ["letters"], "best_way": "", "note": ""})

    told = everything_told(log_in_as(key))

    assert "du öppnade säker kontakt." in told
    assert lines_of_safety(log_in_as(key)) == 2


@pytest.mark.parametrize("outcome", ["done", "refused"])
@pytest.mark.parametrize(("actor", "whom"), [("bo", "maja"), ("freja", "gustav"), ("cleo", "alva")])
def test_what_others_did_stands_neither_in_the_log_nor_among_what_representatives_did(
    log_in_as: LogInAs, now: datetime, actor: str, whom: str, outcome: str
) -> None:
    record(
        event="access.person_opened",
        actor=representative(actor, acting_for=whom),
        person=person_id(whom),
        kinds=[SAFETY],
        purpose=Purpose.OWN_ACCESS,
        ground=Ground.GUARDIAN,
        outcome=outcome,
        now=now,
    )
    reader = log_in_as(whom)

    others = reader.get(reverse("acting_for_others:events")).content.decode().lower()

    assert WORDS not in everything_told(reader)
    assert WORDS not in others


def test_pages_go_on_past_lines_that_are_left_out(log_in_as: LogInAs, now: datetime) -> None:
    for kind, times in (("inbox.message", 1), (SAFETY, 60)):
        for _ in range(times):
            record(
                event="access.person_opened",
                actor=representative("bo", acting_for="maja"),
                person=person_id("maja"),
                kinds=[kind],
                now=now,
            )

    lines = log_in_as("maja").get(f"{LOG}?vem=ombud").context["lines"]

    assert len(lines) == 1
