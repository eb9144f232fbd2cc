"""The proof that access was weighed and recorded: without a grant no personal data is read or written."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from ingang.kernel.actor import Actor

OPERATION = "operation"
"""Stands in the place of a unit for what belongs to nobody but the portal's own operation."""

MOST_ALIKE = 3
"""How many identities a grant may hold and still ask what many others ask."""


class GrantKind(StrEnum):
    """What the grant reaches: persons by name, the list of one unit, or what a named job needs."""

    PERSON = "person"
    UNIT_LIST = "unit_list"
    JOB = "job"


class Purpose(StrEnum):
    """Why the data is opened: the purposes of patientdatalagen 2008:355 chapter 2 section 4, and own access."""

    OWN_ACCESS = "own_access"  # PDL 5:5, the individual's direct access
    CARE = "care"
    ADMINISTRATION = "administration"
    OTHER_DOCUMENTATION = "other_documentation"
    QUALITY = "quality"
    STATISTICS = "statistics"
    OPERATION = "operation"  # what the portal itself must do: deliver, remind, purge


class Ground(StrEnum):
    """On what the access rests."""

    OWN_DATA = "own_data"
    GUARDIAN = "guardian"
    UNIT_DECISION = "unit_decision"
    LEGAL_REPRESENTATIVE = "legal_representative"
    OMBUD = "ombud"
    ASSIGNMENT = "assignment"
    CONSENT = "consent"
    CHILD_WITHOUT_CONSENT = "child_without_consent"
    EMERGENCY = "emergency"
    LASTING_INCAPACITY = "lasting_incapacity"
    MANIFEST = "manifest"
    AGREEMENT = "agreement"
    EXISTENCE = "existence"  # SVOD 2:4, before any ground: only that unblocked data exists


@dataclass(frozen=True, kw_only=True)
class Grant:
    """What one actor may reach, now, and on what ground. Only foundation.access makes one.

    `persons` holds every linked identity of the person and `subject` the one she has now; `unit` is an HSA-id or
    empty; `kinds` are the manifest's. A unit list reaches only rows that carry the unit. `care_givers` and `units` are
    limits (None: all), less `blocked_care_givers` (outer blocks, SVOD 2:3) and `blocked_units` (inner, PDL 4:4): what
    names no unit at those' `partly_blocked` care givers may be theirs. `beyond`: whose own is under another law.
    """

    kind: GrantKind
    actor: Actor
    persons: frozenset[UUID]
    kinds: frozenset[str]
    purpose: Purpose
    ground: Ground
    opened_at: datetime
    subject: UUID | None = None
    unit: str = ""
    care_givers: frozenset[str] | None = None
    units: frozenset[str] | None = None
    blocked_care_givers: frozenset[str] = frozenset()
    blocked_units: frozenset[str] = frozenset()
    partly_blocked: frozenset[str] = frozenset()
    beyond: str = ""

    @property
    def person(self) -> UUID:
        """The one person of a person grant, in her present identity: new rows are written under it."""
        if self.subject is not None:
            return self.subject
        (person,) = self.persons
        return person

    @property
    def is_guardian(self) -> bool:
        """Whether rows marked "not shown to guardians" must leave no trace (corrections 3.2)."""
        return self.ground in {Ground.GUARDIAN, Ground.UNIT_DECISION}

    @property
    def is_alike(self) -> bool:
        """Whether it reaches what many others' grants do, each of its own person: all of one, or one care giver's part.

        Such a grant's questions differ in their values alone: nearly every resident's, and every system's.
        """
        return (
            self.kind is not GrantKind.UNIT_LIST
            and 1 <= len(self.persons) <= MOST_ALIKE
            and (self.care_givers is None or len(self.care_givers) == 1)
            and self.units is None
            and not (self.blocked_care_givers or self.blocked_units or self.beyond)
        )

    def covers(self, kind: str) -> bool:
        """Whether the grant was opened for this kind of data."""
        return kind in self.kinds

    def reaches(self, *, care_giver: str, unit: str | None = None) -> bool:
        """Whether data of this unit (empty: not named; None: of any) is within the grant's limits and past no block."""
        return (
            (self.care_givers is None or care_giver in self.care_givers)
            and (self.units is None or unit in self.units)
            and care_giver not in self.blocked_care_givers
            and (not self.beyond or care_giver != self.beyond)
            and (care_giver not in self.partly_blocked if unit == "" else unit not in self.blocked_units)
        )
