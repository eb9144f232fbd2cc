"""Keeping the index: written in the transaction that changes what can be found, and looked through every hour."""

from collections.abc import Callable, Collection, Iterable
from datetime import datetime
from typing import TypeVar

from django.db import transaction

from ingang.foundation.search.entries import Entry
from ingang.foundation.search.models import Document, Word
from ingang.kernel.grant import Grant
from ingang.kernel.registry import current, resolve
from ingang.kernel.service import Findable

AT_ONCE = 500
WORDS = "words"
"""What is told to be looked through last: the words that no document has any longer are forgotten."""

T = TypeVar("T")
Written = dict[tuple[str, str], str]
"""How words are written, by stem and language."""

Progress = Callable[[str, int, int], None]
"""Called with the kind, or `WORDS`, how many are done and how many there are."""


def refresh(*, kind: str, names: Collection[str]) -> int:
    """Write what can be found now of the named ones, in the caller's transaction; gives how many were changed.

    The rows are locked before their service is asked, so that of two who change one thing at a time the later
    one's words are kept. What a service no longer names is removed. Refuses a kind that no manifest declares.
    """
    written: Written = {}
    changed = _write(current().findables[kind], names, written)
    _add_words(written)
    return changed


def _silent(_kind: str, _done: int, _count: int) -> None:
    """Nobody waits to be told."""


def refresh_all(*, progress: Progress = _silent) -> int:
    """Look through everything that can be found, write what differs and forget what is gone; gives how many changed.

    May run while others write: each batch is a transaction of its own. Of every word a number is kept, however many
    documents there are.
    """
    newest = Word.objects.order_by("-id").values_list("id", flat=True).first() or 0
    standing: set[int] = set()
    changed = sum(_refresh_kind(one, standing, progress) for one in current().findables.values())
    _forget_others(standing, newest, progress)
    return changed


def look_through(*, grant: Grant, now: datetime) -> None:
    """The job that mends what an index kept by transactions can not see: a unit that opened, moved or closed."""
    refresh_all()


def _refresh_kind(findable: Findable, standing: set[int], progress: Progress) -> int:
    """Write one kind, batch by batch with its words, whose hashes are added to `standing`."""
    names = sorted(
        {*resolve(findable.names)(), *Document.objects.filter(kind=findable.code).values_list("name", flat=True)}
    )
    changed = done = 0
    progress(findable.code, done, len(names))
    for batch in _batches(names):
        written: Written = {}
        changed += _write(findable, batch, written)
        _add_words({word: form for word, form in written.items() if hash(word) not in standing})
        standing.update(map(hash, written))
        done += len(batch)
        progress(findable.code, done, len(names))
    return changed


def _forget_others(standing: set[int], newest: int, progress: Progress) -> None:
    """Remove the words up to the newest that no document has; of two with the same hash, one may stay."""
    known = Word.objects.filter(id__lte=newest).order_by("id").values_list("id", "stem", "language")
    done, count, last = 0, known.count(), 0
    progress(WORDS, done, count)
    while batch := list(known.filter(id__gt=last)[:AT_ONCE]):
        last = batch[-1][0]
        gone = [number for number, *word in batch if hash(tuple(word)) not in standing]
        Word.objects.filter(id__in=gone).delete()
        done += len(batch)
        progress(WORDS, done, count)


@transaction.atomic
def _write(findable: Findable, names: Collection[str], written: Written) -> int:
    """Write the named ones and add their words to `written`."""
    _make_room(findable.code, names)
    rows = Document.objects.select_for_update().filter(kind=findable.code, name__in=names).order_by("name")
    documents = {row.name: row for row in rows}
    entries: dict[str, Entry] = {one.name: one for one in resolve(findable.entries)(names=names)}
    changed = [row for name, row in documents.items() if name in entries and _change(row, entries[name])]
    # The rows are there and locked: writing them over by key costs a fraction of a bulk update's cases.
    columns = ["title", "region", "municipality", "passages", "tokens"]
    Document.objects.bulk_create(changed, update_conflicts=True, unique_fields=["id"], update_fields=columns)
    gone = [row.id for name, row in documents.items() if name not in entries]
    Document.objects.filter(id__in=gone).delete()
    for entry in entries.values():
        # What texts in one language say is no word of another; what is no text has its names in several.
        language = entry.language if findable.by_language else ""
        written |= {(stem[:80], language): word[:80] for stem, word in entry.written().items()}
    return len(changed)


def _make_room(kind: str, names: Collection[str]) -> None:
    """A row for each, so that there is something to lock."""
    there = set(Document.objects.filter(kind=kind, name__in=names).values_list("name", flat=True))
    rows = [Document(kind=kind, name=name, title="", passages=[], tokens="") for name in sorted(set(names) - there)]
    Document.objects.bulk_create(rows, ignore_conflicts=True)


def _change(row: Document, entry: Entry) -> bool:
    """Put the entry's columns on the row; whether any of them differed."""
    columns = entry.columns
    differs = any(getattr(row, name) != value for name, value in columns.items())
    for name, value in columns.items():
        setattr(row, name, value)
    return differs


def _add_words(written: Written) -> None:
    """Add the words that are not there yet, in one order, so that two who add do not wait for each other in a ring."""
    there = {word for batch in _batches(sorted({stem for stem, _ in written})) for word in _known(batch)}
    new = [
        Word(stem=stem, language=language, written=written[stem, language])
        for stem, language in sorted(set(written) - there)
    ]
    Word.objects.bulk_create(new, batch_size=AT_ONCE, ignore_conflicts=True)


def _known(stems: Collection[str]) -> Iterable[tuple[str, str]]:
    return Word.objects.filter(stem__in=stems).values_list("stem", "language")


def _batches(names: list[T]) -> Iterable[list[T]]:
    return (names[start : start + AT_ONCE] for start in range(0, len(names), AT_ONCE))
