"""Closing a day after a look at whom it reaches."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods
from uuid6 import uuid7

from ingang.foundation.access.doors import staff
from ingang.foundation.identity.requests import StaffRequest
from ingang.kernel.periods import local_date
from ingang.services.booking.access import PUBLISHER
from ingang.services.booking.actions.closing import close_span
from ingang.services.booking.errors import TimesInThePast
from ingang.services.booking.forms import date_in_address
from ingang.services.booking.forms_staff.closing import CloseForm
from ingang.services.booking.models import KIND
from ingang.services.booking.queries.closing import reached_by_closing
from ingang.services.booking.queries.schedule import performers_of_unit
from ingang.services.booking.views.addresses import asked
from ingang.services.booking.views.staff.parts import sentence


@require_http_methods(["GET", "HEAD", "POST"])
@staff(kinds=(KIND,), roles=(PUBLISHER,))
def close(request: StaffRequest) -> HttpResponse:
    performers = performers_of_unit(unit=request.grant.unit, on=local_date(request.now))
    start = {"closure": uuid7(), "on": date_in_address(asked(request, "dag")) or local_date(request.now)}
    form = CloseForm(request.POST if request.method == "POST" else None, initial=start, performers=performers)
    if request.method != "POST" or not form.is_valid():
        return _page(request, form)
    chosen = {"performer": form.cleaned_data["performer"], "span": form.span}
    if "confirm" not in request.POST:
        reached = reached_by_closing(grant=request.grant, now=request.now, **chosen)
        return _page(request, form, reached=reached, looked=True)
    try:
        count = close_span(grant=request.grant, closure=form.cleaned_data["closure"], now=request.now, **chosen)
    except TimesInThePast as error:
        form.add_error(None, sentence(error))
        return _page(request, form)
    on = form.cleaned_data["on"].isoformat()
    return redirect(f"{reverse('booking:desk')}?dag={on}&stangd={count}")


def _page(request: StaffRequest, form: CloseForm, **more: object) -> HttpResponse:
    shown = {"form": form, "now": request.now, **more}
    return render(request, "booking/staff/close.html", shown, status=400 if form.errors else 200)
