"""Vaccinations by what they protect against."""

import json
from datetime import date
from typing import Any
from uuid import UUID

from ingang.services.journal.tests.entries import entry
from ingang.services.journal.vaccinations import Dose, dose, protections


def given(number: int, vaccine: str, *against: str, on: str = "2020-05-01", **more: Any) -> Dose | None:
    protocol = {"targetDisease": [{"text": one} for one in against], "doseNumberPositiveInt": number}
    text = json.dumps({"resourceType": "Immunization", "protocolApplied": [protocol], **more})
    return dose(entry=entry(id=UUID(int=number), title=vaccine, happened=on, kind_code="vaccinationer"), text=text)


def test_a_dose_that_protects_against_several_stands_in_each() -> None:
    first = given(1, "Sexvalent", "Stelkramp", "Difteri")
    second = given(2, "Boostrix", "Stelkramp", on="2025-06-01")

    found = protections(doses=[one for one in (second, first) if one])

    assert [(one.name, [dose.on for dose in one.doses]) for one in found] == [
        ("Difteri", [date(2020, 5, 1)]),
        ("Stelkramp", [date(2020, 5, 1), date(2025, 6, 1)]),
    ]


def test_a_vaccine_that_tells_no_disease_stands_by_its_name_and_without_a_day_last() -> None:
    undated, dated = given(1, "Comirnaty", on=""), given(2, "Comirnaty")

    (found,) = protections(doses=[one for one in (undated, dated) if one])

    assert found.name == "Comirnaty"
    assert [one.on for one in found.doses] == [date(2020, 5, 1), None]


def test_what_was_not_given_is_no_dose() -> None:
    assert given(1, "Priorix", "Mässling", status="not-done") is None


def test_what_is_broken_is_still_a_dose() -> None:
    found = given(1, "Priorix", protocolApplied="x")

    assert found is not None
    assert (found.against, found.number) == ((), "")
