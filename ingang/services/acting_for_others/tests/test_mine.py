"""The one who is represented sees who may act for her, and every step they took."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from conftest import representative
from demo.cast import person_id
from ingang.foundation.access.actions import open_subject
from ingang.foundation.audit.actions import record
from ingang.foundation.people.models import GuardianBlock, Person, Representation

LogInAs = Callable[..., Client]
MINE, EVENTS = "acting_for_others:mine", "acting_for_others:events"


def text(client: Client, page: str, **query: str) -> str:
    return client.get(reverse(page), query).content.decode()


def test_dagny_sees_her_ombud_with_what_he_reaches_and_until_when(log_in_as: LogInAs) -> None:
    page = text(log_in_as("dagny"), MINE)

    assert "Erik Wallin" in page
    assert "Har en fullmakt från dig" in page
    assert "Bokade tider" in page
    assert "Journal" not in page.split("<main")[1].split("</main")[0]


@pytest.mark.parametrize(("key", "shown"), [("ella", True), ("maja", False), ("gustav", False)])
def test_a_child_sees_guardians_until_13_and_none_where_one_is_protected(
    log_in_as: LogInAs, key: str, shown: bool
) -> None:
    page = text(log_in_as(key), MINE)

    assert ("Är din vårdnadshavare" in page) is shown
    assert ("Ingen agerar för dig här" in page) is not shown


def test_a_representative_by_a_courts_decision_is_shown(log_in_as: LogInAs, cast: Callable[[str], UUID]) -> None:
    Representation.unguarded.create(
        person=cast("dagny"), representative=cast("alva"), kinds=["inbox.message"], decision="Ä 1-26",
        valid_from=date(2026, 1, 1),
    )  # fmt: skip

    page = text(log_in_as("dagny"), MINE)

    assert "Alva Lindqvist" in page
    assert "Företräder dig enligt ett domstolsbeslut" in page
    assert "Ä 1-26" not in page


def test_a_blocked_guardian_is_not_shown_to_the_child_either(
    log_in_as: LogInAs, cast: Callable[[str], UUID], now: datetime
) -> None:
    GuardianBlock.unguarded.create(person=cast("ella"), guardian=cast("bo"), unit="SE0000000010-U001", blocked_at=now)

    assert "Bo Ekström" not in text(log_in_as("ella"), MINE)


def test_every_reading_and_step_is_seen_at_once(log_in_as: LogInAs, cast: Callable[[str], UUID]) -> None:
    erik = log_in_as("erik")
    erik.post(reverse("acting_for_others:begin"), {"person": str(cast("dagny"))})
    erik.get(reverse("inbox:start"))
    erik.post(reverse("acting_for_others:leave"))

    page = text(log_in_as("dagny"), EVENTS)

    assert "Erik Wallin öppnade meddelanden i inkorgen." in page
    assert "Erik Wallin: började agera för en annan person." in page
    assert "Erik Wallin: slutade agera för en annan person." in page


def test_a_refused_attempt_is_seen_too(log_in_as: LogInAs) -> None:
    log_in_as("erik", acting_for="dagny").get(reverse("journal:start"))

    assert "Erik Wallin försökte öppna" in text(log_in_as("dagny"), EVENTS)


def test_a_teenager_sees_what_a_guardian_did_before(
    log_in_as: LogInAs, cast: Callable[[str], UUID], now: datetime
) -> None:
    then = now - timedelta(days=800)
    record(
        event="access.person_opened", actor=representative("bo", acting_for="maja"), person=cast("maja"),
        kinds=["inbox.message"], now=then,
    )  # fmt: skip

    assert "Bo Ekström öppnade meddelanden i inkorgen." in text(log_in_as("maja"), EVENTS)


def test_what_the_person_does_herself_and_staff_do_is_not_on_the_page(log_in_as: LogInAs) -> None:
    client = log_in_as("alva")
    client.get(reverse("inbox:start"))

    assert "Ingen har gjort något i ditt namn" in text(client, EVENTS)


@pytest.mark.parametrize("page", [MINE, EVENTS])
def test_one_who_acts_for_her_does_not_see_the_page(log_in_as: LogInAs, page: str) -> None:
    assert log_in_as("bo", acting_for="ella").get(reverse(page)).status_code == 404


def test_long_lists_go_on_on_a_next_page(log_in_as: LogInAs, cast: Callable[[str], UUID], now: datetime) -> None:
    for number in range(60):
        open_subject(
            actor=representative("erik", acting_for="dagny"), kinds=["inbox.message"],
            now=now - timedelta(minutes=number),
        )  # fmt: skip
    client = log_in_as("dagny")

    first = client.get(reverse(EVENTS))
    second = client.get(reverse(EVENTS) + first.context["later"])

    assert len(first.context["done"].lines) == 50
    assert len(second.context["done"].lines) == 10
    assert second.context["later"] == ""


@pytest.mark.parametrize("before", ["x", "2026-01-01/1", "9" * 5000, "2026-11-26T11:00:00+00:00/" + "9" * 30, "\0"])
def test_a_changed_position_shows_a_page(log_in_as: LogInAs, before: str) -> None:
    assert log_in_as("dagny").get(reverse(EVENTS), {"fore": before}).status_code == 200


def test_a_dead_person_has_nobody(cast: Callable[[str], UUID], now: datetime) -> None:
    from ingang.services.acting_for_others.queries.mine import who_may_act_for_me

    Person.objects.filter(id=person_id("dagny")).update(deceased_on=now.date())

    assert who_may_act_for_me(person=person_id("dagny"), now=now) == ()
