"""The doors: every view has exactly one, which declares its access rule and opens the grant (architecture 14)."""

from collections.abc import Callable
from enum import StrEnum
from functools import wraps
from typing import Any, cast

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from ingang.foundation.access.actions import open_subject, open_unit
from ingang.foundation.access.errors import AssignmentNeeded
from ingang.foundation.identity.requests import HouseRequest, ResidentRequest, StaffRequest
from ingang.kernel.actor import Representative, Resident, Staff
from ingang.kernel.errors import NotFound

View = Callable[..., HttpResponseBase]


class AccessRule(StrEnum):
    """Who passes a door."""

    PUBLIC = "public"
    RESIDENT = "resident"
    STAFF = "staff"


def public(view: View) -> View:
    """Anybody may come; the view shows nothing personal unless it looks at request.actor itself."""
    view.access_rule = AccessRule.PUBLIC  # type: ignore[attr-defined]
    return view


def residents(*, kinds: tuple[str, ...] = (), own_only: bool = False) -> Callable[[View], View]:
    """Logged-in residents. With `kinds`, `request.grant` covers the subject's data of those kinds.

    Sends a stranger to the log-in, hides the page from staff, and with `own_only` from one who acts for another.
    """

    def door(view: View) -> View:
        @wraps(view)
        def through(plain: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            request = cast(ResidentRequest, plain)
            if request.actor is None:
                return _to_log_in(request, "log_in:start")
            if not isinstance(request.actor, Resident | Representative):
                raise NotFound()
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

    `roles` names the assignment's roles of which one is needed; none named: every assignment passes.
    """

    def door(view: View) -> View:
        @wraps(view)
        def through(plain: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            request = cast(StaffRequest, plain)
            if request.actor is None:
                return _to_log_in(request, "log_in:staff")
            if not isinstance(request.actor, Staff):
                raise NotFound()
            if roles and not set(roles) & set(request.actor.roles):
                raise AssignmentNeeded()
            if kinds:
                request.grant = open_unit(actor=request.actor, kinds=kinds, now=request.now)
            return view(request, *args, **kwargs)

        through.access_rule = AccessRule.STAFF  # type: ignore[attr-defined]
        return through

    return door


def _to_log_in(request: HouseRequest, address: str) -> HttpResponse:
    back = request.get_full_path() if request.method == "GET" else ""
    return redirect(f"{reverse(address)}?{urlencode({'next': back})}" if back else reverse(address))
