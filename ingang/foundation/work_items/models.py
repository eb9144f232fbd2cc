"""A unit's work, one row for each thing to do."""

from django.db import models

from ingang.foundation.personal.models import PersonalModel
from ingang.kernel.words import marked

KIND = "work_items.item"


class WorkState(models.TextChoices):
    """Where it stands."""

    OPEN = "open", marked("Not begun")
    TAKEN = "taken", marked("Taken")
    DONE = "done", marked("Done")


class WorkItem(PersonalModel):
    """Something a unit must do. `subject` names what it is about (an event, a summons); `person` may be nobody.

    `kind` is the code of a kind of work in some manifest. An empty unit is the portal's own operation. The same
    subject becomes work of a kind once at a unit.
    """

    data_kind = KIND
    distribution = "unit"

    person = models.UUIDField(null=True, editable=False)  # type: ignore[assignment]
    unit = models.CharField(max_length=31, blank=True)
    kind = models.CharField(max_length=60)
    subject = models.CharField(max_length=120)
    due_at = models.DateTimeField()
    created_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=WorkState.choices, default=WorkState.OPEN)
    taken_by = models.CharField(max_length=31, blank=True)
    taken_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=400, blank=True)

    personal_fields = frozenset({"person", "unit", "subject", "outcome", "taken_by"})
    plain_fields = frozenset({"id", "kind", "due_at", "created_at", "state", "taken_at", "done_at"})

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "kind", "subject"], name="work_items_once")]
        indexes = [
            models.Index(fields=["unit", "due_at"], condition=~models.Q(state="done"), name="work_items_unit_due")
        ]
