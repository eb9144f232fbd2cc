"""A unit's page: everything that anybody may know of it, read live."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from ingang.foundation.care_units.catalogue import (
    Listed,
    contact_hours,
    listed,
    notices_now,
    unit_functions,
    unit_phones,
)
from ingang.foundation.care_units.models import (
    CareUnit,
    ContactHours,
    OpeningHours,
    TemporaryNotice,
    UnitFunction,
    UnitPage,
    UnitPhone,
)
from ingang.foundation.care_units.offered import UnitOffer, offered_on_the_web
from ingang.foundation.care_units.queries import (
    care_giver_names,
    care_unit,
    care_units_of,
    opening_hours,
    opening_states,
)
from ingang.foundation.care_units.rules import OpeningState
from ingang.kernel.periods import local_date
from ingang.services.care_finder.errors import UnitUnknown


@dataclass(frozen=True, kw_only=True)
class Contact:
    """A unit with everything that its page tells."""

    listed: Listed
    page: UnitPage
    state: OpeningState
    has_closed_down: bool
    notices: Sequence[TemporaryNotice]
    hours: Sequence[OpeningHours]
    other_hours: Mapping[str, Sequence[ContactHours]]
    phones: Sequence[UnitPhone]
    functions: Sequence[UnitFunction]
    on_the_web: Sequence[UnitOffer]
    care_giver: str
    related: Sequence[CareUnit]

    @property
    def unit(self) -> CareUnit:
        return self.listed.unit


def contact(*, unit: str, now: datetime) -> Contact:
    """The unit's page. Refuses a unit that there is not, and one of which something is missing.

    One that has closed down has its page still, which leads on to the related ones.
    """
    found = care_unit(hsa_id=unit)
    if found is None:
        raise UnitUnknown()
    today = local_date(now)
    one = listed(units=[found], on=today)[0]
    if not one.is_shown or one.page is None:
        raise UnitUnknown()
    has_closed = found.closed_on is not None and found.closed_on <= today
    return Contact(
        listed=one,
        page=one.page,
        state=opening_states(units=[found.hsa_id], now=now)[found.hsa_id],
        has_closed_down=has_closed,
        notices=() if has_closed else notices_now(unit=found.hsa_id, on=today),
        hours=opening_hours(unit=found.hsa_id),
        other_hours=contact_hours(unit=found.hsa_id),
        phones=unit_phones(unit=found.hsa_id),
        functions=unit_functions(units=[found.hsa_id]).get(found.hsa_id, ()),
        on_the_web=() if has_closed else offered_on_the_web(units=[found.hsa_id], now=now).get(found.hsa_id, ()),
        care_giver=care_giver_names(hsa_ids=frozenset({found.care_giver})).get(found.care_giver, ""),
        related=related_units(unit=found, page=one.page, now=now),
    )


def related_units(*, unit: CareUnit, page: UnitPage, now: datetime) -> list[CareUnit]:
    """The units that its page names, by name; those that are shown and have not closed down."""
    today = local_date(now)
    named = care_units_of(hsa_ids=frozenset(page.related) - {unit.hsa_id})
    rows = listed(units=[one for one in named if one.closed_on is None or one.closed_on > today], on=today)
    return [row.unit for row in rows if row.is_shown]
