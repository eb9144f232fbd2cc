"""What the service tells of a person, under the contract's own names turned into ours; nothing is interpreted here.

Source: strategicresourcemanagement:persons:person 5.0, contract description 5.1 (2024-11-28), chapter 7.
"""

from dataclasses import dataclass
from datetime import date, datetime

from ingang.kernel.identifiers import PersonIdentifier

VALID_STATUS = ""
ENDED = "AS"
GUARDIAN, GUARDIAN_OF = "V", "VF"
"""Codes of relations: who has custody of the person, and of whom the person has custody."""
DECEASED = "AV"
"""The code of deregistration for a death; others are emigrated, missing or replaced numbers."""


@dataclass(frozen=True, kw_only=True)
class Related:
    """A relation (relationship): its code, and the other's number where the register has one."""

    code: str
    identifier: PersonIdentifier | None
    ends: date | None = None
    status: str = VALID_STATUS

    def is_valid(self, *, on: date) -> bool:
        """Whether the relation holds on the day."""
        return self.status != ENDED and (self.ends is None or self.ends > on)


@dataclass(frozen=True, kw_only=True)
class PersonRecord:
    """One person's record (personRecord). Empty strings and None are what the service did not tell.

    `is_limited` tells that only the first profile was delivered, since the person is protected: then the birth date,
    places and relations are not told, which is not the same as that there are none.
    """

    identifier: PersonIdentifier
    given_name: str = ""
    middle_name: str = ""
    surname: str = ""
    has_confidentiality_mark: bool = False
    has_protected_registration: bool = False
    is_for_tests: bool = False
    is_limited: bool = False
    birth_date: date | None = None
    gender: str = ""
    county: str = ""
    municipality: str = ""
    identity_level: str = ""
    identity_status: str = ""
    deregistration_code: str = ""
    deregistered_on: date | None = None
    formers: tuple[PersonIdentifier, ...] = ()
    relations: tuple[Related, ...] = ()
    version: datetime | None = None
    address: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Told:
    """The answer about one number: whom it leads to today, or nobody."""

    asked: PersonIdentifier
    record: PersonRecord | None
