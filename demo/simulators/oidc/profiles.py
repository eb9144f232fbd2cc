"""What an issuer says about a person: residents through a broker, staff as Inera's IdP does."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from demo.simulators.cast import Person

LEVEL_BASE = "http://id.elegnamnden.se/loa/1.0/"
STAFF_LEVEL_BASE = "http://id.sambi.se/loa/"


@dataclass(frozen=True, kw_only=True)
class Profile:
    """One kind of issuer: whom it knows, what it tells, and its levels, the usual one first."""

    title: str
    levels: tuple[str, ...]
    knows: Callable[[Person], bool]
    claims: Callable[[Person], dict[str, Any]]


def _resident_claims(person: Person) -> dict[str, Any]:
    return {
        "personalIdentityNumber": person.person_number,
        "given_name": person.given_name,
        "family_name": person.surname,
        "name": person.name,
    }


def _staff_claims(person: Person) -> dict[str, Any]:
    return {
        "credentialPersonalIdentityNumber": person.person_number,
        "credentialGivenName": person.given_name,
        "credentialSurname": person.surname,
        "given_name": person.given_name,
        "family_name": person.surname,
        "name": person.name,
        **(person.staff or {}),
    }


RESIDENTS = Profile(
    title="Choose who logs in",
    levels=(f"{LEVEL_BASE}loa3", f"{LEVEL_BASE}loa2"),
    knows=lambda _person: True,
    claims=_resident_claims,
)

STAFF = Profile(
    title="Choose whose card is used",
    levels=(f"{STAFF_LEVEL_BASE}loa3", f"{STAFF_LEVEL_BASE}loa2"),
    knows=lambda person: person.staff is not None,
    claims=_staff_claims,
)
