"""What stands around texts: what readers think of them, and where they stood before."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from ingang.foundation.personal.models import ClassifiedModel


class Opinion(ClassifiedModel):
    """What a reader wrote about a text. Nothing is kept about who wrote it."""

    key = models.CharField(max_length=50)
    language = models.CharField(max_length=20)
    region = models.CharField(max_length=2, blank=True)
    words = models.TextField(_("What the reader writes"), max_length=1000)
    written_at = models.DateTimeField(_("When"))
    is_handled = models.BooleanField(_("Dealt with"), default=False)

    plain_fields = frozenset({"id", "key", "language", "region", "words", "written_at", "is_handled"})

    panels: ClassVar[list[Any]] = [
        FieldPanel("key", read_only=True),
        FieldPanel("language", read_only=True),
        FieldPanel("words", read_only=True),
        FieldPanel("is_handled"),
    ]

    def __str__(self) -> str:
        return f"{self.key}: {self.words[:60]}"


class FormerAddress(ClassifiedModel):
    """Where a published text stood before it was moved: whoever comes there is led on."""

    path = models.CharField(max_length=400, unique=True)
    key = models.CharField(max_length=50)
    language = models.CharField(max_length=20)

    plain_fields = frozenset({"id", "path", "key", "language"})
