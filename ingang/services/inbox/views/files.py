"""Files: attached to a draft and looked at by staff, opened by the resident."""

from typing import BinaryIO, cast
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ingang.foundation.access.doors import residents, staff
from ingang.foundation.documents.errors import TooManyFiles
from ingang.foundation.documents.rules import MOST_FROM_STAFF
from ingang.foundation.documents.scanning import configured_scanner
from ingang.foundation.documents.serving import file_answer
from ingang.foundation.documents.storage import read
from ingang.foundation.identity.requests import ResidentRequest, StaffRequest
from ingang.services.inbox.actions.attaching import (
    FILE_ERRORS,
    attach_file,
    look_at_file,
    open_file,
    open_sent_file,
    remove_file,
)
from ingang.services.inbox.forms import FilesForm
from ingang.services.inbox.models import MESSAGE, Attachment
from ingang.services.inbox.queries.files import draft_files, file_lines
from ingang.services.inbox.queries.unit import own_draft

KINDS = (MESSAGE,)
SHOWN = "visa"
"""The query parameter that asks for a picture in the browser instead of a download."""


@require_http_methods(["GET", "HEAD", "POST"])
@staff(kinds=KINDS)
def files(request: StaffRequest, id: UUID) -> HttpResponse:
    draft = own_draft(id=id, grant=request.grant)
    is_sent = request.method == "POST"
    form = FilesForm(request.POST, request.FILES) if is_sent else FilesForm()
    if is_sent and form.is_valid():
        _attach_each(request, id, form)
        if form.is_valid():
            return redirect("inbox:files", id=id)
    shown = {
        "form": form,
        "draft": draft,
        "files": file_lines(files=draft_files(draft=id, grant=request.grant)),
        "most": MOST_FROM_STAFF,
    }
    return render(request, "inbox/staff/files.html", shown, status=400 if form.errors else 200)


def _attach_each(request: StaffRequest, draft: UUID, form: FilesForm) -> None:
    """Each file by itself: one that can not be taken is told, and the others stay."""
    chosen: list[UploadedFile[bytes]] = form.cleaned_data["chosen"]
    scanner = configured_scanner()
    for one in chosen:
        try:
            attach_file(
                draft=draft,
                content=cast(BinaryIO, one.file),
                name=one.name or "",
                scanner=scanner,
                grant=request.grant,
                now=request.now,
            )
        except FILE_ERRORS as error:
            form.add_error("chosen", gettext(error.sentence) % error.values)
            if isinstance(error, TooManyFiles):
                return


@require_POST
@staff(kinds=KINDS)
def remove(request: StaffRequest, id: UUID, file: UUID) -> HttpResponse:
    remove_file(draft=id, id=file, grant=request.grant, now=request.now)
    return redirect("inbox:files", id=id)


@require_safe
@staff(kinds=KINDS)
def of_draft(request: StaffRequest, id: UUID, file: UUID) -> FileResponse:
    found = look_at_file(draft=id, id=file, grant=request.grant, now=request.now)
    return _answer(request, found)


@require_safe
@staff(kinds=KINDS)
def of_sent(request: StaffRequest, id: UUID, file: UUID) -> FileResponse:
    found = open_sent_file(message=id, id=file, grant=request.grant, now=request.now)
    return _answer(request, found)


@require_safe
@residents(kinds=KINDS)
def of_message(request: ResidentRequest, id: UUID, file: UUID) -> FileResponse:
    found = open_file(message=id, id=file, grant=request.grant, now=request.now)
    return _answer(request, found)


def _answer(request: StaffRequest | ResidentRequest, file: Attachment) -> FileResponse:
    return file_answer(file=file, content=read(file=file), is_shown=SHOWN in request.GET)
