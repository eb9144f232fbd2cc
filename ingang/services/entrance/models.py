"""What everybody is told on every page."""

from django.db import models
from uuid6 import uuid7

from ingang.foundation.personal.models import ClassifiedModel
from ingang.kernel.words import marked


class Level(models.TextChoices):
    """How much it matters; the first stands first."""

    CRISIS = "crisis", marked("Crisis")
    WARNING = "warning", marked("Warning")
    INFORMATION = "information", marked("Information")


class Banner(ClassifiedModel):
    """Some words on every page, from a moment until another. The end is excluded.

    `region` is the code of the region whose readers see it, or that of the whole country; with `section` it stands on
    the pages of that section alone. Nobody sees it before it is confirmed, and then it is never changed: another one
    that `replaces` it ends it as it is confirmed. `version` grows by one with each change of the draft.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    level = models.CharField(max_length=12, choices=Level.choices)
    region = models.CharField(max_length=2)
    section = models.CharField(max_length=60, blank=True)
    swedish_heading = models.CharField(max_length=100)
    english_heading = models.CharField(max_length=100)
    swedish = models.CharField(max_length=400)
    english = models.CharField(max_length=400)
    link = models.CharField(max_length=300, blank=True)
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    replaces = models.UUIDField(null=True)
    version = models.PositiveIntegerField(default=1)
    made_by = models.CharField(max_length=40)
    made_at = models.DateTimeField()
    confirmed_by = models.CharField(max_length=40, blank=True)
    confirmed_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=40, blank=True)
    ended_at = models.DateTimeField(null=True)

    personal_fields = frozenset({"made_by", "confirmed_by", "ended_by"})
    plain_fields = frozenset(
        """id level region section swedish_heading english_heading swedish english link begins_at ends_at replaces
        version made_at confirmed_at ended_at""".split()  # noqa: SIM905
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("begins_at")), name="entrance_banner_has_time"
            )
        ]
        indexes = [models.Index(fields=["ends_at"], name="entrance_banner_ends")]
