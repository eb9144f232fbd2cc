"""Imports of the directory and units' own changes, reports of errors, and what was found when links were tried."""

from django.db import models
from uuid6 import uuid7

from ingang.foundation.personal.models import ClassifiedModel
from ingang.kernel.words import marked


class RunState(models.TextChoices):
    """Where an import stands (records-identity-law 4)."""

    SCHEDULED = "scheduled", marked("Waiting")
    RUNNING = "running", marked("Running")
    OK = "ok", marked("Done")
    PARTIAL = "partial", marked("Done, with lines that were refused")
    FAILED = "failed", marked("Stopped, nothing was changed")
    UNDONE = "undone", marked("Undone")


class What(models.TextChoices):
    """What became of a unit in an import."""

    NEW = "new", marked("New")
    CHANGED = "changed", marked("Changed")
    MOVED = "moved", marked("Moved")
    VANISHED = "vanished", marked("No longer in the directory")
    BACK = "back", marked("Back in the directory")
    DUPLICATE = "duplicate", marked("Twice in the file")
    REFUSED = "refused", marked("Refused")


class Seen(models.TextChoices):
    """What an import did to whether readers see a unit."""

    HIDDEN = "hidden", marked("Not shown to readers after it")
    SHOWN = "shown", marked("Shown to readers again")


class ImportRun(ClassifiedModel):
    """One import, of a file or of what the directory answers. `counts` are by What. One runs at a time.

    `region` or `care_givers` are what it covers; without either the country. `digest` is that of the file's bytes: the
    job does not read the same file twice; one that asks the directory has none. Until `held_until` somebody works for
    it. `units` is how many units the directory has named, None: not yet, and `lines` how many it has told of. `reached`
    is the last of its changes that is written, None: it is not planned yet. One that is being undone runs again.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    file_name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    region = models.CharField(max_length=2, blank=True)
    state = models.CharField(max_length=10, choices=RunState.choices)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    started_by = models.CharField(max_length=80)
    lines = models.PositiveIntegerField(default=0)
    units = models.PositiveIntegerField(null=True)
    care_givers = models.JSONField(default=list, db_default=models.Value([], models.JSONField()))
    held_until = models.DateTimeField(null=True)
    reached = models.BigIntegerField(null=True)
    counts = models.JSONField(default=dict)
    reason = models.CharField(max_length=300, blank=True)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.CharField(max_length=80, blank=True)

    personal_fields = frozenset[str]()
    plain_fields = frozenset(
        [
            "id",
            "file_name",
            "digest",
            "region",
            "state",
            "started_at",
            "ended_at",
            "started_by",
            "lines",
            "counts",
            "reason",
            "undone_at",
            "undone_by",
            "units",
            "care_givers",
            "held_until",
            "reached",
        ]
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["state"], condition=models.Q(state=RunState.RUNNING), name="care_finder_one_run"
            )
        ]

    @property
    def asks(self) -> bool:
        """Whether it asks the directory, instead of reading a file."""
        return not self.digest


class ImportChange(ClassifiedModel):
    """What an import did to one unit, field by field as [before, after]. `line` is where it stands in the file.

    A unit that was made has no before. `reason` is why a line was refused, as a message id with its values. `seen`:
    what became of whether readers see the unit, where it differs from before; `lacks`: what keeps it from them.
    """

    id = models.BigAutoField(primary_key=True)
    run = models.UUIDField()
    unit = models.CharField(max_length=40)
    name = models.CharField(max_length=200, blank=True)
    what = models.CharField(max_length=10, choices=What.choices)
    fields = models.JSONField(default=dict)
    line = models.PositiveIntegerField(null=True)
    reason = models.CharField(max_length=300, blank=True)
    values = models.JSONField(default=dict)
    undone = models.BooleanField(default=False)
    seen = models.CharField(max_length=6, choices=Seen.choices, blank=True, default="", db_default="")
    lacks = models.JSONField(default=list, db_default=models.Value([], models.JSONField()))

    personal_fields = frozenset[str]()
    plain_fields = frozenset(
        ["id", "run", "unit", "name", "what", "fields", "line", "reason", "values", "undone", "seen", "lacks"]
    )

    class Meta:
        indexes = [models.Index(fields=["run", "what", "unit"], name="care_finder_run_changes")]


class UnitChange(ClassifiedModel):
    """What a unit said of its page, or of one of its offers, before and after a change. Rows are added, never changed.

    `subject` is the offer's code, empty for the page itself; no values at all: the offer was not there. The highest
    `number` of a subject is the latest, so two editors who save at once can not both be the next. `undoes` is the
    number of the change that this one took back.
    """

    unit = models.CharField(max_length=31)
    subject = models.CharField(max_length=40, blank=True)
    number = models.PositiveIntegerField()
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    undoes = models.PositiveIntegerField(null=True)
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=40)

    personal_fields = frozenset({"changed_by"})
    plain_fields = frozenset({"id", "unit", "subject", "number", "before", "after", "undoes", "changed_at"})

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "subject", "number"], name="care_finder_change_one_at_a_time")
        ]


class AskedUnit(ClassifiedModel):
    """A unit that the directory has named in a run, and what it told of it; gone when the run has ended.

    `attributes` is None until it has told; empty where it told nothing.
    """

    id = models.BigAutoField(primary_key=True)
    run = models.UUIDField()
    unit = models.CharField(max_length=40)
    care_giver = models.CharField(max_length=40)
    care_giver_name = models.CharField(max_length=200)
    part_of = models.CharField(max_length=40)
    attributes = models.JSONField(null=True)
    is_told = models.BooleanField(default=False)

    personal_fields = frozenset[str]()
    plain_fields = frozenset({"id", "run", "unit", "care_giver", "care_giver_name", "part_of", "attributes", "is_told"})

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "unit"], name="care_finder_asked_once")]
        indexes = [models.Index(fields=["run", "is_told"], name="care_finder_asked_left")]


class About(models.TextChoices):
    """What is said to be wrong on a unit's page."""

    PHONE = "phone", marked("The phone number")
    HOURS = "hours", marked("The hours")
    ADDRESS = "address", marked("The address, or how to find it")
    OFFER = "offer", marked("What is offered")
    WEB = "web", marked("A link that does not work")
    CLOSED = "closed", marked("The unit has closed down or moved")
    OTHER = "other", marked("Something else")


