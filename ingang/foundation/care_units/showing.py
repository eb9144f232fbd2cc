"""What must be there before a unit is shown in the catalogue: rules as data, with the reason for its editor. Pure."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from ingang.kernel.words import marked


@dataclass(frozen=True, kw_only=True)
class UnitFacts:
    """What the rules look at."""

    has_page: bool
    is_shown: bool
    has_place: bool
    has_kind: bool
    has_care_form: bool
    has_coordinates: bool
    is_digital: bool
    has_contact: bool
    closed_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Demand:
    """Something that must hold: what the editor is told where it does not, as a message id."""

    code: str
    reason: str
    is_met: Callable[[UnitFacts], bool]


DEMANDS = (
    Demand(
        code="page",
        reason=marked("The unit has no entry in the catalogue yet. It comes with the next import."),
        is_met=lambda unit: unit.has_page,
    ),
    Demand(
        code="shown",
        reason=marked("The directory says that residents shall not see the unit."),
        is_met=lambda unit: unit.is_shown,
    ),
    Demand(code="place", reason=marked("Municipality or county is missing."), is_met=lambda unit: unit.has_place),
    Demand(
        code="kind",
        reason=marked("It is not said what kind of unit it is (verksamhetskod)."),
        is_met=lambda unit: unit.has_kind,
    ),
    Demand(
        code="care_form",
        reason=marked("The form of care is missing (vårdform)."),
        is_met=lambda unit: unit.has_care_form,
    ),
    Demand(
        code="coordinates",
        reason=marked("The coordinates are missing. Only a unit that is met at a distance alone can be without."),
        is_met=lambda unit: unit.has_coordinates or unit.is_digital,
    ),
    Demand(
        code="contact",
        reason=marked("There is neither a phone number nor a web address."),
        is_met=lambda unit: unit.has_contact,
    ),
)
"""In the order in which the editor reads them (records-identity-law 4, flow 3; e-services 7.3)."""

CLOSED = "closed"
REASONS = {CLOSED: marked("The unit has closed down.")} | {one.code: one.reason for one in DEMANDS}
"""Why a unit is not shown, by code, for whoever answers for the catalogue."""


def missing(facts: UnitFacts, /) -> list[Demand]:
    """The demands that are not met; an empty list means that the unit is shown."""
    return [one for one in DEMANDS if not one.is_met(facts)]
