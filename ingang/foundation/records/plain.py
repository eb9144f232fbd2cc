"""The words of a resource, as somebody who looks for them would write them: small letters, without marks and codes."""

import base64
import binascii
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

LONGEST = 20_000
"""So many characters of one resource can be found; the title and the values stand first."""
SAID = frozenset(
    """text display title description conclusion comment valueString patientInstruction div name unit lotNumber
    doseAndRate value""".split()  # noqa: SIM905
)
UNSAID = frozenset(
    {"meta", "identifier", "id", "resourceType", "reference", "url", "system", "code", "status", "subject"}
)
TEXTS = frozenset({"text/plain", "text/html", "application/xhtml+xml"})
_TAGS = re.compile(r"<[^>]*>")
_SPACE = re.compile(r"\s+")


def plain_words(*, resource: Any) -> str:
    """All that a resource says to a reader, in one line of small letters."""
    said = " ".join(_said(resource, ""))
    return folded(words=unescape(_TAGS.sub(" ", said)))[:LONGEST]


def found_by(*, title: str, unit_name: str, resource: Any) -> str:
    """The words by which an entry is found: what it is called, who wrote it, and all that it says."""
    return folded(words=f"{title} {unit_name} {plain_words(resource=resource)}")


def folded(*, words: str) -> str:
    """Words as they are compared: small letters and single spaces."""
    return _SPACE.sub(" ", words.casefold()).strip()


def _said(value: Any, name: str) -> Iterator[str]:
    if isinstance(value, dict):
        if "data" in value and "contentType" in value:
            yield _attached(value)
        for inner_name, inner in value.items():
            # A code is found by what it is called; only a concept's own members are looked into.
            if inner_name not in UNSAID or (inner_name == "code" and isinstance(inner, dict)):
                yield from _said(inner, inner_name)
    elif isinstance(value, list):
        for one in value:
            yield from _said(one, name)
    elif name in SAID and isinstance(value, str | int | float) and not isinstance(value, bool):
        yield str(value)


def _attached(attachment: dict[str, Any]) -> str:
    kind = str(attachment["contentType"]).partition(";")[0].strip().lower()
    if kind not in TEXTS:
        return ""
    try:
        return base64.b64decode(str(attachment["data"]), validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        return ""
