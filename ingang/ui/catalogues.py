"""Message catalogues with Babel alone: compile them, and list what must be translated."""

from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

MessageId = str | tuple[str, str]
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "marked": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}


class CatalogueFaulty(Exception):
    """A catalogue holds a message whose placeholders differ from its translation's."""


def compile_catalogues(*, root: Path) -> list[Path]:
    """Compile every catalogue below `root` that is newer than its compiled form; answer which."""
    catalogues = sorted(root.glob("**/locale/*/LC_MESSAGES/django.po"))
    stale = [source for source in catalogues if _is_stale(source=source)]
    for source in stale:
        _compile(source=source)
    return stale


def _is_stale(*, source: Path) -> bool:
    compiled = source.with_suffix(".mo")
    return not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime


def _compile(*, source: Path) -> None:
    catalogue = read_po(BytesIO(source.read_bytes()), locale=source.parent.parent.name)
    faults = [f"{source}:{message.lineno}: {fault}" for message, found in catalogue.check() for fault in found]
    if faults:
        raise CatalogueFaulty("\n".join(faults))
    # Written beside and moved into place: another process may be reading the old one at this moment.
    fresh = source.with_suffix(".mo.new")
    with fresh.open("wb") as target:
        write_mo(target, catalogue)
    fresh.replace(source.with_suffix(".mo"))


def message_ids(*, paths: Iterable[Path]) -> set[MessageId]:
    """Every message id marked for translation in Python files and templates below `paths`, tests left out.

    A message with plural is the pair (singular, plural), as Babel keeps it.
    """
    return {found for path in paths for file in _files(path=path) for found in _messages(file=file)}


def translated_ids(*, catalogues: Iterable[Path]) -> set[MessageId]:
    """Every message id that these catalogues translate in full, plurals included."""
    read = (read_po(BytesIO(path.read_bytes())) for path in catalogues)
    whole = (message for catalogue in read for message in catalogue if message.id and _is_whole(message.string))
    return {message.id if isinstance(message.id, str) else (message.id[0], message.id[1]) for message in whole}


def _is_whole(text: str | Iterable[str] | None) -> bool:
    return bool(text) if text is None or isinstance(text, str) else all(text)


def _files(*, path: Path) -> Iterator[Path]:
    found = [path] if path.is_file() else sorted(path.rglob("*"))
    return (file for file in found if _has_words(file=file))


def _has_words(*, file: Path) -> bool:
    if "tests" in file.parts or not file.is_file():
        return False
    return file.suffix == ".py" or "templates" in file.parts


def _flat(source: str) -> str:
    """A template's layout means nothing, but Babel reads what is left of it as Python, where indentation counts."""
    return "\n".join(line.strip() for line in source.splitlines())


def _messages(*, file: Path) -> Iterator[MessageId]:
    text = file.read_text(encoding="utf-8")
    source = text if file.suffix == ".py" else _flat(templatize(text, origin=str(file)))
    for _line, message, _comments, _context in extract("python", BytesIO(source.encode()), keywords=KEYWORDS):
        if isinstance(message, str):
            yield message
        elif message:
            yield (message[0], message[1])
