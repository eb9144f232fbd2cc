"""Who may act for the reader, and what they did. For her own eyes: never shown to one who acts for her."""

from datetime import UTC, datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from ingang.foundation.access.doors import residents
from ingang.foundation.audit.part import EVENTS
from ingang.foundation.audit.queries import Position
from ingang.foundation.identity.requests import ResidentRequest
from ingang.foundation.people.actions.offers import check_can_offer
from ingang.foundation.people.errors import MandateRefused
from ingang.foundation.people.part import PERSON
from ingang.kernel.periods import local_date
from ingang.services.acting_for_others.queries.mandates import my_mandates, my_questions
from ingang.services.acting_for_others.queries.mine import what_they_did, who_may_act_for_me


@require_safe
@residents(kinds=(PERSON,), own_only=True)
def representatives(request: ResidentRequest) -> HttpResponse:
    person = request.grant.person
    shown = {
        "representatives": who_may_act_for_me(person=person, now=request.now),
        "mandates": my_mandates(person=person, on=local_date(request.now)),
        "questions": my_questions(person=person, now=request.now),
        "why_not_ask": _why_not_ask(request),
    }
    return render(request, "acting_for_others/mine.html", shown)


@require_safe
@residents(kinds=(EVENTS,), own_only=True)
def events(request: ResidentRequest) -> HttpResponse:
    before = _position(request.GET.get("fore", ""))
    done = what_they_did(grant=request.grant, now=request.now, before=before)
    later = f"?fore={done.following.at.isoformat()}/{done.following.id}".replace("+", "%2B") if done.following else ""
    return render(request, "acting_for_others/events.html", {"done": done, "later": later, "is_first": not before})


def _why_not_ask(request: ResidentRequest) -> str:
    """Why the reader can ask nobody to be her ombud; empty when she can."""
    try:
        check_can_offer(grant=request.grant, now=request.now)
    except MandateRefused as refused:
        return gettext(refused.sentence)
    return ""


def _position(text: str) -> Position | None:
    """Where the page begins; None for the first page and for an address that somebody has changed."""
    moment, _, number = text.rpartition("/")
    try:
        at = datetime.fromisoformat(moment)
        return Position(at=at.astimezone(UTC), id=int(number)) if at.tzinfo else None
    except (ValueError, OverflowError):
        return None
