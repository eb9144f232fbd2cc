"""The log-in as it lasts: how long it has left, extending it, one's own log-ins, locking, and logging out."""

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ingang.foundation.access.doors import public, residents
from ingang.foundation.identity import issuers, oidc_orders
from ingang.foundation.identity.actions import end_all_log_ins, end_log_in, lock_log_in, owner_of
from ingang.foundation.identity.devices import device_name
from ingang.foundation.identity.middleware import asks_by_itself
from ingang.foundation.identity.models import EndReason, LockReason
from ingang.foundation.identity.queries import OwnLogIn, own_log_in, own_log_ins
from ingang.foundation.identity.requests import HouseRequest
from ingang.foundation.identity.sessions import seconds_left
from ingang.kernel.errors import NotFound
from ingang.services.log_in.views.parts import house, log_in_page

# What the browser forgets at log-out. Its cookies are not named: the session's own is deleted, language and look stay.
FORGET = '"cache", "storage"'


@public
@require_safe
@asks_by_itself
def state(plain: HttpRequest) -> HttpResponse:
    """How long the log-in has left. Asking does not extend it (7, flows 2)."""
    request = house(plain)
    if request.log_in is None:
        return JsonResponse({"seconds_left": 0}, status=401)
    left = {"seconds_left": seconds_left(log_in=request.log_in, now=request.now)}
    return JsonResponse(left, headers={"Cache-Control": "no-store"})


@public
@require_POST
def extend(plain: HttpRequest) -> HttpResponse:
    """A sign of life, like every page; the absolute limit stays where it is."""
    return HttpResponse(status=204 if house(plain).log_in else 401)


@public
@require_POST
def out(plain: HttpRequest) -> HttpResponse:
    """End this log-in, or every one of the same person's, and the issuer's session too where it has one."""
    request = house(plain)
    there = _end(request, everywhere=plain.POST.get("everywhere") == "1")
    return _forgotten(there or reverse("log_in:logged_out"))


@public
@require_safe
def leave(plain: HttpRequest) -> HttpResponse:
    """Quick exit: out of the log-in and away from the site in one step, so by GET; that it can be called from outside
    is the price of a plain link that works without scripts. A browser that only fetches ahead changes nothing.
    """
    if "prefetch" in plain.headers.get("Sec-Purpose", ""):
        return HttpResponse(status=503)
    _end(house(plain), everywhere=False)
    return _forgotten(settings.INGANG_QUICK_EXIT_URL)


@public
@require_safe
def logged_out(plain: HttpRequest) -> HttpResponse:
    return render(plain, "log_in/logged_out.html")


@public
@require_safe
def sessions(plain: HttpRequest) -> HttpResponse:
    """One's own log-ins, on every device."""
    request = house(plain)
    if request.log_in is None:
        return log_in_page(next_path="")
    rows = [_row(one) for one in own_log_ins(log_in=request.log_in, now=request.now)]
    base = "ui/base_staff.html" if request.log_in.staff else "ui/base.html"
    # The lock is one's own: whoever acts for another does not find it.
    may_lock = not request.log_in.staff and request.log_in.acting_for is None
    return render(request, "log_in/sessions.html", {"rows": rows, "base": base, "may_lock": may_lock})


@public
@require_POST
def end_one(plain: HttpRequest, id: UUID) -> HttpResponse:
    """End one of one's own log-ins from another device; somebody else's looks like a missing one."""
    request = house(plain)
    if request.log_in is None:
        return log_in_page()
    chosen = own_log_in(id=id, log_in=request.log_in)
    if chosen is None:
        raise NotFound()
    actor = owner_of(log_in=request.log_in, origin=request.origin)
    end_log_in(log_in=chosen, reason=EndReason.ENDED_BY_OWNER, now=request.now, actor=actor)
    return redirect("log_in:sessions")


@residents(own_only=True)
@require_http_methods(["GET", "HEAD", "POST"])
def lock(plain: HttpRequest) -> HttpResponse:
    """Låsa inloggning: acts at once; opening again takes a staffed check (corrections 3.1)."""
    request = house(plain)
    if request.method != "POST" or request.log_in is None or request.log_in.person is None:
        return render(request, "log_in/lock.html")
    actor = owner_of(log_in=request.log_in, origin=request.origin)
    lock_log_in(person=request.log_in.person, reason=LockReason.OWN_WISH, actor=actor, now=request.now)
    request.session.flush()
    return _forgotten(reverse("log_in:logged_out"))


def _end(request: HouseRequest, *, everywhere: bool) -> str:
    """End the log-in that the browser holds; gives the issuer's own log-out page, or nothing."""
    log_in, there = request.log_in, ""
    if log_in is not None:
        issuer = issuers.issuer(code=log_in.issuer)
        if issuer is not None and issuer.kind == "oidc":
            client = issuers.oidc_client(issuer)
            there = oidc_orders.issuers_log_out(client=client, log_in=log_in, now=request.now)
        actor = owner_of(log_in=log_in, origin=request.origin)
        end_log_in(log_in=log_in, reason=EndReason.LOGGED_OUT, now=request.now, actor=actor)
        if everywhere:
            end_all_log_ins(log_in=log_in, reason=EndReason.EVERYWHERE, now=request.now, actor=actor)
    request.session.flush()
    return there


def _forgotten(there: str) -> HttpResponse:
    response = HttpResponseRedirect(there)
    response["Clear-Site-Data"] = FORGET
    response["Cache-Control"] = "no-store"
    return response


def _row(one: OwnLogIn) -> dict[str, object]:
    issuer = issuers.issuer(code=one.issuer)
    return {"log_in": one, "device": device_name(one.device), "issuer": issuer.title if issuer else one.issuer}
