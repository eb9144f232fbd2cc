"""What the population register tells of a person, in our words, whoever the service is that is asked.

Source: strategicresourcemanagement:persons:person, GetPersonsForProfile (records-identity-law 6).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from ingang.kernel.identifiers import PersonIdentifier


@dataclass(frozen=True, kw_only=True)
class RegisteredPerson:
    """One person as the register knows her today. `guardians` are the identifiers of those with custody.

    `birth_date` is None when the register does not know it; it is never read out of the number. Of a protected person
    the register tells her name and little else: then `is_limited`, and what is not told is not changed. `formers` are
    numbers she had before, `children` those in her custody. `deregistration` tells why she left the register without
    having died. `identity_level` and `is_dormant` are those of a samordningsnummer (lag 2022:1697). `told_at` is when
    the register itself last changed: an older answer never takes back a newer one. `address` is the lines of the
    registered address, for a letter that is printed now: it is never kept.
    """

    identifier: PersonIdentifier
    given_name: str
    family_name: str
    birth_date: date | None
    sex: str = ""
    municipality: str = ""
    protection: str = "none"
    deceased_on: date | None = None
    guardians: tuple[PersonIdentifier, ...] = ()
    is_limited: bool = False
    formers: tuple[PersonIdentifier, ...] = ()
    children: tuple[PersonIdentifier, ...] = ()
    deregistration: str = ""
    deregistered_on: date | None = None
    identity_level: str = ""
    is_dormant: bool = False
    told_at: datetime | None = None
    address: tuple[str, ...] = ()


class PopulationRegister(Protocol):
    """A source of persons. Implementations raise RegisterDown when the register does not answer."""

    def find(self, *, identifiers: Iterable[PersonIdentifier], on: date) -> Mapping[PersonIdentifier, RegisteredPerson]:
        """The persons to whom these numbers lead on the day, by the number asked; a number of nobody is left out."""
