"""What the unit offers, one thing at a time: added, changed, ended by date."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from ingang.foundation.access.doors import staff
from ingang.foundation.care_units.models import OfferStatus, Referral
from ingang.foundation.care_units.saying import OFFER_DAYS
from ingang.foundation.entitlement.access import UNIT_ADMIN
from ingang.foundation.identity.requests import StaffRequest
from ingang.kernel.periods import local_date
from ingang.services.care_finder.actions.editing import end_offer, save_offer
from ingang.services.care_finder.errors import ChangedMeanwhile, EndsTooEarly
from ingang.services.care_finder.forms import EndForm, OfferForm
from ingang.services.care_finder.queries.contact import Contact, own_contact, saying_of_offer
from ingang.services.care_finder.queries.saying import Standing, standing_offer
from ingang.services.care_finder.saying_words import offer_state_in_words
from ingang.services.care_finder.views.saying import Saying, as_days, said, saved_address
from ingang.services.care_finder.words import regions_rows

NOTHING = Standing(said={"status": OfferStatus.INACTIVE, "referral": Referral.NOT_NEEDED}, number=0)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(roles=(UNIT_ADMIN,))
def new(request: StaffRequest) -> HttpResponse:
    return said(request, _saying(request, code="", title=gettext("Something new that you offer")))


@require_http_methods(["GET", "HEAD", "POST"])
@staff(roles=(UNIT_ADMIN,))
def change(request: StaffRequest, code: str) -> HttpResponse:
    title = standing_offer(unit=request.actor.unit, code=code).said["title_sv"]
    return said(request, _saying(request, code=code, title=title))


@require_http_methods(["GET", "HEAD", "POST"])
@staff(roles=(UNIT_ADMIN,))
def end(request: StaffRequest, code: str) -> HttpResponse:
    standing = standing_offer(unit=request.actor.unit, code=code)
    form = EndForm(request.POST if request.method == "POST" else None, initial={"seen": standing.number})
    status = 200
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            end_offer(actor=request.actor, code=code, **values, now=request.now)
        except (EndsTooEarly, ChangedMeanwhile) as error:
            form.add_error("last_day", gettext(error.sentence))
            status = 409
        else:
            return redirect(saved_address())
    shown = {"form": form, "title": standing.said["title_sv"], "code": code}
    return render(request, "care_finder/end_offer.html", shown, status=400 if form.errors and status == 200 else status)


def _saying(request: StaffRequest, *, code: str, title: str) -> Saying:
    unit, today = request.actor.unit, local_date(request.now)
    found = own_contact(unit=unit, now=request.now)
    return Saying(
        title=title,
        form=lambda sent, initial: OfferForm(sent, initial=initial, today=today),
        initial=lambda kept: {**kept, **as_days(kept, OFFER_DAYS)},
        standing=partial(standing_offer, unit=unit, code=code) if code else lambda: NOTHING,
        save=lambda values, seen: save_offer(actor=request.actor, code=code, said=values, seen=seen, now=request.now),
        card=lambda values: saying_of_offer(found=found, code=code, said=values),
        more=_more(found, code, request),
    )


def _more(found: Contact, code: str, request: StaffRequest) -> Mapping[str, Any]:
    """What is not the unit's to say: whether the region has it in its offer, and under which agreement."""
    one = next((each for each in found.listed.offers if each.offer.code == code), None)
    if one is None:
        return {"code": ""}
    return {
        "code": code,
        "state": offer_state_in_words(one=one),
        "theirs_to_say": regions_rows(one=one, now=request.now),
        "checked_on": one.offer.checked_on,
    }
