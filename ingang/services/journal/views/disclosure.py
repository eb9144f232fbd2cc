"""What the care giver shows its patients: the rules in force, a new decision, and all that was decided."""

from collections.abc import Mapping
from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from ingang.foundation.access.doors import staff
from ingang.foundation.care_units.queries import care_giver_names
from ingang.foundation.identity.requests import StaffRequest
from ingang.foundation.people.queries import staff_names
from ingang.kernel.actor import JOURNAL_ADMIN
from ingang.kernel.periods import local_date
from ingang.services.journal.coverage import rule_words
from ingang.services.journal.disclosure_decisions import decide, decisions_of, in_force, rules_of, units_of
from ingang.services.journal.forms import DisclosureForm, initial_of
from ingang.services.journal.models import DisclosureDecision


@require_http_methods(["GET", "HEAD", "POST"])
@staff(roles=(JOURNAL_ADMIN,))
def decisions(request: StaffRequest) -> HttpResponse:
    today, units = local_date(request.now), units_of(care_giver=request.actor.care_giver)
    rows = decisions_of(care_giver=request.actor.care_giver)
    rules = rules_of(decision=in_force(decisions=rows, on=today))
    sent = request.POST if request.method == "POST" else None
    form = DisclosureForm(sent, units=units, today=today, initial=initial_of(rules) | {"valid_from": today})
    if not form.is_valid() or "change" in request.POST:
        now = rule_words(rules=rules, units=units, now=request.now)
        shown = _shown(request, form) | {"rules": now, "history": _history(rows, units, request.now)}
        return render(request, "journal/staff/disclosure.html", shown, status=400 if form.errors else 200)
    if "decide" not in request.POST:
        after = rule_words(rules=form.rules, units=units, now=request.now)
        return render(request, "journal/staff/check.html", {"form": form, "after": after, **form.cleaned_data})
    days = {name: form.cleaned_data[name] for name in ("valid_from", "diary_number")}
    decide(actor=request.actor, rules=form.rules, **days, now=request.now)
    return redirect(f"{reverse('journal:disclosure')}?beslutat=1")


def _shown(request: StaffRequest, form: DisclosureForm) -> dict[str, object]:
    hsa_id = request.actor.care_giver
    names = care_giver_names(hsa_ids=frozenset({hsa_id}))
    return {
        "form": form,
        "care_giver": names.get(hsa_id, hsa_id),
        "decided": "beslutat" in request.GET,
        "now": request.now,
    }


def _history(rows: list[DisclosureDecision], units: Mapping[str, str], now: datetime) -> list[dict[str, object]]:
    called = staff_names(staff=frozenset(row.decided_by for row in rows))
    return [
        {
            "row": row,
            "by": called.get(row.decided_by, row.decided_by),
            "rules": rule_words(rules=rules_of(decision=row), units=units, now=now),
        }
        for row in rows
    ]
