"""The two nights on which the clocks change: the days and weeks around them open all through."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from conftest import BJORKBACKEN
from ingang.foundation.identity.models import LogIn
from ingang.kernel.periods import local_date
from tests.faults.pages import Page

SPRING, AUTUMN = datetime(2027, 3, 28, 1, tzinfo=UTC), datetime(2026, 10, 25, 1, tzinfo=UTC)
HALF_HOURS = [timedelta(minutes=30 * number) for number in (-3, -1, 0, 1, 2, 4)]
DAYS = [timedelta(days=number) for number in (-1, 0, 1)]


@pytest.fixture(params=[SPRING, AUTUMN], ids=["spring", "autumn"])
def night(request: pytest.FixtureRequest) -> datetime:
    """The moment at which the clocks change."""
    return request.param  # type: ignore[no-any-return]


@pytest.fixture
def now(night: datetime) -> datetime:
    """So long before that the first times of the samples lie around the night."""
    return night - timedelta(days=30, hours=13)


@pytest.fixture
def client_of(
    things: list[Page], log_in_as: Callable[..., Client], night: datetime, at: Callable[[datetime], None]
) -> Callable[[str], Client]:
    """Logs somebody in on the evening before."""
    at(night + HALF_HOURS[0])
    return log_in_as


@pytest.fixture
def at(time_machine: Any) -> Callable[[datetime], None]:
    """Puts the clock at a moment; whoever is logged in has logged in just now."""

    def move(moment: datetime) -> None:
        time_machine.move_to(moment, tick=False)
        LogIn.objects.update(started_at=moment, last_active_at=moment)

    return move


@pytest.mark.parametrize("address", ["booking:desk", "booking:week"])
def test_the_units_days_around_the_night_open(
    address: str, client_of: Callable[[str], Client], night: datetime, at: Callable[[datetime], None]
) -> None:
    client = client_of("sara")

    for after in HALF_HOURS:
        at(night + after)
        for days in DAYS:
            day = local_date(night + days)
            assert client.get(reverse(address), {"dag": day, "vecka": day}).status_code == 200


def test_the_week_around_the_night_shows_each_day_once(
    client_of: Callable[[str], Client], night: datetime, at: Callable[[datetime], None]
) -> None:
    client = client_of("alva")
    week = reverse("booking:calendar", kwargs={"unit": BJORKBACKEN})

    for after in HALF_HOURS:
        at(night + after)
        for days in DAYS:
            answer = client.get(week, {"vecka": local_date(night + days), "typ": "alla"})
            assert answer.status_code == 200
            shown = [day.on for day in answer.context["week"].days] if "week" in answer.context else []
            assert len(shown) == len(set(shown))
