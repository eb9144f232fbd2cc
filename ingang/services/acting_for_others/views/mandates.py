"""Powers of attorney: asking somebody, answering, narrowing and ending. Each counts from the next request."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from ingang.foundation.access.doors import residents
from ingang.foundation.identity.requests import ResidentRequest
from ingang.foundation.people.actions.mandates import narrow_mandate, revoke_mandate
from ingang.foundation.people.actions.offers import (
    accept_offer,
    check_can_offer,
    decline_offer,
    offer_mandate,
    withdraw_offer,
)
from ingang.foundation.people.errors import MandateRefused
from ingang.foundation.people.part import PERSON
from ingang.kernel.errors import NotFound
from ingang.kernel.periods import local_date
from ingang.services.acting_for_others.forms import NarrowForm, OmbudForm
from ingang.services.acting_for_others.queries.mandates import Question, kind_choices, my_mandate, questions_to

MINE = "acting_for_others:mine"
FIELDS = ("number", "family_name", "kinds", "valid_until_0", "valid_until_1", "valid_until_2")
"""What the check page carries on, as it was filled in."""


@require_http_methods(["GET", "HEAD", "POST"])
@residents(kinds=(PERSON,), own_only=True)
def ask(request: ResidentRequest) -> HttpResponse:
    """Whom, for what, how long; then the answers to check; then the question is put."""
    check_can_offer(grant=request.grant, now=request.now)
    is_sent = request.method == "POST"
    today = local_date(request.now)
    form = OmbudForm(request.POST if is_sent else None, today=today, kinds=kind_choices())
    if not form.is_valid() or "change" in request.POST:
        return _form(request, "ask", form)
    if "confirm" not in request.POST:
        titles = dict(kind_choices())
        kept = [(name, value) for name in FIELDS for value in request.POST.getlist(name)]
        shown = {"form": form, "chosen": [titles[one] for one in form.cleaned_data["kinds"]], "kept": kept}
        return render(request, "acting_for_others/mandates/check.html", shown)
    told = {name: form.cleaned_data[name] for name in ("family_name", "kinds", "valid_until")}
    try:
        offer_mandate(grant=request.grant, identifier=form.cleaned_data["number"], now=request.now, **told)
    except MandateRefused as error:
        form.add_error(None, gettext(error.sentence))
        return _form(request, "ask", form)
    return redirect(MINE)


@require_http_methods(["GET", "HEAD", "POST"])
@residents(kinds=(PERSON,), own_only=True)
def answer(request: ResidentRequest, offer: UUID) -> HttpResponse:
    """Somebody asks the reader to be her ombud: yes or no."""
    question = _question(request, offer)
    if request.method == "POST" and {"yes", "no"} & set(request.POST):
        act = accept_offer if "yes" in request.POST else decline_offer
        act(grant=request.grant, offer=offer, now=request.now)
        return redirect("acting_for_others:start")
    return render(request, "acting_for_others/mandates/answer.html", {"question": question})


@require_POST
@residents(kinds=(PERSON,), own_only=True)
def withdraw(request: ResidentRequest, offer: UUID) -> HttpResponse:
    withdraw_offer(grant=request.grant, offer=offer, now=request.now)
    return redirect(MINE)


@require_http_methods(["GET", "HEAD", "POST"])
@residents(kinds=(PERSON,), own_only=True)
def narrow(request: ResidentRequest, mandate: UUID) -> HttpResponse:
    """Fewer things, or sooner over. Wider takes a new one."""
    mine = my_mandate(person=request.grant.person, mandate=mandate, on=local_date(request.now))
    if mine is None:
        raise NotFound()
    held = [(code, title) for code, title in kind_choices() if code in mine.kinds]
    initial = {"kinds": list(mine.kinds), "valid_until": mine.valid_until}
    form = NarrowForm(request.POST if request.method == "POST" else None, kinds=held, initial=initial)
    if form.is_valid():
        try:
            narrow_mandate(grant=request.grant, mandate=mandate, now=request.now, **form.cleaned_data)
            return redirect(MINE)
        except MandateRefused:
            form.add_error("valid_until", gettext("Choose a day from tomorrow until the day it ends now."))
    return _form(request, "narrow", form, mandate=mine)


@require_POST
@residents(kinds=(PERSON,), own_only=True)
def revoke(request: ResidentRequest, mandate: UUID) -> HttpResponse:
    revoke_mandate(grant=request.grant, mandate=mandate, now=request.now)
    return redirect(MINE)


def _question(request: ResidentRequest, offer: UUID) -> Question:
    found = next(
        (one for one in questions_to(person=request.grant.person, now=request.now) if one.offer == offer), None
    )
    if found is None:
        raise NotFound()
    return found


def _form(request: ResidentRequest, name: str, form: OmbudForm | NarrowForm, **more: object) -> HttpResponse:
    status = 400 if form.errors and "change" not in request.POST else 200
    return render(request, f"acting_for_others/mandates/{name}.html", {"form": form, **more}, status=status)
