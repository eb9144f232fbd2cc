"""The catalogue for programs: FHIR R4 searchset bundles with paging, single resources, and a table as CSV."""

import csv
import io
import json
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from ingang.foundation.access.doors import public
from ingang.foundation.identity.requests import HouseRequest
from ingang.foundation.regions.rules import regions
from ingang.services.care_finder.errors import UnitUnknown
from ingang.services.care_finder.open_data.pages import CSV_HEADINGS, MOST, csv_rows, data_page, one_resource
from ingang.services.care_finder.open_data.resources import TYPES

FHIR_JSON = "application/fhir+json; charset=utf-8"
SECONDS, USUAL = 600, 50


@public
@require_safe
def metadata(request: HouseRequest) -> HttpResponseBase:
    interactions = [{"code": "read"}, {"code": "search-type"}]
    types = [
        {"type": kind, "interaction": interactions, "searchParam": [{"name": "address-state", "type": "string"}]}
        for kind in sorted(TYPES)
    ]
    return _fhir(
        request,
        {
            "resourceType": "CapabilityStatement",
            "status": "active",
            "date": "2026-11-30",
            "kind": "instance",
            "fhirVersion": "4.0.1",
            "format": ["application/fhir+json"],
            "rest": [{"mode": "server", "resource": types}],
        },
    )


@public
@require_safe
def search(request: HouseRequest, kind: str) -> HttpResponseBase:
    if kind not in TYPES:
        return _outcome("not-supported", f"{kind[:40]} is not part of the catalogue.", status=404)
    region = request.GET.get("address-state", "")
    if region and region not in {one.code for one in regions()}:
        return _outcome("invalid", "address-state must be the code of a region.", status=400)
    count = _count(request.GET.get("_count", ""))
    after = request.GET.get("_after", "")[:31].replace("\0", "")
    page = data_page(kind=kind, after=after, count=count, region=region, now=request.now)
    base = request.build_absolute_uri(reverse("care_finder:fhir_search", kwargs={"kind": kind}))
    asked = {"_count": str(count), "address-state": region}
    links = [{"relation": "self", "url": _url(base, asked | {"_after": after})}]
    if page.next_after:
        links.append({"relation": "next", "url": _url(base, asked | {"_after": page.next_after})})
    entries = [
        {"fullUrl": f"{base}/{one['id']}", "resource": one, "search": {"mode": "match"}} for one in page.resources
    ]
    bundle = {"resourceType": "Bundle", "type": "searchset", "link": links}
    return _fhir(request, bundle | ({"entry": entries} if entries else {}))


@public
@require_safe
def read(request: HouseRequest, kind: str, id: str) -> HttpResponseBase:
    try:
        if kind not in TYPES:
            raise UnitUnknown()
        return _fhir(request, one_resource(kind=kind, id=id, now=request.now))
    except UnitUnknown:
        return _outcome("not-found", "There is no such resource.", status=404)


@public
@require_safe
def table(request: HouseRequest) -> HttpResponseBase:
    response = StreamingHttpResponse(_lines(request), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="enheter.csv"'
    response["Cache-Control"] = f"public, max-age={SECONDS}"
    return response


def _entry(base: str, one: dict[str, Any]) -> dict[str, Any]:
    return {"fullUrl": f"{base}/{one['id']}", "resource": one, "search": {"mode": "match"}}


def _lines(request: HouseRequest) -> Iterator[str]:
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";", lineterminator="\n")
    for row in (CSV_HEADINGS, *csv_rows(now=request.now)):
        writer.writerow(row)
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()


def _fhir(request: HttpRequest, resource: dict[str, Any]) -> HttpResponse:
    text = json.dumps(resource, ensure_ascii=False, separators=(",", ":"))
    etag = f'W/"{sha256(text.encode()).hexdigest()[:32]}"'
    if etag in request.headers.get("If-None-Match", ""):
        response = HttpResponse(status=304)
    else:
        response = HttpResponse(text, content_type=FHIR_JSON)
    response["ETag"] = etag
    response["Cache-Control"] = f"public, max-age={SECONDS}"
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _outcome(code: str, text: str, *, status: int) -> HttpResponse:
    issue = {"severity": "error", "code": code, "diagnostics": text}
    body = json.dumps({"resourceType": "OperationOutcome", "issue": [issue]}, ensure_ascii=False)
    return HttpResponse(body, status=status, content_type=FHIR_JSON)


def _count(text: str) -> int:
    wanted = int(text) if text.isascii() and text.isdecimal() and len(text) <= 6 else USUAL
    return min(max(wanted, 1), MOST)


def _url(base: str, asked: dict[str, str]) -> str:
    query = urlencode({name: value for name, value in asked.items() if value})
    return f"{base}?{query}" if query else base
