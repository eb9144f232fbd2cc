"""The resident's inbox."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from ingang.foundation.access.doors import residents
from ingang.foundation.identity.requests import ResidentRequest
from ingang.foundation.regions.links import link
from ingang.kernel.actor import Resident
from ingang.kernel.periods import local_date
from ingang.services.inbox.actions.reading import confirm_message, open_message
from ingang.services.inbox.models import Category
from ingang.services.inbox.outcomes import own_receipt
from ingang.services.inbox.queries.own import OpenMessage, inbox
from ingang.services.inbox.service import MESSAGE
from ingang.ui.values import Link


@require_safe
@residents(kinds=(MESSAGE,))
def start(request: ResidentRequest) -> HttpResponse:
    chosen, page = request.GET.get("kategori", ""), request.GET.get("sida", "1")
    found = inbox(grant=request.grant, now=request.now, category=chosen, page=page)
    links = [Link(title=gettext("All"), url=reverse("inbox:start"), current=chosen not in found.categories)]
    for code in found.categories:
        address = f"{reverse('inbox:start')}?kategori={code}"
        links.append(Link(title=gettext(Category(code).label), url=address, current=code == chosen))
    context = {"page": found.page, "unread": found.unread, "links": links, "now": request.now}
    return render(request, "inbox/start.html", context)


@require_safe
@residents(kinds=(MESSAGE,))
def message(request: ResidentRequest, id: UUID) -> HttpResponse:
    opened = open_message(id=id, grant=request.grant, now=request.now)
    context = {
        "message": opened,
        "receipt": own_receipt(message=opened, is_owner=isinstance(request.actor, Resident), now=request.now),
        "link_url": _appointment_address(request, opened),
        "back_url": reverse("inbox:start"),
        "now": request.now,
    }
    return render(request, "inbox/message.html", context)


@require_POST
@residents(kinds=(MESSAGE,))
def confirm(request: ResidentRequest, id: UUID) -> HttpResponse:
    confirm_message(id=id, grant=request.grant, now=request.now)
    return redirect("inbox:message", id=id)


def _appointment_address(request: ResidentRequest, opened: OpenMessage) -> str | None:
    """Where the booked time can be seen and cancelled, while this message is the latest about it."""
    if opened.appointment is None or opened.is_replaced:
        return None
    on = local_date(request.now)
    return link("booking", "appointment", region=opened.region, on=on, appointment=opened.appointment)
