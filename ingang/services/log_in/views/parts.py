"""What the pages of the log-in share: the browser, the order it holds, and the end of every successful log-in."""

from datetime import timedelta
from typing import cast
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import rotate_token
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from ingang.foundation.identity.actions import end_log_in
from ingang.foundation.identity.errors import LogInRefused, OrderGone
from ingang.foundation.identity.issuers import Issuer
from ingang.foundation.identity.issuers import issuer as issuer_by_code
from ingang.foundation.identity.models import EndReason, LogIn, Order
from ingang.foundation.identity.orders import Browser, order_of
from ingang.foundation.identity.requests import HouseRequest
from ingang.foundation.identity.rules import StartLimits
from ingang.foundation.identity.sessions import ORDER_KEY, attach, browser_key, held_log_in
from ingang.foundation.regions.links import address
from ingang.kernel.errors import NotFound
from ingang.services.log_in.rules import internal_path

NOTICE = "besked"


def house(request: HttpRequest) -> HouseRequest:
    """The request with what the middleware has put on it."""
    return cast(HouseRequest, request)


def user_agent(request: HttpRequest) -> str:
    """What the browser says of itself, cut to what we keep."""
    return request.headers.get("User-Agent", "")[:200]


def browser_of(request: HouseRequest, *, next_path: str) -> Browser:
    """The browser that begins a log-in."""
    return Browser(
        key=browser_key(request=request),
        address=request.origin.address,
        host=request.get_host(),
        user_agent=user_agent(request) or "-",
        next_path=next_path,
    )


def start_limits() -> StartLimits:
    """How many log-ins may be begun, as the settings say."""
    return StartLimits(
        within=timedelta(minutes=settings.LOG_IN_STARTS_MINUTES),
        per_address=settings.LOG_IN_STARTS_PER_ADDRESS,
        per_browser=settings.LOG_IN_STARTS_PER_BROWSER,
    )


def held_order(request: HttpRequest) -> Order:
    """The order that this browser began last; OrderGone when it began none."""
    key = request.session.get(ORDER_KEY)
    if not key:
        raise OrderGone()
    return order_of(id=UUID(key), browser_key=browser_key(request=request))


def issuer_or_missing(code: str) -> Issuer:
    """The issuer with this code; NotFound when the installation has none such."""
    found = issuer_by_code(code=code)
    if found is None:
        raise NotFound()
    return found


def wanted_path(request: HttpRequest, *, is_staff: bool) -> str:
    """The internal page that the reader was on the way to, from the address or the form; nothing for all others."""
    wanted = request.POST.get("next", "") or request.GET.get("next", "")
    return internal_path(wanted, is_staff=is_staff)


def log_in_page(*, is_staff: bool = False, notice: str = "", next_path: str = "") -> HttpResponse:
    """On to the page where one logs in, perhaps with a notice by its code."""
    words = {name: value for name, value in ((NOTICE, notice), ("next", next_path)) if value}
    page = reverse("log_in:staff" if is_staff else "log_in:start")
    return redirect(f"{page}?{urlencode(words)}" if words else page)


def refused(request: HttpRequest, refusal: LogInRefused, *, is_staff: bool = False) -> HttpResponse:
    """On to a page that tells why: the order's own, or the log-in page when this browser holds none.

    The answer's address is left behind, so that codes and nonces stay neither in the history nor in a referrer.
    """
    if isinstance(refusal, OrderGone) or ORDER_KEY not in request.session:
        return log_in_page(is_staff=is_staff, notice=refusal.code)
    return redirect("log_in:order")


def enter(request: HouseRequest, log_in: LogIn, *, next_path: str) -> HttpResponse:
    """Tie the log-in to the browser, end the one it held before, and go on to where the reader was going."""
    former = held_log_in(request=request)
    if former is not None:
        end_log_in(log_in=former, reason=EndReason.REPLACED, now=request.now)
    attach(request=request, log_in=log_in)
    rotate_token(request)
    return redirect(landing(log_in=log_in, next_path=next_path))


def landing(*, log_in: LogIn, next_path: str = "", must_choose: bool = False) -> str:
    """Where the one who has logged in begins: the choice of assignment, the page she wanted, or her start page."""
    if must_choose or (log_in.staff and not log_in.assignment):
        page = reverse("log_in:choose_assignment")
        return f"{page}?{urlencode({'next': next_path})}" if next_path else page
    return next_path or _start_page("staff_desk:start" if log_in.staff else "overview:start")


def _start_page(name: str) -> str:
    return address(name) or reverse("home")
