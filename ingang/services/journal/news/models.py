"""What a reader is to be told of."""

from django.db import models

from ingang.foundation.personal.models import PersonalModel
from ingang.services.journal.news.rules import Pace


class NewEntry(PersonalModel):
    """Something new in a person's journal that a reader wishes to be told of; gone when she has been told.

    `system` is the one that the engagement index told of: then nobody here knows what came, and `entry` is the
    telling's own id. It is looked at from `look_at` on, and again until it can be read.
    """

    data_kind = "records.clinical"

    reader = models.UUIDField()
    entry = models.UUIDField()
    system = models.CharField(max_length=31, blank=True)
    pace = models.CharField(max_length=8, choices=Pace.choices)
    came_at = models.DateTimeField()
    look_at = models.DateTimeField()

    personal_fields = frozenset({"person", "reader", "entry", "system", "came_at", "look_at"})
    plain_fields = frozenset({"id", "pace"})

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "reader", "entry", "pace"], name="journal_new_entry_once")
        ]
        indexes = [models.Index(fields=["look_at"], name="journal_new_entry_look_at")]
