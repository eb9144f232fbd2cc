"""Receivers of referrals: by need, age and region, then by waiting time."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client

from ingang.foundation.care_units.models import CareUnit, Offer, UnitPage
from ingang.foundation.search.actions import refresh_all
from ingang.services.care_finder.referring import receivers

pytestmark = pytest.mark.django_db
LogInAs = Callable[..., Client]
PAGE = "/personal/remisser/"


@pytest.fixture
def skin_units(cast: object, now: datetime) -> None:
    """Three more units for the skin, with other waiting times and conditions."""
    today = now.date()
    for number, (days, regions, age_from) in enumerate(((5, [], None), (None, [], None), (1, ["25"], 18))):
        unit = CareUnit.objects.create(
            hsa_id=f"SE0000000010-H{number:03}", name=f"Hudmottagningen {number}", care_giver="SE0000000020-G001",
            region="01", municipality="0184", kind="hudmottagning", phone="08-465 004 00",
        )  # fmt: skip
        UnitPage.objects.create(unit=unit.hsa_id, care_forms=["Öppenvård"], north=6_585_000, east=670_000)
        measured = {"waiting_from": today, "waiting_until": today, "waiting_source": "Vi"} if days else {}
        Offer.objects.create(
            unit=unit.hsa_id, code="mole", title_sv="Bedömning av födelsemärken", referral="referral", ways=["visit"],
            agreement="Avtal", regions=regions, age_from=age_from, waiting_days=days, **measured,
        )  # fmt: skip
    refresh_all()


def found(now: datetime, **said: object) -> list[str]:
    asked = {"need": "födelsemärke", "age": None, "region": "01"} | said
    return [f"{one.unit.name}/{one.offer.code}" for one in receivers(now=now, **asked)]  # type: ignore[arg-type]


def test_what_is_needed_comes_first_and_then_the_shortest_waiting_time(skin_units: None, now: datetime) -> None:
    units = found(now)

    assert units[0] == "Hudmottagningen 0/mole"
    assert units.index("Hudmottagningen Solgläntan/mole") < units.index("Hudmottagningen 1/mole")
    assert units.index("Hudmottagningen 1/mole") < units.index("Hudmottagningen Solgläntan/psoriasis")
    assert "Hudmottagningen 2/mole" not in units


def test_age_and_region_leave_out_those_who_are_not_taken(skin_units: None, now: datetime) -> None:
    Offer.objects.filter(unit="SE0000000010-H000").update(age_to=17)

    assert "Hudmottagningen 0/mole" not in found(now, age=18)
    assert "Hudmottagningen 0/mole" in found(now, age=17)
    assert "Hudmottagningen 2/mole" in found(now, region="", age=18)


def test_the_page_tells_what_the_referral_must_tell_and_where_it_goes(skin_units: None, log_in_as: LogInAs) -> None:
    shown = log_in_as("mona").get(PAGE, {"behov": "födelsemerke", "alder": "40"}).content.decode()

    for words in ("Remissen ska innehålla", "Aktuella besvär", "SE0000000010-U002", "Hudmottagningen Solgläntan, "):
        assert words in shown


@pytest.mark.parametrize("query", [{}, {"behov": "\0"}, {"behov": "x", "alder": "-1"}, {"behov": "x", "region": "<b>"}])
def test_odd_words_give_a_page(skin_units: None, log_in_as: LogInAs, query: dict[str, str]) -> None:
    assert log_in_as("mona").get(PAGE, query).status_code == 200


def test_an_identity_number_is_neither_looked_for_nor_left_in_the_address(log_in_as: LogInAs, skin_units: None) -> None:
    sara = log_in_as("sara")

    answer = sara.get(PAGE, {"behov": "hud 19900101-2384", "alder": "36"})
    page = sara.get(answer["Location"]).content.decode()

    assert (answer.status_code, answer["Location"]) == (302, f"{PAGE}?personnummer=1")
    assert "Ett personnummer skrevs" in page
    assert "2384" not in page
    assert 'class="unit-name"' not in page
