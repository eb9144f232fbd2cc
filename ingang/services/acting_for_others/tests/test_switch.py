"""The switch to another person asks the population register anew; without an answer nobody acts for anybody."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from conftest import NOON
from ingang.connectors.population_register.errors import AnswerGarbled, PopulationRegisterError, TimedOut, Unreachable
from ingang.connectors.population_register.fake import FakePersonService
from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.identity.models import LogIn
from ingang.services.acting_for_others.tests.conftest import record_of

LogInAs = Callable[..., Client]
Cast = Callable[[str], UUID]


def begin(client: Client, person: UUID) -> Any:
    return client.post(reverse("acting_for_others:begin"), {"person": str(person)})


def test_the_child_is_read_anew_at_the_switch(log_in_as: LogInAs, cast: Cast, register: FakePersonService) -> None:
    answer = begin(log_in_as("bo"), cast("ella"))

    assert answer.status_code == 302
    assert len(register.asked) == 1
    assert LogIn.objects.get().acting_for == cast("ella")


def test_custody_that_ended_this_morning_is_found_at_the_switch(
    log_in_as: LogInAs, cast: Cast, register: FakePersonService
) -> None:
    register.know(record_of("ella", "alva"))
    client = log_in_as("bo")

    answer = begin(client, cast("ella"))

    assert answer.status_code == 404
    assert LogIn.objects.get().acting_for is None
    assert "Ella" not in client.get(reverse("acting_for_others:start")).content.decode()


def test_a_child_that_was_protected_this_morning_can_not_be_reached(
    log_in_as: LogInAs, cast: Cast, register: FakePersonService
) -> None:
    hidden = record_of("ella", has_confidentiality_mark=True, is_limited=True, birth_date=None, municipality="")
    register.know(hidden)

    assert begin(log_in_as("bo"), cast("ella")).status_code == 404
    assert LogIn.objects.get().acting_for is None


def test_an_end_of_custody_while_acting_is_felt_at_the_next_request(
    log_in_as: LogInAs, cast: Cast, register: FakePersonService
) -> None:
    bo, second_tab = log_in_as("bo"), log_in_as("bo")
    begin(bo, cast("ella"))
    register.know(record_of("ella", "alva"))

    begin(second_tab, cast("ella"))

    assert bo.get(reverse("booking:start")).status_code == 404


@pytest.mark.parametrize("error", [Unreachable(), TimedOut(), AnswerGarbled()])
def test_without_the_register_nobody_acts_and_own_services_work(
    log_in_as: LogInAs, cast: Cast, register: FakePersonService, error: PopulationRegisterError
) -> None:
    register.break_with(error)
    client = log_in_as("bo")

    answer = begin(client, cast("ella"))

    assert answer.status_code == 503
    assert "Folkbokföringen svarar inte" in answer.content.decode()
    assert LogIn.objects.get().acting_for is None
    assert client.get(reverse("booking:start")).status_code == 200


def test_one_who_acts_for_one_child_stays_there_when_the_register_is_down(
    log_in_as: LogInAs, cast: Cast, register: FakePersonService
) -> None:
    client = log_in_as("bo", acting_for="ella")
    register.break_with(Unreachable())

    assert begin(client, cast("noah")).status_code == 503
    assert LogIn.objects.get().acting_for == cast("ella")


def test_a_stranger_never_makes_us_ask_the_register(
    log_in_as: LogInAs, cast: Cast, register: FakePersonService
) -> None:
    register.break_with(Unreachable())

    answers = [begin(log_in_as("cleo"), person).status_code for person in (cast("ella"), UUID(int=7))]

    assert answers == [404, 404]
    assert register.asked == []


def test_the_refusal_after_the_reading_is_recorded(log_in_as: LogInAs, cast: Cast, register: FakePersonService) -> None:
    register.know(record_of("ella", "alva"))

    begin(log_in_as("bo"), cast("ella"))

    refused = AuditEvent.objects.get(event="identity.acting_for_chosen")
    assert (refused.outcome, refused.person, refused.at) == ("refused", cast("ella"), NOON)
