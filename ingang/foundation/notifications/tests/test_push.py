"""Push notices: on and off in a browser, constant words alone, and gone when the log-in is ended."""

import json
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext, override

from conftest import opened, resident
from demo.cast import person_id
from demo.simulators.push.browser import Browser
from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.identity.actions import end_all_log_ins, end_log_in, lock_log_in
from ingang.foundation.identity.models import EndReason, LockReason, LogIn
from ingang.foundation.notifications.models import Device
from ingang.foundation.notifications.tests.conftest import Post, outcomes, tell
from ingang.kernel.registry import current

pytestmark = pytest.mark.django_db

LogInAs = Callable[..., Client]
ORIGIN = "https://updates.push.services.mozilla.com"
PAGE = "/min/aviseringar/"


def form(name: str, *, origin: str = ORIGIN) -> dict[str, str]:
    told: Any = Browser(name).subscription(origin=origin)
    return {"endpoint": told["endpoint"], "key": told["keys"]["p256dh"], "auth": told["keys"]["auth"]}


def turn_on(client: Client, name: str = "phone") -> int:
    return client.post(reverse("notifications:turn_on"), form(name)).status_code


def devices(key: str) -> int:
    return Device.unguarded.filter(person=person_id(key)).count()


def test_a_notice_reaches_each_browser_and_holds_the_code_of_its_words_alone(
    post: Post, log_in_as: LogInAs, now: datetime
) -> None:
    client = log_in_as("alva")
    for name in ("phone", "computer"):
        turn_on(client, name)
    tell("alva", now=now)

    post.run(now=now)

    assert sorted(push.subscription.endpoint for push in post.pusher.sent) == [
        f"{ORIGIN}/push/computer", f"{ORIGIN}/push/phone",
    ]  # fmt: skip
    assert {push.payload for push in post.pusher.sent} == {b'{"code": "inbox.new_message"}'}
    assert outcomes("alva") == [("mail", "sent", ""), ("push", "sent", ""), ("push", "sent", "")]


def test_the_same_browser_turned_on_again_is_one_device(log_in_as: LogInAs) -> None:
    client = log_in_as("alva")

    statuses = [turn_on(client), turn_on(client)]

    assert (statuses, devices("alva")) == ([302, 302], 1)
    assert AuditEvent.objects.filter(event="notifications.device_added").count() == 1


def test_a_browser_belongs_to_the_one_who_turned_push_on_last(log_in_as: LogInAs) -> None:
    turn_on(log_in_as("alva"))

    turn_on(log_in_as("cleo"))

    assert (devices("alva"), devices("cleo")) == (0, 1)


def test_beyond_ten_devices_the_oldest_is_forgotten(log_in_as: LogInAs, now: datetime, time_machine: Any) -> None:
    client = log_in_as("alva")

    for number in range(12):
        time_machine.move_to(now + timedelta(seconds=number), tick=False)
        turn_on(client, str(number))

    kept = Device.unguarded.values_list("endpoint", flat=True)
    assert sorted(int(one.rpartition("/")[2]) for one in kept) == list(range(2, 12))


def test_a_browser_that_ended_its_subscription_is_forgotten(post: Post, log_in_as: LogInAs, now: datetime) -> None:
    turn_on(log_in_as("alva"))
    post.pusher.end(endpoint=form("phone")["endpoint"])
    tell("alva", now=now)

    post.run(now=now)

    assert devices("alva") == 0
    assert outcomes("alva") == [("mail", "sent", ""), ("push", "failed", "push.gone")]


def test_a_device_that_is_removed_while_a_notice_waits_gets_none(post: Post, log_in_as: LogInAs, now: datetime) -> None:
    client = log_in_as("alva")
    turn_on(client)
    tell("alva", now=now)
    client.post(reverse("notifications:turn_off", kwargs={"device": Device.unguarded.get().id}))

    post.run(now=now)

    assert post.pusher.sent == []
    assert ("push", "suppressed", "no_usable_way") in outcomes("alva")


@pytest.mark.parametrize(
    ("reason", "left"),
    [
        (EndReason.LOGGED_OUT, 0),
        (EndReason.ENDED_BY_OWNER, 0),
        (EndReason.ISSUER, 0),
        (EndReason.IDLE, 1),
        (EndReason.ABSOLUTE, 1),
        (EndReason.REPLACED, 1),
    ],
)
def test_push_ends_in_a_browser_whose_log_in_was_ended_and_stays_when_it_only_ran_out(
    log_in_as: LogInAs, now: datetime, deliver: Callable[[], int], reason: EndReason, left: int
) -> None:
    turn_on(log_in_as("alva"))

    end_log_in(log_in=LogIn.objects.get(), reason=reason, now=now)
    deliver()

    assert devices("alva") == left


