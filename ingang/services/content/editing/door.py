"""The one access rule of every address under /redaktor/, and what a browser may load there."""

from inspect import unwrap
from typing import Any

from csp.constants import HEADER, NONE, SELF, UNSAFE_INLINE
from csp.utils import build_policy
from django.contrib.messages.storage import default_storage
from django.http import HttpResponseBase
from django.utils.functional import SimpleLazyObject
from wagtail.admin.views.editing_sessions import ping

from ingang.foundation.access.doors import View, staff
from ingang.foundation.identity.middleware import asks_by_itself
from ingang.foundation.identity.requests import StaffRequest
from ingang.services.content.editing.groups import account_of
from ingang.services.content.errors import QuotaFilled
from ingang.services.content.roles import CONTENT_ROLES

POLICY = {
    "default-src": [NONE],
    "script-src": [SELF],
    # Wagtail's editor and its preview place things with style attributes.
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "media-src": [SELF],
    "font-src": [SELF],
    "connect-src": [SELF],
    "manifest-src": [SELF],
    "form-action": [SELF],
    "frame-src": [SELF],
    "base-uri": [NONE],
    "frame-ancestors": [SELF],
}


def editors(view: View) -> View:
    """Staff with a role in content. Wagtail's user is the account of the assignment in which the request is made.

    The page may be shown in a frame of our own: that is how an editor sees what she writes. A page that lies open asks
    who else writes in the text, which is no sign of life.
    """

    @staff(roles=CONTENT_ROLES)
    def through(request: StaffRequest, *args: Any, **options: Any) -> HttpResponseBase:
        request.user = account_of(actor=request.actor)
        messages = default_storage(request)
        vars(request)["_messages"] = messages
        try:
            response = view(request, *args, **options)
        except QuotaFilled:
            # Others have filled the place since her form was looked at: it is looked at again, and says so.
            response = view(request, *args, **options)
        if hasattr(response, "render") and not getattr(response, "is_rendered", True):
            response = response.render()
        messages.update(response)
        response[HEADER] = _policy()
        response["X-Frame-Options"] = "SAMEORIGIN"
        return response

    through.is_editors = True  # type: ignore[attr-defined]
    return asks_by_itself(through) if unwrap(view) is unwrap(ping) else through


def _policy() -> str:
    return str(_WRITTEN)


_WRITTEN = SimpleLazyObject(lambda: build_policy(replace=POLICY))
