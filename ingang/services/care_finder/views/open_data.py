"""The catalogue for programs: FHIR R4 searchset bundles with paging, and single resources."""

import json
from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt

from ingang.foundation.access.doors import public
from ingang.foundation.identity.requests import HouseRequest
from ingang.services.care_finder.errors import UnitUnknown
from ingang.services.care_finder.open_data.asked import BadValue
from ingang.services.care_finder.open_data.resources import TYPES
from ingang.services.care_finder.open_data.searching import (
    MOST,
    Found,
    Search,
    check_includes,
    one_resource,
    read_search,
    search_page,
)
from ingang.services.care_finder.open_data.statement import statement

FHIR_JSON = "application/fhir+json; charset=utf-8"
SECONDS, USUAL = 600, 50
OF_THE_PAGE = frozenset({"_include", "_revinclude", "_after", "_count", "_format"})


View = Callable[..., HttpResponseBase]


def _read_alone(view: View) -> View:
    """Programs that try to write are told so in FHIR's own words."""

    @wraps(view)
    def through(request: HouseRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method not in {"GET", "HEAD", "OPTIONS"}:
            answer = _outcome("not-supported", "The catalogue is read alone, with GET.", status=405)
            answer["Allow"] = "GET, HEAD, OPTIONS"
            return answer
        return view(request, *args, **kwargs)

    return through


@csrf_exempt
@public
@_read_alone
def metadata(request: HouseRequest) -> HttpResponseBase:
    return _fhir(request, statement(base=_base(request)))


@csrf_exempt
@public
@_read_alone
def search(request: HouseRequest, kind: str) -> HttpResponseBase:
    if kind not in TYPES:
        return _outcome("not-supported", f"{kind[:40]} is not part of the catalogue.", status=404)
    if not _is_json_wanted(request):
        return _outcome("not-supported", "The catalogue is told as application/fhir+json alone.", status=406)
    try:
        asked = _asked(request, kind)
        found = search_page(search=asked, site=_site(request), now=request.now)
    except BadValue as error:
        return _outcome("invalid", str(error), status=400)
    return _fhir(request, _bundle(request, asked, found))


@csrf_exempt
@public
@_read_alone
def read(request: HouseRequest, kind: str, id: str) -> HttpResponseBase:
    if not _is_json_wanted(request):
        return _outcome("not-supported", "The catalogue is told as application/fhir+json alone.", status=406)
    try:
        if kind not in TYPES:
            raise UnitUnknown()
        return _fhir(request, one_resource(kind=kind, id=id, site=_site(request), now=request.now))
    except UnitUnknown:
        return _outcome("not-found", "There is no such resource.", status=404)


def _asked(request: HouseRequest, kind: str) -> Search:
    """The search of the address. Refuses what the type can not be searched by, and what can not be read."""
    given = [(name, text) for name, texts in request.GET.lists() for text in texts]
    is_lenient = "handling=lenient" in request.headers.get("Prefer", "")
    include, reverse = request.GET.getlist("_include"), request.GET.getlist("_revinclude")
    check_includes(kind=kind, include=include, reverse=reverse)
    rest = [(name, text) for name, text in given if name not in OF_THE_PAGE]
    return Search(
        kind=kind,
        wanted=read_search(kind=kind, asked=rest, is_lenient=is_lenient),
        include=tuple(include),
        reverse=tuple(reverse),
        after=request.GET.get("_after", "")[:80].replace("\0", ""),
        count=_count(request.GET.get("_count", "")),
    )


def _bundle(request: HouseRequest, asked: Search, found: Found) -> dict[str, Any]:
    base = _base(request)
    links = [{"relation": "self", "url": request.build_absolute_uri()}]
    if found.next_after:
        query = request.GET.copy()
        query["_after"], query["_count"] = found.next_after, str(asked.count)
        links.append({"relation": "next", "url": f"{base}/{asked.kind}?{query.urlencode()}"})
    entries = [
        {"fullUrl": f"{base}/{one['resourceType']}/{one['id']}", "resource": one, "search": {"mode": mode}}
        for mode, several in (("match", found.matches), ("include", found.included))
        for one in several
    ]
    bundle = {"resourceType": "Bundle", "type": "searchset", "link": links}
    return bundle | ({"entry": entries} if entries else {})


def _base(request: HouseRequest) -> str:
    """The base address of the interface, without a stroke at its end."""
    return request.build_absolute_uri(reverse("care_finder:fhir_metadata")).rpartition("/")[0]


def _site(request: HouseRequest) -> str:
    return request.build_absolute_uri("/").rstrip("/")


def _is_json_wanted(request: HttpRequest) -> bool:
    """FHIR's _format counts before the header."""
    told = request.GET.get("_format", "")
    if told:
        return "json" in told
    return any(request.accepts(kind) for kind in ("application/fhir+json", "application/json"))


def _fhir(request: HttpRequest, resource: dict[str, Any]) -> HttpResponse:
    text = json.dumps(resource, ensure_ascii=False, separators=(",", ":"))
    etag = f'W/"{sha256(text.encode()).hexdigest()[:32]}"'
    shown = [one.strip() for one in request.headers.get("If-None-Match", "").split(",")]
    is_known = etag in shown or "*" in shown
    response = HttpResponse(status=304) if is_known else HttpResponse(text, content_type=FHIR_JSON)
    response["ETag"] = etag
    response["Cache-Control"] = f"public, max-age={SECONDS}"
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _outcome(code: str, text: str, *, status: int) -> HttpResponse:
    issue = {"severity": "error", "code": code, "diagnostics": text}
    body = json.dumps({"resourceType": "OperationOutcome", "issue": [issue]}, ensure_ascii=False)
    response = HttpResponse(body, status=status, content_type=FHIR_JSON)
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _count(text: str) -> int:
    wanted = int(text) if text.isascii() and text.isdecimal() and len(text) <= 6 else USUAL
    return min(max(wanted, 1), MOST)
