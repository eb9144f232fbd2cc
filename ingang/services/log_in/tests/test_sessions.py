"""The log-in as it lasts, and its many ends."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.identity.models import LogIn, LogInLock
from ingang.foundation.people.models import Person

LogInAs = Callable[..., Client]


def test_asking_how_long_is_left_does_not_extend_the_log_in(log_in_as: LogInAs, time_machine: Any, now: Any) -> None:
    client = log_in_as("alva")
    time_machine.move_to(now + timedelta(minutes=20), tick=False)
    answer = client.get(reverse("log_in:state"))

    assert answer.json() == {"seconds_left": 600}
    assert LogIn.objects.get().last_active_at == now


def test_extending_gives_the_whole_idle_time_again(log_in_as: LogInAs, time_machine: Any, now: Any) -> None:
    client = log_in_as("alva")
    time_machine.move_to(now + timedelta(minutes=29), tick=False)
    extended = client.post(reverse("log_in:extend"))

    assert extended.status_code == 204
    assert client.get(reverse("log_in:state")).json() == {"seconds_left": 1800}


def test_a_page_is_a_sign_of_life_written_at_most_once_a_minute(
    log_in_as: LogInAs, time_machine: Any, now: Any
) -> None:
    client = log_in_as("alva")
    seen = []
    for seconds in (59, 61):
        time_machine.move_to(now + timedelta(seconds=seconds), tick=False)
        client.get(reverse("log_in:sessions"))
        seen.append(LogIn.objects.get().last_active_at)

    assert seen == [now, now + timedelta(seconds=61)]


@pytest.mark.parametrize(("key", "minutes"), [("alva", 30), ("sara", 15)])
def test_an_idle_log_in_ends_sooner_for_staff(
    log_in_as: LogInAs, time_machine: Any, now: Any, key: str, minutes: int
) -> None:
    client = log_in_as(key)
    time_machine.move_to(now + timedelta(minutes=minutes), tick=False)
    answer = client.get(reverse("log_in:state"))

    assert answer.status_code == 401
    assert LogIn.objects.get().end_reason == "idle"


def test_no_extension_reaches_past_the_absolute_limit(log_in_as: LogInAs, time_machine: Any, now: Any) -> None:
    client = log_in_as("alva")
    for minutes in range(20, 480, 20):
        time_machine.move_to(now + timedelta(minutes=minutes), tick=False)
        client.post(reverse("log_in:extend"))
    left = client.get(reverse("log_in:state")).json()["seconds_left"]
    time_machine.move_to(now + timedelta(minutes=480), tick=False)

    assert left == 20 * 60
    assert client.post(reverse("log_in:extend")).status_code == 401
    assert LogIn.objects.get().end_reason == "absolute"


def test_the_log_in_page_says_why_one_was_logged_out(log_in_as: LogInAs, time_machine: Any, now: Any) -> None:
    client = log_in_as("alva")
    time_machine.move_to(now + timedelta(minutes=31), tick=False)

    assert "inget hade hänt på en stund" in client.get(reverse("log_in:start")).content.decode()


def test_one_who_dies_in_mid_session_loses_access_at_the_next_request(
    log_in_as: LogInAs, cast: Callable[[str], UUID], now: Any
) -> None:
    client = log_in_as("alva")
    Person.objects.filter(id=cast("alva")).update(deceased_on=now.date())
    answer = client.get(reverse("log_in:sessions"), follow=True)

    assert "registrerad som avliden" in answer.content.decode()
    assert LogIn.objects.get().end_reason == "deceased"


def test_a_child_that_turns_13_in_mid_session_is_out_of_reach_at_the_next_request(
    log_in_as: LogInAs, time_machine: Any, now: Any
) -> None:
    client = log_in_as("bo", acting_for="noah")
    before = client.get(reverse("acting_for_others:start")).content.decode()
    time_machine.move_to(now + timedelta(hours=12, minutes=1), tick=False)
    LogIn.objects.update(last_active_at=now + timedelta(hours=12), started_at=now + timedelta(hours=11))
    after = client.get(reverse("acting_for_others:start")).content.decode()
    chosen = client.post(reverse("acting_for_others:begin"), {"person": str(LogIn.objects.get().acting_for)})

    assert "Noah" in before
    assert "Noah" not in after
    assert chosen.status_code == 403
    assert AuditEvent.objects.filter(event="identity.acting_for_chosen", outcome="refused").exists()


def test_logging_out_ends_the_log_in_and_leaves_nothing_in_the_browser(log_in_as: LogInAs) -> None:
    client = log_in_as("alva")
    page = client.get(reverse("log_in:sessions"))
    answer = client.post(reverse("log_in:out"))

    assert page["Cache-Control"] == "no-store"
    assert answer["Location"] == reverse("log_in:logged_out")
    assert answer["Clear-Site-Data"] == '"cache", "storage"'
    assert client.cookies["ingang_session"].value == ""
    assert LogIn.objects.get().end_reason == "logged_out"
    assert "Du är utloggad" in client.get(answer["Location"]).content.decode()


def test_the_old_session_cookie_is_worth_nothing_after_log_out(log_in_as: LogInAs) -> None:
    client = log_in_as("alva")
    cookie = client.cookies["ingang_session"].value
    client.post(reverse("log_in:out"))
    thief = Client()
    thief.cookies["ingang_session"] = cookie

    assert thief.get(reverse("log_in:state")).status_code == 401


def test_logging_out_needs_a_form_of_our_own(log_in_as: LogInAs) -> None:
    client = log_in_as("alva")

    assert client.get(reverse("log_in:out")).status_code == 405
    assert LogIn.objects.get().ended_at is None


def test_logging_out_everywhere_ends_every_log_in_of_the_same_person_alone(log_in_as: LogInAs) -> None:
    here, there, other = log_in_as("alva"), log_in_as("alva"), log_in_as("cleo")
    here.post(reverse("log_in:out"), {"everywhere": "1"})

    assert there.get(reverse("log_in:state")).status_code == 401
    assert other.get(reverse("log_in:state")).status_code == 200


def test_quick_exit_ends_the_log_in_and_leads_outside(log_in_as: LogInAs, settings: Any) -> None:
    answer = log_in_as("alva").get(reverse("log_in:leave"))

    assert answer["Location"] == settings.INGANG_QUICK_EXIT_URL
    assert LogIn.objects.get().ended_at is not None


def test_fetching_the_quick_exit_ahead_changes_nothing(log_in_as: LogInAs) -> None:
    log_in_as("alva").get(reverse("log_in:leave"), headers={"sec-purpose": "prefetch"})

    assert LogIn.objects.get().ended_at is None


def test_one_sees_ones_own_log_ins_and_ends_one(log_in_as: LogInAs) -> None:
    here, there = log_in_as("alva"), log_in_as("alva")
    page = here.get(reverse("log_in:sessions")).content.decode()
    other_id = there.session["log_in"]
    here.post(reverse("log_in:end_one", args=[other_id]))

    assert page.count("log-in-row") == 2
    assert there.get(reverse("log_in:state")).status_code == 401
    assert LogIn.objects.get(id=other_id).end_reason == "ended_by_owner"


def test_somebody_elses_log_in_can_neither_be_seen_nor_ended(log_in_as: LogInAs) -> None:
    alva, cleo = log_in_as("alva"), log_in_as("cleo")
    answer = cleo.post(reverse("log_in:end_one", args=[alva.session["log_in"]]))

    assert answer.status_code == 404
    assert cleo.get(reverse("log_in:sessions")).content.decode().count("log-in-row") == 1
    assert alva.get(reverse("log_in:state")).status_code == 200


def test_locking_the_log_in_acts_at_once_on_every_device(log_in_as: LogInAs, cast: Callable[[str], UUID]) -> None:
    here, there = log_in_as("alva"), log_in_as("alva")
    page = here.get(reverse("log_in:lock")).content.decode()
    here.post(reverse("log_in:lock"))

    assert "Vem som stoppas" in page
    assert there.get(reverse("log_in:state")).status_code == 401
    assert LogInLock.unguarded.get().person == cast("alva")
    assert AuditEvent.objects.filter(event="identity.log_in_locked", person=cast("alva")).exists()


def test_locking_twice_makes_one_lock(log_in_as: LogInAs) -> None:
    for _ in range(2):
        log_in_as("alva").post(reverse("log_in:lock"))

    assert LogInLock.unguarded.count() == 1


def test_one_who_acts_for_another_can_not_lock(log_in_as: LogInAs) -> None:
    assert log_in_as("bo", acting_for="ella").post(reverse("log_in:lock")).status_code == 404


@pytest.mark.parametrize("address", ["state", "extend", "sessions", "out", "leave", "choose_assignment", "order_state"])
def test_a_stranger_may_call_every_address_of_the_session_and_gets_nothing(
    cast: Callable[[str], UUID], address: str
) -> None:
    client = Client()
    answers = [client.get(reverse(f"log_in:{address}")), client.post(reverse(f"log_in:{address}"))]

    assert all(answer.status_code < 500 for answer in answers)
    assert LogIn.objects.count() == 0
