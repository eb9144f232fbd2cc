"""Limits on what a form may send at all, before any view sees it."""

from typing import IO, Any

from django.core.files.uploadhandler import FileUploadHandler, StopUpload

from ingang.foundation.documents.rules import MEGABYTE, MOST_BYTES, MOST_FROM_STAFF

MOST_AT_ONCE = (MOST_FROM_STAFF + 1) * (MOST_BYTES + MEGABYTE)
"""One file more than a message may carry, each a little too large: those are told by name which rule they break."""


class LimitedUpload(FileUploadHandler):
    """The first upload handler: hangs up on a body that is longer than any form of ours takes."""

    def handle_raw_input(
        self,
        input_data: IO[bytes],
        META: dict[str, str],  # noqa: N803  Django's name
        content_length: int,
        boundary: str,
        encoding: str | None = None,
    ) -> Any:
        """Refuse the whole body by its announced length; nothing of it is read."""
        if content_length > MOST_AT_ONCE:
            raise StopUpload(connection_reset=True)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Hand each piece on to the next handler."""
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The next handler has the file."""
