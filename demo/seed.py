"""Seeds the synthetic nation: the cast, five hundred residents, units, and what every service shows of itself."""

from collections.abc import Callable
from datetime import datetime

from demo.cast import person_id
from demo.nation import write_cast
from demo.residents import write_opening_hours, write_residents, write_units
from ingang.foundation.people.models import Person
from ingang.kernel.registry import current, resolve

Progress = Callable[[str], None]


def is_seeded() -> bool:
    """Whether the cast is in the database already."""
    return Person.objects.filter(id=person_id("alva")).exists()


def seed(*, now: datetime, progress: Progress) -> None:
    """Seed everything that is not there yet; a seeded database is left as it is.

    People and units are written in one transaction each, and the cast last of them: a seeding that was broken off
    begins again from a new database (`make clean`).
    """
    if is_seeded():
        return
    steps: list[tuple[str, Callable[[], None]]] = [
        ("500 residents", lambda: write_residents(now=now)),
        ("care units in 21 regions", write_units),
        ("the cast", lambda: write_cast(now=now)),
        ("opening hours", write_opening_hours),
    ]
    steps += [
        (part.title.lower(), lambda part=part: resolve(part.seed)(now=now, progress=lambda _text: None))  # type: ignore[misc]
        for part in current().services
        if part.seed
    ]
    for number, (what, step) in enumerate(steps, start=1):
        progress(f"Seeding {number} of {len(steps)}: {what}")
        step()
