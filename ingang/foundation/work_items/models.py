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


class StepKind(models.TextChoices):
    """What happened to it on the way."""

    TAKEN = "taken", marked("Taken")
    TAKEN_OVER = "taken_over", marked("Taken over from a colleague")
    HANDED_OVER = "handed_over", marked("Handed over")
    GIVEN_BACK = "given_back", marked("Given back to everyone")
    NOTED = "noted", marked("Note")
    RETRIED = "retried", marked("The delivery is tried again")
    DELIVERED = "delivered", marked("Delivered after all")
    FINISHED = "finished", marked("Done")


class WorkItem(PersonalModel):
    """Something a unit must do. `subject` names what it is about (an event, a summons); `person` may be nobody.

    `kind` is the code of a kind of work in some manifest. The unit may be kernel.grant.OPERATION. The same subject
    becomes work of a kind once at a unit.
    """

    data_kind = KIND
    distribution = "unit"

    person = models.UUIDField(null=True, editable=False)  # type: ignore[assignment]
    unit = models.CharField(max_length=31)
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


class WorkStep(PersonalModel):
    """Something that happened to a unit's work: who took it, to whom it went, a note. Never changed afterwards.

    `by` is empty where the portal itself did it.
    """

    data_kind = KIND
    distribution = "unit"

    person = models.UUIDField(null=True, editable=False)  # type: ignore[assignment]
    unit = models.CharField(max_length=31)
    item = models.UUIDField()
    kind = models.CharField(max_length=20, choices=StepKind.choices)
    by = models.CharField(max_length=31, blank=True)
    to = models.CharField(max_length=31, blank=True)
    text = models.CharField(max_length=400, blank=True)
    at = models.DateTimeField()

    personal_fields = frozenset({"person", "unit", "item", "by", "to", "text"})
    plain_fields = frozenset({"id", "kind", "at"})

    class Meta:
        indexes = [models.Index(fields=["unit", "item", "at"], name="work_items_steps")]
