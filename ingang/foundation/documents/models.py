"""What every table of files has in common. The table is the service's own: the file is reached as its matter is."""

from django.db import models

from ingang.foundation.documents.rules import FileKind
from ingang.foundation.personal.models import PersonalModel
from ingang.kernel.words import marked


class FileState(models.TextChoices):
    """Whether the file may be read: never before a scanner has said that it is clean."""

    WAITING = "waiting", marked("Waits for the virus scan")
    CLEAN = "clean", marked("Scanned for viruses")
    REFUSED = "refused", marked("A virus was found; the file is thrown away")


class StoredFile(PersonalModel):
    """A file about one person, of a service's own table: its `data_kind` is that of the message or case it belongs to.

    `key` is where the content lies, a secret that no address shows; `digest` is of what lies there. From `keep_until`
    on it is gone. `is_readable` tells that a screen reader finds text in it.
    """

    unit = models.CharField(max_length=31)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=4, choices=[(kind.value, kind.value) for kind in FileKind])
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    key = models.CharField(max_length=120)
    state = models.CharField(max_length=8, choices=FileState.choices)
    is_readable = models.BooleanField(default=False)
    stored_at = models.DateTimeField()
    scanned_at = models.DateTimeField(null=True)
    keep_until = models.DateField()
    hidden_from_guardian = models.BooleanField(default=False)

    personal_fields = frozenset({"person", "unit", "name", "digest", "key", "hidden_from_guardian"})
    plain_fields = frozenset(
        {"id", "kind", "size", "state", "is_readable", "stored_at", "scanned_at", "keep_until"},
    )

    class Meta:
        abstract = True
