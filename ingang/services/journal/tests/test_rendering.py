"""Values in words, entries in rows, kinds of entries; sources that fail."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from ingang.services.journal.kinds import KINDS, TYPES, kind_of
from ingang.services.journal.rendering import result_references, shown
from ingang.services.journal.values import date_words, number, said

NOW = datetime(2026, 11, 26, 11, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _in_swedish() -> Iterator[None]:
    with translation.override("sv"):
        yield


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("2019", "2019"),
        ("2019-05", "maj 2019"),
        ("2026-11-26", "torsdag 26 november"),
        ("2026-11-26T08:40:00Z", "torsdag 26 november kl. 09.40"),
        ("2026-03-29T01:30:00Z", "söndag 29 mars 2026 kl. 03.30"),
        ("nonsense", "nonsense"),
        ("9999-99-99", "9999-99-99"),
    ],
)
def test_a_date_is_told_no_more_exactly_than_it_was_written(written: str, words: str) -> None:
    assert date_words(written=written, now=NOW) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ({"value": "1.90", "unit": "mIE/L"}, "1,90 mIE/L"),
        ({"comparator": "<", "value": "3", "unit": "mg/L"}, "< 3 mg/L"),
        ({"low": {"value": 117}, "high": {"value": 153, "unit": "g/L"}}, "117–153 g/L"),
        ({"high": {"value": 90, "unit": "µmol/L"}}, "< 90 µmol/L"),
        ({"low": {"value": 60, "unit": "ml/min"}}, "> 60 ml/min"),
        ({"low": "x"}, ""),
        ({"coding": [{"code": "active"}]}, "Aktuell"),
        ([{"text": "A"}, {"text": "B"}], "A; B"),
        ({"individual": {"display": "Petra Lindh"}}, "Petra Lindh"),
        ({"start": "2026-11-26", "end": "2026-11-26"}, "torsdag 26 november"),
        ({"numerator": {"value": 1, "unit": "mg"}, "denominator": {"value": 2, "unit": "ml"}}, "1 mg / 2 ml"),
        (True, "Ja"),
        (0, "0"),
        (None, ""),
        ({}, ""),
        ([None, {}, []], ""),
    ],
)
def test_a_value_says_what_it_says(value: Any, words: str) -> None:
    assert said(value=value, now=NOW) == words


def rendered(results: tuple[str, ...] = (), **members: Any) -> Any:
    return shown(
        text=json.dumps({"resourceType": "Observation", **members}), title="Blodtryck", results=results, now=NOW
    )


def test_the_reader_gets_questions_and_answers_but_not_the_title_again() -> None:
    page = rendered(code={"text": "Blodtryck"}, performer=[{"display": "Sara"}], status="final", unknown={"x": 1})

    assert [(row.question, row.answer) for row in page.rows] == [
        ("Utfört av", "Sara"),
        ("Läge", "Slutlig"),
    ]


@pytest.mark.parametrize(
    ("members", "rows"),
    [
        ({"text": {"div": "<div><p>Mindre &amp; lättare</p></div>"}, "conclusion": "Mindre & lättare"}, []),
        ({"resourceType": "Immunization", "status": "completed"}, []),
        ({"resourceType": "Immunization", "status": "not-done"}, [("Läge", "Inte gjord")]),
    ],
)
def test_nothing_is_said_twice(members: dict[str, Any], rows: list[tuple[str, str]]) -> None:
    assert [(row.question, row.answer) for row in rendered(**members).rows] == rows


def test_parts_of_an_observation_become_a_table() -> None:
    page = rendered(component=[{"code": {"text": "Övertryck"}, "valueQuantity": {"value": 120, "unit": "mmHg"}}])

    assert page.values.rows[0][1].text == "120 mmHg"


@pytest.mark.parametrize(
    ("attachment", "html", "has_file"),
    [
        ({"contentType": "text/plain", "data": "PGI+aGVqPC9iPgpyYWQ="}, "&lt;b&gt;hej&lt;/b&gt;<br>rad", False),
        ({"contentType": "text/html", "data": "PHNjcmlwdD54PC9zY3JpcHQ+PGI+aGVqPC9iPg=="}, "<b>hej</b>", False),
        ({"contentType": "application/pdf", "data": "JVBERg=="}, "", True),
        ({"contentType": "text/plain", "data": "///"}, "", True),
        ({"contentType": "text/plain", "url": "https://elsewhere.example/x"}, "", True),
        ({}, "", True),
    ],
)
def test_a_note_is_shown_as_text_and_other_files_are_told(attachment: Any, html: str, has_file: bool) -> None:
    page = rendered(content=[{"attachment": attachment}])

    assert page.has_file is has_file
    assert html in "".join(passage.html for passage in page.passages)


@pytest.mark.parametrize(
    "members",
    [
        {"content": "x", "section": [1, {"section": {}}], "text": 7, "component": {"a": 1}, "language": None},
        {"code": [[]], "referenceRange": [{"low": 1}], "valueQuantity": {"value": {}}, "period": {"start": 3}},
        {"status": {}, "presentedForm": [None], "note": [{"text": []}], "reaction": [{"manifestation": None}]},
    ],
)
def test_members_of_the_wrong_kind_take_no_page_down(members: dict[str, Any]) -> None:
    assert rendered(**members).language == "sv"


def test_a_report_points_at_its_observations() -> None:
    text = json.dumps({"result": [{"reference": "Observation/1"}, {"reference": "urn:uuid:2"}, {}, 3]})

    assert result_references(text=text) == ("Observation/1",)


@pytest.mark.parametrize("type_", sorted(TYPES))
@pytest.mark.parametrize("category", ["", "laboratory", "vital-signs", "RAD", "LAB"])
def test_every_type_has_a_kind(type_: str, category: str) -> None:
    assert kind_of(type=type_, category=category) in KINDS


@pytest.mark.parametrize(
    ("has_entries", "told"),
    [(False, "Nothing has come yet."), (True, "Nothing that has come so far fits your choice.")],
)
def test_while_others_still_answer_a_search_does_not_say_that_nothing_has_come(has_entries: bool, told: str) -> None:
    with translation.override("en"):
        page = render_to_string("journal/parts/list.html", {"waiting": 2, "has_entries": has_entries})

    assert told in page


def test_a_number_is_written_as_the_reader_writes_it_and_nothing_else_is_touched() -> None:
    written = ["1.90", "-0.5", "7", "1.2.3", "1e5", "<1.5", "12:30", None]

    swedish = [number(one) for one in written]
    with translation.override("en"):
        english = [number(one) for one in written]

    assert swedish == ["1,90", "-0,5", "7", "1.2.3", "1e5", "<1.5", "12:30", ""]
    assert english == ["1.90", "-0.5", "7", "1.2.3", "1e5", "<1.5", "12:30", ""]
