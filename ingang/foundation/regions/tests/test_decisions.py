"""Who may decide for a region, which values, two at once, and plans taken back."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from conftest import staff
from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.regions.actions import decide, withdraw
from ingang.foundation.regions.errors import (
    AlreadyBegun,
    DayHasPassed,
    DecidedMeanwhile,
    NotRegionAdmin,
    OutsideTheLimits,
    UnknownSetting,
    ValueNotAllowed,
    WordsMissing,
)
from ingang.foundation.regions.models import RegionDecision
from ingang.foundation.regions.queries import is_on, limit, text
from ingang.foundation.regions.tests.conftest import TODAY, YUSUF, Decided
from ingang.kernel.registry import ManifestError, Registry
from ingang.kernel.service import Audience, Limit, Service

pytestmark = pytest.mark.django_db

TOMORROW = TODAY + timedelta(days=1)
WORDS = {"sv": "Välkommen in", "en": "Welcome"}


def test_the_administrator_decides_and_it_is_recorded(now: datetime) -> None:
    decide(actor=YUSUF, code="fair.open", value=True, valid_from=TODAY, seen=0, now=now)

    event = AuditEvent.objects.get()
    assert is_on(region="01", code="fair.open", on=TODAY)
    assert (event.event, event.actor) == ("regions.decided", YUSUF.hsa_id)
    assert event.details == {"region": "01", "code": "fair.open", "number": "1", "valid_from": "2026-11-26"}


def test_a_later_decision_for_the_same_day_counts_and_both_stay(now: datetime) -> None:
    for seen, wanted in enumerate((True, False)):
        decide(actor=YUSUF, code="fair.open", value=wanted, valid_from=TODAY, seen=seen, now=now)

    assert not is_on(region="01", code="fair.open", on=TODAY)
    assert RegionDecision.objects.count() == AuditEvent.objects.count() == 2


@pytest.mark.parametrize(
    ("actor", "code", "valid_from", "refusal"),
    [
        (staff("sara"), "fair.open", TODAY, NotRegionAdmin),
        (staff("vera"), "fair.open", TODAY, NotRegionAdmin),
        (replace(YUSUF, region=""), "fair.open", TODAY, NotRegionAdmin),
        (YUSUF, "fair.fireworks", TODAY, UnknownSetting),
        (YUSUF, "fair.open", TODAY - timedelta(days=1), DayHasPassed),
    ],
)
def test_nobody_else_no_unknown_setting_and_no_passed_day_is_accepted(
    actor: Any, code: str, valid_from: Any, refusal: type[Exception], now: datetime
) -> None:
    with pytest.raises(refusal):
        decide(actor=actor, code=code, value=True, valid_from=valid_from, seen=0, now=now)

    assert not RegionDecision.objects.exists()


@pytest.mark.parametrize(
    ("code", "value", "refusal"),
    [
        ("fair.open", 1, ValueNotAllowed),
        ("fair.open", "true", ValueNotAllowed),
        ("fair.laps", True, ValueNotAllowed),
        ("fair.laps", "3", ValueNotAllowed),
        ("fair.laps", 2.5, ValueNotAllowed),
        ("fair.laps", 0, OutsideTheLimits),
        ("fair.laps", 11, OutsideTheLimits),
        ("fair.sign", "Välkommen", ValueNotAllowed),
        ("fair.sign", {"sv": "Välkommen"}, WordsMissing),
        ("fair.sign", {"sv": "Välkommen", "en": "  "}, WordsMissing),
        ("fair.sign", {"sv": "x" * 21, "en": "Welcome"}, WordsMissing),
    ],
)
def test_a_value_that_the_setting_does_not_take_is_refused(
    code: str, value: Any, refusal: type[Exception], now: datetime
) -> None:
    with pytest.raises(refusal):
        decide(actor=YUSUF, code=code, value=value, valid_from=TODAY, seen=0, now=now)

    assert not RegionDecision.objects.exists()


@pytest.mark.parametrize("seen", [0, 2])
def test_a_decision_made_without_seeing_the_latest_is_refused(seen: int, now: datetime) -> None:
    decide(actor=YUSUF, code="fair.open", value=True, valid_from=TODAY, seen=0, now=now)

    with pytest.raises(DecidedMeanwhile):
        decide(actor=YUSUF, code="fair.open", value=False, valid_from=TODAY, seen=seen, now=now)

    assert is_on(region="01", code="fair.open", on=TODAY)


@pytest.mark.parametrize("region", ["", "03"])
def test_where_nothing_is_decided_the_defaults_count(region: str, decided: Decided) -> None:
    decided("fair.laps", 5)
    decided("fair.sign", WORDS)

    assert limit(region=region, code="fair.laps", on=TODAY) == 3
    assert text(region=region, code="fair.sign", on=TODAY, language="sv") == "Start"
    assert text(region=region, code="fair.song", on=TODAY, language="sv") == ""


def test_a_number_and_words_count_from_their_day(decided: Decided) -> None:
    decided("fair.laps", 5)
    decided("fair.sign", WORDS)

    assert limit(region="01", code="fair.laps", on=TODAY - timedelta(days=1)) == 3
    assert limit(region="01", code="fair.laps", on=TODAY) == 5
    assert [text(region="01", code="fair.sign", on=TODAY, language=one) for one in ("sv", "en", "fi")] == [
        "Välkommen in",
        "Welcome",
        "Welcome",
    ]


def test_a_number_decided_under_wider_rules_is_drawn_to_what_is_allowed_today(decided: Decided) -> None:
    decided("fair.laps", 10)
    RegionDecision.objects.update(value=99)

    assert limit(region="01", code="fair.laps", on=TODAY) == 10


@pytest.mark.parametrize("read", [limit, text])
def test_a_limit_or_text_that_no_manifest_declares_is_refused(read: Any) -> None:
    arguments = {"language": "sv"} if read is text else {}
    for code in ("fair.open", "fair.fireworks"):
        with pytest.raises(UnknownSetting):
            read(region="01", code=code, on=TODAY, **arguments)


def test_a_plan_is_taken_back_before_it_begins(now: datetime, decided: Decided) -> None:
    decided("fair.open", True, valid_from=TOMORROW)

    withdraw(actor=YUSUF, decision=RegionDecision.objects.get().id, now=now)

    assert not is_on(region="01", code="fair.open", on=TOMORROW)
    assert AuditEvent.objects.filter(event="regions.withdrawn").count() == 1


def test_what_has_begun_was_withdrawn_or_is_anothers_is_not_taken_back(now: datetime, decided: Decided) -> None:
    decided("fair.open", True)
    decided("fair.rides", False, valid_from=TOMORROW)
    begun, plan = RegionDecision.objects.order_by("id")

    for actor, row, refusal in (
        (YUSUF, begun, AlreadyBegun),
        (staff("sara"), plan, NotRegionAdmin),
        (replace(YUSUF, region="03"), plan, UnknownSetting),
    ):
        with pytest.raises(refusal):
            withdraw(actor=actor, decision=row.id, now=now)
    withdraw(actor=YUSUF, decision=plan.id, now=now)
    with pytest.raises(AlreadyBegun):
        withdraw(actor=YUSUF, decision=plan.id, now=now)


def test_a_manifest_can_not_have_a_default_outside_its_own_limits() -> None:
    wrong = Limit(code="fair.laps", sentence="Laps", default=0, least=1, most=2, unit="laps")

    with pytest.raises(ManifestError):
        Registry((Service(name="fair", title="Fair", audience=Audience.RESIDENT, limits=(wrong,)),))
