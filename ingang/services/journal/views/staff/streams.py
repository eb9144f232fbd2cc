"""The journal as it arrives, for staff: after the ground, and each side by itself."""

from collections.abc import Iterable
from functools import partial
from uuid import UUID

from django.db import connections
from django.http import HttpResponseBase, StreamingHttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_safe

from ingang.foundation.access.doors import staff
from ingang.foundation.identity.middleware import asks_by_itself
from ingang.foundation.identity.requests import StaffRequest
from ingang.services.journal.sources import Answer
from ingang.services.journal.views.arrivals import Arrivals
from ingang.services.journal.views.staff.parts import Side, opens
from ingang.services.journal.views.streams import PARTS_COME_HERE, events, growing
from ingang.ui.streams import event_stream


@asks_by_itself
@require_safe
@staff()
@opens
def answers(request: StaffRequest, person: UUID, side: Side) -> HttpResponseBase:
    arrivals = Arrivals(request, side.places(person))

    def taken(found: Iterable[Answer]) -> str:
        try:
            arrivals.take(found)
            return render_to_string("journal/staff/found.html", arrivals.context(), request=request)
        finally:
            connections.close_all()

    return event_stream(events(arrivals, taken))


@require_safe
@staff()
@opens
def arriving(request: StaffRequest, person: UUID, side: Side) -> HttpResponseBase:
    back = reverse(f"journal:{side}", kwargs={"person": person})
    shown = {"start_url": back + (f"?{request.GET.urlencode()}" if request.GET else ""), "here": PARTS_COME_HERE}
    whole = render_to_string("journal/staff/arriving.html", shown, request=request)
    asking = partial(Arrivals, request, side.places(person))
    return StreamingHttpResponse(growing(whole.partition(PARTS_COME_HERE), asking, request))
