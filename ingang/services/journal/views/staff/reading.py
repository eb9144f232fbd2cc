"""Step two: the journal itself, one side at a time; one entry, and values over time."""

from uuid import UUID

from django.conf import settings
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from ingang.foundation.access.doors import staff
from ingang.foundation.consents.errors import ConsentNotFound
from ingang.foundation.consents.queries import has_outer_block
from ingang.foundation.identity.requests import StaffRequest
from ingang.kernel.grant import Ground
from ingang.kernel.words import marked
from ingang.services.journal.actions import read_entry, read_series
from ingang.services.journal.pages import entry_page, series_page
from ingang.services.journal.queries import timeline
from ingang.services.journal.reading_across.lifting import ask_to_lift, blockers
from ingang.services.journal.views.parts import Here, found_context, keeper_of, sought
from ingang.services.journal.views.staff.parts import Side, opens, signs_of
from ingang.ui.values import Shortcut

KEYS = (
    ("j", marked("next entry")),
    ("k", marked("the entry before")),
    ("Enter", marked("open it")),
    ("/", marked("search")),
    ("?", marked("show or hide this")),
)
"""What keys.js does with a key, and what the browser does itself."""


@require_safe
@staff()
@opens
def journal(request: StaffRequest, person: UUID, side: Side) -> HttpResponse:
    grant, keeper = request.grant, keeper_of(request)
    everything = timeline(grant=grant, keeper=keeper, now=request.now, sought=sought(request))
    here = Here(answers=everything.answers, waiting=everything.waiting, since=None, among=everything.among)
    context = found_context(here=here, request=request, places=side.places(person))
    if everything.waiting:
        asked = f"?{request.GET.urlencode()}" if request.GET else ""
        stream = reverse(f"journal:{side}_answers", kwargs={"person": person})
        context["stream_url"] = f"{settings.STREAM_ORIGIN}{stream}{asked}"
        context["plain_url"] = reverse(f"journal:{side}_arriving", kwargs={"person": person}) + asked
    context["keys"] = [Shortcut(key=key, does=gettext(does)) for key, does in KEYS]
    return render(request, "journal/staff/journal.html", context | about(request, person, side))


def about(request: StaffRequest, person: UUID, side: Side) -> dict[str, object]:
    """Whose journal, which side, and what is blocked there."""
    grant = request.grant
    is_own = side is Side.OWN
    return {
        "person": person,
        "signs": signs_of(request, grant),
        "is_own": is_own,
        "inner_blocks": is_own and (grant.units is not None or bool(grant.blocked_units)),
        "outer_blocks": not is_own and has_outer_block(grant=grant, now=request.now),
        "can_not_be_asked": grant.ground is Ground.LASTING_INCAPACITY,
        "blockers": [] if is_own else blockers(grant=grant, now=request.now),
    }


@require_safe
@staff()
@opens
def entry(request: StaffRequest, person: UUID, side: Side, id: UUID) -> HttpResponse:
    found = read_entry(grant=request.grant, keeper=keeper_of(request), id=id, now=request.now)
    context = entry_page(found=found, now=request.now, places=side.places(person))
    start_url = reverse(f"journal:{side}", kwargs={"person": person})
    shown = {**context, "start_url": start_url, "signs": signs_of(request, request.grant)}
    return render(request, "journal/staff/entry.html", shown)


@require_safe
@staff()
@opens
def values(request: StaffRequest, person: UUID, side: Side, id: UUID) -> HttpResponse:
    places = side.places(person)
    found = read_series(grant=request.grant, keeper=keeper_of(request), id=id, now=request.now)
    context = series_page(found=found, now=request.now, places=places)
    shown = {**context, "entry_url": places.of(places.entry, id), "signs": signs_of(request, request.grant)}
    return render(request, "journal/staff/values.html", shown)


@require_POST
@staff()
@opens
def ask(request: StaffRequest, person: UUID, side: Side) -> HttpResponseBase:
    try:
        block = UUID(request.POST.get("block", ""))
    except ValueError:
        raise ConsentNotFound() from None
    ask_to_lift(grant=request.grant, block=block, now=request.now)
    return redirect("journal:others", person=person)
