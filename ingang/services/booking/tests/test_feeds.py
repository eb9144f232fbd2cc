"""The secret address that a calendar follows: whom it shows, what ends it, and that it leaves a trace."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from conftest import staff
from demo.cast import person_id
from ingang.foundation.access.models import SecretAddress
from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.identity.models import LogInLock
from ingang.foundation.people.models import GuardianBlock, Person
from ingang.foundation.personal.scope import house_scope
from ingang.kernel.grant import Grant
from ingang.services.booking.actions.booking import cancel_appointment
from ingang.services.booking.actions.calendars import give_feed
from ingang.services.booking.models import Appointment, Slot
from ingang.services.booking.tests.calendars import PARSERS, Read, Store
from ingang.services.booking.tests.conftest import own
from ingang.services.booking.tests.test_calendar_files import book, move

pytestmark = pytest.mark.django_db

LogIn = Callable[..., Client]
NEVER = "x" * 43
PAGE = "/min/tider/kalender/"


def poll(secret: str, **headers: str) -> HttpResponse:
    """What a calendar that has no log-in gets."""
    answer = Client().get(reverse("booking:feed", kwargs={"secret": secret}), headers=headers)
    assert isinstance(answer, HttpResponse)
    return answer


@pytest.mark.parametrize("read", PARSERS.values(), ids=PARSERS)
@pytest.mark.parametrize("kind", ["mirrors", "merges", "asks whether it changed"])
def test_every_kind_of_calendar_that_follows_the_address_ends_with_no_event(
    read: Read, kind: str, slots: list[Slot], alva: Grant, now: datetime, time_machine: object
) -> None:
    secret, store, tag = give_feed(grant=alva, now=now), Store(read), ""
    counts, statuses = [], []

    def follow() -> None:
        nonlocal tag
        answer = poll(secret, **({"if-none-match": tag} if kind == "asks whether it changed" and tag else {}))
        statuses.append(answer.status_code)
        if answer.status_code == 200:
            take = store.open if kind == "merges" else store.mirror
            take(answer.content)
        tag = answer["ETag"]
        counts.append(sorted(one.begins for one in store.events.values()))

    follow()
    booked = book(alva, slots[0], now)
    follow()
    follow()
    move(alva, booked, slots[2], now + timedelta(minutes=1))
    follow()
    cancel_appointment(grant=alva, appointment=booked.id, now=now + timedelta(minutes=2))
    follow()
    time_machine.move_to(now + timedelta(days=8), tick=False)  # type: ignore[attr-defined]
    follow()

    first, moved = booked.starts_at.isoformat(), (booked.starts_at + timedelta(hours=1)).isoformat()
    assert counts == [[], [first], [first], [moved], [], []]
    assert statuses == [200, 200, 304 if kind == "asks whether it changed" else 200, 200, 200, 200]


def test_the_address_is_told_once_and_only_its_digest_is_kept(log_in_as: LogIn, now: datetime) -> None:
    client = log_in_as("alva")

    told = client.post(reverse("booking:give_feed"))
    later = client.get(PAGE)

    secret = re.search(r"http://testserver/kalender/([\w-]{43})\.ics", told.content.decode())
    assert secret
    assert f"webcal://testserver/kalender/{secret[1]}.ics" in told.content.decode()
    assert secret[1] not in later.content.decode()
    assert secret[1] not in str(SecretAddress.unguarded.values())
    assert poll(secret[1]).status_code == 200


def test_a_new_address_ends_the_old_one_at_once(alva: Grant, now: datetime) -> None:
    old = give_feed(grant=alva, now=now)

    new = give_feed(grant=alva, now=now)

    assert (poll(old).status_code, poll(new).status_code) == (404, 200)


def test_a_closed_address_looks_as_if_it_never_was(log_in_as: LogIn, alva: Grant, now: datetime) -> None:
    secret = give_feed(grant=alva, now=now)
    log_in_as("alva").post(reverse("booking:revoke_feed"))

    closed, never = poll(secret), poll(NEVER)

    assert closed.status_code == never.status_code == 404
    pages = {
        re.sub(r"[0-9a-f]{32}", "", answer.content.decode().replace(asked, ""))
        for answer, asked in ((closed, secret), (never, NEVER))
    }
    assert len(pages) == 1


def test_each_read_stands_in_the_log_as_a_calendars_before_anything_is_shown(alva: Grant, now: datetime) -> None:
    secret = give_feed(grant=alva, now=now)

    poll(secret)

    event = AuditEvent.objects.get(event="access.read_by_secret_address")
    assert (event.person, event.actor, event.way, event.outcome) == (
        person_id("alva"), str(person_id("alva")), "secret_address", "done",
    )  # fmt: skip
    assert event.kinds == ["booking.appointment"]
    given = AuditEvent.objects.get(event="access.secret_address_given")
    assert given.details == {"use": "booking.calendar"}


def test_the_owner_sees_when_the_address_was_last_used(log_in_as: LogIn, alva: Grant, now: datetime) -> None:
    client, secret = log_in_as("alva"), give_feed(grant=alva, now=now)
    before = client.get(PAGE).content.decode()

    poll(secret)

    assert "inte hämtats än" in before
    assert "hämtades senast" in client.get(PAGE).content.decode()


def test_nobody_on_the_way_keeps_the_feed_or_finds_it(alva: Grant, now: datetime) -> None:
    answer = poll(give_feed(grant=alva, now=now))

    assert answer["Cache-Control"] == "private, no-cache"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert not answer.cookies


def test_a_calendar_that_asks_all_the_time_is_told_to_wait(alva: Grant, now: datetime) -> None:
    secret = give_feed(grant=alva, now=now)

    statuses = [poll(secret).status_code for _ in range(62)]

    assert statuses == [200] * 60 + [429] * 2
    assert AuditEvent.objects.filter(event="access.read_by_secret_address").count() == 60


def _is_locked(now: datetime) -> None:
    LogInLock.unguarded.create(person=person_id("alva"), locked_at=now, locked_by="alva", reason="coercion")


def _dies(now: datetime) -> None:
    Person.objects.filter(id=person_id("alva")).update(deceased_on=now.date())


def _is_protected(now: datetime) -> None:
    Person.objects.filter(id=person_id("alva")).update(protection="confidentiality")


@pytest.mark.parametrize("happens", [_is_locked, _dies, _is_protected])
def test_a_lock_death_and_protection_take_the_feed_away_as_if_it_never_was(
    happens: Callable[[datetime], None], alva: Grant, now: datetime
) -> None:
    secret = give_feed(grant=alva, now=now)
    before = poll(secret).status_code

    happens(now)

    assert (before, poll(secret).status_code) == (200, 404)
    assert AuditEvent.objects.filter(event="access.read_by_secret_address", outcome="refused").count() == 1


def test_a_protected_person_is_offered_files_and_no_address(log_in_as: LogIn, now: datetime) -> None:
    client = log_in_as("freja")

    page = client.get(PAGE).content.decode()
    answer = client.post(reverse("booking:give_feed"))

    assert reverse("booking:give_feed") not in page
    assert answer.status_code == 403
    assert SecretAddress.unguarded.count() == 0


def test_a_guardians_feed_of_a_child_ends_at_the_moment_of_the_13th_birthday(
    cast: object, now: datetime, time_machine: object
) -> None:
    secret = give_feed(grant=own("noah", now, by="bo"), now=now)
    midnight = datetime.fromisoformat("2026-11-27T00:00:00+01:00")
    statuses = []

    for moment in (midnight - timedelta(seconds=1), midnight):
        time_machine.move_to(moment, tick=False)  # type: ignore[attr-defined]
        statuses.append(poll(secret).status_code)

    assert statuses == [200, 404]


def test_a_guardians_feed_shows_nothing_that_is_hidden_from_her(slots: list[Slot], cast: object, now: datetime) -> None:
    grant = own("ella", now, by="bo")
    booked = book(grant, slots[0], now)
    secret = give_feed(grant=grant, now=now)
    before = poll(secret).content.count(b"BEGIN:VEVENT")

    with house_scope():
        Appointment.unguarded.filter(id=booked.id).update(hidden_from_guardian=True)

    assert (before, poll(secret).content.count(b"BEGIN:VEVENT")) == (1, 0)


def test_a_blocked_guardians_feed_is_gone(cast: object, now: datetime) -> None:
    secret = give_feed(grant=own("ella", now, by="bo"), now=now)

    GuardianBlock.unguarded.create(
        person=person_id("ella"), guardian=person_id("bo"), unit=staff("sara").unit, blocked_at=now
    )

    assert poll(secret).status_code == 404


def test_a_guardian_and_herself_have_addresses_of_their_own(alva: Grant, cast: object, now: datetime) -> None:
    child, guardian = give_feed(grant=own("ella", now, by="bo"), now=now), give_feed(grant=own("bo", now), now=now)

    assert [poll(one).status_code for one in (child, guardian)] == [200, 200]


@pytest.mark.parametrize("secret", ["", "x", "å" * 43, "x" * 5000, "../../etc", "%00"])
def test_what_is_no_secret_is_missing(secret: str, alva: Grant, now: datetime) -> None:
    give_feed(grant=alva, now=now)

    answer = Client().get(f"/kalender/{secret}.ics")

    assert answer.status_code in {400, 404}
