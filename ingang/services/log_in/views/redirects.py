"""Coming back from an OpenID Connect issuer, and hearing from one that it has ended a log-in."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from ingang.connectors.oidc.errors import OidcError
from ingang.connectors.oidc.log_in import LogoutNotice
from ingang.foundation.access.doors import public
from ingang.foundation.identity import issuers, oidc_orders
from ingang.foundation.identity.actions import end_log_in
from ingang.foundation.identity.errors import IssuerDown, LogInRefused, OrderGone, WrongBrowser
from ingang.foundation.identity.issuers import Issuer
from ingang.foundation.identity.models import EndReason, LogIn, Order
from ingang.foundation.identity.queries import log_ins_at_issuer
from ingang.foundation.identity.requests import HouseRequest
from ingang.kernel.actor import System
from ingang.kernel.errors import NotFound
from ingang.services.log_in.views.parts import enter, held_order, house, issuer_or_missing, refused, user_agent

LONGEST_VALUE = 4_000
LONGEST_TOKEN = 20_000


@public
@require_safe
def answer(plain: HttpRequest, issuer: str) -> HttpResponse:
    """Where the issuer sends the browser back to."""
    request, asked = house(plain), _oidc_issuer(issuer)
    is_staff = asked.audience == "staff"
    try:
        order = _order_for_answer(request, asked)
        log_in = _logged_in(request, asked, order)
    except LogInRefused as refusal:
        return refused(request, refusal, is_staff=is_staff)
    except IssuerDown:
        return refused(request, OrderGone(), is_staff=is_staff)
    return enter(request, log_in, next_path=order.next_path)


# The issuer itself calls, without a browser and so without our form's token; the signed logout token is the proof.
@public
@csrf_exempt
@require_POST
def ended_at_issuer(plain: HttpRequest) -> HttpResponse:
    """Back-channel log-out (OpenID Connect Back-Channel Logout 1.0): end what the token names, refuse other calls."""
    request = house(plain)
    told = _told_by_an_issuer(request)
    if told is None:
        return HttpResponse(status=400)
    asked, said = told
    actor = System(name=asked.code, origin=request.origin)
    for log_in in log_ins_at_issuer(issuer=asked.code, session=said.session_id, subject=said.subject):
        end_log_in(log_in=log_in, reason=EndReason.ISSUER, now=request.now, actor=actor)
    return HttpResponse(status=200, headers={"Cache-Control": "no-store"})


def _told_by_an_issuer(request: HouseRequest) -> tuple[Issuer, LogoutNotice] | None:
    """The issuer that signed the token, found by trying each: what a token says of itself is not trusted before."""
    token = request.POST.get("logout_token", "")[:LONGEST_TOKEN]
    for one in issuers.oidc_issuers():
        try:
            return one, issuers.oidc_client(one).read_logout(logout_token=token, now=request.now)
        except OidcError:
            continue
    return None


def _logged_in(request: HouseRequest, issuer: Issuer, order: Order) -> LogIn:
    return oidc_orders.finish_redirect(
        client=issuers.oidc_client(issuer),
        issuer=issuer,
        order=order,
        callback=_callback(request.GET),
        device=user_agent(request),
        allows_test_numbers=settings.ALLOWS_TEST_NUMBERS,
        origin=request.origin,
        now=request.now,
    )


def _order_for_answer(request: HouseRequest, issuer: Issuer) -> Order:
    try:
        order = held_order(request)
    except OrderGone:
        raise WrongBrowser() from None
    if order.issuer != issuer.code:
        raise WrongBrowser()
    return order


def _callback(query: QueryDict) -> dict[str, str]:
    """The answer's words; a word that comes twice or is far too long is not one."""
    return {
        name: values[0]
        for name, values in query.lists()
        if len(values) == 1 and len(values[0]) <= LONGEST_VALUE
    }


def _oidc_issuer(code: str) -> Issuer:
    found = issuer_or_missing(code)
    if found.kind != "oidc":
        raise NotFound()
    return found
