"""The systems that the journal asks, what they answered, and what is taken along, for as long as a log-in lasts."""

from django.db import models

from ingang.foundation.personal.models import ClassifiedModel, PersonalModel
from ingang.kernel.words import marked


class Protocol(models.TextChoices):
    """How a care giver's system is asked."""

    FHIR = "fhir", marked("FHIR R4")
    RIVTA = "rivta", marked("National service contracts (RIV-TA)")


class ConnectedSystem(ClassifiedModel):
    """A care giver's system. `code` is the HSA-id that it is known by, `name` what residents call the care giver.

    Its secrets are settings (`JOURNAL_SYSTEMS`), never rows.
    """

    code = models.CharField(max_length=31, primary_key=True)
    name = models.CharField(max_length=200)
    care_giver = models.CharField(max_length=31)
    protocol = models.CharField(max_length=10, choices=Protocol.choices)
    url = models.CharField(max_length=500)
    is_on = models.BooleanField(default=True)

    personal_fields = frozenset[str]()
    plain_fields = frozenset({"code", "name", "care_giver", "protocol", "url", "is_on"})


class KeptAnswer(PersonalModel):
    """What one system answered about a person, kept for one log-in at most and readable with that browser's key alone.

    `sealed` holds the headings of what was fetched last; the texts lie in `KeptTexts`. A system that failed since then
    keeps what it had, with its age; `fetched_at` is empty where it never answered.
    """

    data_kind = "records.clinical"

    log_in = models.UUIDField()
    system = models.CharField(max_length=31)
    state = models.CharField(max_length=20)
    asked_at = models.DateTimeField()
    fetched_at = models.DateTimeField(null=True)
    sealed = models.BinaryField()

    personal_fields = frozenset({"person", "system", "state", "sealed"})
    plain_fields = frozenset({"id", "log_in", "asked_at", "fetched_at"})

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "log_in", "system"], name="journal_kept_answer_once")]
        indexes = [models.Index(fields=["log_in"], name="journal_kept_answer_log_in")]


class KeptTexts(PersonalModel):
    """A sealed part of the texts of a kept answer: one entry is opened without opening them all."""

    data_kind = "records.clinical"

    log_in = models.UUIDField()
    system = models.CharField(max_length=31)
    part = models.PositiveIntegerField()
    sealed = models.BinaryField()

    personal_fields = frozenset({"person", "system", "sealed"})
    plain_fields = frozenset({"id", "log_in", "part"})

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "log_in", "system", "part"], name="journal_kept_texts_once")
        ]
        indexes = [models.Index(fields=["log_in"], name="journal_kept_texts_log_in")]


class Opening(PersonalModel):
    """When a reader opened a person's journal last, and the time before: what came in between is new to that reader."""

    data_kind = "records.clinical"

    reader = models.UUIDField()
    opened_at = models.DateTimeField()
    before_at = models.DateTimeField(null=True)

    personal_fields = frozenset({"person", "reader", "opened_at", "before_at"})
    plain_fields = frozenset({"id"})

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "reader"], name="journal_opening_once")]


class Form(models.TextChoices):
    """In which form a journal is taken along."""

    PDF = "pdf", marked("A document to read and print (PDF)")
    FHIR = "fhir", marked("All data, for another system (FHIR)")
    SUMMARY = "ips", marked("A patient summary for care in other countries (IPS)")


class Stage(models.TextChoices):
    """How far the making has come. What is MADE, FAILED or REFUSED is not worked on any more."""

    ASKING = "asking", marked("Care givers are being asked")
    WRITING = "writing", marked("The file is being written")
    MADE = "made", marked("Ready")
    FAILED = "failed", marked("Could not be made")
    REFUSED = "refused", marked("Not allowed any more")


class Taking(PersonalModel):
    """A journal that a reader takes along: what she asked for, and how far the worker has come with it.

    What is made is sealed with a key of its own. `for_browser` is that key, readable with the browser's own alone;
    `for_worker` is the same for as long as it is being made, and nothing afterwards. `plan` is sealed too: which
    entries, in order, and how the sources answered. Nobody works on it before `busy_until`.
    """

    data_kind = "records.clinical"

    log_in = models.UUIDField()
    reader = models.UUIDField()
    form = models.CharField(max_length=4, choices=Form.choices)
    care_giver = models.CharField(max_length=31, blank=True)
    entry_kind = models.CharField(max_length=20, blank=True)
    since = models.CharField(max_length=10, blank=True)
    until = models.CharField(max_length=10, blank=True)
    language = models.CharField(max_length=10)
    base = models.CharField(max_length=200)
    stage = models.CharField(max_length=8, choices=Stage.choices)
    asked_at = models.DateTimeField()
    busy_until = models.DateTimeField()
    made_at = models.DateTimeField(null=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    steps = models.PositiveIntegerField(default=0)
    for_browser = models.BinaryField()
    for_worker = models.BinaryField()
    plan = models.BinaryField(default=b"")

    personal_fields = frozenset(
        {"person", "reader", "care_giver", "entry_kind", "since", "until", "total", "for_browser", "for_worker", "plan"}
    )
    plain_fields = frozenset(
        {"id", "log_in", "form", "language", "base", "stage", "asked_at", "busy_until", "made_at", "done", "steps"}
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "log_in", "form", "care_giver", "entry_kind", "since", "until"],
                condition=models.Q(stage__in=("asking", "writing")),
                name="journal_taking_once_at_a_time",
            )
        ]
        indexes = [models.Index(fields=["log_in"], name="journal_taking_log_in")]


class TakenPart(PersonalModel):
    """A sealed piece of what is taken along; all of them in order are the file. `size` is that of what is sealed."""

    data_kind = "records.clinical"

    taking = models.UUIDField()
    step = models.PositiveIntegerField()
    number = models.PositiveIntegerField()
    size = models.PositiveIntegerField()
    sealed = models.BinaryField()

    personal_fields = frozenset({"person", "size", "sealed"})
    plain_fields = frozenset({"id", "taking", "step", "number"})

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "taking", "step", "number"], name="journal_taken_part_once")
        ]
        indexes = [models.Index(fields=["taking"], name="journal_taken_part_taking")]
