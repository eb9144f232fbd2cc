"""A patient summary tells of each source that could not be asked, and of each value that is not final."""

import json
from datetime import UTC, datetime
from typing import Any

from ingang.foundation.records.held import Held
from ingang.foundation.records.summary import document

NOW = datetime(2026, 11, 26, 11, 0, tzinfo=UTC)
AUTHOR = {"resourceType": "Device", "deviceName": [{"name": "Ingång", "type": "user-friendly-name"}]}
PATIENT = Held(base="http://x", type="Patient", logical_id="p", text='{"resourceType":"Patient","id":"p"}')
HAEMOGLOBIN = {
    "resourceType": "Observation", "id": "1", "status": "preliminary", "code": {"text": "B-Hemoglobin"},
    "category": [{"coding": [{"code": "laboratory"}]}], "valueQuantity": {"value": 124, "unit": "g/L"},
}  # fmt: skip


def told(**status: str) -> dict[str, Any]:
    """The sections' narratives by their titles, where one region could not be asked."""
    text = json.dumps({**HAEMOGLOBIN, **status})
    value = Held(base="http://x", type="Observation", logical_id="1", text=text)
    made = json.loads(document(patient=PATIENT, held=[value], author=AUTHOR, now=NOW, missing=["Region <A>", "B"]))
    return {one["title"]: one for one in made["entry"][0]["resource"]["section"]}


def test_every_section_names_each_source_that_could_not_be_asked_once() -> None:
    sections = told()

    assert {"Problem list", "Results"} < set(sections)
    for one in sections.values():
        assert one["text"]["div"].count("may hold more: <b>Region &lt;A&gt;</b>, <b>B</b>.</p>") == 1


def test_a_value_that_is_not_final_says_so_and_a_final_one_does_not() -> None:
    preliminary, final = told(), told(status="final")

    assert (
        'B-Hemoglobin 124 g/L <span class="preliminary">(preliminary)</span></li>'
        in preliminary["Results"]["text"]["div"]
    )
    assert "B-Hemoglobin 124 g/L</li>" in final["Results"]["text"]["div"]
