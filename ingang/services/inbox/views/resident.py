"""The resident's inbox."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from ingang.foundation.access.doors import residents
from ingang.foundation.access.matters import matter_now
from ingang.foundation.identity.requests import ResidentRequest
from ingang.kernel.actor import Resident
from ingang.kernel.service import Matter
from ingang.services.inbox.actions.reading import confirm_message, flag, open_message, put_away
from ingang.services.inbox.models import Category
from ingang.services.inbox.outcomes import own_receipt
from ingang.services.inbox.queries.own import AWAY, MARKED, Inbox, OpenMessage, inbox
from ingang.services.inbox.service import MESSAGE
from ingang.services.inbox.words import ABOUT_CATEGORY
from ingang.ui.values import Link


@require_safe
@residents(kinds=(MESSAGE,))
def start(request: ResidentRequest) -> HttpResponse:
    chosen, page = request.GET.get("kategori", ""), request.GET.get("sida", "1")
    words, view = request.GET.get("sok", ""), request.GET.get("visa", "")
    found = inbox(grant=request.grant, now=request.now, category=chosen, page=page, words=words, view=view)
    shown = {"page": found.page, "words": words, "view": view, "unread": found.unread, "now": request.now}
    shown["links"] = _views(found, "" if view else chosen, view)
    shown["about"] = gettext(ABOUT_CATEGORY[chosen]) if chosen in found.categories and not view else ""
    return render(request, "inbox/start.html", shown)


def _views(found: Inbox, chosen: str, view: str) -> list[Link]:
    """All messages, each kind there is, what is marked and what is put away."""
    here, kinds = reverse("inbox:start"), [(code, gettext(Category(code).label)) for code in found.categories]
    others = ((MARKED, gettext("Marked")), (AWAY, gettext("Put away")))
    return [
        Link(title=gettext("All"), url=here, current=chosen not in found.categories and not view),
        *(Link(title=title, url=f"{here}?kategori={code}", current=code == chosen) for code, title in kinds),
        *(Link(title=title, url=f"{here}?visa={code}", current=code == view) for code, title in others),
    ]


@require_safe
@residents(kinds=(MESSAGE,))
def message(request: ResidentRequest, id: UUID) -> HttpResponse:
    opened = open_message(id=id, grant=request.grant, now=request.now)
    context = {
        "message": opened,
        "receipt": own_receipt(message=opened, is_owner=isinstance(request.actor, Resident), now=request.now),
        "matter": (matter := _matter(request, opened)),
        "has_moved": bool(matter and matter.at and opened.told_at and matter.at != opened.told_at),
        "back_url": reverse("inbox:start"),
        "now": request.now,
    }
    return render(request, "inbox/message.html", context)


@require_POST
@residents(kinds=(MESSAGE,))
def confirm(request: ResidentRequest, id: UUID) -> HttpResponse:
    confirm_message(id=id, grant=request.grant, now=request.now)
    return redirect("inbox:message", id=id)


@require_POST
@residents(kinds=(MESSAGE,))
def away(request: ResidentRequest, id: UUID) -> HttpResponse:
    put_away(id=id, is_away=request.POST.get("away") == "1", grant=request.grant, now=request.now)
    return redirect("inbox:start")


@require_POST
@residents(kinds=(MESSAGE,))
def flagged(request: ResidentRequest, id: UUID) -> HttpResponse:
    flag(id=id, is_flagged=request.POST.get("flagged") == "1", grant=request.grant, now=request.now)
    return redirect("inbox:message", id=id)


def _matter(request: ResidentRequest, opened: OpenMessage) -> Matter | None:
    """The kallelse or the booked time that the message is about, as it stands now and not as it was written."""
    code, about = ("booking.summons", opened.summons) if opened.summons else ("booking.appointment", opened.appointment)
    if about is None:
        return None
    return matter_now(code=code, id=about, actor=request.actor, now=request.now)
