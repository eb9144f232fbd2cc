"""What staff write with: drafts to one person, the unit's templates, signatures, and whom a unit may write to."""

from django.db import models
from uuid6 import uuid7

from ingang.foundation.personal.models import ClassifiedModel, PersonalModel
from ingang.services.inbox.models.messages import Category, Message


class StaffDraft(PersonalModel):
    """A message that one member of staff is writing to one person. Its id is the message's source id: sent once.

    `template` is the code of a national template or the id of the unit's own. It stays as a trace when it is sent.
    """

    unit = models.CharField(max_length=31)
    staff = models.CharField(max_length=31)
    template = models.CharField(max_length=60, blank=True)
    category = models.CharField(max_length=30, choices=Category.choices)
    subject = models.CharField(max_length=200, blank=True)
    body = models.TextField(blank=True)
    signature = models.CharField(max_length=200)
    is_important = models.BooleanField(default=False)
    hidden_from_guardian = models.BooleanField(default=False)
    visible_from = models.DateTimeField(null=True)
    thread = models.UUIDField(null=True)
    replaces_earlier = models.BooleanField(default=False)
    started_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    message = models.UUIDField(null=True)

    data_kind = Message.data_kind
    personal_fields = frozenset(
        {"person", "unit", "staff", "category", "subject", "body", "signature", "thread", "message"}
        | {"hidden_from_guardian"}
    )
    plain_fields = frozenset(
        {"id", "template", "is_important", "visible_from", "replaces_earlier", "started_at", "changed_at"}
    )

    class Meta:
        indexes = [
            models.Index(
                fields=["unit", "staff", "-changed_at"], condition=models.Q(message=None), name="inbox_draft_open"
            )
        ]


class UnitTemplate(ClassifiedModel):
    """A template of one unit. It is closed and never deleted: drafts and the log name it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.CharField(max_length=31)
    title = models.CharField(max_length=80)
    category = models.CharField(max_length=30, choices=Category.choices)
    subject = models.CharField(max_length=200)
    body = models.TextField(blank=True)
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=31)
    closed_at = models.DateTimeField(null=True)

    distribution = "unit"
    personal_fields = frozenset({"changed_by"})
    plain_fields = frozenset({"id", "unit", "title", "category", "subject", "body", "changed_at", "closed_at"})

    class Meta:
        indexes = [models.Index(fields=["unit", "title"], name="inbox_template_unit")]


class StaffSignature(ClassifiedModel):
    """How a member of staff signs, where it is another way than by name and title (e-services 1.3)."""

    staff = models.CharField(max_length=31, primary_key=True)
    text = models.CharField(max_length=200)

    distribution = "staff"
    personal_fields = frozenset({"staff", "text"})
    plain_fields = frozenset[str]()


class MissionCode(models.TextChoices):
    """What lets a unit write to people who are not its patients yet (e-services 2.5); codes of RelationReason."""

    SCREENING = "screening"
    VACCINATION = "vaccination"


class Mission(ClassifiedModel):
    """That a unit has a mission for screening or vaccination, by a region's decision, for a time."""

    unit = models.CharField(max_length=31)
    code = models.CharField(max_length=20, choices=MissionCode.choices)
    decision = models.CharField(max_length=80)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)

    distribution = "unit"
    personal_fields = frozenset[str]()
    plain_fields = frozenset({"id", "unit", "code", "decision", "valid_from", "valid_until"})

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "code", "valid_from"], name="inbox_mission_once")]
