"""What stands under a hidden heading is gone, and nothing else is."""

import base64
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingang.services.journal.cutting import without

TERMS = frozenset({"tredje person", "tidiga hypoteser"})
DIV = '<div xmlns="http://www.w3.org/1999/xhtml">{}</div>'


def cut(resource: dict[str, Any], terms: frozenset[str] = TERMS) -> str:
    return without(text=json.dumps(resource, ensure_ascii=False), terms=terms)


def attached(kind: str, written: str) -> dict[str, Any]:
    data = base64.b64encode(written.encode()).decode()
    return {"resourceType": "DocumentReference", "content": [{"attachment": {"contentType": kind, "data": data}}]}


def data_of(text: str) -> str:
    return base64.b64decode(json.loads(text)["content"][0]["attachment"]["data"]).decode()


@pytest.mark.parametrize(
    ("inside", "gone", "left"),
    [
        ("<h2>Plan</h2><p>A</p><h2>Tredje person</h2><p>HEMLIGT</p><h2>Status</h2>", "HEMLIGT", "Plan A Status"),
        ("<p><strong>Tredje person</strong></p><p>HEMLIGT</p><ul><li>HEMLIGT</li></ul><p><b>B</b></p>", "HEMLIGT", "B"),
        ("<div><p><strong>Tredje person:</strong></p><p>HEMLIGT</p></div><div><p>B</p></div>", "HEMLIGT", "B"),
        ("<p><b>Tredje person:</b> HEMLIGT</p><p><b>Plan:</b> B</p>", "HEMLIGT", "B"),
        ("<p>A</p><p>TREDJE  person: HEMLIGT</p>", "HEMLIGT", "A"),
        ("<p>A<br/>Tredje person: HEMLIGT</p>", "HEMLIGT", ""),
        ("<dl><dt>Tredje person</dt><dd>HEMLIGT</dd><dt>Plan</dt><dd>B</dd></dl>", "HEMLIGT", "B"),
        ("<table><tr><th>Tredje person</th><td>HEMLIGT</td></tr><tr><td>B</td></tr></table>", "HEMLIGT", "B"),
        ("<h3>Tidiga hypoteser</h3>HEMLIGT<h3>Plan</h3>B", "HEMLIGT", "B"),
        ("<h2>Tredje person</h2><p><b>Obs!</b> HEMLIGT</p><h3>Mer</h3>HEMLIGT<h2>B</h2>", "HEMLIGT", "B"),
        ("<p>Vi talade om en tredje person i rummet.</p>", "HEMLIGT", "tredje person"),
    ],
)  # fmt: skip
def test_a_hidden_heading_takes_what_stands_under_it_along(inside: str, gone: str, left: str) -> None:
    narrative = {"resourceType": "Composition", "text": {"status": "generated", "div": DIV.format(inside)}}
    document = attached("text/html; charset=utf-8", inside)

    for found in (json.loads(cut(narrative))["text"]["div"], data_of(cut(document))):
        assert gone not in found
        assert "hypoteser" not in found
        assert all(one in found for one in left.split())


def test_a_hidden_section_is_gone_and_the_others_stand() -> None:
    sections = [
        {"title": "Anamnes", "text": {"div": DIV.format("<p>A</p>")}},
        {"code": {"text": "Tredje person"}, "text": {"div": DIV.format("<p>HEMLIGT</p>")}},
        {"title": "Status", "section": [{"title": "Tidiga hypoteser", "text": {"div": "HEMLIGT"}}]},
    ]

    found = cut({"resourceType": "Composition", "section": sections})

    assert "HEMLIGT" not in found
    assert [one["title"] for one in json.loads(found)["section"]] == ["Anamnes", "Status"]


def test_plain_text_loses_the_paragraph() -> None:
    written = "Anamnes: A\n\nTredje person: HEMLIGT\nHEMLIGT igen\n\nPlan: B"

    assert data_of(cut(attached("text/plain", written))) == "Anamnes: A\n\n\nPlan: B"
    assert "HEMLIGT" not in cut({"resourceType": "Condition", "note": [{"text": written}]})


@pytest.mark.parametrize("written", ['{"resourceType":"Condition","code":{"text":"Hösnuva"},  "x":1.10}', "{}"])
def test_a_text_without_hidden_headings_is_left_to_the_letter(written: str) -> None:
    assert without(text=written, terms=TERMS) == written


def test_a_file_of_another_kind_is_left() -> None:
    document = attached("application/pdf", "Tredje person: i en bild")

    assert data_of(cut(document)) == "Tredje person: i en bild"


@given(
    before=st.lists(st.sampled_from(["<p>A</p>", "<h2>Status</h2>", "<div><p>A</p></div>", "löst", "<br>", "</p>"])),
    tag=st.sampled_from(["h1", "h4", "strong", "b", "dt", "p"]),
    after=st.lists(st.sampled_from(["<p>HEMLIGT</p>", "<ul><li>HEMLIGT</li></ul>", "HEMLIGT", "<i>HEMLIGT</i>"])),
    wraps=st.sampled_from(["{}", "<div>{}</div>", "<section><div>{}</div></section>", "<p>{}</p>"]),
)  # fmt: skip
def test_whatever_the_markup_nothing_under_the_heading_is_left(
    before: list[str], tag: str, after: list[str], wraps: str
) -> None:
    written = "".join(before) + wraps.format(f"<{tag}>Tredje person</{tag}>" + "".join(after)) + "<h1>Plan</h1><p>B</p>"

    found = data_of(cut(attached("text/html", written)))

    assert "HEMLIGT" not in found
    assert "redje person" not in found
