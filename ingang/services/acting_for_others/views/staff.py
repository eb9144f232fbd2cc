"""Blocking a guardian, lifting a block, and a unit's decision for a guardian of a child of 13-15.

No address names a person: the chosen child stays in the browser's session, forms carry a mark of her, and guardians are
told apart by marks that mean nothing elsewhere.
"""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ingang.foundation.access.actions import open_person
from ingang.foundation.access.doors import staff
from ingang.foundation.access.errors import AccessRefused, MadeForAnother
from ingang.foundation.identity.requests import StaffRequest
from ingang.foundation.people.actions.guardians import (
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
from ingang.kernel.actor import PROTECTION_ADMIN
from ingang.kernel.errors import NotFound
from ingang.kernel.grant import Grant, Purpose
from ingang.kernel.periods import local_date
from ingang.services.acting_for_others.forms import BlockForm, DecisionForm, NumberForm

DESK, CHILD = "acting_for_others:desk", "acting_for_others:child"
KEPT = "guardians_of"


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
                request.session[KEPT] = str(found.id)
                return redirect(CHILD)
        except NotFound:
            found = None
        form.add_error("number", gettext("Your unit has no patient with this number."))
    return render(request, "acting_for_others/staff/find.html", {"form": form}, status=400 if form.errors else 200)


@require_safe
@staff()
def child(request: StaffRequest) -> HttpResponse:
    grant = _grant(request)
    return _child_page(request, grant) if grant else redirect(DESK)


@require_http_methods(["GET", "HEAD", "POST"])
@staff()
def block(request: StaffRequest) -> HttpResponse:
    """Blockera vårdnadshavare: one page that says what it does, one button, and it is done."""
    grant = _grant(request)
    chosen = _chosen(request, grant)
    if grant is None or chosen is None:
        return redirect(CHILD)
    form = BlockForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        block_guardian(grant=grant, guardian=chosen.person, reason=form.cleaned_data["reason"], now=request.now)
        return redirect(CHILD)
    shown = {
        "form": form,
        "guardian": chosen,
        "child": _name(grant),
        "mark": _mark(grant.person),
        "vem": _mark(grant.person, chosen.person),
    }
    return render(request, "acting_for_others/staff/block.html", shown, status=400 if form.errors else 200)


@require_POST
@staff()
def lift(request: StaffRequest) -> HttpResponse:
    """The first step asks; the second, a day later and by a protection administrator, lifts."""
    grant = _grant(request)
    chosen = _chosen(request, grant)
    if grant is None or chosen is None or chosen.block is None:
        return redirect(CHILD)
    try:
        act = lift_guardian_block if chosen.block.lift_asked_at else ask_to_lift_block
        act(grant=grant, guardian=chosen.person, now=request.now)
    except UnitDecision as error:
        return _child_page(request, grant, problem=gettext(error.sentence))
    return redirect(CHILD)


@require_http_methods(["GET", "HEAD", "POST"])
@staff()
def decide(request: StaffRequest) -> HttpResponse:
    """That a guardian may read the unit's part of the journal of a child of 13-15, or no longer may."""
    grant = _grant(request)
    chosen = _chosen(request, grant)
    if grant is None or chosen is None:
        return redirect(CHILD)
    form = DecisionForm(request.POST if "basis" in request.POST or "decide" in request.POST else None)
    try:
        if "end" in request.POST:
            end_guardian_access(grant=grant, guardian=chosen.person, now=request.now)
            return redirect(CHILD)
        if form.is_valid():
            basis = form.cleaned_data["basis"]
            decide_guardian_access(grant=grant, guardian=chosen.person, basis=basis, now=request.now)
            return redirect(CHILD)
    except UnitDecision as error:
        return _child_page(request, grant, problem=gettext(error.sentence))
    shown = {
        "form": form,
        "guardian": chosen,
        "child": _name(grant),
        "mark": _mark(grant.person),
        "vem": _mark(grant.person, chosen.person),
    }
    return render(request, "acting_for_others/staff/decide.html", shown, status=400 if form.errors else 200)


def _opened(request: StaffRequest, person: UUID) -> Grant:
    """The grant on a child at the unit. Another unit's patient looks like nobody; the refusal is recorded."""
    try:
        return open_person(actor=request.actor, person=person, kinds=(PERSON,), purpose=Purpose.CARE, now=request.now)
    except AccessRefused:
        raise NotFound() from None


def _grant(request: StaffRequest) -> Grant | None:
    """The grant on the child whom this browser chose; None where none is chosen.

    A form that was made for another child, in another window, is refused: nothing lands on the wrong one.
    """
    kept = request.session.get(KEPT)
    if not kept:
        return None
    person = UUID(kept)
    if request.method == "POST" and request.POST.get("barn", "") != _mark(person):
        raise MadeForAnother()
    return _opened(request, person)


def _chosen(request: StaffRequest, grant: Grant | None) -> GuardianState | None:
    """The guardian in the form or the address; None where none is named, NotFound for one who is none of hers."""
    asked = request.POST.get("vem", "") or request.GET.get("vem", "")
    if not asked or grant is None:
        return None
    states = guardian_states(grant=grant, now=request.now)
    found = next((one for one in states if _mark(grant.person, one.person) == asked), None)
    if found is None:
        raise NotFound()
    return found


def _mark(*persons: UUID) -> str:
    return salted_hmac("acting_for_others.guardian", "/".join(map(str, persons))).hexdigest()[:20]


def _child_page(request: StaffRequest, grant: Grant, *, problem: str = "") -> HttpResponse:
    one = known_person(id=grant.person)
    shown = {
        "child": _name(grant),
        "mark": _mark(grant.person),
        "guardians": [(one, _mark(grant.person, one.person)) for one in guardian_states(grant=grant, now=request.now)],
        "may_decide": is_of_decision_age(birth_date=one.birth_date if one else None, on=local_date(request.now)),
        "may_lift": PROTECTION_ADMIN in request.actor.roles,
        "problem": problem,
        "now": request.now,
    }
    return render(request, "acting_for_others/staff/child.html", shown, status=409 if problem else 200)


def _name(grant: Grant) -> str:
    one = known_person(id=grant.person)
    return one.name if one else ""
