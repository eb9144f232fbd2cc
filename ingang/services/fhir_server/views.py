"""The two views: what the server can, open to all, and everything else, for the care giver's own systems."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import cast
from urllib.parse import parse_qsl

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse

from ingang.foundation.access.doors import public, systems
from ingang.foundation.care_units.queries import care_giver as known_care_giver
from ingang.foundation.identity.requests import SystemRequest
from ingang.foundation.records.json_text import dumped
from ingang.kernel.errors import IngangError
from ingang.services.fhir_server.asking import Answer, Asked, Desk
from ingang.services.fhir_server.capability import capability_statement
from ingang.services.fhir_server.errors import NoSuchResource, NotAcceptable, NotUnderstood, TooLarge, WrongMedia
from ingang.services.fhir_server.outcomes import refusal
from ingang.services.fhir_server.routes import answer

MOST_BYTES = 5_000_000
FHIR_JSON = "application/fhir+json"
PATCHES = frozenset({"application/json-patch+json", "application/merge-patch+json"})
READ = frozenset({"", FHIR_JSON, "application/json", "text/json"}) | PATCHES
FORM = "application/x-www-form-urlencoded"
ACCEPTED = ("json", "*/*", "application/*")
ALWAYS = {
    "Content-Type": f"{FHIR_JSON}; charset=utf-8",
    "Cache-Control": "no-store",
    "Vary": "Accept, Authorization",
}

View = Callable[..., HttpResponseBase]


def in_fhir(view: View) -> View:
    """Foreseen problems become an OperationOutcome."""

    @wraps(view)
    def told(request: HttpRequest, *args: str, **kwargs: str) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except IngangError as error:
            response = _response(refusal(error))
            if response.status_code == 401:
                response["WWW-Authenticate"] = "Bearer"
            return response

    return told


@lru_cache(maxsize=256)
def base_path(care_giver: str) -> str:
    """The path of the care giver's base address, without a slash at its end."""
    return reverse("fhir_server:base", kwargs={"care_giver": care_giver}).rstrip("/")


@in_fhir
@public
def metadata(request: HttpRequest, care_giver: str) -> HttpResponse:
    known = None if "\0" in care_giver else known_care_giver(hsa_id=care_giver)
    if known is None:
        raise NoSuchResource()
    statement = capability_statement(base=request.build_absolute_uri(base_path(care_giver)), name=known.name)
    return _response(Answer(text=dumped(statement)))


@in_fhir
@systems(base=base_path)
def interaction(request: HttpRequest, care_giver: str, path: str = "") -> HttpResponse:
    known = cast(SystemRequest, request)
    desk = Desk(actor=known.actor, scopes=known.scopes, base=known.base, now=known.now)
    asked = _asked(request, path)
    if asked.prefers and "respond-async" in asked.prefers:
        raise NotUnderstood("Nothing is answered later here: leave respond-async out.")
    return _response(answer(desk, asked))


def _asked(request: HttpRequest, path: str) -> Asked:
    # WSGI gives the bytes of the address as latin-1.
    written = str(request.META.get("QUERY_STRING", "")).encode("latin-1", "replace").decode(errors="replace")
    if "\0" in path:
        raise NoSuchResource()
    query = tuple(parse_qsl(written, keep_blank_values=True))
    _check_acceptable(request, dict(query).get("_format", ""))
    media, body = (request.content_type or "").lower(), _body(request)
    if media == FORM:
        query += tuple(parse_qsl(body, keep_blank_values=True))
    elif body and media not in READ:
        raise WrongMedia(f"The body must be {FHIR_JSON}.")
    return Asked(
        method="GET" if request.method == "HEAD" else str(request.method),
        parts=tuple(part for part in path.split("/") if part),
        query=query,
        body=body,
        if_match=request.META.get("HTTP_IF_MATCH", ""),
        if_none_match=request.META.get("HTTP_IF_NONE_MATCH", ""),
        if_none_exist=request.META.get("HTTP_IF_NONE_EXIST", ""),
        prefers=request.META.get("HTTP_PREFER", ""),
    )


def _check_acceptable(request: HttpRequest, wanted: str) -> None:
    accepts = wanted or request.META.get("HTTP_ACCEPT", "") or "*/*"
    if not any(one in accepts for one in ACCEPTED):
        raise NotAcceptable(f"Only {FHIR_JSON} can be answered.")


def _body(request: HttpRequest) -> str:
    body = request.read(MOST_BYTES + 1)
    if len(body) > MOST_BYTES:
        raise TooLarge(f"At most {MOST_BYTES} bytes can be taken at a time.")
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotUnderstood(f"The body is not UTF-8: byte {error.start} can not be read.") from error


def _response(answer: Answer) -> HttpResponse:
    """The answer by HTTP. Nobody on the way keeps it."""
    body = answer.text.encode()
    named = {"ETag": answer.etag, "Last-Modified": answer.last_modified, "Location": answer.location}
    headers = {name: value for name, value in named.items() if value} | {"Content-Length": str(len(body)), **ALWAYS}
    return HttpResponse(body, status=answer.status, headers=headers)
