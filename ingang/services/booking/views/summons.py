"""The resident's side of a kallelse: see it, confirm that it is seen, and choose a time once."""

from itertools import groupby
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from ingang.foundation.access.doors import residents
from ingang.foundation.identity.requests import ResidentRequest
from ingang.kernel.periods import local_date
from ingang.services.booking.actions.summonses import answer_summons, confirm_summons, read_summons
from ingang.services.booking.errors import (
    AlreadyOccupied,
    SummonsAnswered,
    SummonsClosed,
    SummonsUsed,
    TimeAlreadyTaken,
    TimeNotOffered,
    UnitHasClosed,
)
from ingang.services.booking.models import KIND, Slot
from ingang.services.booking.queries.offer import OfferedTime
from ingang.services.booking.queries.own import booked_time
from ingang.services.booking.queries.summonses import OwnSummons, own_summons, time_for, times_for
from ingang.services.booking.views.staff.parts import sentence
from ingang.services.booking.words import booked_rows, changing_sentences, offered_rows, summons_text
from ingang.ui.values import Day, Week
from ingang.ui.values import Slot as ShownTime

REFUSED = (AlreadyOccupied, SummonsClosed, SummonsUsed, TimeAlreadyTaken, TimeNotOffered, UnitHasClosed)


@require_http_methods(["GET", "HEAD", "POST"])
@residents(kinds=(KIND,))
def summons(request: ResidentRequest, summons: UUID) -> HttpResponse:
    if request.method == "POST":
        try:
            confirm_summons(grant=request.grant, summons=summons, now=request.now)
        except SummonsAnswered as error:
            return _page(request, own_summons(grant=request.grant, summons=summons, now=request.now), sentence(error))
        return redirect("booking:summons", summons=summons)
    read_summons(grant=request.grant, summons=summons, now=request.now)
    return _page(request, own_summons(grant=request.grant, summons=summons, now=request.now))


@require_http_methods(["GET", "HEAD", "POST"])
@residents(kinds=(KIND,))
def summons_time(request: ResidentRequest, summons: UUID, slot: UUID) -> HttpResponse:
    own = own_summons(grant=request.grant, summons=summons, now=request.now)
    if request.method == "POST":
        try:
            booked = answer_summons(grant=request.grant, summons=summons, slot=slot, now=request.now)
        except REFUSED as error:
            return _page(request, own_summons(grant=request.grant, summons=summons, now=request.now), sentence(error))
        return redirect("booking:receipt", appointment=booked.id)
    time = time_for(summons=own.summons, slot=slot, now=request.now)
    if time is None or not own.can_be_answered:
        return redirect("booking:summons", summons=summons)
    return render(request, "booking/summons_time.html", _time(request, own, time))


def _time(request: ResidentRequest, own: OwnSummons, time: Slot) -> dict[str, object]:
    offered = OfferedTime(unit=own.unit, time_type=own.time_type, slot=time)
    changing = changing_sentences(kind=own.time_type, starts_at=time.starts_at, now=request.now)
    return {"own": own, "rows": offered_rows(offered=offered, now=request.now), "changing": changing}


def _page(request: ResidentRequest, own: OwnSummons, problem: str = "") -> HttpResponse:
    free = times_for(summons=own.summons, now=request.now) if own.can_be_answered else []
    by_day = groupby(free, key=lambda slot: local_date(slot.starts_at))
    days = [Day(on=day, slots=[_shown(own, slot) for slot in slots]) for day, slots in by_day]
    shown = _given(request, own) | {
        "own": own,
        "text": summons_text(own.summons),
        "week": Week(title=gettext("Times to choose from"), days=days),
        "problem": problem,
        "now": request.now,
    }
    return render(request, "booking/summons.html", shown, status=409 if problem else 200)


def _given(request: ResidentRequest, own: OwnSummons) -> dict[str, object]:
    """The time that it gave or became, as it stands now, and what may be done with it."""
    if own.time is None:
        return {}
    booked = booked_time(grant=request.grant, appointment=own.time.id, now=request.now)
    starts_at = booked.appointment.starts_at
    return {
        "booked": booked,
        "rows": booked_rows(booked=booked, now=request.now),
        "changing": changing_sentences(kind=booked.time_type, starts_at=starts_at, now=request.now),
    }


def _shown(own: OwnSummons, slot: Slot) -> ShownTime:
    address = reverse("booking:summons_time", kwargs={"summons": own.summons.id, "slot": slot.id})
    return ShownTime(at=slot.starts_at, url=address)
