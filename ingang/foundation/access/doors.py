"""The doors: every view has exactly one, which declares its access rule and opens the grant (architecture 14)."""

import re
from collections.abc import Callable
from enum import StrEnum
from functools import wraps
from hmac import compare_digest
from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext

from ingang.foundation.access.actions import open_subject, open_unit
from ingang.foundation.access.errors import AskedTooOften, AssignmentNeeded, MadeForAnother
from ingang.foundation.access.secret_addresses import WITHIN, open_by_secret
from ingang.foundation.identity.errors import TokenNotTrusted
from ingang.foundation.identity.middleware import origin_of
from ingang.foundation.identity.requests import (
    HouseRequest,
    ResidentRequest,
    SecretRequest,
    StaffRequest,
    SystemRequest,
)
from ingang.foundation.identity.subjects import is_made_for_another
from ingang.foundation.identity.systems import system_of
from ingang.kernel.actor import Representative, Resident, Staff
from ingang.kernel.errors import NotFound

PLAIN = "text/plain; charset=utf-8"

CERTIFICATE = "X-Client-Certificate-SHA256"
"""Our proxy writes it for every request, and takes away what others wrote there."""
FINGERPRINT = re.compile(r"[0-9a-f]{64}")

View = Callable[..., HttpResponseBase]


class AccessRule(StrEnum):
    """Who passes a door."""

    PUBLIC = "public"
    RESIDENT = "resident"
    STAFF = "staff"
    SECRET = "secret"  # noqa: S105  a rule, no password
    SYSTEM = "system"


def public(view: View) -> View:
    """Anybody may come; the view shows nothing personal unless it looks at request.actor itself."""
    view.access_rule = AccessRule.PUBLIC  # type: ignore[attr-defined]
    return view


