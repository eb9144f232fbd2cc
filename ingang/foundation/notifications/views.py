"""Push notices in this browser: the page that turns them on and off, and the worker that shows them."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from ingang.connectors.push.errors import PushInvalid
from ingang.connectors.push.messages import Subscription
from ingang.foundation.access.doors import public, residents
from ingang.foundation.identity.middleware import asks_by_itself
from ingang.foundation.identity.requests import ResidentRequest
from ingang.foundation.notifications.actions import remove_device, turn_on_push
from ingang.foundation.notifications.queries import push_devices
from ingang.foundation.notifications.senders import push_hosts, vapid
from ingang.foundation.notifications.worker_words import worker_words

CHOICES = "notifications.choices"


@require_safe
@residents(kinds=(CHOICES,), own_only=True)
def push(request: ResidentRequest) -> HttpResponse:
    return _page(request)


@require_POST
@residents(kinds=(CHOICES,), own_only=True)
def turn_on(request: ResidentRequest) -> HttpResponse:
    given = {name: request.POST.get(name, "") for name in ("endpoint", "key", "auth")}
    try:
        turn_on_push(
            grant=request.grant,
            subscription=Subscription(**given),
            log_in=request.log_in.id,
            agent=request.headers.get("User-Agent", ""),
            hosts=push_hosts(),
            now=request.now,
        )
    except PushInvalid as error:
        return _page(request, refusal=gettext(error.sentence), status=400)
    return redirect("notifications:push")


@require_POST
@residents(kinds=(CHOICES,), own_only=True)
def turn_off(request: ResidentRequest, device: UUID) -> HttpResponse:
    remove_device(grant=request.grant, device=device, now=request.now)
    return redirect("notifications:push")


@public
@require_safe
@asks_by_itself
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker: it shows constant words, keeps nothing and touches no page."""
    words = {"words": worker_words()}
    response = render(request, "notifications/worker.js", words, content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response


def _page(request: ResidentRequest, *, refusal: str = "", status: int = 200) -> HttpResponse:
    ours = vapid()
    shown = {
        "devices": push_devices(grant=request.grant, log_in=request.log_in.id),
        "key": ours.public_key if ours else "",
        "refusal": refusal,
        "now": request.now,
    }
    return render(request, "notifications/push.html", shown, status=status)
