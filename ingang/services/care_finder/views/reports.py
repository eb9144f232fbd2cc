"""Saying that something is wrong, following what became of it, and how right the catalogue is. For everybody."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from ingang.foundation.access.doors import public
from ingang.foundation.care_units.queries import care_unit
from ingang.foundation.identity.requests import HouseRequest
from ingang.foundation.published.keeping import keep_finished
from ingang.services.care_finder.actions.reporting import report_error
from ingang.services.care_finder.errors import ReportUnknown, TooManyReports
from ingang.services.care_finder.forms import ReportForm
from ingang.services.care_finder.models import About, ReportState
from ingang.services.care_finder.queries.contact import contact
from ingang.services.care_finder.queries.correctness import correctness, report_by_reference
from ingang.services.care_finder.words import share_rows


@public
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HouseRequest, unit: str) -> HttpResponse:
    found = contact(unit=unit, now=request.now)
    form = ReportForm(request.POST if request.method == "POST" else None)
    shown = {"unit": found.unit, "form": form, "problem": ""}
    if request.method != "POST":
        return render(request, "care_finder/report.html", shown)
    if not form.is_valid():
        return render(request, "care_finder/report.html", shown, status=400)
    try:
        reference = report_error(unit=found.unit.hsa_id, now=request.now, **form.cleaned_data)
    except TooManyReports as error:
        return render(request, "care_finder/report.html", shown | {"problem": gettext(error.sentence)}, status=409)
    return redirect("care_finder:follow", reference=reference)


@public
@require_safe
def follow(request: HouseRequest, reference: str) -> HttpResponse:
    row = report_by_reference(reference=reference)
    place = care_unit(hsa_id=row.unit)
    if place is None:
        raise ReportUnknown()
    shown = {
        "row": row,
        "unit": place,
        "about": gettext(About(row.about).label),
        "state": gettext(ReportState(row.state).label),
        "is_open": row.state == ReportState.OPEN,
        "now": request.now,
    }
    response = render(request, "care_finder/follow.html", shown)
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "no-referrer"
    return response


@keep_finished(seconds=300)
@public
@require_safe
def share(request: HouseRequest) -> HttpResponse:
    found = correctness(now=request.now)
    return render(request, "care_finder/share.html", {"found": found, "rows": share_rows(found=found, now=request.now)})
