"""What a unit owns: its kinds of time, its times, and its word on who has which."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import models
from django.db.models import F, Q
from uuid6 import uuid7

from ingang.foundation.personal.models import ClassifiedModel
from ingang.kernel.words import marked
from ingang.services.booking.rules.spans import Span


class Form(models.TextChoices):
    """How the resident and care meet."""

    VISIT = "visit", marked("Visit")
    VIDEO = "video", marked("Video call")
    PHONE = "phone", marked("Phone call")


class ReasonRule(models.TextChoices):
    """Whether she who books is asked to say what it is about, in her own words (e-services 3.4)."""

    NOT_ASKED = "", marked("Is not asked")
    OPTIONAL = "optional", marked("May be said")
    MANDATORY = "mandatory", marked("Must be said")


class KindColumns(ClassifiedModel):
    """What a unit says of a kind of time (tidtyp; crm:scheduling timeType).

    `cancel_until_hours` and `rebook_until_hours` are None when it may not be cancelled or rebooked here: what a
    unit has not said is not allowed (e-services 8.2). `late_fee_kr` is what a change after the limit, or staying
    away, costs. A hidden one is never listed (e-services 3.4). Who may book: ages in full years on the day of the
    time, the end excluded; `requires_approval` and `requires_listing` at the unit; `need` is an inclusion flag on
    the person, never her sex (corrections 3.7). A restricted one is given to persons by name (begränsat urval).
    `answer_minutes` is how long an offer of an earlier time waits for its answer; None is the region's number.
    """

    unit = models.CharField(max_length=31)
    code = models.CharField(max_length=40)
    title_sv = models.CharField(max_length=120)
    title_en = models.CharField(max_length=120)
    minutes = models.PositiveSmallIntegerField()
    form = models.CharField(max_length=10, choices=Form.choices, default=Form.VISIT, db_default="visit")
    cancel_until_hours = models.PositiveSmallIntegerField(null=True)
    rebook_until_hours = models.PositiveSmallIntegerField(null=True)
    late_fee_kr = models.PositiveSmallIntegerField(null=True)
    preparation_sv = models.CharField(max_length=600, blank=True)
    preparation_en = models.CharField(max_length=600, blank=True)
    is_open_to_residents = models.BooleanField(default=False)
    is_hidden = models.BooleanField(default=False)
    age_from = models.PositiveSmallIntegerField(null=True)
    age_until = models.PositiveSmallIntegerField(null=True)
    requires_approval = models.BooleanField(default=False, db_default=False)
    requires_listing = models.BooleanField(default=False, db_default=False)
    need = models.CharField(max_length=40, blank=True, db_default="")
    reason_rule = models.CharField(
        max_length=10, choices=ReasonRule.choices, blank=True, default=ReasonRule.NOT_ASKED, db_default=""
    )
    is_restricted = models.BooleanField(default=False, db_default=False)
    answer_minutes = models.PositiveSmallIntegerField(null=True)

    distribution = "unit"
    plain_fields = frozenset(
        [
            "unit",
            "code",
            "title_sv",
            "title_en",
            "minutes",
            "form",
            "cancel_until_hours",
            "rebook_until_hours",
            "late_fee_kr",
            "preparation_sv",
            "preparation_en",
            "is_open_to_residents",
            "is_hidden",
            "age_from",
            "age_until",
            "requires_approval",
            "requires_listing",
            "need",
            "reason_rule",
            "is_restricted",
            "answer_minutes",
        ]
    )

    class Meta:
        abstract = True

    @property
    def said(self) -> dict[str, object]:
        """Every column of what the unit says."""
        return {name: getattr(self, name) for name in KindColumns.plain_fields}


class TimeType(KindColumns):
    """A kind of time that a unit offers, as it is now. `version` rises at each change: two who change it meet.

    A closed kind is neither published nor booked any more; what is booked stays.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    version = models.PositiveIntegerField(default=1, db_default=1)
    closed_at = models.DateTimeField(null=True)

    plain_fields = KindColumns.plain_fields | {"id", "version", "closed_at"}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "code"], name="booking_type_once")]


