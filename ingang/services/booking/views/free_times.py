"""The page of free times: as a week and as a list, which are equal ways to the same times."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import groupby
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from ingang.foundation.care_units.models import CareUnit
from ingang.foundation.care_units.queries import care_unit
from ingang.foundation.entitlement.standing import tellable_needs
from ingang.foundation.identity.requests import ResidentRequest
from ingang.kernel.actor import Resident
from ingang.kernel.periods import local_date
from ingang.services.booking.access import KindsForHer
from ingang.services.booking.errors import (
    AlreadyOccupied,
    BookingError,
    NeedNotKnown,
    TimeAlreadyTaken,
    TimeNotOffered,
    TooManyOfAKind,
)
from ingang.services.booking.forms import date_in_address
from ingang.services.booking.models import Slot, TimeType
from ingang.services.booking.queries.calendar import FreeWeek, Wanted, free_page, free_week, performers_of
from ingang.services.booking.queries.moving import Movable
from ingang.services.booking.queries.waiting import is_line_open
from ingang.services.booking.rules.weeks import last_week
from ingang.services.booking.views.addresses import AS_LIST, EVERY_KIND, MESSAGE, Choice, asked
from ingang.services.booking.views.staff.parts import sentence
from ingang.services.booking.words import title_of
from ingang.ui.values import Cell, Day, Link, Table, Week
from ingang.ui.values import Slot as ShownTime
from ingang.ui.words import date_in_words

ONE_WEEK = timedelta(days=7)
WHY_BACK = {error.code: error.sentence for error in (TimeAlreadyTaken, TimeNotOffered, AlreadyOccupied)}

Kinds = dict[UUID, TimeType]


def free_times_page(
    request: ResidentRequest,
    *,
    choice: Choice,
    place: CareUnit,
    offer: KindsForHer,
    movable: Movable | None = None,
) -> HttpResponse:
    """The free times that fit the choice; a kind or a performer that is not there counts as no choice."""
    kinds = offer.kinds
    chosen = [kind for kind in kinds if str(kind.id) == choice.kind] or list(kinds)
    anybody = Wanted(unit=place.hsa_id, kinds=frozenset(kind.id for kind in chosen), ages=offer.ages)
    performers = performers_of(wanted=anybody, now=request.now)
    wanted = replace(anybody, performer=choice.performer) if choice.performer in dict(performers) else anybody
    shown = _chosen(request, choice, kinds, chosen) | {"unit": place, "movable": movable, "performers": performers}
    shown["refused"] = refused_kinds(request, place.hsa_id, offer)
    by_id = {kind.id: kind for kind in chosen}
    if choice.view == AS_LIST:
        return render(request, "booking/free_list.html", shown | _as_list(request, choice, wanted, by_id))
    return render(request, "booking/calendar.html", shown | _as_week(request, choice, wanted, by_id))


def not_for_her(request: ResidentRequest, unit: str, error: BookingError, *, status: int = 403) -> HttpResponse:
    """Why the time is not for her, or no longer there, the unit's phone number, and the way back to what is."""
    place = care_unit(hsa_id=unit)
    needs = frozenset({str(error.values["need"])}) if isinstance(error, NeedNotKnown) else frozenset[str]()
    tell = _where_to_tell(request, place.hsa_id, needs) if place and needs else {}
    shown = {"sentence": sentence(error), "unit": place, "tell": next(iter(tell.values()), "")}
    return render(request, "booking/not_for_her.html", shown, status=status)


def no_room(request: ResidentRequest, error: TooManyOfAKind, *, status: int = 409) -> HttpResponse:
    """She has as many times of the kind as she may have: why, and the way to those that she has."""
    return render(request, "booking/no_room.html", {"sentence": sentence(error)}, status=status)


def refused_kinds(request: ResidentRequest, unit: str, offer: KindsForHer) -> list[tuple[str, str, str]]:
    """The kinds that are not for her, by name, each with why, and where she can tell that one is."""
    asked_for = frozenset(kind.need for kind, error in offer.refused if isinstance(error, NeedNotKnown))
    tell = _where_to_tell(request, unit, asked_for) if asked_for else {}
    return [
        (title_of(kind), sentence(error), tell.get(kind.need, "") if isinstance(error, NeedNotKnown) else "")
        for kind, error in offer.refused
    ]


def _where_to_tell(request: ResidentRequest, unit: str, needs: frozenset[str]) -> dict[str, str]:
    """For each need that she may tell the unit of herself, the address; nobody tells it for another."""
    if not isinstance(request.actor, Resident):
        return {}
    tellable = needs & tellable_needs(grant=request.grant, unit=unit)
    return {need: reverse("booking:say_need", kwargs={"unit": unit, "need": need}) for need in tellable}


