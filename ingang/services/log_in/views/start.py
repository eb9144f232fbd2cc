"""Choosing how to log in, and beginning."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_POST, require_safe

from ingang.foundation.access.doors import public
from ingang.foundation.identity import bankid_orders, issuers, oidc_orders
from ingang.foundation.identity.errors import IssuerDown, LogInRefused, OrderGone, TooManyStarts
from ingang.foundation.identity.issuers import For, Issuer
from ingang.foundation.identity.models import EndReason, Order, Way
from ingang.foundation.identity.orders import issuers_down
from ingang.foundation.identity.requests import HouseRequest
from ingang.foundation.identity.sessions import ORDER_KEY, held_log_in
from ingang.kernel.errors import IngangError
from ingang.services.log_in.views.parts import (
    NOTICE,
    browser_of,
    held_order,
    house,
    issuer_or_missing,
    landing,
    start_limits,
    wanted_path,
)

NOTICES = {kind.code: kind for kind in LogInRefused.__subclasses__() if "%" not in kind.sentence}


@public
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """For residents."""
    return _page(house(request), "resident")


@public
@require_safe
def staff(request: HttpRequest) -> HttpResponse:
    """For staff."""
    return _page(house(request), "staff")


@public
@require_POST
def begin(plain: HttpRequest, issuer: str) -> HttpResponse:
    """Only a form of our own begins a log-in, never a link: nobody is led into one by a message (7, flows 6)."""
    request, chosen = house(plain), issuer_or_missing(issuer)
    _drop_former_order(request)
    try:
        order, there = _begun(request, chosen)
    except (IssuerDown, TooManyStarts) as error:
        return _page(request, chosen.audience, error=error)
    request.session[ORDER_KEY] = str(order.id)
    return redirect(there)


def _begun(request: HouseRequest, issuer: Issuer) -> tuple[Order, str]:
    browser = browser_of(request, next_path=wanted_path(request, is_staff=issuer.audience == "staff"))
    if issuer.kind == "oidc":
        return oidc_orders.begin_redirect(
            client=issuers.oidc_client(issuer),
            issuer=issuer,
            browser=browser,
            language=get_language() or "sv",
            limits=start_limits(),
            now=request.now,
        )
    order = bankid_orders.begin(
        client=issuers.bankid_client(issuer),
        issuer=issuer,
        way=Way.OTHER_DEVICE if request.POST.get("way") == Way.OTHER_DEVICE else Way.SAME_DEVICE,
        browser=browser,
        return_address=lambda nonce: request.build_absolute_uri(reverse("log_in:come_back", args=[nonce])),
        visible_text=gettext("Log in to your care. Never log in if somebody who calls you asks you to."),
        limits=start_limits(),
        now=request.now,
    )
    return order, reverse("log_in:order")


def _drop_former_order(request: HouseRequest) -> None:
    """A second start in the same browser takes the first one's place: two tabs never wait for two results."""
    try:
        order = held_order(request)
    except OrderGone:
        return
    issuer = issuers.issuer(code=order.issuer)
    if issuer is not None and issuer.kind == "bankid":
        bankid_orders.cancel(client=issuers.bankid_client(issuer), order=order, now=request.now)


def _page(request: HouseRequest, audience: For, error: IngangError | None = None) -> HttpResponse:
    is_staff = audience == "staff"
    next_path = wanted_path(request, is_staff=is_staff)
    if request.log_in is not None and bool(request.log_in.staff) == is_staff and error is None:
        # An assignment that ended in mid-session counts as none: another must be chosen.
        must_choose = is_staff and request.actor is None
        return redirect(landing(log_in=request.log_in, next_path=next_path, must_choose=must_choose))
    down = issuers_down(now=request.now)
    choices = [{"issuer": one, "is_down": one.code in down} for one in issuers.active_issuers(audience=audience)]
    shown = {
        "choices": sorted(choices, key=lambda choice: bool(choice["is_down"])),
        "any_down": [choice["issuer"] for choice in choices if choice["is_down"]],
        "next": next_path,
        "ended": _why_ended(request),
        "error": error and gettext(error.sentence) % error.values,
        "refusal": _notice(request),
        "is_staff": is_staff,
    }
    status = 503 if isinstance(error, IssuerDown) else 429 if error else 200
    return render(request, "log_in/start.html", shown, status=status)


def _notice(request: HouseRequest) -> str:
    kind = NOTICES.get(request.GET.get(NOTICE, ""))
    return gettext(kind.sentence) if kind else ""


def _why_ended(request: HouseRequest) -> str:
    former = held_log_in(request=request)
    if former is None or former.ended_at is None or request.log_in is not None:
        return ""
    return gettext(str(EndReason(former.end_reason).label))
