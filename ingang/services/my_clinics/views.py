"""One's own clinics, finding one to add, and a clinic's contact card."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_safe

from ingang.foundation.access.actions import open_subject
from ingang.foundation.access.doors import residents
from ingang.foundation.care_units.kinds import kind_title
from ingang.foundation.care_units.words import week_table
from ingang.foundation.identity.requests import ResidentRequest
from ingang.foundation.people.queries import person
from ingang.foundation.search.unit_words import found_sentence, understood, unknown_words
from ingang.services.my_clinics.access import can_change_own, open_contact
from ingang.services.my_clinics.actions import add_clinic, remove_clinic
from ingang.services.my_clinics.finding import find_clinics
from ingang.services.my_clinics.models import Because
from ingang.services.my_clinics.queries import Clinic, clinics, contact_card, own_clinics
from ingang.services.my_clinics.service import CLINIC
from ingang.services.my_clinics.words import contact_rows, opening_in_words

LONGEST_WORDS = 200
ON_A_PAGE = 10


@require_safe
@residents(kinds=(CLINIC,))
def start(request: ResidentRequest) -> HttpResponse:
    rows = [(*row, ()) for row in _rows(request, own_clinics(grant=request.grant, now=request.now))]
    return render(request, "my_clinics/start.html", {"rows": rows})


@require_safe
@residents(kinds=(CLINIC,))
def find(request: ResidentRequest) -> HttpResponse:
    words = request.GET.get("sok", "").strip()[:LONGEST_WORDS]
    subject = person(id=request.grant.person)
    rows, found = find_clinics(words=words, near=subject.municipality if subject else "", now=request.now)
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("sida", ""))
    with_states = _rows(request, clinics(units=[row.unit for row in page.object_list], now=request.now))
    shown = {
        "words": words,
        "found": found,
        "heading": found_sentence(found=found, count=len(rows)),
        "understood": understood(*found.reading.terms),
        "unknown": unknown_words(found=found),
        "as_meant": f"?{urlencode({'sok': found.reading.corrected})}",
        "page": page,
        "rows": [(*row, one.why) for row, one in zip(with_states, page.object_list, strict=True)],
    }
    return render(request, "my_clinics/find.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@residents()
def contact(request: ResidentRequest, unit: str) -> HttpResponse:
    if request.method == "POST":
        return _changed(request, unit)
    grant = open_contact(actor=request.actor, now=request.now)
    card = contact_card(grant=grant, unit=unit, now=request.now)
    shown = {
        "card": card,
        "unit": card.clinic.unit,
        "kind": kind_title(card.clinic.unit.kind),
        "opening": opening_in_words(clinic=card.clinic, now=request.now),
        "rows": contact_rows(unit=card.clinic.unit),
        "week": week_table(hours=card.hours),
        "reaches_own": can_change_own(grant=grant),
    }
    return render(request, "my_clinics/contact.html", shown)


def _changed(request: ResidentRequest, unit: str) -> HttpResponse:
    """The unit put among the person's own, or taken away; anything else changes nothing."""
    grant = open_subject(actor=request.actor, kinds=(CLINIC,), now=request.now)
    wish = request.POST.get("wish", "")
    if wish == "add":
        add_clinic(grant=grant, unit=unit, because=Because.ADDED, now=request.now)
    elif wish == "remove":
        remove_clinic(grant=grant, unit=unit, now=request.now)
    return redirect("my_clinics:contact", unit=unit)


def _rows(request: ResidentRequest, found: list[Clinic]) -> list[tuple[Clinic, str]]:
    """Each clinic with its opening state in words."""
    return [(clinic, opening_in_words(clinic=clinic, now=request.now)) for clinic in found]
