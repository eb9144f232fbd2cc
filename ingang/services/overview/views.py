"""The logged-in start page."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ingang.foundation.access.doors import residents
from ingang.foundation.identity.requests import ResidentRequest
from ingang.kernel.actor import Representative
from ingang.services.overview.queries import start_page


@require_safe
@residents()
def start(request: ResidentRequest) -> HttpResponse:
    page = start_page(actor=request.actor, now=request.now)
    context = {"page": page, "acts_for_another": isinstance(request.actor, Representative), "now": request.now}
    return render(request, "overview/start.html", context)
