"""What is gathered, counted and told of the systems."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError
from django.test import override_settings

from ingang.foundation.access.actions import open_job
from ingang.foundation.systems.gathering import Gatherer
from ingang.foundation.systems.health import days_of, failures, healths, standings
from ingang.foundation.systems.jobs import ASKINGS_KEPT, HOURS_KEPT, roll_up
from ingang.foundation.systems.models import Asking, AskingHour, ConnectedSystem
from ingang.foundation.systems.rules import Outcome, Standing, Tally

pytestmark = pytest.mark.django_db

SYSTEM, OTHER = "SE1-S001", "SE2-S001"


def asked(at: datetime, outcome: Outcome = Outcome.ANSWERED, *, system: str = SYSTEM, error: str = "") -> None:
    gatherer = Gatherer()
    gatherer.note(system=system, outcome=outcome, seconds=0.25, at=at, error=error)
    gatherer.write()


def count(now: datetime) -> None:
    roll_up(grant=open_job(name="systems.roll_up", kinds=(), now=now), now=now)


def counted() -> list[tuple[str, datetime, str, int, int]]:
    rows = AskingHour.objects.order_by("system", "begins_at", "outcome")
    return list(rows.values_list("system", "begins_at", "outcome", "count", "milliseconds"))


def test_what_is_gathered_is_written_once_and_tells_no_person(now: datetime) -> None:
    gatherer = Gatherer()
    for _ in range(3):
        gatherer.note(system=SYSTEM, outcome=Outcome.LATE, seconds=27.0, at=now, error="fhir.late")

    assert not Asking.objects.exists()
    assert (gatherer.write(), gatherer.write()) == (3, 0)
    assert Asking.personal_fields == AskingHour.personal_fields == frozenset()
    assert set(Asking.objects.values_list("system", "at", "outcome", "error", "milliseconds")) == {
        (SYSTEM, now, "late", "fhir.late", 27_000)
    }


def test_what_could_not_be_written_is_written_the_next_time(now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    gatherer = Gatherer()
    gatherer.note(system=SYSTEM, outcome=Outcome.ANSWERED, seconds=0.1, at=now)

    def fails(rows: list[Asking]) -> None:
        raise DatabaseError

    with monkeypatch.context() as broken:
        broken.setattr(Asking.objects, "bulk_create", fails)
        assert gatherer.write() == 0
    assert gatherer.write() == 1


@override_settings(SYSTEMS_WRITE_SECONDS=0.01)
def test_a_thread_of_its_own_writes_so_that_whoever_asks_does_not_wait(
    now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    from threading import Event, current_thread, main_thread

    gatherer, written, threads = Gatherer(), Event(), set()

    def write(self: Gatherer) -> int:
        threads.add(current_thread())
        self._gathered.clear()
        written.set()
        return 1

    monkeypatch.setattr(Gatherer, "write", write)
    gatherer.note(system=SYSTEM, outcome=Outcome.ANSWERED, seconds=0.1, at=now)

    assert written.wait(5)
    assert main_thread() not in threads


def test_questions_are_counted_by_the_hour_and_counting_again_changes_nothing(now: datetime) -> None:
    for minutes in (0, 59, 60):
        asked(now + timedelta(minutes=minutes))
    asked(now, Outcome.LATE)
    asked(now, system=OTHER)

    count(now)
    once = counted()
    count(now)

    assert counted() == once
    assert once == [
        (SYSTEM, now, "answered", 2, 500),
        (SYSTEM, now, "late", 1, 250),
        (SYSTEM, now + timedelta(hours=1), "answered", 1, 250),
        (OTHER, now, "answered", 1, 250),
    ]


def test_what_comes_late_to_the_last_hour_is_counted_too(now: datetime) -> None:
    asked(now + timedelta(hours=1))
    count(now)
    asked(now + timedelta(minutes=59))
    count(now)

    assert sum(row[3] for row in counted()) == 2


def test_old_questions_go_but_their_counts_stay_until_they_are_old_too(now: datetime) -> None:
    asked(now)
    count(now)
    count(now + ASKINGS_KEPT + timedelta(minutes=1))
    assert (Asking.objects.count(), len(counted())) == (0, 1)

    asked(now + HOURS_KEPT + timedelta(minutes=1))
    count(now + HOURS_KEPT + timedelta(minutes=1))
    assert [row[1] for row in counted()] == [(now + HOURS_KEPT)]


def test_how_a_system_fares(now: datetime) -> None:
    system = ConnectedSystem.objects.create(code=SYSTEM, name="X", care_giver="SE1", protocol="fhir", url="https://x")
    for _ in range(3):
        asked(now - timedelta(hours=2))
    asked(now - timedelta(minutes=1), Outcome.DOWN)
    asked(now - timedelta(minutes=1), Outcome.OURS)
    asked(now - timedelta(days=20), Outcome.LATE)
    Asking.objects.filter(at__lt=now - timedelta(days=3)).update(at=now - timedelta(days=20))
    count(now)
    health = healths(systems={SYSTEM: system}, now=now)[SYSTEM]

    assert (health.now, health.answered_at) == (Standing.DOWN, now - timedelta(hours=2))
    assert health.day == Tally(good=3, bad=1)
    assert health.budget.month == Tally(good=3, bad=2)
    assert [tally for _, tally in health.hours if tally.asked] == [Tally(good=3), Tally(bad=1)]
    assert len(health.hours) == 24
    assert health.hours[-1][0] == now
    assert standings(now=now) == {SYSTEM: Standing.DOWN}
    assert standings(now=now + timedelta(hours=1)) == {}


def test_failures_are_told_by_how_and_how_often(now: datetime) -> None:
    for at, error in ((now, "fhir.late"), (now - timedelta(hours=1), "fhir.late"), (now, "fhir.failed")):
        asked(at, Outcome.LATE if error == "fhir.late" else Outcome.DOWN, error=error)
    asked(now)
    asked(now, Outcome.DOWN, system=OTHER)

    assert [(one.outcome, one.error, one.count) for one in failures(system=SYSTEM)] == [
        ("down", "fhir.failed", 1),
        ("late", "fhir.late", 2),
    ]


@pytest.mark.parametrize("night", [datetime(2027, 3, 28, 1, tzinfo=UTC), datetime(2026, 10, 25, 1, tzinfo=UTC)])
def test_a_day_is_a_swedish_one_also_on_change_nights(night: datetime) -> None:
    day = night.date()
    begins = datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(hours=1 if day.month == 3 else 2)
    for at in (begins - timedelta(minutes=1), begins, night):
        asked(at)
    count(night)

    found = days_of(now=night, days=2)[SYSTEM]
    assert found == {day - timedelta(days=1): Tally(good=1), day: Tally(good=2)}
    assert isinstance(next(iter(found)), date)
