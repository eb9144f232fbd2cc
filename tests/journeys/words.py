"""Finds words in the wrong language: English message ids that have a Swedish translation, on a Swedish page."""

import re
from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.pofile import read_po
from playwright.sync_api import Page

from tests.house.source import ROOT

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")
# Fewer letters than these beside the placeholders could be anything.
LEAST_LETTERS = 6

ALL_TEXTS = """() => {
  const texts = document.body.innerText.split("\\n").concat([document.title.split(" – ")[0]]);
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) texts.push(walker.currentNode.data);
  for (const one of document.querySelectorAll("[aria-label], [title], [alt], [placeholder], [aria-description]"))
    for (const name of ["aria-label", "title", "alt", "placeholder", "aria-description"])
      texts.push(one.getAttribute(name) ?? "");
  return [...new Set(texts.map(text => text.replace(/\\s+/g, " ").trim()).filter(Boolean))];
}"""


def untranslated(page: Page) -> list[str]:
    """The texts of a Swedish page that are English message ids."""
    return [f"{page.url}: not in Swedish: {text}" for text in page.evaluate(ALL_TEXTS) if _english().fullmatch(text)]


@cache
def _english() -> re.Pattern[str]:
    patterns = {pattern for path in ROOT.glob("ingang/**/locale/sv/**/*.po") for pattern in _ids(path)}
    return re.compile("|".join(sorted(patterns)))


def _ids(path: Path) -> list[str]:
    catalogue = read_po(BytesIO(path.read_bytes()))
    forms = [
        (source, target)
        for message in catalogue
        if message.id
        for source, target in zip(_forms(message.id), _forms(message.string), strict=False)
    ]
    return [_pattern(source) for source, target in forms if source != target and _has_words(source)]


def _forms(text: object) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)  # type: ignore[arg-type]


def _has_words(source: str) -> bool:
    return len(re.findall(r"[A-Za-z]", PLACEHOLDER.sub("", source))) >= (LEAST_LETTERS if "%(" in source else 1)


def _pattern(source: str) -> str:
    plain = re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", source)).strip()
    return ".+".join(re.escape(piece) for piece in PLACEHOLDER.split(plain))
