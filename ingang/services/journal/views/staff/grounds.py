"""On what ground: one decision on each page, nothing chosen beforehand, and only what the law has."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from ingang.foundation.access.actions import open_person
from ingang.foundation.access.doors import staff
from ingang.foundation.access.grounds import record_ground
from ingang.foundation.access.rules import Reason
from ingang.foundation.access.weighing import can_open_across
from ingang.foundation.consents.actions.consents import register_consent
from ingang.foundation.consents.errors import PeriodUnusable
from ingang.foundation.consents.part import CONSENT
from ingang.foundation.identity.requests import StaffRequest
from ingang.kernel.grant import Ground, Purpose
from ingang.services.journal.reading_across.forms import Choice, ConsentForm, GroundForm, ReasonForm
from ingang.services.journal.views.parts import CLINICAL
from ingang.services.journal.views.staff.parts import asks, of_patient, sentence, signs_of

GIVEN, GIVES_NOW = "given", "register_consent"
# One of the reasons of each ground, to find out whether the ground can be had at all.
FOR_EXAMPLE = {Ground.CHILD_WITHOUT_CONSENT: Reason.CHILD_TOO_YOUNG, Ground.EMERGENCY: Reason.UNCONSCIOUS}


@require_http_methods(["GET", "HEAD", "POST"])
@staff()
@of_patient
def ground(request: StaffRequest, person: UUID) -> HttpResponse:
    grant = asks(request, person)
    form = GroundForm(request.POST if request.method == "POST" else None, choices=_choices(request, person))
    if form.is_valid():
        chosen = form.cleaned_data["ground"]
        if chosen == GIVEN:
            return _recorded(request, person, Ground.CONSENT)
        return redirect(f"journal:{chosen}", person=person)
    shown = {"form": form, "person": person, "signs": signs_of(request, grant)}
    return render(request, "journal/staff/ground.html", shown, status=400 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@staff()
@of_patient
def consent(request: StaffRequest, person: UUID) -> HttpResponse:
    grant = asks(request, person)
    form = ConsentForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            _register(request, person, form)
            return _recorded(request, person, Ground.CONSENT)
        except PeriodUnusable as error:
            form.add_error("last_day", sentence(error))
    shown = {"form": form, "person": person, "signs": signs_of(request, grant)}
    return render(request, "journal/staff/consent.html", shown, status=400 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@staff()
@of_patient
def without_consent(request: StaffRequest, person: UUID, why: Ground) -> HttpResponse:
    grant = asks(request, person)
    form = ReasonForm(request.POST if request.method == "POST" else None, ground=why)
    if form.is_valid():
        return _recorded(request, person, why, form.cleaned_data["reason"])
    shown = {
        "form": form,
        "person": person,
        "signs": signs_of(request, grant),
        "is_emergency": why is Ground.EMERGENCY,
        "is_possible": _is_possible(request, person, why),
    }
    return render(request, "journal/staff/without_consent.html", shown, status=400 if form.errors else 200)


def _choices(request: StaffRequest, person: UUID) -> list[Choice]:
    """What the law has here: social care has no emergency, and only a child can be too young to be asked."""
    given = can_open_across(actor=request.actor, person=person, ground=Ground.CONSENT, now=request.now)
    choices = [
        (GIVEN, gettext("The patient has consented already, and it is registered"), given),
        (GIVES_NOW, gettext("The patient consents now"), True),
        ("child", gettext("A child who can not consent"), _is_possible(request, person, Ground.CHILD_WITHOUT_CONSENT)),
        ("emergency", gettext("An emergency"), _is_possible(request, person, Ground.EMERGENCY)),
    ]
    return [(code, words) for code, words, is_there in choices if is_there]


def _is_possible(request: StaffRequest, person: UUID, why: Ground) -> bool:
    return can_open_across(actor=request.actor, person=person, ground=why, reason=FOR_EXAMPLE[why], now=request.now)


def _register(request: StaffRequest, person: UUID, form: ConsentForm) -> None:
    grant = open_person(actor=request.actor, person=person, kinds=(CONSENT,), purpose=Purpose.CARE, now=request.now)
    only_me = form.cleaned_data["whom"] == "me"
    register_consent(grant=grant, until=form.until(), only_me=only_me, now=request.now)


def _recorded(request: StaffRequest, person: UUID, why: Ground, reason: str = "") -> HttpResponse:
    record_ground(
        actor=request.actor,
        log_in=request.log_in.id,
        person=person,
        kinds=(CLINICAL,),
        ground=why,
        reason=reason,
        now=request.now,
    )
    return redirect("journal:others", person=person)