def _leaves_everywhere(now: datetime) -> None:
    own = LogIn.objects.filter(person=person_id("alva")).latest("id")
    end_all_log_ins(log_in=own, reason=EndReason.EVERYWHERE, now=now)


def _locks(now: datetime) -> None:
    lock_log_in(person=person_id("alva"), reason=LockReason.OWN_WISH, actor=resident("alva"), now=now)


@pytest.mark.parametrize("happens", [_leaves_everywhere, _locks])
def test_leaving_everywhere_and_a_lock_end_push_also_where_the_log_in_had_run_out(
    log_in_as: LogInAs, now: datetime, deliver: Callable[[], int], happens: Callable[[datetime], None]
) -> None:
    turn_on(log_in_as("alva"), "old phone")
    end_log_in(log_in=LogIn.objects.get(), reason=EndReason.IDLE, now=now)
    turn_on(log_in_as("alva"), "computer")
    turn_on(log_in_as("cleo"), "cleo")

    happens(now)
    deliver()

    assert (devices("alva"), devices("cleo")) == (0, 1)


@pytest.mark.parametrize(
    "changes",
    [
        {"endpoint": "https://internal.example/"},
        {"endpoint": "http://169.254.169.254/"},
        {"endpoint": ""},
        {"key": "x"},
        {"auth": ""},
        {"auth": "💉"},
    ],
)
def test_what_is_no_subscription_at_a_known_push_service_is_refused(
    log_in_as: LogInAs, changes: dict[str, str]
) -> None:
    answer = log_in_as("alva").post(reverse("notifications:turn_on"), form("phone") | changes)

    assert answer.status_code == 400
    assert "<h1" in answer.content.decode()
    assert Device.unguarded.count() == 0


def test_nobody_turns_off_anothers_device(log_in_as: LogInAs) -> None:
    turn_on(log_in_as("alva"))
    address = reverse("notifications:turn_off", kwargs={"device": Device.unguarded.get().id})

    statuses = [log_in_as("cleo").post(address).status_code, Client().post(address).status_code]

    assert statuses == [404, 302]
    assert devices("alva") == 1


def test_one_who_acts_for_another_has_no_such_page(log_in_as: LogInAs) -> None:
    assert log_in_as("bo", acting_for="ella").get(PAGE).status_code == 404


def test_the_page_tells_where_push_is_on_and_works_without_scripts(log_in_as: LogInAs, settings: Any) -> None:
    settings.PUSH = settings.PUSH | {"KEY": "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"}
    client = log_in_as("alva")
    before = client.get(PAGE).content.decode()

    client.post(reverse("notifications:turn_on"), form("phone"), headers={"User-Agent": "Firefox/140 Android"})

    after = client.get(PAGE).content.decode()
    assert "inte på i någon webbläsare" in before
    assert "<noscript>" in before
    assert "Firefox, Android" in after
    assert "Den här inloggningen" in after


def test_the_worker_holds_the_words_of_every_notice_in_both_languages_and_keeps_nothing() -> None:
    answer = Client().get(reverse("notifications:worker"))

    script = answer.content.decode()
    found = re.search(r"const WORDS = (\{.*\});", script)
    assert found
    words = json.loads(found[1])
    for language in ("sv", "en"):
        with override(language):
            assert words[language] == {
                code: [gettext(one.subject), gettext(one.body)] for code, one in current().notices.items()
            }
    assert answer["Content-Type"] == "text/javascript; charset=utf-8"
    assert "no-store" in answer["Cache-Control"] or "no-cache" in answer["Cache-Control"]
    assert not re.search(r"caches|fetch\(|addEventListener\(.fetch|indexedDB|http", script)


def test_a_grant_for_another_reaches_no_device(cast: Callable[[str], UUID], log_in_as: LogInAs, now: datetime) -> None:
    turn_on(log_in_as("alva"))

    from ingang.foundation.notifications.queries import push_devices

    grant = opened(resident("cleo"), "notifications.choices", now=now)
    assert push_devices(grant=grant, log_in=UUID(int=0)) == []
