"""What other systems answered, for as long as a log-in lasts, and when the journal was opened."""

from django.db import models

from ingang.foundation.personal.models import ClassifiedModel, PersonalModel
from ingang.kernel.words import marked
from ingang.services.journal.disclosure import DELAYS
from ingang.services.journal.news.models import NewEntry
from ingang.services.journal.reports.models import ErrorReport
from ingang.services.journal.showing.models import Reading, Showing, ShownFile

__all__ = [
    "DisclosureDecision", "ErrorReport", "Form", "KeptAnswer", "KeptTexts", "NewEntry", "Opening", "Reading",
    "ReleaseChoice", "Showing", "ShownFile", "Stage", "TakenPart", "Taking", "WaitingResult",
]  # fmt: skip


class KeptAnswer(PersonalModel):
    """What one system answered about a person, kept for one log-in at most and readable with that browser's key alone.

    `sealed` holds the headings of what was fetched last, `sealed_words` what they are found by; the texts lie in
    `KeptTexts`. A system that failed since then
    keeps what it had, with its age; `fetched_at` is empty where it never answered.
    """

    data_kind = "records.clinical"

    log_in = models.UUIDField()
    system = models.CharField(max_length=31)
    state = models.CharField(max_length=20)
    asked_at = models.DateTimeField()
    fetched_at = models.DateTimeField(null=True)
    sealed = models.BinaryField()
    sealed_words = models.BinaryField(db_default=b"")

    personal_fields = frozenset({"person", "system", "state", "sealed", "sealed_words"})
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


class DisclosureDecision(ClassifiedModel):
    """What a care giver shows its patients from a day on: see `disclosure.Disclosure`. The latest made counts."""

    care_giver = models.CharField(max_length=31)
    valid_from = models.DateField()
    signed_only = models.BooleanField(default=False)
    delay_days = models.PositiveSmallIntegerField(default=0)
    hidden_terms = models.JSONField(default=list)
    excluded_units = models.JSONField(default=list)
    excluded_professions = models.JSONField(default=list)
    shows_from = models.DateField(null=True)
    diary_number = models.CharField(max_length=60, blank=True)
    decided_by = models.CharField(max_length=31)
    decided_at = models.DateTimeField()

    personal_fields = frozenset({"decided_by"})
    plain_fields = frozenset(
        """id care_giver valid_from signed_only delay_days hidden_terms excluded_units excluded_professions shows_from
        diary_number decided_at""".split()  # noqa: SIM905
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(delay_days__in=DELAYS), name="journal_delay_is_known"),
        ]
        indexes = [models.Index(fields=["care_giver", "valid_from"], name="journal_disclosure_from")]


class ReleaseChoice(PersonalModel):
    """When a reader wants to see the person's results: a `release.When` for each `release.ResultClass` that is not at
    once. `asked_at`: she asked for all that waited then."""

    data_kind = "records.clinical"

    reader = models.UUIDField()
    choices = models.JSONField(default=dict)
    asked_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField()

    personal_fields = frozenset({"person", "reader", "choices", "asked_at", "changed_at"})
    plain_fields = frozenset({"id"})

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "reader"], name="journal_release_choice_once")]


class WaitingResult(PersonalModel):
    """An entry that waits for care to speak with its reader: never what it says, only of which class it is and from
    which day. `until`: when it is shown all the same."""

    data_kind = "records.clinical"

    entry = models.UUIDField()
    care_giver = models.CharField(max_length=31)
    unit = models.CharField(max_length=31, blank=True)
    result_class = models.CharField(max_length=20)
    happened = models.CharField(max_length=40, blank=True)
    found_at = models.DateTimeField()
    until = models.DateTimeField()
    released_at = models.DateTimeField(null=True)
    released_by = models.CharField(max_length=31, blank=True)
    why = models.CharField(max_length=20, blank=True)
    hidden_from_guardian = models.BooleanField(default=False)

    personal_fields = frozenset({"person", "entry", "care_giver", "unit", "result_class", "happened", "released_by"})
    plain_fields = frozenset({"id", "found_at", "until", "released_at", "why", "hidden_from_guardian"})

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "entry"], name="journal_waiting_result_once")]


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
    sought = models.CharField(max_length=100, blank=True, db_default="")
    new_after = models.CharField(max_length=32, blank=True, db_default="")
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
        {"person", "reader", "care_giver", "entry_kind", "since", "until", "sought", "new_after"}
        | {"total", "for_browser", "for_worker", "plan"}
    )
    plain_fields = frozenset(
        {"id", "log_in", "form", "language", "base", "stage", "asked_at", "busy_until", "made_at", "done", "steps"}
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=[
                    "person",
                    "log_in",
                    "form",
                    "care_giver",
                    "entry_kind",
                    "since",
                    "until",
                    "sought",
                    "new_after",
                ],
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
