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
from ingang.foundation.consents.actions.incapacity import note_incapacity
from ingang.foundation.consents.errors import PeriodUnusable
from ingang.foundation.consents.part import CONSENT
from ingang.foundation.consents.queries import has_outer_block
from ingang.foundation.consents.rules import Asked, Clarified
from ingang.foundation.identity.requests import StaffRequest
from ingang.kernel.grant import Ground, Purpose
from ingang.services.journal.reading_across.forms import Choice, ConsentForm, GroundForm, IncapacityForm, ReasonForm
from ingang.services.journal.views.parts import CLINICAL
from ingang.services.journal.views.staff.parts import asks, of_patient, sentence, signs_of

GIVEN, GIVES_NOW = "given", "register_consent"
NOTED, NOTES_NOW = "noted", "incapacity"
RECORDED = {GIVEN: Ground.CONSENT, NOTED: Ground.LASTING_INCAPACITY}
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
        if chosen in RECORDED:
            return _recorded(request, person, RECORDED[chosen])
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


@require_http_methods(["GET", "HEAD", "POST"])
@staff()
@of_patient
def incapacity(request: StaffRequest, person: UUID) -> HttpResponse:
    grant = asks(request, person)
    form = IncapacityForm(request.POST if request.method == "POST" else None)
    is_possible = not _is_possible(request, person, Ground.CHILD_WITHOUT_CONSENT)
    if is_possible and form.is_valid():
        try:
            _note(request, person, form)
            return _recorded(request, person, Ground.LASTING_INCAPACITY)
        except PeriodUnusable as error:
            form.add_error("last_day", sentence(error))
    shown = {
        "form": form,
        "person": person,
        "signs": signs_of(request, grant),
        "is_possible": is_possible,
        "is_blocked": has_outer_block(grant=grant, now=request.now),
    }
    return render(request, "journal/staff/incapacity.html", shown, status=400 if form.errors else 200)


def _choices(request: StaffRequest, person: UUID) -> list[Choice]:
    """What the law has here: social care has no emergency, and only a child can be too young to be asked."""
    given = can_open_across(actor=request.actor, person=person, ground=Ground.CONSENT, now=request.now)
    noted = can_open_across(actor=request.actor, person=person, ground=Ground.LASTING_INCAPACITY, now=request.now)
    is_child = _is_possible(request, person, Ground.CHILD_WITHOUT_CONSENT)
    choices = [
        (GIVEN, gettext("The patient has consented already, and it is registered"), given),
        (GIVES_NOW, gettext("The patient consents now"), True),
        ("child", gettext("A child who can not consent"), is_child),
        (NOTED, gettext("The patient lastingly can not consent, and it is noted"), noted),
        (NOTES_NOW, gettext("The patient lastingly can not consent"), not is_child and not noted),
        ("emergency", gettext("An emergency"), _is_possible(request, person, Ground.EMERGENCY)),
    ]
    return [(code, words) for code, words, is_there in choices if is_there]


def _is_possible(request: StaffRequest, person: UUID, why: Ground) -> bool:
    return can_open_across(actor=request.actor, person=person, ground=why, reason=FOR_EXAMPLE[why], now=request.now)


def _note(request: StaffRequest, person: UUID, form: IncapacityForm) -> None:
    grant = open_person(actor=request.actor, person=person, kinds=(CONSENT,), purpose=Purpose.CARE, now=request.now)
    how, asked = Clarified(form.cleaned_data["how"]), Asked(form.cleaned_data["asked"])
    note_incapacity(grant=grant, how=how, asked=asked, until=form.until(), now=request.now)


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
