"""The unit's work of speaking with a patient before a result is shown."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from ingang.foundation.access.actions import open_unit
from ingang.foundation.access.doors import staff
from ingang.foundation.identity.requests import StaffRequest
from ingang.foundation.work_items.errors import AlreadyDone, TakenByColleague
from ingang.services.journal.forms import SpokenForm
from ingang.services.journal.release import CLASS_WORDS, ResultClass
from ingang.services.journal.release_choices import WHY_WORDS, Why, release, speak_work
from ingang.services.journal.values import date_words
from ingang.services.journal.views.parts import CLINICAL

KINDS = (CLINICAL, "work_items.item")


@require_http_methods(["GET", "HEAD", "POST"])
@staff()
def speak(request: StaffRequest, item: UUID) -> HttpResponse:
    grant, problem = open_unit(actor=request.actor, kinds=KINDS, now=request.now), ""
    form = SpokenForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            release(grant=grant, item=item, why=form.cleaned_data["why"], now=request.now)
            return redirect("staff_desk:start")
        except (AlreadyDone, TakenByColleague) as error:
            problem = gettext(error.sentence)
    work, row = speak_work(grant=grant, item=item, now=request.now)
    shown = {
        "form": form,
        "work": work,
        "row": row,
        "result_class": gettext(CLASS_WORDS[ResultClass(row.result_class)]),
        "happened": date_words(written=row.happened, now=request.now) if row.happened else gettext("No date given"),
        "why": gettext(WHY_WORDS[Why(row.why)]) if row.why else "",
        "problem": problem,
        "now": request.now,
    }
    return render(request, "journal/staff/speak.html", shown, status=409 if problem else 400 if form.errors else 200)
