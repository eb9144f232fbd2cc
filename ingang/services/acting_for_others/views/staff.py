"""Blocking a guardian, lifting a block, and a unit's decision for a guardian of a child of 13-15."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ingang.foundation.access.actions import open_person
from ingang.foundation.access.doors import staff
from ingang.foundation.access.errors import AccessRefused
from ingang.foundation.identity.requests import StaffRequest
from ingang.foundation.people.actions.guardians import (
    PROTECTION_ADMIN,
    ask_to_lift_block,
    block_guardian,
    decide_guardian_access,
    end_guardian_access,
    lift_guardian_block,
)
from ingang.foundation.people.errors import UnitDecision
from ingang.foundation.people.guardian_states import GuardianState, guardian_states
from ingang.foundation.people.part import PERSON
from ingang.foundation.people.queries import person as known_person
from ingang.foundation.people.queries import person_by_identifier
from ingang.foundation.people.rules import is_of_decision_age
from ingang.kernel.errors import NotFound
from ingang.kernel.grant import Grant, Purpose
from ingang.kernel.periods import local_date
from ingang.services.acting_for_others.forms import BlockForm, DecisionForm, NumberForm

CHILD = "acting_for_others:child"


@require_http_methods(["GET", "HEAD", "POST"])
@staff(kinds=(PERSON,))
def find(request: StaffRequest) -> HttpResponse:
    """Find a child at the unit by number; one whom the unit has no relation with looks like nobody."""
    today = local_date(request.now)
    form = NumberForm(request.POST if request.method == "POST" else None, today=today)
    if form.is_valid():
        found = person_by_identifier(identifier=form.cleaned_data["number"], on=today)
        try:
            if found is not None:
                _opened(request, found.id)
                return redirect(CHILD, person=found.id)
        except NotFound:
            found = None
        form.add_error("number", gettext("Your unit has no patient with this number."))
    return render(request, "acting_for_others/staff/find.html", {"form": form}, status=400 if form.errors else 200)


@require_safe
@staff()
def child(request: StaffRequest, person: UUID) -> HttpResponse:
    return _child_page(request, _opened(request, person))


@require_http_methods(["GET", "HEAD", "POST"])
@staff()
def block(request: StaffRequest, person: UUID) -> HttpResponse:
    """Blockera vårdnadshavare: one page that says what it does, one button, and it is done."""
    grant = _opened(request, person)
    chosen = _chosen(request, grant)
    if chosen is None:
        return redirect(CHILD, person=person)
    form = BlockForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        block_guardian(grant=grant, guardian=chosen.person, reason=form.cleaned_data["reason"], now=request.now)
        return redirect(CHILD, person=person)
    shown = {"form": form, "guardian": chosen, "child": _name(grant), "person": person}
    return render(request, "acting_for_others/staff/block.html", shown, status=400 if form.errors else 200)


@require_POST
@staff()
def lift(request: StaffRequest, person: UUID) -> HttpResponse:
    """The first step asks; the second, a day later and by a protection administrator, lifts."""
    grant = _opened(request, person)
    chosen = _chosen(request, grant)
    if chosen is None or chosen.block is None:
        return redirect(CHILD, person=person)
    try:
        act = lift_guardian_block if chosen.block.lift_asked_at else ask_to_lift_block
        act(grant=grant, guardian=chosen.person, now=request.now)
    except UnitDecision as error:
        return _child_page(request, grant, problem=gettext(error.sentence))
    return redirect(CHILD, person=person)


@require_http_methods(["GET", "HEAD", "POST"])
@staff()
def decide(request: StaffRequest, person: UUID) -> HttpResponse:
    """That a guardian may read the unit's part of the journal of a child of 13-15, or no longer may."""
    grant = _opened(request, person)
    chosen = _chosen(request, grant)
    if chosen is None:
        return redirect(CHILD, person=person)
    form = DecisionForm(request.POST if "basis" in request.POST or "decide" in request.POST else None)
    try:
        if "end" in request.POST:
            end_guardian_access(grant=grant, guardian=chosen.person, now=request.now)
            return redirect(CHILD, person=person)
        if form.is_valid():
            basis = form.cleaned_data["basis"]
            decide_guardian_access(grant=grant, guardian=chosen.person, basis=basis, now=request.now)
            return redirect(CHILD, person=person)
    except UnitDecision as error:
        return _child_page(request, grant, problem=gettext(error.sentence))
    shown = {"form": form, "guardian": chosen, "child": _name(grant), "person": person}
    return render(request, "acting_for_others/staff/decide.html", shown, status=400 if form.errors else 200)


def _opened(request: StaffRequest, person: UUID) -> Grant:
    """The grant on a child at the unit. Another unit's patient looks like nobody; the refusal is recorded."""
    try:
        return open_person(actor=request.actor, person=person, kinds=(PERSON,), purpose=Purpose.CARE, now=request.now)
    except AccessRefused:
        raise NotFound() from None


def _chosen(request: StaffRequest, grant: Grant) -> GuardianState | None:
    """The guardian in the form or the address; None where none is named, NotFound for one who is none of hers."""
    asked = request.POST.get("vem", "") or request.GET.get("vem", "")
    if not asked:
        return None
    found = next((one for one in guardian_states(grant=grant, now=request.now) if str(one.person) == asked), None)
    if found is None:
        raise NotFound()
    return found


def _child_page(request: StaffRequest, grant: Grant, *, problem: str = "") -> HttpResponse:
    one = known_person(id=grant.person)
    shown = {
        "child": _name(grant),
        "person": grant.person,
        "guardians": guardian_states(grant=grant, now=request.now),
        "may_decide": is_of_decision_age(birth_date=one.birth_date if one else None, on=local_date(request.now)),
        "may_lift": PROTECTION_ADMIN in request.actor.roles,
        "problem": problem,
        "now": request.now,
    }
    return render(request, "acting_for_others/staff/child.html", shown, status=409 if problem else 200)


def _name(grant: Grant) -> str:
    one = known_person(id=grant.person)
    return one.name if one else ""
