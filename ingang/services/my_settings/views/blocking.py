"""Spärra journalen: own blocks, and setting a new one: whose records, which of them, the risks, and done."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from ingang.foundation.access.doors import residents
from ingang.foundation.care_units.queries import all_care_givers, care_units_of_care_giver
from ingang.foundation.consents.actions.blocks import request_lift, withdraw_lift
from ingang.foundation.consents.errors import ConsentNotFound
from ingang.foundation.consents.models import BlockKind
from ingang.foundation.consents.part import BLOCK
from ingang.foundation.identity.requests import ResidentRequest
from ingang.services.my_settings.blocks import block, own_blocks, who_answers
from ingang.services.my_settings.forms import BlockForm

STEPS = {"wish": request_lift, "keep": withdraw_lift}


@require_http_methods(["GET", "HEAD", "POST"])
@residents(kinds=(BLOCK,), own_only=True)
def mine(request: ResidentRequest) -> HttpResponse:
    if request.method == "POST":
        step, _, of = request.POST.get("step", "").partition(":")
        if step not in STEPS:
            raise ConsentNotFound()
        STEPS[step](grant=request.grant, block=_id(of), now=request.now)
        return redirect("my_settings:blocks")
    shown = {"blocks": own_blocks(grant=request.grant), "is_set": "satt" in request.GET, "now": request.now}
    return render(request, "my_settings/blocks.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@residents(kinds=(BLOCK,), own_only=True)
def new(request: ResidentRequest) -> HttpResponse:
    sent = request.POST if request.method == "POST" else None
    care_giver = sent.get("care_giver", "") if sent else ""
    units = [unit for unit in care_units_of_care_giver(care_giver=care_giver) if unit.closed_on is None]
    form = BlockForm(sent, care_givers=all_care_givers(), units=units)
    if sent is None or "care_giver" in form.errors:
        return _page(request, form, "whose")
    if not form.is_valid() or not {"check", "set"} & set(sent):
        # Who has only said whose records has not forgotten the rest yet.
        asked = form if "check" in sent or "set" in sent else BlockForm(
            initial={"care_giver": care_giver}, care_givers=all_care_givers(), units=units
        )  # fmt: skip
        return _page(request, asked, "which", care_giver=care_giver)
    if "set" not in sent:
        return _page(request, form, "check", care_giver=care_giver)
    chosen = form.cleaned_data
    kind = BlockKind(chosen["kind"])
    block(grant=request.grant, kind=kind, care_giver=care_giver, unit=chosen["unit"], now=request.now)
    return redirect(f"{reverse('my_settings:blocks')}?satt=1")


def _page(request: ResidentRequest, form: BlockForm, step: str, *, care_giver: str = "") -> HttpResponse:
    names = dict(form.fields["care_giver"].choices)  # type: ignore[attr-defined]
    units = dict(form.fields["unit"].choices)  # type: ignore[attr-defined]
    shown = {
        "form": form,
        "care_giver": names.get(care_giver, ""),
        "unit": units.get(form.data.get("unit", ""), "") if form.is_bound else "",
        "is_inner": form.is_bound and form.data.get("kind") == BlockKind.INNER,
        "is_told": bool(care_giver and who_answers(care_giver=care_giver, now=request.now)),
    }
    return render(
        request, f"my_settings/block_{step}.html", shown, status=400 if form.errors and step != "check" else 200
    )


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise ConsentNotFound() from None