class ReportState(models.TextChoices):
    """Where a report stands."""

    OPEN = "open", marked("Waiting for the unit")
    CORRECTED = "corrected", marked("Corrected")
    NOT_WRONG = "not_wrong", marked("Looked at, and left as it was")


class ErrorReport(ClassifiedModel):
    """Somebody says that something on a unit's page is wrong. Nothing of who it was is kept.

    `reference` is what she follows it by, a secret of some length. The text may hold what it should not, so it is
    shown to the unit alone, and taken away when it has been answered.
    """

    id = models.BigAutoField(primary_key=True)
    unit = models.CharField(max_length=31)
    reference = models.CharField(max_length=16, unique=True)
    about = models.CharField(max_length=10, choices=About.choices)
    text = models.CharField(max_length=600, blank=True)
    state = models.CharField(max_length=10, choices=ReportState.choices, default=ReportState.OPEN)
    sent_at = models.DateTimeField()
    answer = models.CharField(max_length=600, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=40, blank=True)

    personal_fields = frozenset({"text"})
    plain_fields = frozenset(
        [
            "id",
            "unit",
            "reference",
            "about",
            "state",
            "sent_at",
            "answer",
            "answered_at",
            "answered_by",
        ]
    )

    class Meta:
        indexes = [models.Index(fields=["unit", "state"], name="care_finder_reports_unit")]


class LinkProbe(ClassifiedModel):
    """How a unit's web address last answered. `why` tells what went wrong; `tried_at` is the latest time.

    `failures` counts those in a row: one bad night is no dead link.
    """

    unit = models.CharField(max_length=31, primary_key=True)
    web = models.CharField(max_length=200)
    tried_at = models.DateTimeField()
    works = models.BooleanField()
    why = models.CharField(max_length=20, blank=True)
    failures = models.PositiveSmallIntegerField(default=0)

    personal_fields = frozenset[str]()
    plain_fields = frozenset({"unit", "web", "tried_at", "works", "why", "failures"})
