"""Pages: choosing what to take along, how far it has come, and the file itself."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ingang.foundation.access.doors import residents
from ingang.foundation.identity.middleware import asks_by_itself
from ingang.foundation.identity.requests import ResidentRequest
from ingang.services.journal.forms import FilterForm
from ingang.services.journal.openings import new_since
from ingang.services.journal.queries import timeline
from ingang.services.journal.taking import actions, forms, pages
from ingang.services.journal.taking.contents import chosen
from ingang.services.journal.taking.errors import ChangedMeanwhile
from ingang.services.journal.taking.queries import taking, takings
from ingang.services.journal.taking.serving import file_answer
from ingang.services.journal.views.parts import CLINICAL, keeper_of


@residents(kinds=(CLINICAL,))
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: ResidentRequest) -> HttpResponse:
    grant, keeper, since = request.grant, keeper_of(request), new_since(grant=request.grant)
    here = timeline(grant=grant, keeper=keeper, now=request.now)
    care_givers = sorted({(one.care_giver, one.care_giver_name) for one in here.entries})
    shown = forms.wish_of_list(filters=FilterForm(request.GET, care_givers=care_givers), since=since)
    sent = request.POST if request.method == "POST" else None
    form = forms.TakingForm(sent, initial=forms.initial_of(wish=shown), care_givers=care_givers, since=since)
    if form.is_valid():
        made = actions.ask(
            grant=grant,
            keeper=keeper,
            wish=form.wish,
            language=get_language() or "sv",
            base=request.build_absolute_uri("/fhir"),
            now=request.now,
        )
        return redirect("journal:taking", id=made)
    found = chosen(grant=grant, keeper=keeper, timeline=here, wish=shown, now=request.now)
    rows = pages.rows(takings=takings(grant=grant, keeper=keeper), now=request.now)
    context = {"form": form, "rows": rows, "since": since, **pages.beforehand(found=found, waiting=here.waiting)}
    return render(request, "journal/taking/choose.html", context, status=400 if form.errors else 200)


@residents(kinds=(CLINICAL,))
@require_safe
def state(request: ResidentRequest, id: UUID) -> HttpResponse:
    return _state(request, id)


@asks_by_itself
@residents(kinds=(CLINICAL,))
@require_safe
def waiting(request: ResidentRequest, id: UUID) -> HttpResponse:
    """The same page, for a browser that waits: it does not keep the log-in open."""
    return _state(request, id)


@residents(kinds=(CLINICAL,))
@require_POST
def cancel(request: ResidentRequest, id: UUID) -> HttpResponse:
    actions.cancel(grant=request.grant, keeper=keeper_of(request), id=id, now=request.now)
    return redirect("journal:take_along")


@residents(kinds=(CLINICAL,))
@require_POST
def again(request: ResidentRequest, id: UUID) -> HttpResponse:
    found = actions.ask_again(grant=request.grant, keeper=keeper_of(request), id=id, now=request.now)
    return redirect("journal:taking", id=found)


@residents(kinds=(CLINICAL,))
@require_safe
def file(request: ResidentRequest, id: UUID) -> HttpResponseBase:
    grant, keeper = request.grant, keeper_of(request)
    if not taking(grant=grant, keeper=keeper, id=id).is_ready:
        return redirect("journal:taking", id=id)
    try:
        found = actions.download(grant=grant, keeper=keeper, id=id, now=request.now)
    except ChangedMeanwhile as error:
        return _state(request, id, problem=gettext(error.sentence))
    asked, unless_changed = request.headers.get("Range", ""), request.headers.get("If-Range", "")
    return file_answer(file=found, grant=grant, asked=asked, unless_changed=unless_changed)


def _state(request: ResidentRequest, id: UUID, problem: str = "") -> HttpResponse:
    found = taking(grant=request.grant, keeper=keeper_of(request), id=id)
    shown = pages.shown(taken=found, now=request.now)
    context = {"id": id, "taken": shown, "is_being_made": found.is_being_made, "problem": problem}
    return render(request, "journal/taking/state.html", context, status=409 if problem else 200)
