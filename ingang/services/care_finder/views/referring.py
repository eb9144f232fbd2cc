"""Staff who write a referral find its right receiver, what it must tell, and where it goes."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from ingang.foundation.access.doors import staff
from ingang.foundation.care_units.models import Referral
from ingang.foundation.care_units.words import ages_in_words, waiting_in_words
from ingang.foundation.identity.requests import StaffRequest
from ingang.foundation.regions.rules import regions
from ingang.foundation.regions.values import IDENTITY_NUMBER
from ingang.services.care_finder.referring import Receiver, receivers
from ingang.services.care_finder.words import offer_title
from ingang.ui.values import SummaryRow

LONGEST, OLDEST = 200, 130


@require_safe
@staff()
def referrals(request: StaffRequest) -> HttpResponse:
    need = request.GET.get("behov", "").strip()[:LONGEST]
    if IDENTITY_NUMBER.search(need):
        # Nothing is looked for, and the number stays in no history of addresses.
        return redirect(f"{reverse('care_finder_staff:referrals')}?personnummer=1")
    age = _age(request.GET.get("alder", ""))
    codes = {one.code for one in regions()}
    region = request.GET.get("region", request.actor.region)
    region = region if region in codes else ""
    found = receivers(need=need, age=age, region=region, now=request.now) if need else []
    shown = {
        "need": need,
        "was_about_somebody": "personnummer" in request.GET,
        "age": "" if age is None else age,
        "regions": [(one.code, one.name, one.code == region) for one in regions()],
        "lines": [{"one": one, "title": offer_title(offer=one.offer), "rows": _rows(one)} for one in found],
    }
    return render(request, "care_finder/referrals.html", shown)


def _rows(one: Receiver) -> list[SummaryRow]:
    offer = one.offer
    waiting = waiting_in_words(offer=offer) if one.waiting_days is not None else gettext("Not known")
    answers = (
        (gettext("Waiting time"), waiting),
        (gettext("How one comes here"), gettext(Referral(offer.referral).label)),
        (gettext("For whom"), ages_in_words(age_from=offer.age_from, age_to=offer.age_to)),
        (gettext("Agreement"), offer.agreement),
        (gettext("The referral must tell"), offer.requirements),
        (gettext("Address of the referral"), offer.referral_address or f"{one.unit.name}, {one.unit.address}"),
        (gettext("HSA-id"), one.unit.hsa_id),
        (gettext("Phone"), one.unit.phone),
    )
    return [SummaryRow(question=question, answer=answer) for question, answer in answers if answer]


def _age(text: str) -> int | None:
    is_age = text.isascii() and text.isdecimal() and len(text) <= 3 and int(text) <= OLDEST
    return int(text) if is_age else None
