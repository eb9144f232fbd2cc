"""The log as a file: for any table program, and as plain text to read or print."""

import csv
from collections.abc import Iterable
from io import StringIO

from django.utils.translation import gettext

from ingang.kernel.periods import local
from ingang.services.access_log.queries.log import Line, Log
from ingang.services.access_log.words import detail, kinds_in_words, reason, sentence, unit_in_words, way, who_in_words

BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
MOMENT = "%Y-%m-%d %H:%M:%S"


def as_csv(*, log: Log, reader: str) -> str:
    """A line per event: when, the sentence, who, unit, role, kinds of data, reason and way, all in Swedish time.

    Says when it is not complete.
    """
    out = StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow(_headings())
    for line in log.lines:
        writer.writerow([_plain(text) for text in _cells(line, reader)])
    if log.following:
        writer.writerow(["", _not_complete()])
    # The mark at the beginning makes table programs read the letters as UTF-8.
    return "\ufeff" + out.getvalue()


def as_text(*, log: Log, reader: str) -> str:
    """The same lines as plain text that any program and any printer takes."""
    return "\n\n".join([gettext("Who has read"), *_paragraphs(log, reader)]) + "\n"


def _paragraphs(log: Log, reader: str) -> Iterable[str]:
    for line in log.lines:
        words = sentence(entry=line.entry, reader=reader, names=line.names)
        yield f"{local(line.entry.at):{MOMENT}}\n{words}\n{detail(entry=line.entry, names=line.names)}"
    if log.following:
        yield _not_complete()


def _headings() -> list[str]:
    return [
        gettext("Time"),
        gettext("What happened"),
        gettext("By whom"),
        gettext("Unit"),
        gettext("Role"),
        gettext("Kind of data"),
        gettext("Reason"),
        gettext("Way"),
    ]


def _cells(line: Line, reader: str) -> list[str]:
    entry = line.entry
    return [
        local(entry.at).strftime(MOMENT),
        sentence(entry=entry, reader=reader, names=line.names),
        who_in_words(entry=entry),
        unit_in_words(entry=entry, names=line.names),
        entry.actor_role,
        kinds_in_words(entry=entry) or entry.details.get("resource", ""),
        reason(entry=entry),
        way(entry=entry),
    ]


def _not_complete() -> str:
    return gettext("There is more than a file can hold. Choose a shorter period.")


def _plain(text: str) -> str:
    """Never a formula: a role or a unit may be called anything."""
    return f"'{text}" if text.startswith(BEGINS_A_FORMULA) else text
