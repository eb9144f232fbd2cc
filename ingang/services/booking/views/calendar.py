"""Choosing a unit and a free time, and taking the time in hand."""

from datetime import timedelta
from itertools import groupby
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from ingang.foundation.access.doors import residents
from ingang.foundation.identity.requests import ResidentRequest
from ingang.foundation.people.queries import person
from ingang.kernel.periods import local_date
from ingang.services.booking.actions.holding import hold_time
from ingang.services.booking.errors import AlreadyOccupied, TimeAlreadyTaken, TimeNotOffered, TooManyOfAKind
from ingang.services.booking.forms import date_in_address
from ingang.services.booking.models import KIND, Slot, TimeType
from ingang.services.booking.queries.offer import find_units, offered_time, offered_types, offered_unit
from ingang.services.booking.queries.own import FreeWeek, free_week
from ingang.services.booking.rules.changing import last_moment_to_cancel
from ingang.services.booking.rules.weeks import last_week
from ingang.services.booking.views.addresses import MESSAGE, asked, back_to_calendar, calendar_address
from ingang.services.booking.words import cancelling_sentence, time_rows, title_of
from ingang.ui.values import Day, Link, Week
from ingang.ui.values import Slot as ShownTime

ONE_WEEK = timedelta(days=7)
UNITS_SHOWN = 50
WHY_BACK = {error.code: error.sentence for error in (TimeAlreadyTaken, TimeNotOffered, AlreadyOccupied)}


@require_safe
@residents(kinds=(KIND,))
def units(request: ResidentRequest) -> HttpResponse:
    words = asked(request, "sok")
    subject = person(id=request.grant.person)
    found = find_units(words=words, near=subject.municipality if subject else "", now=request.now)
    shown = {
        "units": found[:UNITS_SHOWN],
        "count": len(found),
        "words": words,
        "are_more": len(found) > UNITS_SHOWN,
    }
    return render(request, "booking/units.html", shown)


@require_safe
@residents(kinds=(KIND,))
def week(request: ResidentRequest, unit: str) -> HttpResponse:
    place = offered_unit(unit=unit, now=request.now)
    kinds = offered_types(unit=place.hsa_id)
    kind = next((one for one in kinds if str(one.id) == asked(request, "typ")), kinds[0])
    free = free_week(
        grant=request.grant,
        unit=place.hsa_id,
        time_type=kind.id,
        asked=date_in_address(asked(request, "vecka")),
        now=request.now,
    )
    why = WHY_BACK.get(asked(request, MESSAGE), "")
    shown = {
        "unit": place,
        "kind": title_of(kind),
        "kinds": [_kind_link(place.hsa_id, one, kind, free) for one in kinds],
        "week": _week(place.hsa_id, kind, free, request),
        "free": free,
        "first_address": _first_address(place.hsa_id, kind, free),
        "why_back": gettext(why) if why else "",
    }
    return render(request, "booking/calendar.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@residents(kinds=(KIND,))
def time(request: ResidentRequest, unit: str, slot: UUID) -> HttpResponse:
    if request.method == "POST":
        return _hold(request, unit, slot)
    offered = offered_time(unit=unit, slot=slot, now=request.now)
    starts_at, kind = offered.slot.starts_at, offered.time_type
    last = last_moment_to_cancel(starts_at=starts_at, hours_before=kind.cancel_until_hours)
    shown = {
        "rows": time_rows(
            kind=kind,
            unit=offered.unit,
            starts_at=starts_at,
            place=offered.slot.place,
            performer=offered.slot.performer_name,
            now=request.now,
        ),
        "cancelling": cancelling_sentence(last=last, now=request.now),
        "back": calendar_address(unit=unit, time_type=str(kind.id), week=local_date(starts_at).isoformat()),
    }
    return render(request, "booking/time.html", shown)


def _hold(request: ResidentRequest, unit: str, slot: UUID) -> HttpResponse:
    try:
        hold = hold_time(grant=request.grant, unit=unit, slot=slot, now=request.now)
    except (TimeAlreadyTaken, TimeNotOffered, AlreadyOccupied) as error:
        return back_to_calendar(unit=unit, slot_id=slot, error=error)
    except TooManyOfAKind as error:
        return render(request, "booking/no_room.html", {"sentence": gettext(error.sentence) % error.values}, status=409)
    return redirect("booking:check", hold=hold.id)


def _kind_link(unit: str, kind: TimeType, current: TimeType, free: FreeWeek) -> Link:
    return Link(
        title=title_of(kind),
        url=calendar_address(unit=unit, time_type=str(kind.id), week=free.monday.isoformat()),
        current=kind == current,
    )


def _week(unit: str, kind: TimeType, free: FreeWeek, request: ResidentRequest) -> Week:
    by_day = {day: list(slots) for day, slots in groupby(free.slots, key=lambda slot: local_date(slot.starts_at))}
    several = len({slot.performer for slot in free.slots}) > 1
    days = [free.monday + timedelta(days=number) for number in range(7)]
    before, after = free.monday - ONE_WEEK, free.monday + ONE_WEEK
    is_first, is_last = free.monday <= local_date(request.now), free.monday >= last_week(now=request.now)
    return Week(
        title=gettext("Week %(number)s") % {"number": free.monday.isocalendar().week},
        days=[Day(on=day, slots=[_shown(unit, slot, several) for slot in by_day.get(day, [])]) for day in days],
        earlier_url="" if is_first else calendar_address(unit=unit, time_type=str(kind.id), week=before.isoformat()),
        later_url="" if is_last else calendar_address(unit=unit, time_type=str(kind.id), week=after.isoformat()),
    )


def _shown(unit: str, slot: Slot, several_performers: bool) -> ShownTime:
    return ShownTime(
        at=slot.starts_at,
        url=reverse("booking:time", kwargs={"unit": unit, "slot": slot.id}),
        note=slot.performer_name if several_performers else "",
    )


def _first_address(unit: str, kind: TimeType, free: FreeWeek) -> str:
    if free.earliest is None or free.slots:
        return ""
    return calendar_address(unit=unit, time_type=str(kind.id), week=local_date(free.earliest).isoformat())