class EarlierTimeType(KindColumns):
    """What a kind of time said until `valid_until`: what those who booked before then were told still holds."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    time_type = models.UUIDField()
    version = models.PositiveIntegerField()
    valid_until = models.DateTimeField()
    changed_by = models.CharField(max_length=160)

    personal_fields = frozenset({"changed_by"})
    plain_fields = KindColumns.plain_fields | {"id", "time_type", "version", "valid_until"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "time_type", "version"], name="booking_earlier_type_once")
        ]


class SlotStatus(models.TextChoices):
    """Where a time stands (e-services 3.9); a time that has passed needs no state of its own."""

    FREE = "free", marked("Free")
    HELD = "held", marked("Being booked")
    BOOKED = "booked", marked("Booked")
    WITHDRAWN = "withdrawn", marked("Withdrawn")


class Slot(ClassifiedModel):
    """A time that a unit has published. It knows that it is held or booked, not by whom.

    `hold` names the hold that has it until `held_until`; afterwards anybody may take it. `publication` is the
    form by which it was published, so that a form sent twice publishes once; `schedule` is the rule that made it,
    which never makes the same time twice.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.CharField(max_length=31)
    time_type = models.UUIDField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.CharField(max_length=120, blank=True)
    performer = models.CharField(max_length=31)
    performer_name = models.CharField(max_length=160)
    publication = models.UUIDField()
    schedule = models.UUIDField(null=True)
    status = models.CharField(max_length=10, choices=SlotStatus.choices, default=SlotStatus.FREE)
    hold = models.UUIDField(null=True)
    held_until = models.DateTimeField(null=True)

    distribution = "unit"
    personal_fields = frozenset({"performer", "performer_name", "hold"})
    plain_fields = frozenset(
        ["id", "unit", "time_type", "starts_at", "ends_at", "place", "publication", "schedule", "status", "held_until"]
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="booking_slot_forward"),
            models.CheckConstraint(
                condition=Q(status=SlotStatus.HELD, hold__isnull=False, held_until__isnull=False)
                | (~Q(status=SlotStatus.HELD) & Q(hold__isnull=True, held_until__isnull=True)),
                name="booking_slot_held_by_a_hold",
            ),
            models.UniqueConstraint(
                fields=["unit", "performer", "starts_at"],
                condition=~Q(status=SlotStatus.WITHDRAWN),
                name="booking_slot_performer_once",
            ),
            models.UniqueConstraint(
                fields=["unit", "schedule", "starts_at"],
                condition=Q(schedule__isnull=False),
                name="booking_slot_schedule_once",
            ),
        ]
        indexes = [models.Index(fields=["unit", "starts_at"], name="booking_slot_unit_starts")]

    @property
    def span(self) -> Span:
        return Span(starts_at=self.starts_at, ends_at=self.ends_at)

    def is_takeable(self, *, now: datetime, holds: Collection[UUID] = ()) -> bool:
        """Whether it might be taken now, as it was read; what `takeable` asks the database."""
        if self.status == SlotStatus.HELD:
            return self.hold in holds or (self.held_until is not None and self.held_until <= now)
        return self.status == SlotStatus.FREE


class Claim(ClassifiedModel):
    """The unit's word that an appointment has the time: never two in force for one time."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.CharField(max_length=31)
    slot = models.UUIDField()
    appointment = models.UUIDField()
    claimed_at = models.DateTimeField()
    released_at = models.DateTimeField(null=True)

    distribution = "unit"
    personal_fields = frozenset({"appointment"})
    plain_fields = frozenset(["id", "unit", "slot", "claimed_at", "released_at"])

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "slot"],
                condition=Q(released_at__isnull=True),
                name="booking_slot_claimed_once",
            )
        ]


def takeable(*, now: datetime, holds: tuple[UUID, ...] = ()) -> Q:
    """Which times may be taken now: free ones, those whose hold has lapsed, and those that one of `holds` has."""
    lapsed = Q(status=SlotStatus.HELD, held_until__lte=now)
    return Q(status=SlotStatus.FREE) | lapsed | Q(status=SlotStatus.HELD, hold__in=holds)
