"""A service that regions turn on themselves, and the cast's administrator who decides about it."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from conftest import staff
from ingang.foundation.regions.actions import decide
from ingang.foundation.regions.models import RegionDecision
from ingang.kernel.periods import start_of_day
from ingang.kernel.registry import Registry, current, install
from ingang.kernel.service import Audience, Limit, RegionText, Service, Switch

TODAY = date(2026, 11, 26)
YUSUF = staff("yusuf")

Decided = Callable[..., None]


def fair() -> Service:
    """A service that regions turn on themselves, and that knows a page."""
    return Service(
        name="fair",
        title="Fair",
        audience=Audience.RESIDENT,
        switches=(
            Switch(code="fair.open", sentence="Open the fair", default=False),
            Switch(code="fair.rides", sentence="Have rides", default=True),
        ),
        limits=(Limit(code="fair.laps", sentence="Laps in a ride", default=3, least=1, most=10, unit="laps"),),
        texts=(
            RegionText(code="fair.sign", sentence="On the sign", default="Start", longest=20),
            RegionText(code="fair.song", sentence="The song"),
        ),
        switch="fair.open",
    )


@pytest.fixture(autouse=True)
def fair_in_the_house() -> Iterator[None]:
    before = current()
    install(Registry((*before.services, fair())))
    yield
    install(before)


@pytest.fixture
def decided(db: None) -> Decided:
    """Call it with a code and a value to have it decided from a day, as if it was decided the day before."""

    def decide_it(code: str, value: Any, *, valid_from: date = TODAY, region: str = "01") -> None:
        seen = RegionDecision.objects.filter(region=region, code=code).count()
        actor = replace(YUSUF, region=region)
        moment: datetime = start_of_day(valid_from - timedelta(days=1))
        decide(actor=actor, code=code, value=value, valid_from=valid_from, seen=seen, now=moment)

    return decide_it
