"""For whom a kind of time is: the one answer behind every list, page and refusal."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ingang.foundation.entitlement.rules import Standing
from ingang.kernel.periods import birthday
from ingang.services.booking.errors import (
    ApprovalNeeded,
    BirthDateUnknown,
    ListingNeeded,
    NeedNotKnown,
    NotEntitled,
    NotShownToHer,
    TooOld,
    TooYoung,
)


@dataclass(frozen=True, kw_only=True)
class Terms:
    """Whom a unit says that a kind of time is for; see KindColumns.

    `given_as` is the kind's id where the unit gives it to named persons alone. `is_called`: the unit has called her
    itself, and asks nothing more. `is_by_unit`: its staff book, so for whom its e-services are shown does not count.
    """

    age_from: int | None = None
    age_until: int | None = None
    requires_approval: bool = False
    requires_listing: bool = False
    need: str = ""
    given_as: UUID | None = None
    is_called: bool = False
    is_by_unit: bool = False

    @property
    def asks_age(self) -> bool:
        """Whether the birth date of the person has to be known."""
        return self.age_from is not None or self.age_until is not None


@dataclass(frozen=True, kw_only=True)
class Ages:
    """The days on which a person is of the right age: from the first, until the end; None is no limit."""

    first: date | None = None
    end: date | None = None


def right_ages(*, terms: Terms, birth_date: date) -> Ages:
    """When somebody born then is of the kind's ages, which are in full years with the end excluded."""
    return Ages(
        first=None if terms.age_from is None else birthday(birth_date, age=terms.age_from),
        end=None if terms.age_until is None else birthday(birth_date, age=terms.age_until),
    )


def why_never(*, terms: Terms, standing: Standing) -> NotEntitled | None:
    """Why the kind is not for her here on any day; None when the day decides.

    First whether she sees it at all: the unit is open for her, or has given her the kind by name (e-services 1.3).
    """
    if terms.is_called:
        return None
    if not (terms.is_by_unit or _is_shown(terms, standing)):
        return NotShownToHer()
    if terms.requires_approval and not standing.is_approved:
        return ApprovalNeeded()
    if terms.requires_listing and not standing.is_listed:
        return ListingNeeded()
    if terms.need and terms.need not in standing.needs:
        return NeedNotKnown(need=terms.need)
    return BirthDateUnknown() if terms.asks_age and standing.birth_date is None else None


def why_not(*, terms: Terms, standing: Standing, on: date) -> NotEntitled | None:
    """Why a time of the kind on the day is not for her; None when it is (e-services 3.4, 8.1)."""
    never = why_never(terms=terms, standing=standing)
    if never or standing.birth_date is None:
        return never
    ages = right_ages(terms=terms, birth_date=standing.birth_date)
    if ages.first and on < ages.first:
        return TooYoung(age=terms.age_from)
    return TooOld(age=terms.age_until) if ages.end and on >= ages.end else None


def why_not_within(*, terms: Terms, standing: Standing, first: date, last: date) -> NotEntitled | None:
    """Why the kind is not for her on any day from the first to the last; None when it is on one of them."""
    late = why_not(terms=terms, standing=standing, on=first)
    return why_not(terms=terms, standing=standing, on=last) if isinstance(late, TooYoung) else late


def _is_shown(terms: Terms, standing: Standing) -> bool:
    return terms.given_as in standing.allotted if terms.given_as else standing.is_let_in
