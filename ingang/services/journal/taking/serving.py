"""Handing the file out: whole, or from where a download was broken off (RFC 9110, range requests)."""

import re
from collections.abc import Iterator

from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.translation import gettext

from ingang.foundation.documents.serving import ALONE
from ingang.kernel.grant import Grant
from ingang.kernel.periods import local_date
from ingang.kernel.words import marked
from ingang.services.journal.models import Form
from ingang.services.journal.taking.actions import File
from ingang.services.journal.taking.steps import piece

_RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")
NAMES = {Form.PDF: marked("journal"), Form.FHIR: marked("journal-data"), Form.SUMMARY: marked("patient-summary")}
MEDIA = {"pdf": "application/pdf", "zip": "application/zip", "json": "application/fhir+json"}


def file_answer(*, file: File, grant: Grant, asked: str, unless_changed: str) -> HttpResponseBase:
    """The file or the asked range of it, a piece at a time; 416 where the range lies outside.

    `unless_changed` is what the asker thinks that the file is (If-Range): the whole comes where it is another.
    """
    tag = f'"{file.taking.id}"'
    wanted = wanted_range(asked=asked if unless_changed in {"", tag} else "", size=file.size)
    if wanted is None:
        answer: HttpResponseBase = HttpResponse(status=416)
        answer["Content-Range"] = f"bytes */{file.size}"
        return answer
    first, last = wanted
    kind = kind_of_file(file=file)
    called, day = gettext(NAMES[Form(file.taking.form)]), local_date(file.taking.asked_at)
    is_part = (first, last) != (0, file.size - 1)
    answer = StreamingHttpResponse(_bytes(file, grant, first, last), status=206 if is_part else 200)
    answer["Content-Type"] = MEDIA[kind]
    answer["Content-Length"] = str(last - first + 1)
    answer["Content-Disposition"] = f'attachment; filename="{called}-{day}.{kind}"'
    if is_part:
        answer["Content-Range"] = f"bytes {first}-{last}/{file.size}"
    answer["Accept-Ranges"] = "bytes"
    answer["ETag"] = tag
    answer["Cache-Control"] = "no-store"
    answer["Content-Security-Policy"] = ALONE
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    return answer


def wanted_range(*, asked: str, size: int) -> tuple[int, int] | None:
    """The first and the last byte; everything where nothing sensible is asked. None where it lies outside the file."""
    match = _RANGE.fullmatch(asked.strip())
    if match is None or match[1] == match[2] == "":
        return 0, size - 1
    if match[1] == "":
        first, last = size - int(match[2]), size - 1
        return (max(0, first), last) if int(match[2]) else None
    first, last = int(match[1]), int(match[2] or size - 1)
    if match[2] and first > last:
        return 0, size - 1
    return (first, min(last, size - 1)) if first < size else None


def kind_of_file(*, file: File) -> str:
    """What the file is: several volumes are bound in a zip file."""
    if file.taking.form != Form.PDF:
        return "json"
    return "zip" if file.taking.steps > 1 else "pdf"


def _bytes(file: File, grant: Grant, first: int, last: int) -> Iterator[bytes]:
    begins = 0
    for name, size in file.pieces:
        ends = begins + size
        if first < ends and last >= begins:
            yield piece(grant=grant, seal=file.seal, name=name)[max(0, first - begins) : last + 1 - begins]
        begins = ends
