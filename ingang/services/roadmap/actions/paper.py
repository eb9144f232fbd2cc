"""The versions of documents as files: set by the worker, so that no reader waits, and kept."""

import logging
from datetime import datetime
from time import monotonic

from django.db import transaction
from django.utils import translation

from ingang.foundation.published.actions import public_pages_changed
from ingang.kernel.grant import Grant
from ingang.services.roadmap.models import Document, DocumentFile, DocumentVersion
from ingang.services.roadmap.paper import as_pdf
from ingang.services.roadmap.queries import versions_without_file
from ingang.services.roadmap.words import LANGUAGES
from ingang.ui.typesetting.asking import NotSet

log = logging.getLogger(__name__)
SECONDS = 60.0


def set_documents(*, grant: Grant, now: datetime) -> int:
    """Set each version that readers may see and that has no file yet, in each language; gives how many files.

    A job ends after two minutes: what is left after one is the next one's.
    """
    until, made = monotonic() + SECONDS, 0
    for language in LANGUAGES:
        for version in versions_without_file(language=language):
            if monotonic() > until:
                break
            made += _set(version, language, now)
    return made


def _set(version: DocumentVersion, language: str, now: datetime) -> bool:
    try:
        with translation.override(language):
            content = as_pdf(version=version)
    except NotSet:
        # It is tried again each minute; the others do not wait for it.
        log.exception("a document could not be set", extra={"fields": {"version": str(version.id)}})
        return False
    _keep(DocumentFile(version=version, language=language, content=content, size=len(content), made_at=now), now)
    return True


@transaction.atomic
def _keep(file: DocumentFile, now: datetime) -> None:
    # Whoever changed what stands about the document while it was set has thrown away the files there were.
    version = Document.objects.select_for_update().get(id=file.version.document_id).version
    if version == file.version.document.version:
        DocumentFile.objects.bulk_create([file], ignore_conflicts=True)
        public_pages_changed(at=now)


def forget_files(*, document: Document) -> None:
    """What stands about the document has changed: its files are made anew. In the transaction of the change."""
    DocumentFile.objects.filter(version__document=document).delete()
