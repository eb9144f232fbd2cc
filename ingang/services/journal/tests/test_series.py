"""Values over time: which numbers are one series, and who reads them."""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from conftest import number_of
from demo.records import seed
from ingang.connectors.fhir.fake import FakeFhirServer
from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.personal.scope import house_scope
from ingang.foundation.records.models import Resource
from ingang.services.journal.series import measured
from ingang.services.journal.sources import Entry
from ingang.services.journal.sources.collecting import Collector
from ingang.services.journal.tests.sources import NOW, knows, uppsala

LogInAs = Callable[..., Client]
HB = "B-Hemoglobin"


def entry(title: str = HB, *, happened: str = "2026-01-02") -> Entry:
    return Entry(
        id=UUID(int=3), care_giver="SE1", care_giver_name="A", unit="", unit_name="", kind_code="provsvar", title=title,
        status="final", happened_at=None, happened=happened, is_signed=True, stored_at=NOW,
    )  # fmt: skip


def observation(**members: Any) -> dict[str, Any]:
    return {
        "resourceType": "Observation", "id": "o1", "status": "final", "code": {"text": HB},
        "category": [{"coding": [{"code": "laboratory"}]}], "effectiveDateTime": "2024-03-01",
        "valueQuantity": {"value": 131, "unit": "g/L"}, **members,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("members", "value", "ends"),
    [
        ({}, 131.0, (None, None)),
        ({"valueQuantity": {"value": 1.90, "unit": "mIE/L"}}, 1.9, (None, None)),
        ({"referenceRange": [{"low": {"value": 117}, "high": {"value": 153}}]}, 131.0, (117.0, 153.0)),
        ({"referenceRange": [{"high": {"value": 90}}]}, 131.0, (None, 90.0)),
        ({"referenceRange": "117-153"}, 131.0, (None, None)),
    ],
)
def test_a_plain_number_is_a_value(
    members: dict[str, Any], value: float, ends: tuple[float | None, float | None]
) -> None:
    found = measured(entry=entry(), text=json.dumps(observation(**members)))

    assert found
    assert (found.value, (found.low, found.high)) == (value, ends)


@pytest.mark.parametrize(
    "members",
    [
        {"valueQuantity": {"value": 3, "comparator": "<", "unit": "mg/L"}},
        {"valueQuantity": {"unit": "g/L"}},
        {"valueQuantity": {"value": True}},
        {"valueQuantity": {"value": "NaN"}},
        {"valueQuantity": {"value": "1e999"}},
        {"valueQuantity": 131},
        {"resourceType": "Condition"},
    ],
)
def test_what_is_no_plain_number_is_none(members: dict[str, Any]) -> None:
    assert measured(entry=entry(), text=json.dumps(observation(**members))) is None
    assert measured(entry=entry(happened=""), text=json.dumps(observation())) is None


@pytest.fixture
def server(cast: Callable[[str], UUID], now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    """The house has Alva's records, and Region Uppsala one value more and one in another unit."""
    seed(now=now, progress=lambda _text: None)
    more = observation(valueQuantity={"value": 109, "unit": "g/L"}, referenceRange=[{"low": {"value": 117}}])
    other = observation(valueQuantity={"value": 7, "unit": "mmol/L"}) | {"id": "o2"}
    source = uppsala(knows(FakeFhirServer(), number_of("alva"), more, other))
    monkeypatch.setattr("ingang.services.journal.queries.connected_sources", lambda: (source,))
    monkeypatch.setattr("ingang.services.journal.views.arrivals.COLLECTOR", Collector())


def first_hb(owner: UUID) -> str:
    with house_scope():
        row = Resource.unguarded.filter(person=owner, title=HB, type="Observation").order_by("id")[0]
    return str(row.id)


@pytest.mark.usefixtures("server")
def test_values_of_every_care_giver_stand_in_one_chart_and_one_table(
    log_in_as: LogInAs, cast: Callable[[str], UUID]
) -> None:
    client = log_in_as("alva")
    list(client.get(reverse("journal:arriving")).streaming_content)  # type: ignore[attr-defined]
    page = client.get(reverse("journal:values", kwargs={"id": first_hb(cast("alva"))})).content.decode()

    assert page.count("chart-dot") == 3
    for words in ("112 g/L", "124 g/L", "109 g/L", "Region Uppsala", "Utanför intervallet", "Inom intervallet"):
        assert words in page
    assert "7 mmol/L" not in page
    read = AuditEvent.objects.get(event="journal.values_read")
    assert (read.person, read.details["entries"]) == (cast("alva"), "3")


@pytest.mark.usefixtures("server")
def test_the_entry_leads_to_its_values(log_in_as: LogInAs, cast: Callable[[str], UUID]) -> None:
    with house_scope():
        report = Resource.unguarded.get(person=cast("alva"), type="DiagnosticReport", status="final")
    page = log_in_as("alva").get(reverse("journal:entry", kwargs={"id": report.id})).content.decode()

    assert f"{HB} över tid" in page
    assert page.count("/varden/") == 4


@pytest.mark.usefixtures("server")
@pytest.mark.parametrize(("key", "acting_for"), [("cleo", None), ("freja", None), ("cleo", "alva"), ("sara", None)])
def test_nobody_else_finds_them(
    log_in_as: LogInAs, cast: Callable[[str], UUID], key: str, acting_for: str | None
) -> None:
    address = reverse("journal:values", kwargs={"id": first_hb(cast("alva"))})

    assert log_in_as(key, acting_for=acting_for).get(address).status_code == 404


@pytest.mark.usefixtures("server")
def test_what_is_no_number_has_no_values(log_in_as: LogInAs, cast: Callable[[str], UUID]) -> None:
    with house_scope():
        note = Resource.unguarded.filter(person=cast("alva"), type="Condition").order_by("id")[0]

    assert log_in_as("alva").get(reverse("journal:values", kwargs={"id": note.id})).status_code == 404
    assert not AuditEvent.objects.filter(event="journal.values_read").exists()
