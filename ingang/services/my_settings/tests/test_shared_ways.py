"""A teenager's account is not in truth the parent's: one contact way on both is found, and both are asked."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.test import Client

from conftest import opened, resident
from demo.cast import person_id
from ingang.foundation.access.actions import open_job
from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.notifications.actions import notify
from ingang.foundation.notifications.actions.claiming import claim
from ingang.foundation.notifications.models import Notice
from ingang.foundation.people.actions.shared_ways import (
    answer_shared_way,
    find_shared_ways,
    note_shared_browser,
    note_shared_way,
)
from ingang.foundation.people.errors import SharedWayUnknown
from ingang.foundation.people.models import ContactWay, SharedWay
from ingang.foundation.people.part import PERSON
from ingang.foundation.personal.scope import house_scope, scope
from ingang.foundation.work_items.models import WorkItem

pytestmark = pytest.mark.django_db

Cast = Callable[[str], UUID]
LogInAs = Callable[..., Client]
HERE, SAME = "/min/installningar/samma-vag/", "familjen@example.test"


def give(key: str, address: str, now: datetime, *, channel: str = "mail") -> None:
    values = {"address": address, "verified_at": now, "set_by": person_id(key)}
    ContactWay.unguarded.update_or_create(person=person_id(key), channel=channel, defaults=values)


@pytest.fixture
def shared(cast: Cast, now: datetime) -> SharedWay:
    """Maja, 14, and Bo have the same mail address."""
    give("maja", SAME, now)
    give("bo", SAME.upper(), now)
    assert note_shared_way(person=cast("bo"), now=now) == 1
    return SharedWay.unguarded.get()


def answers(key: str, shared: SharedWay, says: str, now: datetime) -> None:
    answer_shared_way(grant=opened(resident(key), PERSON, now=now), shared=shared.id, says=says, now=now)


def sent(now: datetime, *, hidden: bool) -> tuple[int, str]:
    """How many notices are claimed for Maja, and why the one there is was not."""
    job = open_job(name="notifications.deliver", kinds=("notifications.notice", "inbox.message"), now=now)
    with scope(job):
        notify(
            person=person_id("maja"), code="inbox.new_message", about=uuid4(), kind="inbox.message",
            hidden_from_guardian=hidden, grant=job, now=now,
        )  # fmt: skip
    later = now + timedelta(minutes=1)
    claimed = claim(grant=job, now=later, channels=frozenset({"mail"}), lease=timedelta(minutes=1))
    with house_scope():
        row = Notice.unguarded.order_by("-id")[0]
    return len(claimed), row.reason or ("held" if row.not_before > later else "")


@pytest.mark.parametrize(("key", "found"), [("ella", 0), ("maja", 1), ("alva", 0)])
def test_only_a_youth_from_13_and_her_own_guardian_are_asked(cast: Cast, now: datetime, key: str, found: int) -> None:
    give(key, SAME, now)
    give("bo", SAME, now)
    give("cleo", SAME, now)

    assert find_shared_ways(now=now) == found
    assert find_shared_ways(now=now) == 0


def test_an_address_that_is_not_confirmed_is_nobodys(cast: Cast, now: datetime) -> None:
    give("maja", SAME, now)
    give("bo", SAME, now)
    ContactWay.unguarded.filter(person=cast("bo")).update(verified_at=None)

    assert find_shared_ways(now=now) == 0


def test_both_are_asked_in_own_words_and_neither_is_told_who_the_other_is(
    shared: SharedWay, log_in_as: LogInAs
) -> None:
    pages = {key: log_in_as(key).get(HERE).content.decode().split("<main")[1] for key in ("maja", "bo", "cleo")}

    assert "Från 13 år är kontot ditt eget" in pages["maja"]
    assert "ska kunna nås utan dig" in pages["bo"]
    assert "Inget väntar på svar" in pages["cleo"]
    # As a word: the page's own token is any letters at all.
    assert not re.search(r"\bBo\b", pages["maja"])
    assert "Maja" not in pages["bo"]
    for key, other in (("maja", "Bo Ekström"), ("bo", "Maja")):
        log = log_in_as(key).get("/min/vem-har-last/").content.decode().split("<main")[1]
        assert other not in log
        assert "Svara på om en kontaktväg bara är din" in log_in_as(key).get("/min/").content.decode()


def test_what_is_hidden_is_held_while_they_are_asked_and_everything_else_is_sent(
    shared: SharedWay, now: datetime
) -> None:
    assert sent(now, hidden=False) == (1, "")
    assert sent(now, hidden=True) == (0, "held")


def test_where_others_read_what_is_hidden_is_never_sent_there(shared: SharedWay, now: datetime) -> None:
    answers("maja", shared, "shared", now)

    assert sent(now, hidden=True) == (0, "way_shared")
    assert sent(now, hidden=False) == (1, "")


def test_when_it_is_hers_alone_the_guardian_loses_it_and_what_is_hidden_is_sent(
    shared: SharedWay, now: datetime
) -> None:
    answers("maja", shared, "mine", now)
    held = sent(now, hidden=True)
    answers("bo", shared, "not_mine", now)

    assert held == (0, "held")
    assert not ContactWay.unguarded.filter(person=person_id("bo"), channel="mail").exists()
    assert sent(now + timedelta(hours=2), hidden=True)[0] >= 1
    assert AuditEvent.objects.filter(event="people.shared_way_settled").count() == 1


def test_a_youth_who_changes_her_address_settles_it_and_may_be_asked_anew(shared: SharedWay, now: datetime) -> None:
    answers("maja", shared, "shared", now)
    give("maja", "maja@example.test", now)
    note_shared_way(person=person_id("maja"), now=now)
    free = sent(now, hidden=True)
    give("maja", SAME, now)

    again = note_shared_way(person=person_id("maja"), now=now)

    assert free == (1, "")
    assert again == 1
    assert SharedWay.unguarded.get().youth_answer == ""


def test_the_same_browser_is_asked_about_too(cast: Cast, now: datetime) -> None:
    note_shared_browser(persons=[cast("maja"), cast("bo"), cast("cleo")], now=now)

    row = SharedWay.unguarded.get()
    assert (row.person, row.guardian, row.channel) == (cast("maja"), cast("bo"), "push")


def test_unanswered_for_two_weeks_it_becomes_a_units_work_once_and_before_that_nobodys(
    shared: SharedWay, now: datetime, deliver: Callable[..., int]
) -> None:
    counts = []
    for days in (13, 14, 15):
        later = now + timedelta(days=days)
        find_shared_ways(now=later)
        deliver(at=later)
        with house_scope():
            counts.append(WorkItem.unguarded.filter(kind="my_settings.shared_way").count())

    assert counts == [0, 1, 1]


@pytest.mark.parametrize(
    ("key", "says"), [("cleo", "mine"), ("maja", "not_mine"), ("bo", "shared"), ("maja", ""), ("bo", "x")]
)
def test_nobody_else_answers_and_nobody_for_the_other(shared: SharedWay, now: datetime, key: str, says: str) -> None:
    with pytest.raises(SharedWayUnknown):
        answers(key, shared, says, now)


def test_the_page_takes_the_answer_and_what_is_no_answer_is_missing(shared: SharedWay, log_in_as: LogInAs) -> None:
    maja = log_in_as("maja")

    wrong = [maja.post(HERE, {"says": says}).status_code for says in ("", "mine", "mine:x", f"mine:{uuid4()}")]
    right = maja.post(HERE, {"says": f"mine:{shared.id}"})

    assert set(wrong) == {404}
    assert right.status_code == 302
    assert SharedWay.unguarded.get().youth_answer == "mine"
