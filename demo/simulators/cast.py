"""The people that a simulator knows, read from a JSON file."""

from pathlib import Path
from typing import Any

import msgspec


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """One of the cast. `staff` holds the claims of an employment, for those who have one."""

    person_number: str
    given_name: str
    surname: str
    story: str = ""
    staff: dict[str, Any] | None = None

    @property
    def name(self) -> str:
        """Given name and surname."""
        return f"{self.given_name} {self.surname}"


Cast = dict[str, Person]


def read_cast(*, path: Path) -> Cast:
    """The cast by person number, in the file's order. Refuses a number that stands twice."""
    people = msgspec.json.decode(path.read_bytes(), type=list[Person])
    cast = {person.person_number: person for person in people}
    if len(cast) != len(people):
        raise ValueError("a person number stands twice in the cast")
    return cast
