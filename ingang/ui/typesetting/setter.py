"""Sets one document: values as JSON come in, a PDF comes out. A process of its own, whose memory goes with it.

The document's source is fixed, and what others wrote comes to it as values alone, so that no text can become markup.
Run as `python -m ingang.ui.typesetting.setter SOURCE`; it needs neither Django nor the database.
"""

import json
import re
import sys
import unicodedata
from pathlib import Path
from typing import Any

import typst

COMMON = Path(__file__).parent / "common.typ"
STANDARDS: Any = ["a-3a", "ua-1"]
CERTAIN = 0x17F
"""Up to here the fonts have every letter; what lies above is tried."""
TRIAL = b'#set document(title: "-")\n#for one in json(bytes(sys.inputs.values)) { par(one) }'
NEVER = frozenset({"Cc", "Cs", "Co"})
"""Controls, halves of letters, and signs that everybody may use as he likes: nobody can read them."""

_UNSHOWN = re.compile(r'the text `"(.+?)"` could not be displayed', re.DOTALL)
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")


def typeset(values: Any, /, *, source: Path) -> bytes:
    """The document as PDF/A-3a and PDF/UA-1, tagged. A sign that no font has is named in its place."""
    shown = _mapped(values, _clean)
    unshown = _unshown(_letters(shown))
    if unshown:
        shown = _mapped(shown, lambda text: text.translate(unshown))
    return _compiled(COMMON.read_bytes() + source.read_bytes(), shown, STANDARDS)


def _compiled(source: bytes, values: Any, standards: Any) -> bytes:
    inputs = {"values": json.dumps(values, ensure_ascii=False)}
    made = typst.compile(source, format="pdf", sys_inputs=inputs, pdf_standards=standards, ignore_system_fonts=True)
    assert isinstance(made, bytes)  # noqa: S101  one document makes one file
    return made


def _unshown(letters: set[str]) -> dict[int, str]:
    """Which of the letters no font has, and what stands for each: its name, which can be read and heard."""
    if not letters:
        return {}
    try:
        _compiled(TRIAL, sorted(letters), ["ua-1"])
    except typst.TypstError as error:
        named = _ESCAPED.sub(lambda one: chr(int(one[1], 16)), "".join(_UNSHOWN.findall(error.diagnostic)))
        return {ord(one): _name(one) for one in letters & set(named)}
    return {}


def _name(letter: str) -> str:
    return f"[{unicodedata.name(letter, f'U+{ord(letter):04X}').lower()}]"


def _letters(values: Any) -> set[str]:
    found: set[str] = set()

    def noted(text: str) -> str:
        found.update(one for one in set(text) if ord(one) > CERTAIN)
        return text

    _mapped(values, noted)
    return found


def _clean(text: str) -> str:
    """Without what nobody can read; a sign of another's own is told to have been there."""
    if text.isascii() and text.isprintable():
        return text
    kinds = {one: unicodedata.category(one) for one in set(text)}
    gone = {ord(one): "" if kind == "Cc" else "\ufffd" for one, kind in kinds.items() if kind in NEVER}
    return text.translate(gone | {ord("\n"): "\n", ord("\t"): " ", ord("\r"): ""})


def _mapped(values: Any, change: Any) -> Any:
    if isinstance(values, str):
        return change(values)
    if isinstance(values, list):
        return [_mapped(one, change) for one in values]
    if isinstance(values, dict):
        return {name: _mapped(one, change) for name, one in values.items()}
    return values


def main() -> int:
    """From standard input to standard output. What went wrong may hold what others wrote: only its kind is told."""
    try:
        sys.stdout.buffer.write(typeset(json.load(sys.stdin), source=Path(sys.argv[1])))
    except (typst.TypstError, ValueError) as error:
        sys.stderr.write(type(error).__name__)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
