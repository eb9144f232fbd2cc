"""Whether a contact way is one's own alone; asked of a youth and of a guardian, each in own words (peers 13)."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from ingang.foundation.access.doors import residents
from ingang.foundation.identity.requests import ResidentRequest
from ingang.foundation.people.actions.shared_ways import answer_shared_way
from ingang.foundation.people.errors import SharedWayUnknown
from ingang.foundation.people.part import NEEDS, PERSON
from ingang.foundation.people.queries import contact_ways, shared_ways_to_answer


@require_http_methods(["GET", "HEAD", "POST"])
@residents(kinds=(PERSON, NEEDS), own_only=True)
def shared(request: ResidentRequest) -> HttpResponse:
    if request.method == "POST":
        says, _, of = request.POST.get("says", "").partition(":")
        answer_shared_way(grant=request.grant, shared=_id(of), says=says, now=request.now)
        return redirect("my_settings:shared")
    own = {way.channel: way.address for way in contact_ways(grant=request.grant)}
    asked: list[dict[str, Any]] = [
        {"id": str(row.id), "channel": row.channel, "address": own.get(row.channel, ""), "is_youth": is_youth}
        for row in shared_ways_to_answer(grant=request.grant)
        for is_youth in (row.person == request.grant.person,)
    ]
    return render(request, "my_settings/shared.html", {"asked": asked})


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise SharedWayUnknown() from None
