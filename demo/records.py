"""The demonstration's clinical records: written as files for those who try the import, or loaded by the seeding.

`python -m demo.records FOLDER` writes the bundles; their Patients carry the numbers that the cast has today.
"""

import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

from demo.cast import person_id
from demo.fhir.lives import bundles
from ingang.kernel.periods import local_date


def seed(*, now: datetime, progress: Callable[[str], None]) -> None:
    """Load every bundle through the import that real files take; loading again changes nothing."""
    from ingang.foundation.records.importing import import_text

    for life, text in bundles(today=local_date(now)):
        import_text(text=text, care_giver=life.care_giver, person=person_id(life.resident), now=now)
    progress("Journals")


def write(folder: Path, *, today: date) -> list[Path]:
    """Write each bundle as a file of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for life, text in bundles(today=today):
        path = folder / f"{life.resident}-{life.unit}.json"
        path.write_text(text, encoding="utf-8")
        written.append(path)
    return written


if __name__ == "__main__":
    for file in write(Path(sys.argv[1]), today=local_date(datetime.now(UTC))):
        print(file)
