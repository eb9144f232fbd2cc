"""The settings page, and what a person says of herself."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from ingang.foundation.access.doors import residents
from ingang.foundation.access.viewer import reached_by, resident_entries
from ingang.foundation.identity.requests import ResidentRequest
from ingang.foundation.people.actions.needs import choose_name, state_needs
from ingang.foundation.people.actions.safe_contact import state_safe_contact
from ingang.foundation.people.needs import communication_parts, communication_text
from ingang.foundation.people.part import NEEDS, PERSON, SAFETY
from ingang.foundation.people.queries import contact_ways, needs_of, own_safe_way, person
from ingang.kernel.actor import Resident
from ingang.kernel.errors import Refused
from ingang.services.my_settings.forms import NameForm, NeedsForm, SafetyForm

CALENDARS = "booking:calendars"


@require_safe
@residents(kinds=(PERSON, NEEDS))
def start(request: ResidentRequest) -> HttpResponse:
    ways = {way.channel: way for way in contact_ways(grant=request.grant)}
    entries = resident_entries(reached=reached_by(actor=request.actor, now=request.now))
    shown = {
        "sms": ways.get("sms"),
        "mail": ways.get("mail"),
        "is_own": isinstance(request.actor, Resident),
        "has_calendars": CALENDARS in {entry.address for entry in entries},
    }
    return render(request, "my_settings/start.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@residents(kinds=(NEEDS,))
def needs(request: ResidentRequest) -> HttpResponse:
    known = needs_of(grant=request.grant)
    codes, note = communication_parts(communication=known.communication)
    before = {"language": known.language, "interpreter_language": known.interpreter_language}
    form = NeedsForm(request.POST or None, initial={**before, "communication": codes, "note": note})
    if form.is_valid():
        told = form.cleaned_data
        try:
            text = communication_text(codes=told["communication"], note=told["note"])
            chosen = {name: told[name] for name in before}
            state_needs(grant=request.grant, **chosen, communication=text, now=request.now)
            return redirect("my_settings:start")
        except Refused as error:
            form.add_error("note", gettext(error.sentence) % error.values)
    return _page(request, form, gettext("Language and needs"), gettext("This follows your booked times and calls."))


@require_http_methods(["GET", "HEAD", "POST"])
@residents(kinds=(NEEDS,), own_only=True)
def name(request: ResidentRequest) -> HttpResponse:
    known = person(id=request.grant.person)
    before = {"chosen_name": known.chosen_name, "pronoun": known.pronoun} if known else {}
    form = NameForm(request.POST if request.method == "POST" else None, initial=before)
    if form.is_valid():
        try:
            choose_name(grant=request.grant, **form.cleaned_data, now=request.now)
            return redirect("my_settings:start")
        except Refused as error:
            form.add_error("chosen_name", gettext(error.sentence))
    lead = gettext("Staff see it beside the name in the population register.")
    return _page(request, form, gettext("What should we call you?"), lead)


@require_http_methods(["GET", "HEAD", "POST"])
@residents(kinds=(SAFETY,))
def safety(request: ResidentRequest) -> HttpResponse:
    known = own_safe_way(grant=request.grant)
    before = {"avoid": known.avoid, "best_way": known.best_way, "note": known.note}
    form = SafetyForm(request.POST if request.method == "POST" else None, initial=before)
    if form.is_valid():
        try:
            state_safe_contact(grant=request.grant, **form.cleaned_data, now=request.now)
            return redirect("my_settings:start")
        except Refused as error:
            form.add_error("note", gettext(error.sentence) % error.values)
    lead = gettext("Staff see this beside your name. Nobody who acts for you sees it.")
    return _page(request, form, gettext("Safe contact"), lead)


def _page(request: ResidentRequest, form: forms.Form, title: str, lead: str) -> HttpResponse:
    status = 400 if form.errors else 200
    return render(request, "my_settings/form.html", {"form": form, "title": title, "lead": lead}, status=status)
