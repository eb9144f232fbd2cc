"""What programs of care ask with a link (SMART Health Links), from any page; and our own page for a browser.

Source: HL7 SMART Health Cards and Links 1.0.0, "SMART Health Link Manifest Request" and what follows it.
"""

from collections.abc import Callable
from functools import wraps
from typing import Annotated, Any, cast

import msgspec
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from ingang.foundation.access.doors import by_link, public
from ingang.foundation.access.errors import WrongCode
from ingang.foundation.identity.requests import HouseRequest
from ingang.foundation.records.stamp import told_moment
from ingang.foundation.regions.queries import regions_with
from ingang.kernel.errors import NotFound
from ingang.kernel.periods import local_date
from ingang.services.journal.showing.links import FHIR, FHIR_VERSION
from ingang.services.journal.showing.models import RECIPIENT, SHOWING
from ingang.services.journal.showing.opening import fetch_shown, open_shown
from ingang.services.journal.showing.words import SECTIONS, TYPES

MOST_ASKED = 4000
"""No manifest request has a reason to be longer."""
CODE = 60

View = Callable[..., HttpResponse]


class Asked(msgspec.Struct):
    """A manifest request. What it holds besides is ignored, as the specification has it."""

    recipient: Annotated[str, msgspec.Meta(min_length=1, max_length=RECIPIENT)]
    passcode: Annotated[str, msgspec.Meta(max_length=CODE)] = ""
    embeddedLengthMax: Annotated[int, msgspec.Meta(ge=0)] | None = None

    @property
    def who(self) -> str:
        """Who asks, in one line of signs that can be shown."""
        return " ".join("".join(sign if sign.isprintable() else " " for sign in self.recipient).split())


class NotUnderstood(Exception):
    """The request is not what the specification says. `status` is the answer's."""

    def __init__(self, said: str, *, status: int = 400) -> None:
        super().__init__(said)
        self.status = status


def for_every_origin(method: str) -> Callable[[View], View]:
    """Lets pages of any origin ask by this method (Fetch standard, CORS): they know the link, and no cookie counts."""

    def wrapping(view: View) -> View:
        @wraps(view)
        def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method == "OPTIONS":
                response = HttpResponse(status=204)
                response["Access-Control-Allow-Methods"] = method
                response["Access-Control-Allow-Headers"] = "content-type"
                response["Access-Control-Max-Age"] = "600"
            elif request.method != method:
                response = _said("this address takes another method", 405)
                response["Allow"] = f"{method}, OPTIONS"
            else:
                response = _foreseen(view, request, *args, **kwargs)
            response["Access-Control-Allow-Origin"] = "*"
            return response

        return answered

    return wrapping


@by_link
@for_every_origin("POST")
def manifest(plain: HttpRequest, secret: str) -> HttpResponse:
    request, asked = cast(HouseRequest, plain), _asked(plain)
    found = open_shown(secret=secret, code=asked.passcode, recipient=asked.who, origin=request.origin, now=request.now)
    if asked.embeddedLengthMax is None or len(found.jwe) <= asked.embeddedLengthMax:
        content = {"embedded": found.jwe}
    else:
        place = reverse("journal:shown_file", kwargs={"secret": secret, "ticket": found.ticket})
        content = {"location": request.build_absolute_uri(place)}
    about = {"lastUpdated": told_moment(found.made_at), "status": "finalized", "fhirVersion": FHIR_VERSION}
    return JsonResponse({"files": [{"contentType": FHIR, **content, **about}]})


@by_link
@for_every_origin("GET")
def file(plain: HttpRequest, secret: str, ticket: str) -> HttpResponse:
    request = cast(HouseRequest, plain)
    jwe = fetch_shown(secret=secret, ticket=ticket, origin=request.origin, now=request.now)
    return HttpResponse(jwe, content_type="application/jose")


@public
@require_safe
def viewer(plain: HttpRequest) -> HttpResponse:
    """The page for a clinician with a browser only. It knows nothing: the link stands after the # and is never sent."""
    request = cast(HouseRequest, plain)
    if not regions_with(code=SHOWING, on=local_date(request.now)):
        raise NotFound()
    return render(request, "journal/showing/viewer.html", {"sections": SECTIONS, "types": TYPES, "longest": RECIPIENT})


def _asked(request: HttpRequest) -> Asked:
    if request.content_type != "application/json":
        raise NotUnderstood("content-type must be application/json", status=415)
    body = request.read(MOST_ASKED + 1)
    if len(body) > MOST_ASKED:
        raise NotUnderstood("the request is too long", status=413)
    try:
        asked = msgspec.json.decode(body, type=Asked)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise NotUnderstood(f"not a manifest request: {error}") from error
    if not asked.who:
        raise NotUnderstood("recipient must say who asks")
    return asked


def _foreseen(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    try:
        return view(request, *args, **kwargs)
    except WrongCode as wrong:
        return JsonResponse({"remainingAttempts": wrong.left}, status=401)
    except NotUnderstood as error:
        return _said(str(error), error.status)
    except NotFound:
        return _said("there is no such link, or it has ended", 404)


def _said(words: str, status: int) -> HttpResponse:
    return JsonResponse({"error": words}, status=status)
