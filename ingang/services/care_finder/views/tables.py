"""The catalogue as files, what their fields mean, and the description that data portals read."""

import csv
import io
import json
from collections.abc import Callable, Iterator

from django.conf import settings
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from ingang.foundation.access.doors import public
from ingang.foundation.identity.requests import HouseRequest
from ingang.foundation.published.keeping import keep_finished
from ingang.services.care_finder.open_data.catalogue_file import Distribution, Publisher, description
from ingang.services.care_finder.open_data.fields import FIELDS, LICENCE, Edition, cells, edition, lines
from ingang.ui.brands import choose_brand
from ingang.ui.values import Cell, Table

SECONDS = 600
CSV, JSON, NDJSON, RDF = "text/csv", "application/json", "application/x-ndjson", "application/rdf+xml"


@public
@require_safe
def table(request: HouseRequest) -> HttpResponseBase:
    return _file(request, CSV, "enheter.csv", _csv)


@public
@require_safe
def whole(request: HouseRequest) -> HttpResponseBase:
    return _file(request, JSON, "enheter.json", _json)


@public
@require_safe
def line_by_line(request: HouseRequest) -> HttpResponseBase:
    return _file(request, NDJSON, "enheter.ndjson", _ndjson)


@keep_finished(seconds=300)
@public
@require_safe
def dictionary(request: HouseRequest) -> HttpResponse:
    columns = (gettext("Field"), gettext("What it means"), gettext("How it is written"), gettext("Who says it"))
    rows = [
        [Cell(text=one.name), *(Cell(text=gettext(text)) for text in (one.meaning, one.form, one.source))]
        for one in FIELDS
    ]
    shown = {
        "table": Table(caption=gettext("Fields of the table and of the lines"), columns=columns, rows=rows),
        "changed_at": edition(now=request.now).changed_at,
        "licence": LICENCE,
        "now": request.now,
    }
    return render(request, "care_finder/open_data.html", shown)


@public
@require_safe
def portal_description(request: HouseRequest) -> HttpResponseBase:
    known, unchanged = _unchanged(request)
    if unchanged:
        return unchanged
    site = request.build_absolute_uri("/").rstrip("/")
    brand = choose_brand(code=settings.INGANG_BRAND, decision=settings.INGANG_BRAND_DECISION)
    forms = [
        Distribution(address=f"{site}{reverse(f'care_finder:{name}')}", media_type=kind, title=title)
        for name, kind, title in (
            ("fhir_table", CSV, "Tabell (CSV)"),
            ("fhir_whole", JSON, "Allt på en gång (JSON)"),
            ("fhir_lines", NDJSON, "Rad för rad (NDJSON)"),
        )
    ]
    content = description(
        site=site,
        page=f"{site}{reverse('care_finder:open_data')}",
        publisher=Publisher(address=f"{site}/", name=brand.name, mail=settings.OPEN_DATA_MAIL),
        forms=forms,
        service=request.build_absolute_uri(reverse("care_finder:fhir_metadata")).rpartition("/")[0],
        changed_at=known.changed_at,
    )
    return _told(HttpResponse(content, content_type=RDF), known)


def _file(
    request: HouseRequest, kind: str, name: str, write: Callable[[HouseRequest, Edition], Iterator[str]]
) -> HttpResponseBase:
    known, unchanged = _unchanged(request)
    if unchanged:
        return unchanged
    response = StreamingHttpResponse(write(request, known), content_type=f"{kind}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return _told(response, known)


def _unchanged(request: HouseRequest) -> tuple[Edition, HttpResponseBase | None]:
    """The edition; and the answer that nothing has changed since the asker's, where that is so."""
    known = edition(now=request.now)
    answer = get_conditional_response(
        request, etag=quote_etag(known.mark), last_modified=int(known.changed_at.timestamp())
    )  # fmt: skip
    return known, _told(answer, known) if answer else None


def _told(response: HttpResponseBase, known: Edition) -> HttpResponseBase:
    response["ETag"] = quote_etag(known.mark)
    response["Last-Modified"] = http_date(known.changed_at.timestamp())
    response["Cache-Control"] = f"public, max-age={SECONDS}"
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _csv(request: HouseRequest, _known: Edition) -> Iterator[str]:
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";", lineterminator="\n")
    writer.writerow([one.name for one in FIELDS])
    for line in lines(site=_site(request), now=request.now):
        writer.writerow(cells(line))
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue()


def _ndjson(request: HouseRequest, _known: Edition) -> Iterator[str]:
    for line in lines(site=_site(request), now=request.now):
        yield json.dumps(line, ensure_ascii=False) + "\n"


def _json(request: HouseRequest, known: Edition) -> Iterator[str]:
    told = {"licence": LICENCE, "changedAt": known.changed_at.isoformat(), "edition": known.mark}
    yield json.dumps(told, ensure_ascii=False)[:-1] + ', "units": [\n'
    between = ""
    for line in lines(site=_site(request), now=request.now):
        yield between + json.dumps(line, ensure_ascii=False)
        between = ",\n"
    yield "\n]}\n"


def _site(request: HouseRequest) -> str:
    return request.build_absolute_uri("/").rstrip("/")
