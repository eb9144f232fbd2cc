"""A unit's page: everything that anybody may know of it, read live."""

from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from ingang.foundation.care_units.catalogue import (
    Listed,
    ListedOffer,
    contact_hours,
    listed,
    notices_now,
    unit_functions,
    unit_phones,
)
from ingang.foundation.care_units.models import (
    CareUnit,
    ContactHours,
    Offer,
    OpeningException,
    OpeningHours,
    Source,
    TemporaryNotice,
    UnitFunction,
    UnitPage,
    UnitPhone,
)
from ingang.foundation.care_units.offered import UnitOffer, offered_on_the_web
from ingang.foundation.care_units.offering import OfferState
from ingang.foundation.care_units.queries import (
    care_giver_names,
    care_unit,
    care_units_of,
    opening_exceptions,
    opening_hours,
    opening_states,
)
from ingang.foundation.care_units.rules import OpeningState
from ingang.foundation.care_units.saying import NOTICE, OFFER_DAYS, PAGE_FIELDS
from ingang.kernel.periods import local_date
from ingang.services.care_finder.errors import UnitUnknown

AHEAD = timedelta(days=60)
"""So long ahead days with other hours are told."""


@dataclass(frozen=True, kw_only=True)
class Contact:
    """A unit with everything that its page tells."""

    listed: Listed
    page: UnitPage
    state: OpeningState
    has_closed_down: bool
    notices: Sequence[TemporaryNotice]
    hours: Sequence[OpeningHours]
    exceptions: Sequence[OpeningException]
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
    found = own_contact(unit=unit, now=now)
    if not found.listed.is_shown:
        raise UnitUnknown()
    return found


def own_contact(*, unit: str, now: datetime) -> Contact:
    """The unit's page as its editors see it, also while something is missing. Refuses a unit without a page."""
    found = care_unit(hsa_id=unit)
    if found is None:
        raise UnitUnknown()
    today = local_date(now)
    one = listed(units=[found], on=today)[0]
    if one.page is None:
        raise UnitUnknown()
    has_closed = found.closed_on is not None and found.closed_on <= today
    return Contact(
        listed=one,
        page=one.page,
        state=opening_states(units=[found.hsa_id], now=now)[found.hsa_id],
        has_closed_down=has_closed,
        notices=() if has_closed else notices_now(unit=found.hsa_id, on=today),
        hours=opening_hours(unit=found.hsa_id),
        exceptions=opening_exceptions(unit=found.hsa_id, first=today, last=today + AHEAD),
        other_hours=contact_hours(unit=found.hsa_id),
        phones=unit_phones(unit=found.hsa_id),
        functions=unit_functions(units=[found.hsa_id]).get(found.hsa_id, ()),
        on_the_web=() if has_closed else offered_on_the_web(units=[found.hsa_id], now=now).get(found.hsa_id, ()),
        care_giver=care_giver_names(hsa_ids=frozenset({found.care_giver})).get(found.care_giver, ""),
        related=related_units(unit=found, page=one.page, now=now),
    )


def saying_of_itself(*, found: Contact, said: Mapping[str, Any], on: date) -> Contact:
    """The page as it would be if the unit said this of itself; nothing is saved."""
    page = copy(found.page)
    for name in PAGE_FIELDS:
        setattr(page, name, said[name])
    page.checked_on = on
    others = [one for one in found.notices if one.source != Source.UNIT]
    first, last, text = said[NOTICE] or ("", "", "")
    if text:
        first_day, last_day = date.fromisoformat(first), date.fromisoformat(last)
        others.append(TemporaryNotice(source=Source.UNIT, text=text, first_day=first_day, last_day=last_day))
    return replace(found, page=page, notices=others)


def saying_of_offer(*, found: Contact, code: str, said: Mapping[str, Any]) -> Contact:
    """The page as it would be if the unit said this of an offer and it were shown; nothing is saved."""
    days = {name: date.fromisoformat(said[name]) for name in OFFER_DAYS if said[name]}
    offer = Offer(unit=found.unit.hsa_id, code=code, **{**said, **days})
    others = [one for one in found.listed.offers if one.offer.code != code]
    shown = ListedOffer(offer=offer, state=OfferState.ACTIVE, is_paid=True)
    return replace(found, listed=replace(found.listed, offers=(shown, *others)))


def related_units(*, unit: CareUnit, page: UnitPage, now: datetime) -> list[CareUnit]:
    """The units that its page names, by name; those that are shown and have not closed down."""
    today = local_date(now)
    named = care_units_of(hsa_ids=frozenset(page.related) - {unit.hsa_id})
    rows = listed(units=[one for one in named if one.closed_on is None or one.closed_on > today], on=today)
    return [row.unit for row in rows if row.is_shown]
