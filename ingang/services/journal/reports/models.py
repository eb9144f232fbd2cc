"""Reports of errors in entries, and what the units answered."""

from django.db import models

from ingang.foundation.personal.models import PersonalModel
from ingang.kernel.words import marked

REPORT = "journal.report"


class What(models.TextChoices):
    """What is wrong with the entry."""

    SOMEBODY_ELSE = "somebody_else", marked("It is about somebody else")
    WRONG_FACT = "wrong_fact", marked("A fact is wrong")
    MISSING = "missing", marked("Something is missing")
    WRONG_HEADING = "wrong_heading", marked("The date, a name or the unit is wrong")
    DISSENT = "dissent", marked("I see it differently, and want that to be noted in the record")
    OTHER = "other", marked("Something else is wrong")


class Finding(models.TextChoices):
    """What came of the report."""

    CORRECTED = "corrected", marked("The record is corrected")
    DISSENT_NOTED = "dissent_noted", marked("Your view is noted in the record")
    NOT_CHANGED = "not_changed", marked("The record is not changed")
    DELETION = "deletion", marked("It can only be taken away by decision of the supervisory authority (IVO)")
    ELSEWHERE = "elsewhere", marked("It has to be dealt with somewhere else")


class ErrorReport(PersonalModel):
    """One report about one entry. Its id comes with the form, so that a form sent twice reports once.

    `quote` is the entry as the reader saw it: see quoting.Quote. `care_giver` wrote it.
    `unit` is who answers: a unit, or kernel.grant.OPERATION; `passed_by` names the units that sent it on. `read_at` is
    when the unit opened it first, `seen_at` when the answer was.
    """

    data_kind = REPORT

    entry = models.UUIDField()
    care_giver = models.CharField(max_length=31)
    unit = models.CharField(max_length=31)
    passed_by = models.JSONField(default=list)
    quote = models.JSONField()
    what = models.CharField(max_length=20, choices=What.choices)
    text = models.CharField(max_length=2000)
    reported_by = models.UUIDField()
    reported_at = models.DateTimeField()
    due_at = models.DateTimeField()
    hidden_from_guardian = models.BooleanField(default=False)
    read_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=31, blank=True)
    finding = models.CharField(max_length=20, choices=Finding.choices, blank=True)
    answer = models.CharField(max_length=2000, blank=True)
    seen_at = models.DateTimeField(null=True)

    personal_fields = frozenset(
        """person entry care_giver unit passed_by quote what text reported_by finding answer
        answered_by""".split()  # noqa: SIM905
    )
    plain_fields = frozenset(
        """id reported_at due_at hidden_from_guardian read_at withdrawn_at answered_at seen_at""".split()  # noqa: SIM905
    )

    class Meta:
        indexes = [
            models.Index(fields=["person", "-reported_at"], name="journal_report_reported"),
            models.Index(fields=["person", "entry"], name="journal_report_entry"),
        ]
