"""The index beside a resource, and the stamp in its meta."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from ingang.foundation.records.dates import moment
from ingang.foundation.records.index import index_row
from ingang.foundation.records.stamp import stamped

NOW = datetime(2026, 11, 26, 11, 0, tzinfo=UTC)
HSA = {"system": "urn:oid:1.2.752.29.4.19", "value": "SE0000000020-U001"}
AROUND: dict[str, dict[str, Any]] = {
    "Organization/u": {"resourceType": "Organization", "name": "Björkbackens vårdcentral", "identifier": [HSA]},
    "PractitionerRole/r": {"resourceType": "PractitionerRole", "organization": {"reference": "Organization/u"}},
    "Encounter/e": {"resourceType": "Encounter", "serviceProvider": {"reference": "Organization/u"}},
    "Encounter/loop": {"resourceType": "Encounter", "encounter": {"reference": "Encounter/loop"}},
    "Medication/m": {"resourceType": "Medication", "code": {"text": "Alvedon 500 mg"}},
}


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2026-03-02T10:15:00+01:00", "2026-03-02T09:15:00+00:00"),
        ("2026-03-02T09:15:00.123Z", "2026-03-02T09:15:00.123000+00:00"),
        ("2026-03-02", "2026-03-01T23:00:00+00:00"),
        ("2026-07", "2026-06-30T22:00:00+00:00"),
        ("1985", "1984-12-31T23:00:00+00:00"),
        ("2026-02-30", None),
        ("2026-03-02T10:15:00", None),
        ("yesterday", None),
        ("0001-01-01T00:00:00+14:00", None),
        (2026, None),
        (None, None),
    ],
)
def test_a_fhir_date_becomes_its_first_moment(written: object, expected: str | None) -> None:
    found = moment(written=written)

    assert (found and found.isoformat()) == expected


@pytest.mark.parametrize(
    ("resource", "title"),
    [
        ({"code": {"text": "B-Hemoglobin", "coding": [{"display": "Hb"}]}}, "B-Hemoglobin"),
        ({"code": {"coding": [{"display": "Hb", "code": "NPU28309"}]}}, "Hb"),
        ({"code": {"coding": [{"code": "NPU28309"}]}}, "NPU28309"),
        ({"resourceType": "Encounter", "class": {"code": "AMB", "display": "Besök"}}, "Besök"),
        ({"resourceType": "Encounter", "type": [{"text": "Årskontroll"}], "class": {"code": "AMB"}}, "Årskontroll"),
        ({"medicationReference": {"reference": "Medication/m"}}, "Alvedon 500 mg"),
        ({"vaccineCode": {"text": "Boostrix"}, "code": {"text": "no"}}, "Boostrix"),
        ({"resourceType": "DocumentReference", "type": {"text": "Anteckning"}, "description": "Besök"}, "Besök"),
        ({"code": 7, "type": [], "title": None}, ""),
    ],
)
def test_the_title_is_what_the_author_called_it(resource: dict[str, Any], title: str) -> None:
    assert index_row(resource=resource, around=AROUND).title == title


@pytest.mark.parametrize(
    ("resource", "happened"),
    [
        ({"effectiveDateTime": "2026-03-02", "issued": "2026-03-04"}, "2026-03-02"),
        ({"period": {"start": "2026-01-01", "end": "2026-02-01"}}, "2026-01-01"),
        ({"period": {"end": "2026-02-01"}}, "2026-02-01"),
        ({"recordedDate": "2026", "onsetDateTime": "2020"}, "2026"),
        ({"effectiveDateTime": "rubbish", "issued": "2026-03-04"}, "2026-03-04"),
        ({"date": 3}, ""),
    ],
)
def test_it_happened_when_the_clinical_date_says(resource: dict[str, Any], happened: str) -> None:
    assert index_row(resource=resource, around={}).happened == happened


@pytest.mark.parametrize(
    "resource",
    [
        {"serviceProvider": {"reference": "Organization/u"}},
        {"performer": [{"reference": "Practitioner/p"}, {"reference": "PractitionerRole/r"}]},
        {"performer": [{"actor": {"reference": "Organization/u"}}]},
        {"encounter": {"reference": "Encounter/e"}},
        {"context": {"encounter": [{"reference": "Encounter/e"}]}},
        {"custodian": {"identifier": HSA, "display": "Björkbackens vårdcentral"}},
    ],
)
def test_the_unit_is_found_through_the_references(resource: dict[str, Any]) -> None:
    row = index_row(resource=resource, around=AROUND)

    assert (row.unit, row.unit_name) == ("SE0000000020-U001", "Björkbackens vårdcentral")


@pytest.mark.parametrize(
    "resource",
    [
        {},
        {"encounter": {"reference": "Encounter/loop"}},
        {"author": "x", "performer": [None]},
        {"recorder": {"type": "Practitioner", "identifier": HSA, "display": "Karin Berglund"}},
    ],
)
def test_without_a_unit_none_is_named(resource: dict[str, Any]) -> None:
    assert index_row(resource=resource, around=AROUND).unit_name == ""


@pytest.mark.parametrize(
    ("resource", "signed"),
    [
        ({"resourceType": "Observation", "status": "final"}, True),
        ({"resourceType": "Observation", "status": "preliminary"}, False),
        ({"resourceType": "DocumentReference", "status": "current", "docStatus": "preliminary"}, False),
        ({"resourceType": "DocumentReference", "status": "current"}, None),
        ({"resourceType": "Condition"}, None),
    ],
)
def test_signing_is_told_where_the_type_knows_it(resource: dict[str, Any], signed: bool | None) -> None:
    assert index_row(resource=resource, around={}).is_signed is signed


def test_what_care_keeps_from_the_patient_is_marked() -> None:
    row = index_row(resource={"meta": {"security": [{"code": "NOPAT"}]}}, around={})

    assert row.is_withheld


def test_what_was_entered_in_error_has_that_status() -> None:
    verification = {"coding": [{"code": "entered-in-error"}]}

    assert index_row(resource={"verificationStatus": verification}, around={}).status == "entered-in-error"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            '{"id":"1" , "x":1.10}',
            '{"id":"1","meta":{"versionId":"3","lastUpdated":"2026-11-26T11:00:00.000+00:00"} , "x":1.10}',
        ),
        (
            '{"id":"1","meta":{}}',
            '{"id":"1","meta":{"versionId":"3","lastUpdated":"2026-11-26T11:00:00.000+00:00"}}',
        ),
        (
            '{"id":"1","meta":{ "versionId": "9", "tag":[1] }}',
            '{"id":"1","meta":{"lastUpdated":"2026-11-26T11:00:00.000+00:00", "versionId": "3", "tag":[1] }}',
        ),
    ],
)
def test_the_stamp_changes_meta_alone(text: str, expected: str) -> None:
    changed = stamped(text=text, version=3, now=NOW)

    assert changed == expected
    assert json.loads(changed)["meta"]["versionId"] == "3"
