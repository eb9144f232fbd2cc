"""Choosing for whom one acts: Bo represents his children, Erik his mother, Cleo nobody."""

from collections.abc import Callable
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.identity.models import LogIn

LogInAs = Callable[..., Client]


@pytest.mark.parametrize(
    ("key", "shown", "hidden"),
    [
        ("bo", ["Ella", "Noah"], ["Maja"]),
        ("erik", ["Dagny"], []),
        ("freja", [], ["Gustav"]),
        ("cleo", [], ["Ella", "Noah", "Maja", "Dagny"]),
    ],
)
def test_the_page_shows_those_one_may_act_for_and_no_others(
    log_in_as: LogInAs, key: str, shown: list[str], hidden: list[str]
) -> None:
    page = log_in_as(key).get(reverse("acting_for_others:start")).content.decode()

    assert all(f"Agera ombud för {name}" in page for name in shown)
    assert not any(name in page for name in hidden)


def test_beginning_to_act_for_a_child_is_recorded_and_shown_on_every_page(
    log_in_as: LogInAs, cast: Callable[[str], UUID]
) -> None:
    client = log_in_as("bo")
    client.post(reverse("acting_for_others:begin"), {"person": str(cast("ella"))})
    page = client.get(reverse("log_in:sessions")).content.decode()

    assert LogIn.objects.get().acting_for == cast("ella")
    assert AuditEvent.objects.get(event="identity.acting_for_chosen").person == cast("ella")
    assert "Ella Ekström" in page


def test_changing_straight_from_one_child_to_another_is_weighed_as_oneself(
    log_in_as: LogInAs, cast: Callable[[str], UUID]
) -> None:
    log_in_as("bo", acting_for="ella").post(reverse("acting_for_others:begin"), {"person": str(cast("noah"))})

    assert LogIn.objects.get().acting_for == cast("noah")


def test_going_back_to_oneself_is_recorded(log_in_as: LogInAs, cast: Callable[[str], UUID]) -> None:
    log_in_as("bo", acting_for="ella").post(reverse("acting_for_others:leave"))

    assert LogIn.objects.get().acting_for is None
    assert AuditEvent.objects.get(event="identity.acting_for_left").person == cast("ella")


@pytest.mark.parametrize(("key", "other"), [("cleo", "alva"), ("cleo", "ella"), ("bo", "maja"), ("freja", "gustav")])
def test_one_who_has_no_right_can_not_begin(
    log_in_as: LogInAs, cast: Callable[[str], UUID], key: str, other: str
) -> None:
    answer = log_in_as(key).post(reverse("acting_for_others:begin"), {"person": str(cast(other))})

    assert answer.status_code in {403, 404}
    assert LogIn.objects.get().acting_for is None


@pytest.mark.parametrize("person", ["", "x", "0" * 5000, "00000000-0000-4000-8000-000000000000"])
def test_a_malformed_or_unknown_person_looks_like_one_that_is_not_there(log_in_as: LogInAs, person: str) -> None:
    assert log_in_as("cleo").post(reverse("acting_for_others:begin"), {"person": person}).status_code == 404


def test_one_can_not_act_for_oneself(log_in_as: LogInAs, cast: Callable[[str], UUID]) -> None:
    answer = log_in_as("alva").post(reverse("acting_for_others:begin"), {"person": str(cast("alva"))})

    assert answer.status_code == 404
