"""The document: tagged, in order, in the right language, and nothing that is written in a record rules over it."""

import io
import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pikepdf
import pytest
from pdfua import validate
from pikepdf import Array, Dictionary

from ingang.connectors.fhir.errors import FhirLate
from ingang.services.journal.models import Form
from ingang.services.journal.taking import volumes
from ingang.services.journal.taking.tests.conftest import Connect
from ingang.services.journal.taking.tests.making import alvas, condition, keeper, made, server_of, uppsala
from ingang.ui.typesetting.setter import typeset

pytestmark = pytest.mark.django_db

DRY = {"status": "generated", "div": '<div xmlns="http://www.w3.org/1999/xhtml"><p>Dry eyes</p></div>'}
HOSTILE = [
    '#eval("1+1") #read("/etc/passwd") #sys.inputs',
    '"] #panic("x") [',
    "$x^2$ *fet* _kursiv_ `kod` @ref <etikett> \\ // kommentar /* */ ~ --- = Rubrik",
    "</div><script>alert(1)</script>",
    "\u202eomvänt \u0000 \u0007 \ue000 \ud83d \u2028 \ufffe",
    "a" * 3000,
    "😀 漢字 مرحبا עברית ก",
    "{{ 7*7 }} ${7*7} %(x)s",
]


def elements(node: Any) -> Iterator[Any]:
    """The structure of the document in reading order."""
    if isinstance(node, Array):
        for one in node:
            yield from elements(one)
    elif isinstance(node, Dictionary):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from elements(node.K)


def kinds(pdf: pikepdf.Pdf) -> list[str]:
    return [str(one.S).removeprefix("/") for one in elements(pdf.Root.StructTreeRoot)]


def headings(pdf: pikepdf.Pdf) -> list[tuple[str, str]]:
    found = elements(pdf.Root.StructTreeRoot)
    return [(str(one.S)[1:], str(one.T)) for one in found if str(one.S) in {"/H1", "/H2", "/H3"}]


def bookmarks(pdf: pikepdf.Pdf) -> list[str]:
    with pdf.open_outline() as outline:
        return [str(one.title) for one in outline.root]


def document(text: str) -> dict[str, Any]:
    """Values of a volume with one entry, in every place of which this is written."""
    blocks = [["p", [text, ["b", [text]]]], ["ul", [[["p", [text]]]]], ["pre", text]]
    entry = {
        "title": text, "when": text, "origin": text, "unsigned": text, "language": "en", "file": text,
        "passages": [{"title": text, "blocks": blocks}],
        "values": {"caption": text, "columns": [text, text], "rows": [[text, text]]}, "rows": [[text, text]],
    }  # fmt: skip
    about = {
        "title": text, "rows": [[text, text]], "missing": [text], "missing_title": text, "missing_text": text,
        "sources": [text], "sources_title": text,
    }  # fmt: skip
    return {
        "language": "sv", "title": text, "author": text, "made": [2026, 11, 26, 11, 0, 0], "footer": text,
        "contents_title": text, "empty": text, "about": about, "groups": [{"title": text, "entries": [entry]}],
    }  # fmt: skip


@pytest.fixture
def pdf(now: datetime, connect: Connect) -> Iterator[pikepdf.Pdf]:
    """Alva's journal, with one source that answers and one that does not."""
    silent = server_of()
    silent.break_with(FhirLate())
    connect(
        uppsala(server_of(condition("1", "Torra ögon", language="en-GB", text=DRY))),
        type(uppsala(silent))(code="SE2-S1", name="Region Tyst", care_giver="SE2-G1", server=silent),
    )
    file = made(grant=alvas(now), keeper=keeper("alva", now=now), now=now, form=Form.PDF)
    with pikepdf.open(io.BytesIO(file)) as opened:
        yield opened


