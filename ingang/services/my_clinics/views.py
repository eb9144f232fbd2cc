"""One's own clinics, finding one to add, and a clinic's contact card."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from ingang.foundation.access.doors import residents
from ingang.foundation.identity.requests import ResidentRequest
from ingang.foundation.people.queries import person
from ingang.services.my_clinics.actions import add_clinic, remove_clinic
from ingang.services.my_clinics.finding import find_clinics
from ingang.services.my_clinics.models import Because
from ingang.services.my_clinics.queries import Clinic, clinics, contact_card, own_clinics
from ingang.services.my_clinics.service import CLINIC
from ingang.services.my_clinics.words import contact_rows, opening_in_words, week_table

LONGEST_WORDS = 80


@require_safe
@residents(kinds=(CLINIC,))
def start(request: ResidentRequest) -> HttpResponse:
    rows = _rows(request, own_clinics(grant=request.grant, now=request.now))
    return render(request, "my_clinics/start.html", {"rows": rows})


@require_safe
@residents(kinds=(CLINIC,))
def find(request: ResidentRequest) -> HttpResponse:
    words = request.GET.get("sok", "").replace("\0", "").strip()[:LONGEST_WORDS]
    subject = person(id=request.grant.person)
    found = find_clinics(words=words, region=subject.municipality[:2] if subject else "", now=request.now)
    rows = _rows(request, clinics(units=found, now=request.now))
    return render(request, "my_clinics/find.html", {"rows": rows, "words": words})


@require_http_methods(["GET", "HEAD", "POST"])
@residents(kinds=(CLINIC,))
def contact(request: ResidentRequest, unit: str) -> HttpResponse:
    card = contact_card(grant=request.grant, unit=unit, now=request.now)
    hsa_id, wish = card.clinic.unit.hsa_id, request.POST.get("wish", "")
    if request.method == "POST":
        if wish == "add":
            add_clinic(grant=request.grant, unit=hsa_id, because=Because.ADDED, now=request.now)
        elif wish == "remove":
            remove_clinic(grant=request.grant, unit=hsa_id, now=request.now)
        return redirect("my_clinics:contact", unit=hsa_id)
    shown = {
        "card": card,
        "unit": card.clinic.unit,
        "opening": opening_in_words(clinic=card.clinic, now=request.now),
        "rows": contact_rows(unit=card.clinic.unit),
        "week": week_table(hours=card.hours),
    }
    return render(request, "my_clinics/contact.html", shown)


def _rows(request: ResidentRequest, found: list[Clinic]) -> list[tuple[Clinic, str]]:
    """Each clinic with its opening state in words."""
    return [(clinic, opening_in_words(clinic=clinic, now=request.now)) for clinic in found]
