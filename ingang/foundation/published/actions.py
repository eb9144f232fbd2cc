"""Telling that public pages are different."""

from datetime import datetime

from ingang.foundation.published.models import PublicChange


def public_pages_changed(*, at: datetime) -> None:
    """Let every process make its finished pages anew within seconds of `at`: of now, or of a moment that lies ahead.

    Call it in the transaction that writes what is shown. Records nothing: what was changed is the writer's own event.
    """
    PublicChange.objects.create(at=at)
