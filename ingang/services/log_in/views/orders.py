"""A log-in with BankID while it is under way: what to do, the moving QR code, coming back, cancelling."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from ingang.connectors.bankid.launch import app_link, computer_link
from ingang.connectors.bankid.orders import Order as BankIDOrder
from ingang.connectors.bankid.qr import qr_content
from ingang.foundation.access.doors import public
from ingang.foundation.identity import bankid_orders, issuers
from ingang.foundation.identity.errors import IssuerDown, LogInRefused, OrderGone, WrongBrowser
from ingang.foundation.identity.issuers import Issuer
from ingang.foundation.identity.middleware import asks_by_itself
from ingang.foundation.identity.models import Order, OrderState, Way
from ingang.foundation.identity.orders import issuers_down, refusal_of, use_result
from ingang.foundation.identity.requests import HouseRequest
from ingang.services.log_in.rules import is_hand_held
from ingang.services.log_in.views.parts import (
    enter,
    held_order,
    house,
    issuer_or_missing,
    log_in_page,
    user_agent,
)


@public
@require_safe
def order(plain: HttpRequest) -> HttpResponse:
    """The page of the order; it ends in a log-in as soon as the order is approved."""
    request = house(plain)
    try:
        held, issuer = _followed(request)
        if _is_ready(held):
            origin, now = request.origin, request.now
            log_in = use_result(order=held, issuer=issuer, device=user_agent(request), origin=origin, now=now)
            return enter(request, log_in, next_path=held.next_path)
    except LogInRefused as refusal:
        return log_in_page(notice=refusal.code)
    return _kept_by_nobody(render(request, "log_in/order.html", _shown(request, held, issuer)))


@public
@require_safe
@asks_by_itself
def order_state(plain: HttpRequest) -> HttpResponse:
    """The part of the page that changes each second; tells the script to load the page when something has happened."""
    request = house(plain)
    try:
        held, issuer = _followed(request)
    except OrderGone:
        return _kept_by_nobody(render(request, "log_in/parts/order.html", {"go": reverse("log_in:start")}))
    go = "" if held.is_open or _waits_for_return(held) else reverse("log_in:order")
    return _kept_by_nobody(render(request, "log_in/parts/order.html", {**_shown(request, held, issuer), "go": go}))


@public
@require_safe
def come_back(plain: HttpRequest, nonce: str) -> HttpResponse:
    """The return address of the same device: only the browser that began the order, with its one-time nonce."""
    request = house(plain)
    try:
        bankid_orders.note_return(order=_order_for_return(request), nonce=nonce, now=request.now)
    except LogInRefused as refusal:
        return log_in_page(notice=refusal.code)
    return redirect("log_in:order")


@public
@require_POST
def cancel(plain: HttpRequest) -> HttpResponse:
    request = house(plain)
    try:
        held = held_order(request)
    except OrderGone:
        return redirect("log_in:start")
    issuer = issuer_or_missing(held.issuer)
    if issuer.kind == "bankid":
        bankid_orders.cancel(client=issuers.bankid_client(issuer), order=held, now=request.now)
    return redirect("log_in:order")


def _followed(request: HouseRequest) -> tuple[Order, Issuer]:
    held = held_order(request)
    issuer = issuer_or_missing(held.issuer)
    if issuer.kind == "bankid":
        held = bankid_orders.follow(
            client=issuers.bankid_client(issuer),
            issuer=issuer,
            order=held,
            allows_test_numbers=settings.ALLOWS_TEST_NUMBERS,
            origin=request.origin,
            now=request.now,
        )
    if held.used_at is not None:
        raise OrderGone()
    return held, issuer


def _order_for_return(request: HouseRequest) -> Order:
    try:
        return held_order(request)
    except OrderGone:
        raise WrongBrowser() from None


def _is_ready(held: Order) -> bool:
    return held.state == OrderState.COMPLETE and not _waits_for_return(held)


def _waits_for_return(held: Order) -> bool:
    """Approved on the same device, but the browser has not come back by the order's own address yet."""
    return held.state == OrderState.COMPLETE and held.way == Way.SAME_DEVICE and held.returned_at is None


def _shown(request: HouseRequest, held: Order, issuer: Issuer) -> dict[str, Any]:
    begun = bankid_orders.begun_order(held) if issuer.kind == "bankid" else None
    is_qr = held.way == Way.OTHER_DEVICE
    return {
        "order": held,
        "issuer": issuer,
        "is_qr": is_qr,
        "is_open": held.is_open,
        "waits_for_return": _waits_for_return(held),
        "is_cancelled": held.state == OrderState.CANCELLED,
        "qr": qr_content(order=begun, now=request.now) if begun and is_qr else "",
        "app_link": _app_link(request, issuer, begun) if begun and not is_qr else "",
        "sentence": _sentence(held, issuer),
        "is_silent": issuer.code in issuers_down(now=request.now),
        "is_staff": issuer.audience == "staff",
    }


def _app_link(request: HouseRequest, issuer: Issuer, begun: BankIDOrder) -> str:
    link = app_link if is_hand_held(user_agent(request)) else computer_link
    return link(order=begun, settings=issuers.bankid_settings(issuer))


def _sentence(held: Order, issuer: Issuer) -> str:
    refusal = refusal_of(held)
    if refusal is not None:
        return gettext(refusal.sentence) % refusal.values
    if held.hint == IssuerDown.code:
        return gettext(IssuerDown.sentence) % {"title": issuer.title}
    if held.state in {OrderState.COMPLETE, OrderState.CANCELLED}:
        return ""
    return gettext(bankid_orders.hint_sentence(held))


def _kept_by_nobody(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    return response
