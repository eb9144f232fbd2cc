"""Reports of errors and links that are tried."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from uuid6 import uuid7

from conftest import BJORKBACKEN, BVC, opened, resident, staff
from ingang.connectors.http import Answer, NotReached
from ingang.foundation.access.actions import open_job, open_unit
from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.care_units.models import UnitFunction, UnitPage
from ingang.foundation.entitlement.errors import UnitAdminNeeded
from ingang.foundation.work_items.queries import open_work
from ingang.services.care_finder import jobs
from ingang.services.care_finder.actions.functions import put_function, remove_function
from ingang.services.care_finder.actions.reporting import MOST, answer_report, report_error
from ingang.services.care_finder.errors import (
    ReportUnknown,
    TooManyReports,
)
from ingang.services.care_finder.models import ErrorReport, LinkProbe
from ingang.services.care_finder.queries.correctness import DEAD, correctness
from ingang.services.care_finder.rules import is_right_number, may_be_tried

pytestmark = pytest.mark.django_db
LogInAs = Callable[..., Client]
EDIT, OFFERS, IMPORTS = "/personal/kontaktsida/andra/", "/personal/regionens-utbud/", "/personal/utbud/"
ITEM = "work_items.item"


def events() -> list[str]:
    rows = AuditEvent.objects.filter(event__startswith="care_finder.").order_by("id")
    return list(rows.values_list("event", flat=True))


def test_a_reported_error_is_answered_and_followed_by_its_reference(
    catalogue: None, log_in_as: LogInAs, now: datetime, deliver: Callable[..., int]
) -> None:
    sent = Client().post(f"/hitta-vard/{BJORKBACKEN}/fel/", {"about": "phone", "text": "Numret är fel."})
    followed = Client().get(sent["Location"]).content.decode()
    deliver()
    deliver()
    sara = staff("sara")
    grant = open_unit(actor=sara, kinds=[ITEM], now=now)
    (work,) = [line for line in open_work(grant=grant, now=now) if line.item.kind == "care_finder.report"]
    address = f"/personal/kontaktsida/fel/{work.item.id}/"
    shown = log_in_as("sara").get(address).content.decode()

    answer = log_in_as("sara").post(address, {"outcome": "corrected", "answer": "Tack, nu är det rättat."})

    row = ErrorReport.objects.get()
    assert "Mottagningen har fått din anmälan" in followed
    assert "Numret är fel." in shown
    assert answer.status_code == 302
    assert (row.state, row.text) == ("corrected", "")
    assert "Tack, nu är det rättat." in Client().get(sent["Location"]).content.decode()
    assert events() == ["care_finder.reported", "care_finder.report_answered"]
    assert log_in_as("sara").get(address).status_code == 404


def test_another_units_report_is_not_to_be_answered(catalogue: None, now: datetime) -> None:
    reference = report_error(unit=BVC, about="hours", text="", now=now)
    grant = open_unit(actor=staff("sara"), kinds=[ITEM], now=now)

    with pytest.raises(ReportUnknown):
        answer_report(grant=grant, item=uuid7(), reference=reference, is_corrected=True, answer="x", now=now)


def test_more_reports_than_a_unit_can_read_are_refused(catalogue: None, now: datetime) -> None:
    for _ in range(MOST):
        report_error(unit=BVC, about="hours", text="", now=now)

    answer = Client().post(f"/hitta-vard/{BVC}/fel/", {"about": "hours"})

    assert answer.status_code == 409
    with pytest.raises(TooManyReports):
        report_error(unit=BVC, about="hours", text="", now=now)
    assert report_error(unit=BVC, about="hours", text="", now=now + timedelta(hours=2))


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"about": "nonsense"},
        {"about": "phone", "text": "x" * 601},
        {"about": "\0"},
        {"about": "phone", "text": "Ring mig, 19900101-2384"},
    ],
)
def test_a_report_that_says_nothing_or_who_somebody_is_is_not_sent(catalogue: None, said: dict[str, str]) -> None:
    answer = Client().post(f"/hitta-vard/{BVC}/fel/", said)

    assert answer.status_code == 400
    assert not ErrorReport.objects.exists()


@pytest.mark.parametrize("reference", ["XXXXXXXXXXXX", "%20", "a" * 300])
def test_a_reference_that_none_has_is_missing(catalogue: None, reference: str) -> None:
    assert Client().get(f"/hitta-vard/fel/{reference}/").status_code == 404


@pytest.mark.parametrize(
    ("number", "is_right"),
    [
        ("08-465 004 00", True),
        ("+46 8 465 004 00", True),
        ("1177", True),
        ("0", False),
        ("ring oss", False),
        ("", False),
    ],
)
def test_a_number_that_can_be_called(number: str, is_right: bool) -> None:
    assert is_right_number(number) is is_right


@pytest.mark.parametrize(
    ("url", "may"),
    [
        ("https://a.ingang.example/", True),
        ("http://a.ingang.example/x?y", True),
        ("http://127.0.0.1/", False),
        ("http://[::1]/", False),
        ("http://10.0.0.1/", False),
        ("http://localhost/", False),
        ("http://database/", False),
        ("https://a.internal/", False),
        ("https://a.example:5432/", False),
        ("https://user@a.example/", False),
        ("file:///etc/passwd", False),
        ("https://[", False),
        ("", False),
    ],
)
def test_the_portal_tries_addresses_on_the_web_alone(url: str, may: bool) -> None:
    assert may_be_tried(url) is may


def test_a_link_is_dead_when_it_has_failed_three_days_and_lives_again(
    catalogue: None, now: datetime, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    settings.TRY_LINKS = True
    answers: dict[str, Any] = {"now": NotReached("x")}

    def call(**said: Any) -> Answer:
        if isinstance(answers["now"], Exception) and BJORKBACKEN.lower() in said["url"]:
            raise answers["now"]
        return Answer(status=200, body=b"", took=timedelta(0))

    monkeypatch.setattr(jobs, "call", call)
    shares = []
    for day in range(DEAD + 1):
        if day == DEAD:
            answers["now"] = None
        at = now + timedelta(days=day)
        grant = open_job(name="care_finder.try_links", kinds=(), now=at)
        assert jobs.try_links(grant=grant, now=at) == 6
        assert jobs.try_links(grant=grant, now=at) == 0
        found = correctness(now=at).working_links
        shares.append((found.count, found.of))

    assert shares == [(6, 6), (6, 6), (5, 6), (6, 6)]
    assert LinkProbe.objects.get(unit=BJORKBACKEN).works


def test_how_right_the_catalogue_is_is_told_to_everybody(catalogue: None, now: datetime) -> None:
    UnitPage.objects.filter(unit=BJORKBACKEN).update(owner="", checked_on=None)

    shown = Client().get("/hitta-vard/riktighet/").content.decode()

    assert "83 % (5 av 6)" in shown.replace("\xa0", " ")


def test_units_are_compared_four_at_most_in_the_order_chosen(catalogue: None) -> None:
    units = [BVC, BJORKBACKEN, "SE0000000010-U002", "SE0000000010-U003", "SE0000000040-U001", "nonsens"]

    shown = Client().get("/hitta-vard/jamfor/", {"enhet": units}).content.decode()

    assert "Högst fyra" in shown
    assert shown.index("Eklundens barnavårdscentral") < shown.index("Björkbackens vårdcentral")
    assert "Folktandvården Eken Solna" not in shown
    assert Client().get("/hitta-vard/jamfor/", {"enhet": "\0"}).status_code == 200


def test_those_who_keep_the_catalogue_import_on_a_page_read_the_report_and_undo(
    catalogue: None, log_in_as: LogInAs, tmp_path: Any
) -> None:
    vera = log_in_as("vera")
    row = "SE0000000010-U900;Ny vårdcentral;SE0000000010-G001;0184;Vårdcentral;Öppenvård;N6585000, E670000;08-465 004"
    names = (
        "hsaIdentity;unitName;healthCareProvider;municipalityCode;businessClassificationName;careType;"
        "geographicalCoordinatesSweref99TM;telephoneNumber"
    )
    file = tmp_path / "units.csv"
    file.write_text(f"{names}\n{row}\nSE0000000010-U901;;;;;;;\n", encoding="utf-8")
    with file.open("rb") as content:
        sent = vera.post(IMPORTS, {"file": content, "region": ""})
    report = vera.get(sent["Location"]).content.decode()
    there = Client().get("/hitta-vard/SE0000000010-U900/").status_code

    undone = vera.post(f"{sent['Location']}angra/")

    assert "Ny vårdcentral" in report
    assert "uppgiften saknas" in report
    assert there == 200
    assert undone.status_code == 302
    assert Client().get("/hitta-vard/SE0000000010-U900/").status_code == 404
    assert "gick-inte" in vera.post(f"{sent['Location']}angra/")["Location"]
    assert vera.post(IMPORTS, {"region": ""}).status_code == 400
    assert log_in_as("sara").get(IMPORTS).status_code in {403, 404}


def test_a_resident_reaches_nothing_of_it(catalogue: None, now: datetime, log_in_as: LogInAs) -> None:
    alva = log_in_as("alva")

    assert opened(resident("alva"), "my_clinics.clinic", now=now)
    assert {alva.get(page).status_code for page in (EDIT, OFFERS, IMPORTS)} == {404}


def test_a_function_is_put_by_the_unit_changed_and_removed(catalogue: None, log_in_as: LogInAs, now: datetime) -> None:
    sara, address = log_in_as("sara"), "/personal/kontaktsida/funktioner/"
    said = {"function": "rehab_coordinator", "phone": "08-465 004 05", "days": "workdays", "opens": "8", "closes": "12"}

    assert sara.post(address, said).status_code == 302
    shown = Client().get(f"/hitta-vard/{BJORKBACKEN}/").content.decode()
    kept = UnitFunction.objects.get(unit=BJORKBACKEN)
    assert kept.hours == [f"{day} 08:00 12:00" for day in range(5)]
    assert "Rehabkoordinator" in shown
    assert "måndag–fredag 08:00–12:00" in shown.lower()
    assert sara.post(address, said | {"days": "", "phone": "08-465 004 06"}).status_code == 302
    assert UnitFunction.objects.get(unit=BJORKBACKEN).phone == "08-465 004 06"
    assert sara.post(f"{address}rehab_coordinator/bort/").status_code == 302
    assert not UnitFunction.objects.filter(unit=BJORKBACKEN).exists()
    assert events() == ["care_finder.edited"] * 3
    for wrong in ({"phone": "Anna"}, {"function": "Anna Andersson"}, {"closes": "7"}, {"opens": "\0"}, {"days": "9"}):
        assert sara.post(address, said | wrong).status_code == 400
    with pytest.raises(UnitAdminNeeded):
        put_function(actor=staff("petra"), code="booking", phone="1177", hours=(), now=now)
    with pytest.raises(UnitAdminNeeded):
        remove_function(actor=staff("petra"), code="booking", now=now)
    with pytest.raises(ValueError, match="Anna"):
        put_function(actor=staff("sara"), code="Anna", phone="1177", hours=(), now=now)
