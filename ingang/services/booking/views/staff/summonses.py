"""The unit's kallelser: the list by where they stand, one with its story, writing one, and taking it back."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from uuid6 import uuid7

from ingang.foundation.access.doors import staff
from ingang.foundation.identity.requests import StaffRequest
from ingang.foundation.identity.signs import signs
from ingang.kernel.grant import Grant
from ingang.kernel.periods import local_date
from ingang.services.booking.access import BOOKERS, can_book_for_others, find_caller, open_caller
from ingang.services.booking.actions.calling import send_open_summons, send_timed_summons, withdraw_summons
from ingang.services.booking.errors import (
    AlreadyOccupied,
    BookingError,
    CallerUnknown,
    SummonsAnswered,
    TimeAlreadyTaken,
    TimeNotOffered,
    TimeTypeUnknown,
    UnitHasClosed,
)
from ingang.services.booking.forms_staff.callers import CallerForm, uuid_in
from ingang.services.booking.forms_staff.summonses import ONE_DAY, SummonsForm
from ingang.services.booking.models import KIND, Summons
from ingang.services.booking.queries.callers import time_of_unit
from ingang.services.booking.queries.kinds import types_of_unit
from ingang.services.booking.queries.offer import OfferedTime
from ingang.services.booking.queries.summonses import SentSummons, Stage, sent_summons, sent_summonses
from ingang.services.booking.rules.summonses import USUAL_VALIDITY
from ingang.services.booking.summons_words import STAGES, preview_rows, story, summons_rows
from ingang.services.booking.views.addresses import asked
from ingang.services.booking.views.staff.parts import sentence, staff_tabs
from ingang.services.booking.views.staff.picking import pick, picked_shown
from ingang.ui.values import Link

NOT_SENT = (AlreadyOccupied, TimeAlreadyTaken, TimeNotOffered, TimeTypeUnknown, UnitHasClosed)


@require_safe
@staff(kinds=(KIND,))
def summonses(request: StaffRequest) -> HttpResponse:
    wanted = asked(request, "lage")
    stage = Stage(wanted) if wanted in set(Stage) else Stage.WAITING
    page, lines = sent_summonses(grant=request.grant, stage=stage, number=asked(request, "sida"), now=request.now)
    address = reverse("booking:summonses")
    shown = {
        "page": page,
        "lines": lines,
        "stages": [
            Link(title=gettext(title), url=f"{address}?lage={one}", current=one is stage)
            for one, title in STAGES.items()
        ],
        "may_call": can_book_for_others(actor=request.actor),
        "tabs": staff_tabs(request, "summonses"),
        "now": request.now,
    }
    return render(request, "booking/staff/summonses.html", shown)


@require_safe
@staff(kinds=(KIND,))
def summons(request: StaffRequest, summons: UUID) -> HttpResponse:
    return _page(request, sent_summons(grant=request.grant, summons=summons, now=request.now))


@require_POST
@staff(kinds=(KIND,), roles=BOOKERS)
def withdraw(request: StaffRequest, summons: UUID) -> HttpResponse:
    found = sent_summons(grant=request.grant, summons=summons, now=request.now)
    grant = open_caller(actor=request.actor, person=found.summons.person, now=request.now)
    try:
        withdraw_summons(grant=grant, summons=summons, now=request.now)
    except SummonsAnswered as error:
        return _page(request, found, problem=error)
    return redirect("booking:sent_summons", summons=summons)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(kinds=(KIND,), roles=BOOKERS)
def new(request: StaffRequest) -> HttpResponse:
    form = CallerForm(request.POST if request.method == "POST" else None, today=local_date(request.now))
    asks_why = False
    if form.is_valid():
        number, reason = form.cleaned_data["number"], form.cleaned_data["reason"]
        try:
            grant = find_caller(actor=request.actor, number=number, reason=reason, now=request.now)
            return redirect("booking:write_summons", person=grant.person)
        except CallerUnknown as error:
            asks_why = True
            form.add_error("number", sentence(error))
    shown = {"form": form, "asks_why": asks_why, "calls": True, "tabs": staff_tabs(request, "summonses")}
    return render(request, "booking/staff/caller.html", shown, status=400 if form.errors else 200)


@require_safe
@staff(kinds=(KIND,), roles=BOOKERS)
def choose_time(request: StaffRequest, person: UUID) -> HttpResponse:
    grant = open_caller(actor=request.actor, person=person, now=request.now)
    address = reverse("booking:summons_times", kwargs={"person": person})
    shown = {
        "person": _signs(request, grant),
        "write": reverse("booking:write_summons", kwargs={"person": person}),
        **picked_shown(pick(request, address=address), now=request.now),
    }
    return render(request, "booking/staff/summons_times.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(kinds=(KIND,), roles=BOOKERS)
def write(request: StaffRequest, person: UUID) -> HttpResponse:
    grant = open_caller(actor=request.actor, person=person, now=request.now)
    slot = uuid_in(request.POST.get("slot", "") or asked(request, "tid"))
    try:
        offered = time_of_unit(unit=request.actor.unit, slot=slot, now=request.now) if slot else None
    except (TimeNotOffered, UnitHasClosed) as error:
        return _write_page(request, grant, _form(request, None), None, problem=error)
    form = _form(request, offered)
    if not form.is_valid() or "confirm" not in request.POST:
        return _write_page(request, grant, form, offered)
    try:
        sent = _sent(request, grant, form, offered)
    except NOT_SENT as error:
        return _write_page(request, grant, form, offered, problem=error)
    return redirect("booking:sent_summons", summons=sent.id)


def _sent(request: StaffRequest, grant: Grant, form: SummonsForm, offered: OfferedTime | None) -> Summons:
    what = {"summons": form.cleaned_data["summons"], "person": grant.person, "unit": request.actor.unit}
    if offered:
        return send_timed_summons(
            grant=grant, slot=offered.slot.id, answer_by=form.valid_until, wording=form.wording, now=request.now, **what
        )
    return send_open_summons(
        grant=grant,
        time_type=form.kind,
        valid_until=form.valid_until or local_date(request.now) + USUAL_VALIDITY,
        wording=form.wording,
        now=request.now,
        **what,
    )


def _form(request: StaffRequest, offered: OfferedTime | None) -> SummonsForm:
    today = local_date(request.now)
    start: dict[str, object] = {"summons": uuid7(), "slot": offered.slot.id if offered else None}
    start |= {} if offered else {"last_day": today + USUAL_VALIDITY - ONE_DAY}
    written = request.POST if request.method == "POST" else None
    kinds = types_of_unit(unit=request.grant.unit)
    return SummonsForm(written, initial=start, kinds=kinds, has_time=offered is not None, today=today)


def _write_page(
    request: StaffRequest,
    grant: Grant,
    form: SummonsForm,
    offered: OfferedTime | None,
    *,
    problem: BookingError | None = None,
) -> HttpResponse:
    is_looked_at = form.is_bound and form.is_valid()
    shown = {
        "form": form,
        "person": _signs(request, grant),
        "open_instead": reverse("booking:write_summons", kwargs={"person": grant.person}),
        "offered": offered,
        "preview": preview_rows(form=form, grant=grant, offered=offered, now=request.now) if is_looked_at else (),
        "times": reverse("booking:summons_times", kwargs={"person": grant.person}),
        "problem": sentence(problem) if problem else "",
        "now": request.now,
    }
    status = 409 if problem else 400 if form.errors else 200
    return render(request, "booking/staff/write_summons.html", shown, status=status)


def _page(request: StaffRequest, found: SentSummons, *, problem: BookingError | None = None) -> HttpResponse:
    shown = {
        "found": found,
        "row": found.summons,
        "rows": summons_rows(found=found, now=request.now),
        "story": story(found.summons),
        "may_withdraw": found.can_be_withdrawn and can_book_for_others(actor=request.actor),
        "problem": sentence(problem) if problem else "",
        "now": request.now,
    }
    return render(request, "booking/staff/summons.html", shown, status=409 if problem else 200)


def _signs(request: StaffRequest, grant: Grant) -> object:
    return signs(persons=frozenset({grant.person}), on=local_date(request.now)).get(grant.person)