def test_it_is_tagged_and_says_what_it_is_and_in_which_language(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata() as about:
        claims = {name: about.get(name) for name in ("pdfaid:part", "pdfaid:conformance", "pdfuaid:part", "dc:title")}

    assert claims == {
        "pdfaid:part": "3", "pdfaid:conformance": "A", "pdfuaid:part": "1", "dc:title": "Journalen för Alva Lindqvist",
    }  # fmt: skip
    assert (str(pdf.Root.Lang), bool(pdf.Root.MarkInfo.Marked)) == ("sv", True)
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
    assert {str(one.Lang) for one in elements(pdf.Root.StructTreeRoot) if "/Lang" in one} == {"en"}


def test_its_headings_and_bookmarks_stand_in_the_order_of_the_list(pdf: pikepdf.Pdf) -> None:
    found = headings(pdf)

    firsts = [title for level, title in found if level == "H1"]
    assert firsts == ["Om dokumentet", "Innehåll", "2026", "2025", "2023"]
    assert bookmarks(pdf) == [one for one in firsts if one != "Innehåll"]
    assert found[1:3] == [("H2", "Vad som saknas"), ("H2", "Vilka som har svarat")]
    assert found[5] == ("H2", "Vårdkontakt: Provtagning")
    assert found.index(("H2", "Diagnos: Torra ögon")) > found.index(("H1", "2025"))


def test_lists_and_tables_are_what_they_are(pdf: pikepdf.Pdf) -> None:
    found = kinds(pdf)

    assert {"Title", "L", "LI", "LBody", "Table", "THead", "TH", "TD", "TOC", "P"} <= set(found)
    assert found[:3] == ["Document", "Title", "H1"]


def test_another_makers_rules_find_nothing(pdf: pikepdf.Pdf, tmp_path: Any) -> None:
    pdf.save(tmp_path / "journal.pdf")

    report = validate(tmp_path / "journal.pdf")

    assert [(one.rule_id, one.message) for one in report.findings] == []


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_whatever_is_written_is_shown_as_words(text: str) -> None:
    sent = json.loads(json.dumps(document(text)))

    file = typeset(sent, source=volumes.SOURCE)

    with pikepdf.open(io.BytesIO(file)) as found:
        named = [title for level, title in headings(found) if level == "H1"]
        assert len(named) == 3
        assert {"Script", "Form", "Figure", "Formula"}.isdisjoint(kinds(found))
        assert "/Names" not in found.Root
        if text.isascii():
            assert {one.strip() for one in named} == {text.strip()}


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("glad 😀", "glad [grinning face]"),
        ("漢", "[cjk unified ideograph-6f22]"),
        ("\u0378", "[u+0378]"),
        ("a\u0001b\ue000", "ab\ufffd"),
        ("مرحبا α ≥", "مرحبا α ≥"),
    ],
)
def test_a_sign_that_can_not_be_shown_is_named(text: str, title: str) -> None:
    with pikepdf.open(io.BytesIO(typeset(document(text), source=volumes.SOURCE))) as found:
        assert headings(found)[0][1] == title


@pytest.mark.parametrize("largest", [1, 2000, 1_000_000])
def test_what_does_not_fit_in_a_volume_comes_in_the_next(
    now: datetime, connect: Connect, monkeypatch: pytest.MonkeyPatch, largest: int
) -> None:
    seen: list[str] = []

    def noted(document: dict[str, Any]) -> bytes:
        seen.extend(one["title"] for group in document["groups"] for one in group["entries"])
        return b"%PDF-"

    monkeypatch.setattr(volumes, "typeset", noted)
    grant, browser = alvas(now), keeper("alva", now=now)
    connect()
    made(grant=grant, keeper=browser, now=now, form=Form.PDF)
    whole, seen = seen, []
    monkeypatch.setattr(volumes, "LARGEST", largest)

    made(grant=grant, keeper=browser, now=now, form=Form.PDF)

    assert seen == whole
    assert len(whole) > 20
