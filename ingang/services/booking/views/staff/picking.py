"""The free times among which staff choose for somebody: a week of one kind, the same for whoever it is for."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext

from ingang.foundation.identity.requests import StaffRequest
from ingang.foundation.identity.signs import signs
from ingang.kernel.grant import Grant
from ingang.kernel.periods import local_date
from ingang.services.booking.forms import date_in_address
from ingang.services.booking.models import Appointment, Slot, TimeType
from ingang.services.booking.queries.callers import UnitWeek, free_times_of_unit
from ingang.services.booking.queries.kinds import types_of_unit
from ingang.services.booking.rules.weeks import last_week
from ingang.services.booking.views.addresses import asked
from ingang.services.booking.words import title_of
from ingang.ui.values import Link

ONE_DAY, ONE_WEEK = timedelta(days=1), timedelta(days=7)


@dataclass(frozen=True, kw_only=True)
class Picked:
    """What the reader has chosen: a kind of time and its free times, and where her form goes."""

    kind: TimeType | None
    kinds: list[TimeType]
    week: UnitWeek | None
    address: str


def times_page(
    request: StaffRequest, *, grant: Grant, moves: Appointment | None = None, problem: str = ""
) -> HttpResponse:
    """The page of free times for the grant's person; with `moves`, those to which her time may move."""
    address = (
        reverse("booking:move_booked", kwargs={"appointment": moves.id})
        if moves
        else reverse("booking:caller_times", kwargs={"person": grant.person})
    )
    picked = pick(request, address=address, only=str(moves.time_type) if moves else "")
    shown = {
        "person": signs(persons=frozenset({grant.person}), on=local_date(request.now)).get(grant.person),
        "moves": moves,
        "problem": problem,
        **picked_shown(picked, now=request.now),
    }
    return render(request, "booking/staff/caller_times.html", shown, status=409 if problem else 200)


def pick(request: StaffRequest, *, address: str, only: str = "") -> Picked:
    """The unit's kinds, the chosen one (the only one, when a time moves), and its free times."""
    kinds = types_of_unit(unit=request.grant.unit)
    wanted = only or asked(request, "typ")
    kind = next((one for one in kinds if str(one.id) == wanted), None if only else (kinds[0] if kinds else None))
    week = (
        free_times_of_unit(
            unit=request.grant.unit,
            time_type=kind.id,
            asked=date_in_address(asked(request, "vecka")),
            now=request.now,
        )
        if kind
        else None
    )
    return Picked(kind=kind, kinds=[] if only else kinds, week=week, address=address)


def picked_shown(picked: Picked, *, now: datetime) -> dict[str, object]:
    """The same for the template."""
    return {
        "kind": picked.kind,
        "kinds": [
            Link(title=title_of(one), url=_address(picked, one), current=one == picked.kind) for one in picked.kinds
        ],
        "days": _days(picked.week) if picked.week else [],
        "number": picked.week.monday.isocalendar().week if picked.week else 0,
        "several": len({slot.performer for slot in picked.week.slots}) > 1 if picked.week else False,
        "earliest": picked.week.earliest if picked.week else None,
        "moves_to": _moves(picked, now),
        "address": picked.address,
        "now": now,
    }


def _days(week: UnitWeek) -> list[tuple[date, list[Slot]]]:
    by_day = {day: list(slots) for day, slots in groupby(week.slots, key=lambda slot: local_date(slot.starts_at))}
    return [(day, by_day.get(day, [])) for day in (week.monday + number * ONE_DAY for number in range(7))]


def _moves(picked: Picked, now: datetime) -> list[Link]:
    """The week before and the week after, where there are such weeks."""
    if picked.week is None or picked.kind is None:
        return []
    monday, found = picked.week.monday, []
    if monday > local_date(now):
        found.append(Link(title=gettext("The week before"), url=_address(picked, picked.kind, monday - ONE_WEEK)))
    if monday < last_week(now=now):
        found.append(Link(title=gettext("The week after"), url=_address(picked, picked.kind, monday + ONE_WEEK)))
    return found


def _address(picked: Picked, kind: TimeType, week: date | None = None) -> str:
    chosen = {"typ": str(kind.id)} | ({"vecka": week.isoformat()} if week else {})
    return f"{picked.address}?{urlencode(chosen)}"
