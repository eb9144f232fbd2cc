"""The log as a file that any table program reads."""

import csv
from io import StringIO

from django.utils.translation import gettext

from ingang.kernel.periods import local
from ingang.services.access_log.queries import Log

BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_csv(*, log: Log) -> str:
    """A line per event: moment in Swedish time, the sentence, and the reason and way. Says when it is not complete."""
    out = StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow([gettext("Time"), gettext("What happened"), gettext("More")])
    for line in log.lines:
        writer.writerow([local(line.at).strftime("%Y-%m-%d %H:%M:%S"), _plain(line.text), _plain(line.detail)])
    if log.following:
        writer.writerow(["", gettext("There is more than a file can hold. Choose a shorter period."), ""])
    # The mark at the beginning makes table programs read the letters as UTF-8.
    return "\ufeff" + out.getvalue()


def _plain(text: str) -> str:
    """Never a formula: a role or a unit may be called anything."""
    return f"'{text}" if text.startswith(BEGINS_A_FORMULA) else text
