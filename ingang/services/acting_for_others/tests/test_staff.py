"""Blocking a guardian and deciding for one, as staff do it on their pages."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from conftest import number_of
from ingang.foundation.identity.models import LogIn
from ingang.foundation.people.models import Assignment, GuardianAccessDecision, GuardianBlock, Person

LogInAs = Callable[..., Client]
Cast = Callable[[str], UUID]
AT_BVC = 1


@pytest.fixture
def sara(log_in_as: LogInAs) -> Client:
    """The nurse at the children's unit."""
    return log_in_as("sara", assignment=AT_BVC)


def place(name: str, child: UUID, guardian: UUID | None = None) -> str:
    address = reverse(f"acting_for_others:{name}", kwargs={"person": child})
    return f"{address}?vem={guardian}" if guardian else address


def post(client: Client, name: str, child: UUID, guardian: UUID, **fields: str) -> Any:
    return client.post(place(name, child), {"vem": str(guardian), **fields})


def test_a_child_is_found_by_number(sara: Client, cast: Cast) -> None:
    answer = sara.post(reverse("acting_for_others:desk"), {"number": number_of("ella").value})

    assert answer.status_code == 302
    assert "Bo Ekström" in sara.get(answer["Location"]).content.decode()


@pytest.mark.parametrize("number", ["alva", "linnea", "200001012384", "x", "", "9" * 20])
def test_somebody_elses_patient_and_nobody_look_the_same(sara: Client, cast: Cast, number: str) -> None:
    value = number_of(number).value if number.isalpha() and len(number) > 1 else number

    answer = sara.post(reverse("acting_for_others:desk"), {"number": value})

    assert answer.status_code == 400
    assert "Alva" not in answer.content.decode()


def test_the_page_before_says_what_it_does_and_what_stays_open(sara: Client, cast: Cast) -> None:
    page = sara.get(place("block", cast("ella"), cast("bo"))).content.decode()

    assert "Blockera Bo Ekström" in page
    assert "Vad som fortfarande är öppet" in page
    assert not GuardianBlock.unguarded.exists()


def test_a_blocked_guardian_who_is_acting_is_out_at_the_next_request_and_reads_no_reason(
    sara: Client, cast: Cast, log_in_as: LogInAs
) -> None:
    bo = log_in_as("bo", acting_for="ella")
    before = bo.get(reverse("inbox:start"))

    post(sara, "block", cast("ella"), cast("bo"), reason="Hotat barnet")

    after, start = bo.get(reverse("inbox:start")), bo.get(reverse("acting_for_others:start"))
    pages = after.content.decode() + start.content.decode()
    assert (before.status_code, after.status_code) == (200, 404)
    assert "Ella" not in pages
    assert "Hotat" not in pages
    assert "Noah" in pages
    assert LogIn.objects.get(person=cast("bo")).ended_at is None


def test_the_reason_is_shown_to_the_unit(sara: Client, cast: Cast) -> None:
    post(sara, "block", cast("ella"), cast("bo"), reason="Hotat barnet")

    assert "Hotat barnet" in sara.get(place("child", cast("ella"))).content.decode()


def test_a_block_is_lifted_in_two_steps_with_a_day_between_by_the_right_role(
    sara: Client, cast: Cast, now: datetime, time_machine: Any
) -> None:
    Assignment.objects.filter(unit="SE0000000010-U001").update(roles=["protection_admin"])
    post(sara, "block", cast("ella"), cast("bo"))

    post(sara, "lift", cast("ella"), cast("bo"))
    too_soon = post(sara, "lift", cast("ella"), cast("bo"))
    GuardianBlock.unguarded.update(lift_asked_at=now - timedelta(days=1))
    post(sara, "lift", cast("ella"), cast("bo"))

    assert too_soon.status_code == 409
    assert GuardianBlock.unguarded.get().lifted_at == now


def test_without_the_role_the_second_step_is_neither_shown_nor_taken(sara: Client, cast: Cast, now: datetime) -> None:
    Assignment.objects.filter(unit="SE0000000010-U001").update(roles=[])
    post(sara, "block", cast("ella"), cast("bo"))
    GuardianBlock.unguarded.update(lift_asked_at=now - timedelta(days=1))

    page = sara.get(place("child", cast("ella"))).content.decode()
    answer = post(sara, "lift", cast("ella"), cast("bo"))

    assert "skyddsadministratör kan häva" in page
    assert "button-danger" not in page
    assert answer.status_code == 409
    assert GuardianBlock.unguarded.get().lifted_at is None


def test_the_units_decision_lets_a_guardian_read_and_is_ended_at_once(
    sara: Client, cast: Cast, log_in_as: LogInAs
) -> None:
    post(sara, "decide", cast("maja"), cast("bo"), basis="child_agrees", decide="1")
    bo = log_in_as("bo", acting_for="maja")
    while_decided = bo.get(reverse("journal:start")).status_code

    post(sara, "decide", cast("maja"), cast("bo"), end="1")

    assert while_decided == 200
    assert bo.get(reverse("journal:start")).status_code in {403, 404}
    assert GuardianAccessDecision.unguarded.get().ended_at is not None


def test_deciding_takes_a_ground_and_the_right_age(sara: Client, cast: Cast) -> None:
    without = post(sara, "decide", cast("maja"), cast("bo"), decide="1")
    invented = post(sara, "decide", cast("maja"), cast("bo"), basis="because", decide="1")
    too_young = post(sara, "decide", cast("ella"), cast("bo"), basis="child_agrees", decide="1")

    assert [one.status_code for one in (without, invented, too_young)] == [400, 400, 409]
    assert not GuardianAccessDecision.unguarded.exists()
    assert "Låt vårdnadshavaren läsa" not in sara.get(place("child", cast("ella"))).content.decode()


@pytest.mark.parametrize("name", ["child", "block", "decide"])
def test_a_unit_without_a_relation_sees_nothing(log_in_as: LogInAs, cast: Cast, name: str) -> None:
    answer = log_in_as("mona").get(place(name, cast("ella"), cast("bo")))

    assert answer.status_code in {403, 404}
    assert "Bo" not in answer.content.decode().split("<main")[1]


@pytest.mark.parametrize("who", ["x", "00000000-0000-4000-8000-000000000000", "\0"])
def test_somebody_who_is_no_guardian_is_missing(sara: Client, cast: Cast, who: str) -> None:
    assert sara.post(place("block", cast("ella")), {"vem": who}).status_code == 404


def test_a_protected_childs_guardian_can_be_blocked_too(sara: Client, cast: Cast) -> None:
    Person.objects.filter(id=cast("ella")).update(protection="confidentiality")

    post(sara, "block", cast("ella"), cast("bo"))

    assert GuardianBlock.unguarded.filter(person=cast("ella"), guardian=cast("bo")).exists()
