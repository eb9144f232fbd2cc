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
    COMMUNITY = "samhallsinformation", marked("Information to everybody")


class Reader(models.TextChoices):
    """Who opened a message first; shown as such to the sender (e-services 2.4)."""

    SELF = "self"
    GUARDIAN = "guardian"
    REPRESENTATIVE = "representative"


class Message(PersonalModel):
    """A message from one unit to one person.

    `paragraphs` are texts, one per paragraph. With `is_marked` they and the subject are message ids that the
    reader's language and `values` fill; a value whose name ends in `_at` is a moment. With `is_docbook` there is one,
    in DocBook. `source` and `source_id`
    are the sender's own id: the same one never makes two messages (e-services 9). Received, shown and read are
    three times (e-services 8.13). `thread` ties messages about the same thing, and one that `replaces_earlier` makes
    the earlier ones of its thread no longer true; `appointment` and `summons` are what it is about, if anything.

    A message of staff carries `sent_by` and their `signature`. An important one asks to be confirmed, and becomes
    the unit's work once, `alarmed_at`, when nobody has read it by `alarm_at` (e-services 2.4). `archived_at` and
    `is_flagged` are the reader's own order; nobody else sees them. From `keep_until` on it is gone, with its files.
    """

    unit = models.CharField(max_length=31)
    category = models.CharField(max_length=30, choices=Category.choices)
    subject = models.CharField(max_length=200)
    paragraphs = models.JSONField(default=list)
    values = models.JSONField(default=dict)
    is_marked = models.BooleanField(default=False)
    is_docbook = models.BooleanField(default=False, db_default=False)
    thread = models.UUIDField(null=True)
    appointment = models.UUIDField(null=True)
    source = models.CharField(max_length=80)
    source_id = models.CharField(max_length=80)
    hidden_from_guardian = models.BooleanField(default=False)
    received_at = models.DateTimeField()
    visible_from = models.DateTimeField()
    first_read_at = models.DateTimeField(null=True)
    read_by = models.CharField(max_length=20, choices=Reader.choices, blank=True)
    sent_by = models.CharField(max_length=31, blank=True, default="", db_default="")
    signature = models.CharField(max_length=200, blank=True, default="", db_default="")
    is_important = models.BooleanField(default=False, db_default=False)
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.CharField(max_length=20, choices=Reader.choices, blank=True, default="", db_default="")
    summons = models.UUIDField(null=True)
    replaces_earlier = models.BooleanField(default=False, db_default=False)
    archived_at = models.DateTimeField(null=True)
    is_flagged = models.BooleanField(default=False, db_default=False)
    alarm_at = models.DateTimeField(null=True)
    alarmed_at = models.DateTimeField(null=True)
    keep_until = models.DateField(null=True)

    data_kind = "inbox.message"
    personal_fields = frozenset(
        {"person", "unit", "category", "subject", "paragraphs", "values", "thread", "appointment"}
        | {"source_id", "hidden_from_guardian", "first_read_at", "read_by", "sent_by", "signature", "summons"}
        | {"confirmed_at", "confirmed_by", "archived_at", "is_flagged"}
    )
    plain_fields = frozenset(
        {"id", "is_marked", "is_docbook", "source", "received_at", "visible_from", "is_important", "replaces_earlier"}
        | {"alarm_at", "alarmed_at", "keep_until"}
    )

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
            models.CheckConstraint(
                condition=models.Q(confirmed_at=None, confirmed_by="")
                | (models.Q(confirmed_at__isnull=False, first_read_at__isnull=False) & ~models.Q(confirmed_by="")),
                name="inbox_confirmed_by_a_reader",
            ),
        ]
        indexes = [
            models.Index(fields=["person", "-visible_from", "-id"], name="inbox_person_visible"),
            models.Index(
                fields=["unit", "-received_at", "-id"], condition=~models.Q(sent_by=""), name="inbox_unit_sent"
            ),
            models.Index(
                fields=["alarm_at"],
                condition=models.Q(first_read_at=None, alarmed_at=None, alarm_at__isnull=False),
                name="inbox_alarm_due",
            ),
            models.Index(fields=["keep_until"], condition=models.Q(keep_until__isnull=False), name="inbox_keep_until"),
        ]
