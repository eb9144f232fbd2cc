"""Care givers' own logs, for the one whose data it is."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from ingang.foundation.access.doors import residents
from ingang.foundation.identity.keeping import Keeper
from ingang.foundation.identity.requests import ResidentRequest
from ingang.kernel.periods import local_date
from ingang.services.access_log.elsewhere.actions import ask_elsewhere
from ingang.services.access_log.elsewhere.forms import IntervalForm, UnitForm
from ingang.services.access_log.elsewhere.models import ELSEWHERE
from ingang.services.access_log.elsewhere.queries import AskedElsewhere, asked_elsewhere, lines_elsewhere
from ingang.services.access_log.elsewhere.services import log_services
from ingang.services.access_log.lines import sentences
from ingang.services.access_log.models import QUESTION, UNUSUAL
from ingang.services.access_log.queries.log import lines_of

KINDS = (ELSEWHERE, QUESTION, UNUSUAL)


def keeper_of(request: ResidentRequest) -> Keeper:
    """What keeps answers for this log-in in this browser."""
    return Keeper(log_in=request.log_in.id, session_key=str(request.session.session_key))


@require_http_methods(["GET", "HEAD", "POST"])
@residents(kinds=KINDS, own_only=True)
def elsewhere(request: ResidentRequest) -> HttpResponse:
    form = IntervalForm(request.POST if request.method == "POST" else None, today=local_date(request.now))
    if form.is_valid():
        ask_elsewhere(grant=request.grant, keeper=keeper_of(request), interval=form.interval, now=request.now)
        return redirect("access_log:elsewhere")
    asked = asked_elsewhere(grant=request.grant, keeper=keeper_of(request))
    entries = lines_elsewhere(grant=request.grant, keeper=keeper_of(request))
    unit = request.GET.get("enhet", "")
    chosen = [one for one in entries if unit in {"", one.unit, one.care_giver}]
    shown = {
        "form": form,
        "asked": [_row(one) for one in asked],
        "is_waiting": any(one.is_waiting for one in asked),
        "has_services": bool(log_services()),
        "lines": sentences(
            lines=lines_of(entries=chosen, grant=request.grant, now=request.now), reader=request.actor.identity
        ),
        "filter": UnitForm(entries=entries, unit=unit) if entries else None,
        "unit": unit,
        "now": request.now,
    }
    return render(request, "access_log/elsewhere.html", shown, status=400 if form.errors else 200)


def _row(one: AskedElsewhere) -> dict[str, object]:
    """How one care giver has answered, in words."""
    return {"asked": one, "words": gettext(one.state.label), "count": len(one.entries)}
