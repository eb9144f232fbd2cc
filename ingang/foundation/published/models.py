"""When what everybody may read changed, or will."""

from django.db import models

from ingang.foundation.personal.models import ClassifiedModel


class PublicChange(ClassifiedModel):
    """Something on some public page is different from `at` on, which may lie ahead. It tells neither what nor who.

    Rows are only added, so that nobody who publishes waits for another, and go when they are a day old.
    """

    at = models.DateTimeField()

    personal_fields = frozenset[str]()
    plain_fields = frozenset({"id", "at"})

    class Meta:
        indexes = [models.Index(fields=["at"], name="published_change_at")]
