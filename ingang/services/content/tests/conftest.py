"""Texts for the tests."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from ingang.kernel.periods import local_date
from ingang.services.content.importing import Imported, import_content

ARTICLE = """+++
title = "{title}"
slug = "{slug}"
type = "illness"
section = "sjukdomar-och-besvar"
ingress = "{ingress}"
search_words = ["spy", "kräksjuka"]
related = ["feber"]
care = ["vårdcentral"]
sources = [{{ name = "Folkhälsomyndigheten", address = "https://www.folkhalsomyndigheten.se/" }}]
{further}
+++

## {seek} {{#seek-care}}

### {now} {{.now}}

- {sign}

## Symtom {{#symptoms}}

Du mår illa. Läs om [feber](article:feber) och [sök vård](care:vårdcentral).

## Egenvård {{#self-care}}

{self_care}

## Orsaker {{#causes}}

Ett virus.
"""
WORDS = {
    "title": "Magsjuka",
    "slug": "magsjuka",
    "ingress": "Kräkningar och diarré.",
    "seek": "Sök vård",
    "now": "Ring 112 genast om",
    "sign": "du blir medvetslös",
    "self_care": "Drick ofta och lite.",
    "further": "",
}
ENGLISH = WORDS | {"title": "Gastroenteritis", "slug": "gastroenteritis", "seek": "Seek care", "now": "Call 112 if"}
ADDITION = """+++
kind = "addition"
article = "magsjuka"
chapter = "seek-care"
+++

Jouren i Malmö har öppet till klockan 21.
"""


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Writes a text's file; further words replace the usual ones. Gives the folder."""

    def written(key: str, language: str = "sv", **words: str) -> Path:
        usual = ENGLISH if language == "en" else WORDS
        path = tmp_path / "articles" / key / f"{language}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(ARTICLE.format(**(usual | words)), encoding="utf-8")
        return tmp_path

    return written


@pytest.fixture
def take_in(tmp_path: Path, now: datetime, db: None) -> Callable[[], Imported]:
    """Imports what has been written, as the demonstration does."""
    return lambda: import_content(
        folder=tmp_path, demonstration=True, today=local_date(now), progress=lambda _text: None
    )


@pytest.fixture
def skane(tmp_path: Path) -> None:
    """An addition of Region Skåne's."""
    path = tmp_path / "regions" / "12" / "magsjuka-jour.md"
    path.parent.mkdir(parents=True)
    path.write_text(ADDITION, encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path, settings: Any) -> Path:
    """Where files come to lie: a place of the test's own."""
    settings.MEDIA_ROOT = str(tmp_path / "media")
    return tmp_path / "media"
