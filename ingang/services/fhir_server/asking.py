"""One interaction as it is asked and answered, whether by HTTP or as an entry of a bundle."""

from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime
from functools import cached_property
from uuid import UUID

from ingang.foundation.access.own_records import open_own_records, open_shelf, shelf
from ingang.foundation.identity.scopes import Scopes
from ingang.foundation.records.models import Resource
from ingang.kernel.actor import System
from ingang.kernel.grant import Grant
from ingang.services.fhir_server.errors import ScopeMissing

LETTERS = {"c": "create", "r": "read", "u": "update", "d": "delete", "s": "search for"}
Query = tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What is asked: method, the path's parts below the base, the query, the body, and what the headers add.

    `place` is where in a transaction it stands.
    """

    method: str
    parts: tuple[str, ...]
    query: Query = ()
    body: str = ""
    full_url: str = ""
    if_match: str = ""
    if_none_match: str = ""
    if_none_exist: str = ""
    prefers: str = ""
    place: str = ""


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What is answered: a status, a resource as text, and which version of it where that has a meaning."""

    status: int = 200
    text: str = ""
    version: int | None = None
    updated_at: datetime | None = None
    location: str = ""

    @property
    def etag(self) -> str:
        """The version as HTTP tells it."""
        return "" if self.version is None else f'W/"{self.version}"'

    @property
    def last_modified(self) -> str:
        """When the version was written, as HTTP tells it."""
        return format_datetime(self.updated_at, usegmt=True) if self.updated_at else ""


@dataclass(frozen=True, kw_only=True)
class Desk:
    """Where one request is dealt with: whose records, by which system, with what right, when; and the grants so far.

    `base` is the tenant's address, without a slash at its end.
    """

    actor: System
    scopes: Scopes
    base: str
    now: datetime
    _grants: dict[UUID, Grant] = field(default_factory=dict)

    @property
    def care_giver(self) -> str:
        """The HSA-id of the care giver whose records these are."""
        return self.actor.care_giver

    @cached_property
    def shelf(self) -> UUID:
        """Under what the care giver's own staff, units and things stand."""
        return shelf(care_giver=self.care_giver)

    def grant(self, person: UUID) -> Grant:
        """The grant on the person's records here, or on the shelf; opened, with its audit row, when first asked for."""
        if person not in self._grants:
            kinds = frozenset({Resource.data_kind})
            if person == self.shelf:
                self._grants[person] = open_shelf(actor=self.actor, kinds=kinds, now=self.now)
            else:
                self._grants[person] = open_own_records(actor=self.actor, person=person, kinds=kinds, now=self.now)
        return self._grants[person]

    def own_rows(self, person: UUID) -> frozenset[UUID]:
        """Under which ids the rows of the person, or of the shelf, stand; her grant reaches the shelf besides."""
        return self.grant(person).persons - ({self.shelf} if person != self.shelf else set())

    def check_scope(self, letter: str, type: str) -> None:
        """Refuse what the token does not let its bearer do with this type (SMART on FHIR 2)."""
        if not self.scopes.allows(letter=letter, type=type):
            raise ScopeMissing(f"The token's scopes do not let you {LETTERS[letter]} {type}.")

    def relative(self, reference: str) -> str:
        """A reference to an address of ours as `Type/id`; any other as it is."""
        return reference.removeprefix(f"{self.base}/")
