"""Roots outside the database: JSON lines, one per seal, only ever appended to. A cut tail is seen by them alone."""

import fcntl
import json
import os
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ingang.foundation.audit.errors import RootsFileDamaged
from ingang.foundation.audit.models import Seal

FIELDS = ("number", "at", "window_from", "window_until", "count", "root", "previous_root", "key", "signature")


def export_to_file(*, path: Path) -> int:
    """Append every seal that the file does not hold yet; give back how many. Safe to run twice at once.

    Refuses (RootsFileDamaged) a file that does not end with a whole line: somebody must look at it first.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        seals = seals_after(number=_last_number(path))
        file.write("".join(line_of(seal) for seal in seals).encode("ascii"))
        file.flush()
        os.fsync(file.fileno())
    return len(seals)


def seals_after(*, number: int) -> list[Seal]:
    """The seals with a higher number, in order."""
    return list(Seal.objects.filter(number__gt=number).order_by("number"))


def line_of(seal: Seal) -> str:
    """The seal as one line of JSON, with its signature."""
    values = {name: getattr(seal, name) for name in FIELDS}
    values["at"] = seal.at.astimezone(UTC).isoformat(timespec="microseconds")
    return json.dumps(values, separators=(",", ":"), ensure_ascii=True) + "\n"


def seals_in(*, lines: Iterable[str]) -> Iterator[Seal]:
    """The seals that the lines tell of, not from the database. Refuses a line that is no seal."""
    for place, line in enumerate(lines, start=1):
        try:
            values = json.loads(line)
            yield Seal(**_typed(values))
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise RootsFileDamaged(place) from error


def _typed(values: dict[str, Any]) -> dict[str, Any]:
    if set(values) != set(FIELDS):
        raise ValueError(sorted(values))
    return values | {"at": datetime.fromisoformat(values["at"])}


def _last_number(path: Path) -> int:
    text = path.read_text(encoding="ascii")
    if not text:
        return 0
    if not text.endswith("\n"):
        raise RootsFileDamaged(text.count("\n") + 1)
    (last,) = seals_in(lines=text.splitlines()[-1:])
    return last.number
