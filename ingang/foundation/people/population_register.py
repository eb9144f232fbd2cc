"""What the population register tells of a person, in our words; the shape of the PU service's answers.

Source: strategicresourcemanagement:persons:person, GetPersonsForProfile (records-identity-law 6).
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from ingang.kernel.identifiers import PersonIdentifier


@dataclass(frozen=True, kw_only=True)
class RegisteredPerson:
    """One person as the register knows her today. `guardians` are the identifiers of those with custody.

    `birth_date` is None when the register does not know it; it is never read out of the number.
    """

    identifier: PersonIdentifier
    given_name: str
    family_name: str
    birth_date: date | None
    sex: str = ""
    municipality: str = ""
    protection: str = "none"
    deceased_on: date | None = None
    guardians: tuple[PersonIdentifier, ...] = field(default=())


class PopulationRegister(Protocol):
    """A source of persons. Implementations raise kernel Unavailable when the register does not answer."""

    def find(self, *, identifier: PersonIdentifier, now: datetime) -> RegisteredPerson | None:
        """The person with this identifier, or None when the register has nobody."""
