"""The logged-in start page, and the page of other services."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ingang.foundation.access.doors import residents
from ingang.foundation.identity.requests import ResidentRequest
from ingang.kernel.actor import Representative
from ingang.services.overview.others import other_services
from ingang.services.overview.queries import start_page


@require_safe
@residents()
def start(request: ResidentRequest) -> HttpResponse:
    page = start_page(actor=request.actor, now=request.now)
    context = {"page": page, "acts_for_another": isinstance(request.actor, Representative), "now": request.now}
    return render(request, "overview/start.html", context)


@require_safe
@residents()
def others(request: ResidentRequest) -> HttpResponse:
    page = other_services(actor=request.actor, now=request.now)
    return render(request, "overview/others.html", {"page": page})
