"""Each event reaches all who hear it, once, in each person's order; what fails is tried again."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.db import transaction

from ingang.foundation.outbox.actions import announce, try_again
from ingang.foundation.outbox.delivery import deliver_all
from ingang.foundation.outbox.errors import UndeclaredEvent
from ingang.foundation.outbox.jobs import KEPT, alone, purge
from ingang.foundation.outbox.models import Handled, OutboxEvent
from ingang.foundation.outbox.queries import dead_deliveries
from ingang.foundation.outbox.rules import MOST_ATTEMPTS
from ingang.foundation.outbox.tests import hearers
from ingang.foundation.outbox.tests.conftest import job_grant
from ingang.foundation.outbox.tests.hearers import ALVA, BO, STEP, effects
from ingang.kernel.events import EventType, Hearing
from ingang.kernel.registry import Registry, install
from ingang.kernel.service import Audience, Service

pytestmark = pytest.mark.usefixtures("house")


def take(*steps: str, person: UUID | None, now: datetime) -> list[UUID]:
    """Announce steps of the person."""
    return [announce(name=STEP, person=person, fields={"step": step}, now=now) for step in steps]


def deliver_at(now: datetime) -> int:
    """Deliver everything that is due at the moment."""
    return deliver_all(now=now, open_grant=job_grant)


def test_every_subscriber_hears_every_event_in_order(now: datetime) -> None:
    take("one", "two", "three", person=ALVA, now=now)

    deliver_at(now)

    assert effects(by="ear") == effects(by="clumsy") == ["one", "two", "three"]


def test_delivering_again_does_nothing(now: datetime) -> None:
    take("one", person=ALVA, now=now)
    deliver_at(now)

    delivered = deliver_at(now + timedelta(days=1))

    assert delivered == 0
    assert effects(by="ear") == ["one"]


def test_an_event_of_a_change_that_was_undone_is_never_heard(now: datetime) -> None:
    with transaction.atomic():
        take("undone", person=ALVA, now=now)
        transaction.set_rollback(True)

    deliver_at(now)

    assert effects(by="ear") == []


def test_the_handlers_grant_holds_the_events_person_and_the_hearings_kinds(
    now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []
    monkeypatch.setattr(hearers, "note", lambda **told: seen.append(told["grant"]))
    take("one", person=ALVA, now=now)

    deliver_at(now)

    assert {(grant.actor.identity, grant.persons, grant.kinds) for grant in seen} == {
        (subscriber, frozenset({ALVA}), frozenset({"steps"})) for subscriber in ("ear", "clumsy")
    }


def test_a_failing_handler_leaves_no_effect_and_does_not_stop_other_subscribers(now: datetime) -> None:
    take("bad", person=ALVA, now=now)

    deliver_at(now)

    assert effects(by="clumsy") == []
    assert effects(by="ear") == ["bad"]


def test_a_later_event_of_the_person_waits_for_the_failing_one_while_others_go_on(now: datetime) -> None:
    take("bad", "after", person=ALVA, now=now)
    take("of bo", person=BO, now=now)

    deliver_at(now)

    assert effects(by="ear") == ["bad", "of bo"]
    assert effects(by="clumsy") == ["of bo"]


def test_a_failed_delivery_is_tried_again_after_its_pause_and_not_before(
    now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    take("bad", "after", person=ALVA, now=now)
    deliver_at(now)
    monkeypatch.setattr(hearers, "stumble", hearers.note)

    deliver_at(now + timedelta(seconds=4))
    too_early = effects(by="clumsy")
    deliver_at(now + timedelta(seconds=5))

    assert too_early == []
    assert effects(by="clumsy") == effects(by="ear") == ["bad", "after"]


def deliver_until_dead(now: datetime) -> datetime:
    """Let every attempt fail; give back the moment of the last."""
    for _ in range(MOST_ATTEMPTS):
        deliver_at(now)
        now += timedelta(hours=1)
    return now


def test_an_event_that_always_fails_is_given_up_visibly_and_the_next_one_goes_on(now: datetime) -> None:
    (bad, _) = take("bad", "after", person=ALVA, now=now)

    deliver_until_dead(now)

    assert [(dead.event_id, dead.person, dead.subscribers) for dead in dead_deliveries()] == [(bad, ALVA, ("clumsy",))]
    assert effects(by="clumsy") == ["after"]


def test_a_dead_event_that_is_put_back_reaches_only_those_who_missed_it(
    now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    (bad,) = take("bad", person=ALVA, now=now)
    later = deliver_until_dead(now)
    monkeypatch.setattr(hearers, "stumble", hearers.note)

    put_back = try_again(event_id=bad)
    deliver_at(later)

    assert put_back
    assert effects(by="clumsy") == effects(by="ear") == ["bad"]
    assert dead_deliveries() == []


def test_an_event_in_a_version_that_nobody_understands_any_more_is_kept(now: datetime) -> None:
    take("one", person=ALVA, now=now)
    newer = EventType(name=STEP, version=2, fields=("step",))
    hearing = Hearing(event=STEP, version=2, handler="nowhere.at_all")
    service = Service(name="new", title="New", audience=Audience.HOUSE, announces=(newer,), hears=(hearing,))
    install(Registry((service,)))

    delivered = deliver_at(now)

    assert delivered == 0
    assert OutboxEvent.objects.get(name=STEP).attempts == 1


@pytest.mark.parametrize(("name", "fields"), [("unknown", {"step": "x"}), (STEP, {}), (STEP, {"step": "x", "y": ""})])
def test_an_event_that_no_manifest_promises_is_refused(name: str, fields: dict[str, str], now: datetime) -> None:
    with pytest.raises(UndeclaredEvent):
        announce(name=name, person=ALVA, fields=fields, now=now)

    assert not OutboxEvent.objects.exists()


def test_delivered_events_are_removed_after_thirty_days_and_dead_ones_kept(now: datetime) -> None:
    bad, _ = take("bad", "after", person=ALVA, now=now)
    later = deliver_until_dead(now)
    grant = job_grant(name="outbox.purge", kinds=(), now=now)

    too_early = purge(grant=grant, now=later + KEPT - timedelta(hours=2))
    purge(grant=grant, now=later + KEPT + timedelta(hours=2))

    assert too_early == 1
    assert list(OutboxEvent.objects.values_list("name", "fields__step")) == [(STEP, "bad")]
    assert list(Handled.objects.values_list("event_id", "subscriber")) == [(bad, "ear")]


def test_a_job_does_not_overlap_itself(now: datetime) -> None:
    limit = timedelta(minutes=2)

    with alone(job="x", now=now, at_most=limit) as first, alone(job="x", now=now, at_most=limit) as second:
        pass
    with alone(job="x", now=now, at_most=limit) as third:
        pass

    assert (first, second, third) == (True, False, True)


def test_a_killed_job_may_run_again_when_its_time_is_over(now: datetime) -> None:
    limit = timedelta(minutes=2)
    killed = alone(job="x", now=now, at_most=limit)
    killed.__enter__()

    with alone(job="x", now=now + limit - timedelta(seconds=1), at_most=limit) as too_early:
        pass
    with alone(job="x", now=now + limit, at_most=limit) as in_time:
        pass

    assert (too_early, in_time) == (False, True)
