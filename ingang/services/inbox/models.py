"""Messages that care units put in a resident's inbox. A message is never changed after delivery (e-services 2.6)."""

from django.db import models

from ingang.foundation.personal.models import PersonalModel
from ingang.kernel.words import marked


class Category(models.TextChoices):
    """What a message is for (e-services 2.3, corrections 1.15)."""

    SUMMONS = "kallelse", marked("Summons")
    CONFIRMATION = "bokningsbekraftelse", marked("Booking")
    TEST_RESULT = "provsvar", marked("Test result")
    FORM = "formular", marked("Form")
    REFERRAL = "remissbekraftelse", marked("Referral")
    PRESCRIPTION = "ordination", marked("Prescription")
    FOLLOW_UP = "uppfoljning", marked("Follow-up")
    CASE = "arende", marked("Case")
    INFORMATION = "information", marked("Information")


class Reader(models.TextChoices):
    """Who opened a message first; shown as such to the sender (e-services 2.4)."""

    SELF = "self"
    GUARDIAN = "guardian"
    REPRESENTATIVE = "representative"


class Message(PersonalModel):
    """A message from one unit to one person.

    `paragraphs` are texts, one per paragraph. With `is_marked` they and the subject are message ids that the
    reader's language and `values` fill; a value whose name ends in `_at` is a moment. `source` and `source_id`
    are the sender's own id: the same one never makes two messages (e-services 9). Received, shown and read are
    three times (e-services 8.13). `thread` ties messages about the same thing; `appointment` is the booked time
    that they are about, if any.
    """

    unit = models.CharField(max_length=31)
    category = models.CharField(max_length=30, choices=Category.choices)
    subject = models.CharField(max_length=200)
    paragraphs = models.JSONField(default=list)
    values = models.JSONField(default=dict)
    is_marked = models.BooleanField(default=False)
    thread = models.UUIDField(null=True)
    appointment = models.UUIDField(null=True)
    source = models.CharField(max_length=80)
    source_id = models.CharField(max_length=80)
    hidden_from_guardian = models.BooleanField(default=False)
    received_at = models.DateTimeField()
    visible_from = models.DateTimeField()
    first_read_at = models.DateTimeField(null=True)
    read_by = models.CharField(max_length=20, choices=Reader.choices, blank=True)

    data_kind = "inbox.message"
    personal_fields = frozenset(
        {"person", "unit", "category", "subject", "paragraphs", "values", "thread", "appointment"}
        | {"source_id", "hidden_from_guardian", "first_read_at", "read_by"}
    )
    plain_fields = frozenset({"id", "is_marked", "source", "received_at", "visible_from"})

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "source", "source_id"], name="inbox_message_once"),
            models.CheckConstraint(
                condition=models.Q(first_read_at=None) | models.Q(first_read_at__gte=models.F("visible_from")),
                name="inbox_never_read_before_visible",
            ),
            models.CheckConstraint(
                condition=models.Q(first_read_at=None, read_by="")
                | (models.Q(first_read_at__isnull=False) & ~models.Q(read_by="")),
                name="inbox_read_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["person", "-visible_from", "-id"], name="inbox_person_visible")]