def residents(
    *, kinds: tuple[str, ...] = (), own_only: bool = False, any_subject: bool = False
) -> Callable[[View], View]:
    """Logged-in residents. With `kinds`, `request.grant` covers the subject's data of those kinds.

    Sends a stranger to the log-in, hides the page from staff, and with `own_only` from one who acts for another.
    Refuses a form that was made for another subject, unless `any_subject`: what says itself whom it is about.
    """

    def door(view: View) -> View:
        @wraps(view)
        def through(plain: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            request = cast(ResidentRequest, plain)
            if request.actor is None:
                return _to_log_in(request, "log_in:start")
            if not isinstance(request.actor, Resident | Representative):
                raise NotFound()
            if not any_subject:
                _check_made_for(request)
            if own_only and isinstance(request.actor, Representative):
                raise NotFound()
            if kinds:
                request.grant = open_subject(actor=request.actor, kinds=kinds, now=request.now)
            return view(request, *args, **kwargs)

        through.access_rule = AccessRule.RESIDENT  # type: ignore[attr-defined]
        return through

    return door


def staff(*, kinds: tuple[str, ...] = (), roles: tuple[str, ...] = ()) -> Callable[[View], View]:
    """Staff with a chosen assignment. With `kinds`, `request.grant` is the list of the unit for those kinds.

    `roles` names the assignment's roles of which one is needed; none named: every assignment passes. Refuses a form
    that was made in another assignment.
    """

    def door(view: View) -> View:
        @wraps(view)
        def through(plain: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            request = cast(StaffRequest, plain)
            if request.actor is None:
                return _to_log_in(request, "log_in:staff")
            if not isinstance(request.actor, Staff):
                raise NotFound()
            _check_made_for(request)
            if roles and not set(roles) & set(request.actor.roles):
                raise AssignmentNeeded()
            if kinds:
                request.grant = open_unit(actor=request.actor, kinds=kinds, now=request.now)
            return view(request, *args, **kwargs)

        through.access_rule = AccessRule.STAFF  # type: ignore[attr-defined]
        through.roles = roles  # type: ignore[attr-defined]
        return through

    return door


def _check_made_for(request: ResidentRequest | StaffRequest) -> None:
    """Two tabs share a log-in: what was filled in for one must not land on another."""
    if is_made_for_another(request=request, log_in=request.log_in):
        raise MadeForAnother()


def by_secret(*, use: str, kinds: tuple[str, ...]) -> Callable[[View], View]:
    """A program that shows the secret of an address given for this use; `request.grant` covers the kinds.

    The view's `secret` comes from the address. Nothing is kept by others, found by search engines or told to pages
    that are linked to. Whatever does not open looks as if it never was.
    """

    def door(view: View) -> View:
        @wraps(view)
        def through(plain: HttpRequest, secret: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
            request = cast(SecretRequest, plain)
            try:
                request.grant = open_by_secret(
                    secret=secret, use=use, kinds=kinds, origin=request.origin, now=request.now
                )
            except AskedTooOften as error:
                response: HttpResponseBase = HttpResponse(gettext(error.sentence), status=429, content_type=PLAIN)
                response["Retry-After"] = str(int(WITHIN.total_seconds()))
            else:
                response = view(request, *args, **kwargs)
            response["Cache-Control"] = "private, no-cache"
            response["Referrer-Policy"] = "no-referrer"
            response["X-Robots-Tag"] = "noindex, nofollow"
            return response

        through.access_rule = AccessRule.SECRET  # type: ignore[attr-defined]
        return through

    return door


def by_link(view: View) -> View:
    """Whoever comes with a link that was shown: the view opens it with the code (`secret_links`), and nothing else.

    Its `secret` comes from the address. No session, cookie or form of a browser counts here, and nothing is kept by
    others, found by search engines or told to pages that are linked to.
    """

    @wraps(view)
    def through(plain: HttpRequest, secret: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
        request = cast(HouseRequest, plain)
        request.now, request.origin = timezone.now(), origin_of(request)
        response = view(request, secret, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    through.access_rule = AccessRule.SECRET  # type: ignore[attr-defined]
    return through


def systems(*, base: Callable[[str], str]) -> Callable[[View], View]:
    """The care giver's own outside systems, by bearer token. The view's `care_giver` comes from the address.

    `base(care_giver)` is the path that the token must be meant for. Raises TokenNotTrusted, for the view's own
    interface to put into its own words; no session, cookie or form of a browser counts here.
    """

    def door(view: View) -> View:
        @wraps(view)
        def through(plain: HttpRequest, care_giver: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
            request = cast(SystemRequest, plain)
            request.now, request.origin = timezone.now(), origin_of(request, way="interface")
            kind, _, token = request.META.get("HTTP_AUTHORIZATION", "").partition(" ")
            if kind.lower() != "bearer":
                raise TokenNotTrusted()
            request.base = request.build_absolute_uri(base(care_giver))
            shown = system_of(
                token=token.strip(),
                audience=request.base,
                care_giver=care_giver,
                origin=request.origin,
                now=request.now,
            )
            request.actor, request.scopes = shown.system, shown.scopes
            return view(request, care_giver, *args, **kwargs)

        through.access_rule = AccessRule.SYSTEM  # type: ignore[attr-defined]
        return through

    return door


def certified(*, caller: Callable[[], str]) -> Callable[[View], View]:
    """An outside system whose client certificate our own proxy has checked and names by its SHA-256 fingerprint.

    `caller()` is the fingerprint of the only one who may, or of several with commas between; nobody may where it is
    empty, or where no proxy of ours stands in front, since anybody could then write the header. No session, cookie or
    form of a browser counts here.
    """

    def door(view: View) -> View:
        @wraps(view)
        def through(plain: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            request = cast(HouseRequest, plain)
            known = [one for text in caller().split(",") if (one := _fingerprint(text))]
            shown = _fingerprint(request.headers.get(CERTIFICATE, ""))
            if not (settings.PROXIES and any(compare_digest(one, shown) for one in known)):
                return HttpResponse(status=401, content_type=PLAIN)
            request.now, request.origin = timezone.now(), origin_of(request)
            response = view(request, *args, **kwargs)
            response["Cache-Control"] = "no-store"
            return response

        through.access_rule = AccessRule.SYSTEM  # type: ignore[attr-defined]
        return through

    return door


def _fingerprint(text: str) -> str:
    """As it is written with or without colons, in either case; empty where it is none."""
    digits = text.strip().replace(":", "").lower()
    return digits if FINGERPRINT.fullmatch(digits) else ""


def _to_log_in(request: HouseRequest, address: str) -> HttpResponse:
    back = request.get_full_path() if request.method == "GET" else ""
    return redirect(f"{reverse(address)}?{urlencode({'next': back})}" if back else reverse(address))
