"""The pages for everybody: what is found, what a unit's page tells, and what is not shown."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client

from conftest import BJORKBACKEN, BVC
from ingang.foundation.care_units.models import (
    CareUnit,
    Offer,
    OfferDecision,
    OpeningException,
    TemporaryNotice,
    UnitPage,
)
from ingang.foundation.search.actions import refresh_all
from ingang.kernel.periods import local_date
from ingang.services.care_finder.finding import Criteria, find_care

pytestmark = pytest.mark.django_db
LogInAs = Callable[..., Client]
HERE = "/hitta-vard/"
DAY = timedelta(days=1)


def page(address: str, **query: str) -> str:
    return Client().get(address, query).content.decode()


@pytest.mark.parametrize(
    ("query", "there", "missing"),
    [
        ({"sok": "vårdsentral"}, "Björkbackens vårdcentral", "Folktandvården"),
        ({"sok": "hudläkare", "var": "Solna"}, "Hudmottagningen Solgläntan", "Björkbacken"),
        ({"sok": "hudläkare", "var": "sollna"}, "Hudmottagningen Solgläntan", "Björkbacken"),
        ({"sok": "bvc", "region": "01"}, "Eklundens barnavårdscentral", "Hudmottagningen"),
        ({"typ": "tandvard"}, "Folktandvården Eken", "Björkbacken"),
        ({"sok": "födelsemärke"}, "Hudmottagningen Solgläntan", "Folktandvården"),
        ({"form": "video"}, "Björkbackens vårdcentral", "Hudmottagningen"),
        ({"vy": "karta"}, "<svg", "visa="),
    ],
)
def test_what_somebody_looks_for_is_found(catalogue: None, query: dict[str, str], there: str, missing: str) -> None:
    found = page(HERE, **query)

    assert there in found
    assert missing not in found


def test_where_the_region_has_nothing_the_rest_of_the_country_is_shown_and_that_is_said(catalogue: None) -> None:
    found = page(HERE, sok="hudläkare", region="25")

    assert "Inget i regionen som du har valt" in found
    assert "Hudmottagningen Solgläntan" in found


def test_a_named_place_counts_before_the_region_that_was_chosen(catalogue: None) -> None:
    client = Client()
    client.cookies["region"] = "25"

    found = client.get(HERE, {"sok": "hudläkare", "var": "solna"}).content.decode()

    assert "Hudmottagningen Solgläntan" in found
    assert "Inget i regionen" not in found


@pytest.mark.parametrize("name", ["sok", "var", "region", "typ", "visa", "vy", "oppet", "ruta", "vald"])
@pytest.mark.parametrize("value", ["\0", "x" * 10_000, "9" * 300, "-1", "<b>", "💉", "' OR 1=1"])
def test_hostile_words_give_a_page(catalogue: None, name: str, value: str) -> None:
    assert Client().get(HERE, {"vy": "karta", name: value}).status_code == 200


def test_the_page_of_a_unit_tells_everything(catalogue: None) -> None:
    found = page(f"{HERE}{BJORKBACKEN}/")

    for words in ("Hissen repareras", "Öppettider", "Telefontider", "Besök hos läkare", "Väntetid", "Drivs av", "<svg"):
        assert words in found
    assert found.index("Hissen repareras") < found.index("Kontakt</h2>")


def test_a_notice_is_shown_on_its_days_alone(catalogue: None, now: datetime) -> None:
    TemporaryNotice.objects.update(first_day=local_date(now) + DAY)

    assert "Hissen repareras" not in page(f"{HERE}{BJORKBACKEN}/")


@pytest.mark.parametrize("unit", ["SE0000000020-UXXX", "nonsens", "ÅÄÖ 💉"])
def test_a_unit_that_is_not_there_is_missing(catalogue: None, unit: str) -> None:
    assert Client().get(f"{HERE}{unit}/").status_code == 404


@pytest.mark.parametrize("change", [{"is_shown": False}, {"care_forms": []}, {"north": None, "east": None}])
def test_a_unit_of_which_something_is_missing_is_neither_shown_nor_found(
    catalogue: None, change: dict[str, object]
) -> None:
    UnitPage.objects.filter(unit=BJORKBACKEN).update(**change)
    live = page(HERE, sok="björkbacken")
    refresh_all()

    assert Client().get(f"{HERE}{BJORKBACKEN}/").status_code == 404
    assert f"{HERE}{BJORKBACKEN}/" not in live + page(HERE, sok="björkbacken")


def test_the_units_that_are_not_given_are_counted_as_they_are_shown_now(catalogue: None, now: datetime) -> None:
    every = find_care(criteria=Criteria(), now=now)
    CareUnit.objects.filter(hsa_id=every.places[-1].unit.hsa_id).update(closed_on=local_date(now))

    some = find_care(criteria=Criteria(), now=now, first=1)

    assert (some.places, some.count) == (every.places[:1], every.count - 1)


def test_a_unit_met_at_a_distance_needs_no_place_and_stands_in_the_list_beside_the_map(catalogue: None) -> None:
    UnitPage.objects.filter(unit=BJORKBACKEN).update(is_digital=True, north=None, east=None)

    found = page(HERE, sok="björkbacken", vy="karta")

    assert Client().get(f"{HERE}{BJORKBACKEN}/").status_code == 200
    assert "1 mottagning har ingen plats på kartan" in found


def test_a_unit_that_has_closed_down_is_gone_and_leads_on(catalogue: None, now: datetime) -> None:
    UnitPage.objects.filter(unit=BJORKBACKEN).update(related=[BVC, "SE0000000020-UXXX"])
    CareUnit.objects.filter(hsa_id=BJORKBACKEN).update(closed_on=local_date(now))

    answer = Client().get(f"{HERE}{BJORKBACKEN}/")

    assert answer.status_code == 410
    assert "Eklundens barnavårdscentral" in answer.content.decode()
    assert f"{HERE}{BJORKBACKEN}/" not in page(HERE, sok="björkbacken")


@pytest.mark.parametrize(
    "change",
    [
        {"status": "inactive"},
        {"valid_from": timedelta(days=1)},
        {"valid_until": timedelta(days=-1)},
        {"agreement": ""},
        {"agreement_until": timedelta(days=-1)},
    ],
)
def test_an_offer_is_shown_in_its_time_and_where_it_is_publicly_paid(
    catalogue: None, now: datetime, change: dict[str, object]
) -> None:
    dated = {name: local_date(now) + value if isinstance(value, timedelta) else value for name, value in change.items()}
    Offer.objects.filter(unit=BJORKBACKEN, code="wound").update(**dated)

    found = page(f"{HERE}{BJORKBACKEN}/")

    assert "Såromläggning" not in found
    assert "Besök hos läkare" in found


def test_the_region_decides_what_is_in_its_offer(catalogue: None, now: datetime) -> None:
    for number, is_included in ((1, False), (2, True), (3, False)):
        OfferDecision.objects.create(
            region="01", unit=BJORKBACKEN, code="wound", number=number, is_included=is_included, decided_by="x",
            decided_at=now,
        )  # fmt: skip

    assert "Såromläggning" not in page(f"{HERE}{BJORKBACKEN}/")


def test_an_old_waiting_time_is_not_told(catalogue: None, now: datetime) -> None:
    Offer.objects.filter(unit=BJORKBACKEN).update(waiting_until=local_date(now) - timedelta(days=61))

    assert "Väntetid" not in page(f"{HERE}{BJORKBACKEN}/")


def test_more_units_are_shown_by_address(catalogue: None) -> None:
    places = [
        CareUnit(
            hsa_id=f"SE0000000010-Z{number:03}", name=f"Vårdcentral {number}", care_giver="SE0000000010-G001",
            region="01", municipality="0184", kind="vardcentral", phone="08-465 004 00",
        )
        for number in range(45)
    ]  # fmt: skip
    CareUnit.objects.bulk_create(places)
    UnitPage.objects.bulk_create(
        UnitPage(unit=one.hsa_id, care_forms=["Öppenvård"], north=6_585_000, east=670_000) for one in places
    )
    refresh_all()

    first, second = page(HERE, typ="vardcentral"), page(HERE, typ="vardcentral", visa="40")

    assert (first.count("<article"), second.count("<article")) == (20, 40)
    assert "visa=40" in first
    assert "visa=60" in second


def test_whoever_has_asked_for_nothing_sees_what_is_acute_first(catalogue: None, log_in_as: LogInAs) -> None:
    first, asked = page(HERE), page(HERE, sok="bvc")
    mine = log_in_as("alva").get(HERE).content.decode()

    assert first.index("Om det är akut") < first.index('id="sok"')
    assert "typ=narakut&amp;oppet=ja" in first
    assert "Om det är akut" not in asked
    assert ("Dina egna mottagningar" in first, "Dina egna mottagningar" in mine) == (False, True)


def test_the_place_is_found_in_the_browser_from_what_is_the_same_for_all() -> None:
    answer = Client().get(f"{HERE}platser.json")
    places = {name: (north, east) for name, north, east in answer.json()["places"]}

    assert len(places) == 290
    assert places["Solna"] == pytest.approx((59.37, 18.0), abs=0.05)
    assert "max-age" in answer["Cache-Control"]


def test_the_week_begins_today_and_tells_holidays(catalogue: None, now: datetime) -> None:
    today = local_date(now)
    OpeningException.objects.create(unit=BJORKBACKEN, on=today + DAY, reason="Lucia")
    OpeningException.objects.create(unit=BJORKBACKEN, on=today + 29 * DAY, reason="Julafton")

    found = page(f"{HERE}{BJORKBACKEN}/")

    assert found.index("I dag, torsdag") < found.index("Fredag")
    assert "Stängt (Lucia)" in found
    assert "andra tider (Julafton)" in found
    assert "data-copy=" in found


def test_units_are_compared_by_what_the_reader_picked(catalogue: None) -> None:
    both = {"enhet": [BJORKBACKEN, BVC]}
    everything = Client().get(f"{HERE}jamfor/", both).content.decode()
    picked = Client().get(f"{HERE}jamfor/", both | {"fraga": ["2", "nonsens", "99"]}).content.decode()

    assert everything.count('<th scope="row"') == 9
    assert picked.count('<th scope="row"') == 1
