"""Answers that carry a file: never run, framed, guessed at or kept by anybody on the way."""

from typing import BinaryIO

from django.http import FileResponse

from ingang.foundation.documents.models import StoredFile
from ingang.foundation.documents.rules import FileKind

# Nothing in the file may run, load or ask for anything, should a browser ever take it for a page.
ALONE = "sandbox; default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"


def file_answer(*, file: StoredFile, content: BinaryIO, is_shown: bool) -> FileResponse:
    """The file, piece by piece. Only pictures are shown in the browser; all else is downloaded."""
    kind = FileKind(file.kind)
    answer = FileResponse(
        content,
        as_attachment=not (is_shown and kind.is_picture),
        filename=file.name,
        content_type=kind.media_type,
    )
    answer["Content-Security-Policy"] = ALONE
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    answer["Cache-Control"] = "no-store"
    return answer
