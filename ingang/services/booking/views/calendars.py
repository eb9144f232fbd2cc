"""Booked times in other calendars: a file to fetch, and the secret address that a calendar follows."""

from hashlib import sha256
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import http_date
from django.utils.translation import gettext, override
from django.views.decorators.http import require_POST, require_safe

from ingang.foundation.access.doors import by_secret, residents
from ingang.foundation.access.errors import NotYours
from ingang.foundation.access.secret_addresses import can_have_secret_address, secret_address
from ingang.foundation.identity.requests import ResidentRequest, SecretRequest
from ingang.foundation.people.queries import person
from ingang.services.booking.actions.calendars import USE, choose_details, give_feed, revoke_feed
from ingang.services.booking.calendar_files import CONTENT_TYPE, Entry, Method, calendar_file
from ingang.services.booking.models import KIND
from ingang.services.booking.queries.calendars import calendar_entries, calendar_entry, wants_details


@require_safe
@residents(kinds=(KIND,))
def file(request: ResidentRequest, appointment: UUID) -> HttpResponse:
    entry = calendar_entry(grant=request.grant, appointment=appointment)
    method = Method.CANCEL if entry.is_cancelled else Method.PUBLISH
    body = calendar_file(entries=[entry], method=method, name=gettext("Booked times"))
    response = HttpResponse(body, content_type=f"{CONTENT_TYPE}; method={method}")
    response["Content-Disposition"] = 'attachment; filename="kalender.ics"'
    return response


@require_safe
@residents(kinds=(KIND,))
def start(request: ResidentRequest) -> HttpResponse:
    return _page(request)


@require_POST
@residents(kinds=(KIND,))
def give(request: ResidentRequest) -> HttpResponse:
    """The page shows the address now and never again, so it answers the form itself instead of leading on."""
    try:
        secret = give_feed(grant=request.grant, now=request.now)
    except NotYours:
        return _page(request, status=403)
    address = request.build_absolute_uri(reverse("booking:feed", kwargs={"secret": secret}))
    return _page(request, address=address, webcal=f"webcal://{address.partition('://')[2]}")


@require_POST
@residents(kinds=(KIND,))
def revoke(request: ResidentRequest) -> HttpResponse:
    revoke_feed(grant=request.grant, now=request.now)
    return redirect("booking:calendars")


@require_POST
@residents(kinds=(KIND,))
def choose(request: ResidentRequest) -> HttpResponse:
    choose_details(grant=request.grant, is_detailed=request.POST.get("detailed") == "1", now=request.now)
    return redirect("booking:calendars")


@require_safe
@by_secret(use=USE, kinds=(KIND,))
def feed(request: SecretRequest) -> HttpResponse:
    """In the language of the one whose times they are; not sent again to a calendar that has it as it stands."""
    subject = person(id=request.grant.person)
    with override("en" if subject and subject.language == "en" else "sv"):
        entries = calendar_entries(grant=request.grant, now=request.now)
        body = calendar_file(entries=entries, method=Method.FEED, name=gettext("Booked times"))
    tag = f'"{sha256(body).hexdigest()[:32]}"'
    is_known = tag in request.headers.get("If-None-Match", "")
    response = HttpResponse(status=304) if is_known else HttpResponse(body, content_type=CONTENT_TYPE)
    response["ETag"] = tag
    if changed := _last_change(entries):
        response["Last-Modified"] = changed
    return response


def _last_change(entries: list[Entry]) -> str:
    return http_date(max(entry.changed_at for entry in entries).timestamp()) if entries else ""


def _page(request: ResidentRequest, *, status: int = 200, **told: str) -> HttpResponse:
    shown = {
        "feed": secret_address(grant=request.grant, use=USE),
        "may_have_feed": can_have_secret_address(grant=request.grant, now=request.now),
        "is_detailed": wants_details(grant=request.grant),
        "is_refused": status != 200,
        "now": request.now,
        **told,
    }
    return render(request, "booking/calendars.html", shown, status=status)