def _chosen(
    request: ResidentRequest, choice: Choice, kinds: Sequence[TimeType], chosen: Sequence[TimeType]
) -> dict[str, object]:
    why = WHY_BACK.get(asked(request, MESSAGE), "")
    return {
        "choice": choice,
        "kind": title_of(chosen[0]) if len(chosen) == 1 else "",
        "kinds": _kind_links(choice, kinds, chosen),
        "everybody": replace(choice, performer="").calendar(),
        "views": _view_links(choice),
        "why_back": gettext(why) if why else "",
        "now": request.now,
    }


def _as_week(request: ResidentRequest, choice: Choice, wanted: Wanted, kinds: Kinds) -> dict[str, object]:
    free = free_week(grant=request.grant, wanted=wanted, asked=date_in_address(choice.week), now=request.now)
    return {
        "week": _week(request, choice, free, kinds),
        "earliest": free.earliest,
        "earliest_address": choice.time(free.earliest.id) if free.earliest else "",
        "earliest_week": choice.week_of(free.earliest.starts_at) if free.earliest else "",
        "is_empty": not free.slots,
        "wait_address": "" if free.earliest or wanted.performer else _where_to_wait(request, choice, kinds),
    }


def _where_to_wait(request: ResidentRequest, choice: Choice, kinds: Kinds) -> str:
    """Where she stands in line for the one kind that has no free time; nothing where the region has no line."""
    unit = care_unit(hsa_id=choice.unit)
    if len(kinds) != 1 or choice.moves or unit is None or not is_line_open(region=unit.region, now=request.now):
        return ""
    return reverse("booking:wait", kwargs={"unit": choice.unit, "time_type": next(iter(kinds))})


def _as_list(request: ResidentRequest, choice: Choice, wanted: Wanted, kinds: Kinds) -> dict[str, object]:
    page = free_page(grant=request.grant, wanted=wanted, number=asked(request, "sida"), now=request.now)
    rows = [
        [
            Cell(text=date_in_words(value=slot.starts_at, now=request.now), url=choice.time(slot.id)),
            Cell(text=title_of(kinds[slot.time_type])),
            Cell(text=slot.performer_name),
        ]
        for slot in page.object_list
    ]
    columns = [gettext("Time"), gettext("What it is about"), gettext("You meet")]
    return {"page": page, "table": Table(caption=gettext("Free times"), columns=columns, rows=rows)}


def _kind_links(choice: Choice, kinds: Sequence[TimeType], chosen: Sequence[TimeType]) -> list[Link]:
    """The kinds of time to choose among; none where there is but one."""
    if len(kinds) == 1:
        return []
    titles = {EVERY_KIND: gettext("All kinds of time"), **{str(kind.id): title_of(kind) for kind in kinds}}
    current = str(chosen[0].id) if len(chosen) == 1 else EVERY_KIND
    return [
        Link(title=title, url=replace(choice, kind=code).calendar(), current=code == current)
        for code, title in titles.items()
    ]


def _view_links(choice: Choice) -> list[Link]:
    return [
        Link(title=gettext("Week"), url=replace(choice, view="").calendar(), current=choice.view != AS_LIST),
        Link(title=gettext("List"), url=replace(choice, view=AS_LIST).calendar(), current=choice.view == AS_LIST),
    ]


def _week(request: ResidentRequest, choice: Choice, free: FreeWeek, kinds: Kinds) -> Week:
    by_day = {day: list(slots) for day, slots in groupby(free.slots, key=lambda slot: local_date(slot.starts_at))}
    several = len({slot.performer for slot in free.slots}) > 1
    days = [free.monday + timedelta(days=number) for number in range(7)]
    before, after = free.monday - ONE_WEEK, free.monday + ONE_WEEK
    is_first, is_last = free.monday <= local_date(request.now), free.monday >= last_week(now=request.now)
    return Week(
        title=gettext("Week %(number)s") % {"number": free.monday.isocalendar().week},
        days=[Day(on=day, slots=[_shown(choice, one, kinds, several) for one in by_day.get(day, [])]) for day in days],
        earlier_url="" if is_first else replace(choice, week=before.isoformat()).calendar(),
        later_url="" if is_last else replace(choice, week=after.isoformat()).calendar(),
    )


def _shown(choice: Choice, slot: Slot, kinds: Kinds, several_performers: bool) -> ShownTime:
    what = title_of(kinds[slot.time_type]) if len(kinds) > 1 else ""
    whom = slot.performer_name if several_performers else ""
    return ShownTime(at=slot.starts_at, url=choice.time(slot.id), note=", ".join(part for part in (what, whom) if part))
