"""What is printed from the journal: whose it is, where it comes from, whole, and nothing that only a screen needs."""

import io
import os
import re
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from uuid import UUID

import pikepdf
import pytest

from conftest import number_of
from demo.cast import person_id
from demo.records import seed
from ingang.foundation.personal.scope import house_scope
from ingang.foundation.records.models import Resource
from tests.journeys.conftest import DESKTOP
from tests.journeys.inside import Inside

SHEETS = {
    "list": ("alva", None, "/min/journalen/"),
    "vaccinations": ("alva", None, "/min/journalen/vaccinationer/"),
    "growth": ("bo", "ella", "/min/journalen/tillvaxt/"),
}
ONLY_ON_SCREEN = {
    "sv": ("Lämna snabbt", "Mer i journalen", "Sök i journalen", "Logga ut", "Gå till innehållet"),
    "en": ("Leave quickly", "More in the journal", "Search in the journal", "Log out", "Go to the content"),
}
PRINTED = {"sv": "Journalen för {name}, {number}. Utskriven 2026-11-26 12:00.",
           "en": "The journal of {name}, {number}. Printed 2026-11-26 12:00."}  # fmt: skip
NAMES = {"alva": "Alva Lindqvist", "ella": "Ella Ekström"}


@pytest.fixture(autouse=True)
def _lives(cast: Callable[[str], UUID], now: datetime) -> None:
    seed(now=now, progress=lambda _text: None)


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("sheet", SHEETS)
def test_a_sheet_says_whose_it_is_and_when_it_was_printed(inside: Inside, sheet: str, language: str) -> None:
    key, acting_for, path = SHEETS[sheet]

    said = printed(inside, path, language, key=key, acting_for=acting_for, name=sheet)

    whose = acting_for or key
    assert close(PRINTED[language].format(name=NAMES[whose], number=number_of(whose).value)) in said
    assert [words for words in ONLY_ON_SCREEN[language] if close(words) in said] == []


@pytest.mark.parametrize("language", ["sv", "en"])
def test_an_entry_is_printed_whole_with_its_origin(inside: Inside, language: str) -> None:
    with house_scope():
        notes = Resource.unguarded.filter(person=person_id("alva"), type__in=("Composition", "DocumentReference"))
        row = notes.order_by("id")[0]

    said = printed(inside, f"/min/journalen/{row.id}/", language, name="entry")

    assert close(PRINTED[language].format(name="Alva Lindqvist", number=number_of("alva").value)) in said
    assert close(row.title) in said
    assert close(row.unit_name) in said
    screen = inside.open("alva", f"/min/journalen/{row.id}/", viewport=DESKTOP, language=language)
    words = screen.locator('main div[translate="no"]').first.inner_text().split()
    assert len(words) > 10
    assert [word for word in words if word not in said] == []
    assert "1(" in said


def printed(
    inside: Inside, path: str, language: str, *, key: str = "alva", acting_for: str | None = None, name: str = ""
) -> str:
    """The words of the page as Chromium prints it, in reading order and set close."""
    page = inside.open(key, path, viewport=DESKTOP, language=language, acting_for=acting_for)
    document = page.pdf(format="A4", print_background=False, prefer_css_page_size=True)
    if folder := os.environ.get("SHEETS"):
        (Path(folder) / f"{name}-{language}.pdf").write_bytes(document)
    with pikepdf.open(io.BytesIO(document)) as pdf:
        return close("".join(text for sheet in pdf.pages for text in words_of(sheet)))


def close(words: str) -> str:
    """Without spaces: on paper they are often only a distance."""
    return "".join(words.split())


def words_of(page: pikepdf.Page) -> Iterator[str]:
    """What stands on a sheet, by the fonts' own tables from signs to letters; a sign has one byte, or two."""
    fonts = {name: (letters(font), 2 if font.Subtype == "/Type0" else 1) for name, font in page.Resources.Font.items()}
    table, size = dict[int, str](), 1
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "Tf":
            table, size = fonts[str(operands[0])]
        elif str(operator) in {"Tj", "TJ"}:
            strings = operands[0] if str(operator) == "TJ" else operands
            for signs in (bytes(one) for one in strings if isinstance(one, pikepdf.String)):
                yield "".join(table.get(int.from_bytes(signs[at : at + size]), "") for at in range(0, len(signs), size))


def letters(font: pikepdf.Object) -> dict[int, str]:
    """Which letters each sign of the font stands for."""
    found: dict[int, str] = {}
    table = font.ToUnicode.read_bytes().decode() if "/ToUnicode" in font else ""
    for block in re.findall(r"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for sign, text in re.findall(r"<(\w+)>\s*<(\w+)>", block):
            found[int(sign, 16)] = bytes.fromhex(text).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", table, re.DOTALL):
        for first, last, text in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", block):
            start = int(first, 16)
            for sign in range(start, int(last, 16) + 1):
                found[sign] = chr(int(text, 16) + sign - start)
    return found
