"""A form made for one person never lands on another, though two tabs share the log-in."""

import re
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from ingang.foundation.identity.models import LogIn

LogInAs = Callable[..., Client]
LET_GO = "/min/tider/haller/01890000-0000-7000-8000-000000000000/slapp/"
MARK = re.compile(r'name="made_for" value="([0-9a-f]+)"')


def mark(answer: Any) -> str:
    found = MARK.search(answer.content.decode())
    assert found
    return found.group(1)


@pytest.fixture
def bo(log_in_as: LogInAs) -> Client:
    return log_in_as("bo")


def test_a_form_made_for_ella_is_refused_while_acting_for_noah(bo: Client, cast: Callable[[str], UUID]) -> None:
    bo.post(reverse("acting_for_others:begin"), {"person": str(cast("ella"))})
    made_for_ella = mark(bo.get(reverse("booking:start")))
    bo.post(reverse("acting_for_others:begin"), {"person": str(cast("noah"))})

    answer = bo.post(LET_GO, {"made_for": made_for_ella})

    assert answer.status_code == 409
    assert "sidan gällde någon annan" in answer.content.decode()


def test_the_form_of_the_same_person_goes_through(bo: Client, cast: Callable[[str], UUID]) -> None:
    bo.post(reverse("acting_for_others:begin"), {"person": str(cast("ella"))})

    answer = bo.post(LET_GO, {"made_for": mark(bo.get(reverse("booking:start")))})

    assert answer.status_code == 404


def test_a_form_made_for_a_child_does_not_land_on_oneself(bo: Client, cast: Callable[[str], UUID]) -> None:
    bo.post(reverse("acting_for_others:begin"), {"person": str(cast("ella"))})
    made_for_ella = mark(bo.get(reverse("booking:start")))
    LogIn.objects.update(acting_for=None)

    assert bo.post(LET_GO, {"made_for": made_for_ella}).status_code == 409


def test_changing_and_leaving_work_from_every_tab(bo: Client, cast: Callable[[str], UUID]) -> None:
    own = mark(bo.get(reverse("acting_for_others:start")))
    bo.post(reverse("acting_for_others:begin"), {"person": str(cast("ella")), "made_for": own})

    bo.post(reverse("acting_for_others:begin"), {"person": str(cast("noah")), "made_for": own})
    there = LogIn.objects.get().acting_for
    bo.post(reverse("acting_for_others:leave"), {"made_for": own})

    assert there == cast("noah")
    assert LogIn.objects.get().acting_for is None


def test_a_form_made_at_one_unit_is_refused_at_another(log_in_as: LogInAs) -> None:
    client = log_in_as("sara", assignment=0)
    at_bjorkbacken = mark(client.get(reverse("staff_desk:start")))
    LogIn.objects.update(assignment="SE0000000010-A001")

    assert client.post(reverse("booking:publish"), {"made_for": at_bjorkbacken}).status_code == 409


@pytest.mark.parametrize("sent", ["", "x", "0" * 5000, "å\0"])
def test_a_mark_that_somebody_made_up_is_refused(bo: Client, sent: str) -> None:
    assert bo.post(LET_GO, {"made_for": sent}).status_code == 409


def test_the_mark_tells_nothing_of_the_person_and_differs_between_log_ins(log_in_as: LogInAs) -> None:
    first, second = (mark(log_in_as("alva").get(reverse("overview:start"))) for _ in range(2))

    assert first != second


def test_a_form_for_nobody_carries_no_mark(client: Client, db: None) -> None:
    assert not MARK.search(client.get(reverse("log_in:start")).content.decode())
