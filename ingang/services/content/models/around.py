"""What stands around texts: what readers think of them, and where they stood before."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ingang.foundation.personal.models import ClassifiedModel


class OpinionState(models.TextChoices):
    """How far the editors have come with it."""

    NEW = "new", _("New")
    TAKEN = "taken", _("Being looked at")
    DONE = "done", _("Answered")


class Opinion(ClassifiedModel):
    """What a reader wrote about a text, and what the editors did about it. Nothing is kept about who wrote it.

    `owner` is the region whose part or page it is about, and whose editors read it; empty for the nation's. `region` is
    the one that the reader had chosen. `key` is the article's, or the address of a page of the region's own.
    """

    key = models.CharField(max_length=255)
    language = models.CharField(max_length=20)
    region = models.CharField(max_length=2, blank=True)
    owner = models.CharField(max_length=2, blank=True)
    is_page = models.BooleanField(default=False)
    words = models.TextField(max_length=1000)
    written_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=OpinionState.choices, default=OpinionState.NEW)
    answer = models.TextField(max_length=1000, blank=True)
    handled_by = models.CharField(max_length=31, blank=True)
    handled_at = models.DateTimeField(null=True)

    personal_fields = frozenset({"handled_by"})
    plain_fields = frozenset(
        {"id", "key", "language", "region", "owner", "is_page", "words", "written_at"}
        | {"state", "answer", "handled_at"}
    )

    class Meta:
        indexes = [models.Index(fields=["owner", "state", "-written_at"], name="content_opinion_owner")]

    def __str__(self) -> str:
        return f"{self.key}: {self.words[:60]}"


class FormerAddress(ClassifiedModel):
    """Where a published text stood before it was moved: whoever comes there is led on."""

    path = models.CharField(max_length=400, unique=True)
    key = models.CharField(max_length=50)
    language = models.CharField(max_length=20)

    plain_fields = frozenset({"id", "path", "key", "language"})
