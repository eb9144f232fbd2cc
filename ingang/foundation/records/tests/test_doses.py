"""A patient summary says how a medicine is taken, as it was written."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime

import pytest

from ingang.foundation.records.held import Held
from ingang.foundation.records.summary import document

NOW = datetime(2026, 11, 26, 11, 0, tzinfo=UTC)
AUTHOR = {"resourceType": "Device", "deviceName": [{"name": "Ingång", "type": "user-friendly-name"}]}


def held(resource: Mapping[str, object]) -> Held:
    text = json.dumps(resource)
    return Held(base="http://x", type=str(resource["resourceType"]), logical_id=str(resource["id"]), text=text)


@pytest.mark.parametrize(
    ("type", "name"), [("MedicationRequest", "dosageInstruction"), ("MedicationStatement", "dosage")]
)
def test_the_dose_stands_beside_the_medicine_to_the_letter(type: str, name: str) -> None:
    medicine = {
        "resourceType": type,
        "id": "1",
        "status": "active",
        "medicationCodeableConcept": {"text": "Alvedon"},
        name: [{"text": "1,5 tablett < 3 ggr/dag"}, {"text": "vid behov"}, {"sequence": 3}],
    }

    made = json.loads(
        document(patient=held({"resourceType": "Patient", "id": "p"}), held=[held(medicine)], author=AUTHOR, now=NOW)
    )

    sections = made["entry"][0]["resource"]["section"]
    (said,) = [one["text"]["div"] for one in sections if one["title"] == "Medication summary"]
    assert "Alvedon 1,5 tablett &lt; 3 ggr/dag; vid behov</li>" in said
