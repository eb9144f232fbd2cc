"""Who does something: five kinds of actor, passed explicitly and never found in the surroundings."""

from dataclasses import dataclass, field
from uuid import UUID

OPERATIONS = "operations"
"""The role in an assignment that lets its holder do the work of the portal's own operation."""

JOURNAL_ADMIN = "journal_admin"
"""The role in an assignment that lets its holder decide what the care giver shows in the journal."""

PROTECTION_ADMIN = "protection_admin"
"""The role in an assignment that lets its holder undo a protection: a block of a guardian, or of a journal."""

REGION_ADMIN = "region_admin"
"""The role in an assignment that lets its holder decide for the care giver's region."""


@dataclass(frozen=True, kw_only=True)
class Origin:
    """From where an actor reaches the house: the request's id, its address, and the way: page, interface or job."""

    request_id: str = ""
    address: str = ""
    way: str = "job"


NOWHERE = Origin()


@dataclass(frozen=True, kw_only=True)
class Resident:
    """A person who logged in and acts for herself."""

    person: UUID
    origin: Origin = field(default=NOWHERE, compare=False)
    kind = "resident"

    @property
    def identity(self) -> str:
        return str(self.person)


@dataclass(frozen=True, kw_only=True)
class Representative:
    """A person who logged in and acts for another: `person` acts, `acting_for` owns the data."""

    person: UUID
    acting_for: UUID
    origin: Origin = field(default=NOWHERE, compare=False)
    kind = "representative"

    @property
    def identity(self) -> str:
        return str(self.person)


@dataclass(frozen=True, kw_only=True)
class Staff:
    """A staff member in one assignment at one unit of one care giver (PDL 4:1-2, HSLF-FS 2016:40).

    The ids are HSA-ids; `purpose` is the assignment's commissionPurpose and `role` the title shown in logs.
    `sector` is "care" or "social": social-care givers have no emergency ground (SVOD 3:2, 3:4). `region` is the
    code of the care giver's region, in which an administrator decides.
    """

    hsa_id: str
    assignment: str
    unit: str
    care_giver: str
    purpose: str
    name: str
    role: str
    sector: str = "care"
    region: str = ""
    roles: tuple[str, ...] = ()
    origin: Origin = field(default=NOWHERE, compare=False)
    kind = "staff"

    @property
    def identity(self) -> str:
        return self.hsa_id


@dataclass(frozen=True, kw_only=True)
class System:
    """An outside system, named as it was registered; with `care_giver`, as that one's own system, for its own data."""

    name: str
    care_giver: str = ""
    origin: Origin = field(default=NOWHERE, compare=False)
    kind = "system"

    @property
    def identity(self) -> str:
        return self.name


@dataclass(frozen=True, kw_only=True)
class Job:
    """A named job of the house, listed in some service's manifest."""

    name: str
    origin: Origin = field(default=NOWHERE, compare=False)
    kind = "job"

    @property
    def identity(self) -> str:
        return self.name


Actor = Resident | Representative | Staff | System | Job


def subject_of(actor: Actor) -> UUID | None:
    """Whose data the actor's pages are about: her own, or the one she acts for; nobody's for the others."""
    if isinstance(actor, Representative):
        return actor.acting_for
    return actor.person if isinstance(actor, Resident) else None
