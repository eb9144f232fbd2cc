"""Times of units, and who holds or has booked them.

Two families, by who owns the rows (architecture 11): Slot, Claim and TimeType belong to a unit; Hold and
Appointment to a person. No foreign key joins them. The claim on the time is the truth: an appointment counts
because a claim of the unit names it.
"""

from datetime import datetime
from uuid import UUID

from django.db import models
from django.db.models import F, Q
from uuid6 import uuid7

from ingang.foundation.personal.models import ClassifiedModel, PersonalModel
from ingang.kernel.words import marked
from ingang.services.booking.rules import Span

KIND = "booking.appointment"


class TimeType(ClassifiedModel):
    """A kind of time that a unit offers (tidtyp; crm:scheduling timeType).

    `cancel_until_hours` is None when it may not be cancelled here: what a unit has not said is not allowed
    (e-services 8.2). A hidden one is never listed (e-services 3.4).
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.CharField(max_length=31)
    code = models.CharField(max_length=40)
    title_sv = models.CharField(max_length=120)
    title_en = models.CharField(max_length=120)
    minutes = models.PositiveSmallIntegerField()
    cancel_until_hours = models.PositiveSmallIntegerField(null=True)
    preparation_sv = models.CharField(max_length=600, blank=True)
    preparation_en = models.CharField(max_length=600, blank=True)
    is_open_to_residents = models.BooleanField(default=False)
    is_hidden = models.BooleanField(default=False)

    distribution = "unit"
    personal_fields = frozenset[str]()
    plain_fields = frozenset(
        [
            "id",
            "unit",
            "code",
            "title_sv",
            "title_en",
            "minutes",
            "cancel_until_hours",
            "preparation_sv",
            "preparation_en",
            "is_open_to_residents",
            "is_hidden",
        ]
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "code"], name="booking_type_once")]


class SlotStatus(models.TextChoices):
    """Where a time stands (e-services 3.9); a time that has passed needs no state of its own."""

    FREE = "free", marked("Free")
    HELD = "held", marked("Being booked")
    BOOKED = "booked", marked("Booked")
    WITHDRAWN = "withdrawn", marked("Withdrawn")


class Slot(ClassifiedModel):
    """A time that a unit has published. It knows that it is held or booked, not by whom.

    `hold` names the hold that has it until `held_until`; afterwards anybody may take it. `publication` is the
    form by which it was published, so that a form sent twice publishes once.
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
    status = models.CharField(max_length=10, choices=SlotStatus.choices, default=SlotStatus.FREE)
    hold = models.UUIDField(null=True)
    held_until = models.DateTimeField(null=True)

    distribution = "unit"
    personal_fields = frozenset({"performer", "performer_name", "hold"})
    plain_fields = frozenset(
        ["id", "unit", "time_type", "starts_at", "ends_at", "place", "publication", "status", "held_until"]
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
        ]
        indexes = [models.Index(fields=["unit", "starts_at"], name="booking_slot_unit_starts")]

    @property
    def span(self) -> Span:
        return Span(starts_at=self.starts_at, ends_at=self.ends_at)


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


class Hold(PersonalModel):
    """That a person has a time in hand while she checks her answers (corrections 1.18). Gone once it is booked."""

    data_kind = KIND
    unit = models.CharField(max_length=31)
    slot = models.UUIDField()
    held_until = models.DateTimeField()
    extensions = models.PositiveSmallIntegerField(default=0)

    personal_fields = frozenset({"person", "unit", "slot"})
    plain_fields = frozenset({"id", "held_until", "extensions"})

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "slot"], name="booking_hold_once")]
        indexes = [models.Index(fields=["held_until"], name="booking_hold_until")]


class AppointmentStatus(models.TextChoices):
    """Where a booked time stands."""

    BOOKED = "booked", marked("Booked")
    CANCELLED = "cancelled", marked("Cancelled")


class Appointment(PersonalModel):
    """A person's booked time. `hold` is the hold it was booked from: one hold becomes at most one appointment.

    What the person was told is copied here, so that it stays as it was. `sequence` rises at each change, for
    calendars (RFC 5545).
    """

    data_kind = KIND
    unit = models.CharField(max_length=31)
    slot = models.UUIDField()
    hold = models.UUIDField()
    time_type = models.UUIDField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.CharField(max_length=120, blank=True)
    performer_name = models.CharField(max_length=160)
    status = models.CharField(max_length=10, choices=AppointmentStatus.choices, default=AppointmentStatus.BOOKED)
    hidden_from_guardian = models.BooleanField(default=False)
    booked_by = models.CharField(max_length=20)
    booked_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True)
    sequence = models.PositiveSmallIntegerField(default=0)

    personal_fields = frozenset(
        [
            "person",
            "unit",
            "slot",
            "hold",
            "time_type",
            "starts_at",
            "ends_at",
            "place",
            "performer_name",
            "status",
            "hidden_from_guardian",
        ]
    )
    plain_fields = frozenset({"id", "booked_by", "booked_at", "cancelled_at", "sequence"})

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "hold"], name="booking_appointment_once_per_hold"),
            models.UniqueConstraint(
                fields=["person", "slot"],
                condition=Q(status=AppointmentStatus.BOOKED),
                name="booking_appointment_once_per_slot",
            ),
        ]
        indexes = [
            models.Index(fields=["person", "starts_at"], name="booking_person_starts"),
            models.Index(fields=["unit", "starts_at"], name="booking_unit_starts"),
        ]

    @property
    def span(self) -> Span:
        return Span(starts_at=self.starts_at, ends_at=self.ends_at)


def takeable(*, now: datetime, holds: "tuple[UUID, ...]" = ()) -> Q:
    """Which times may be taken now: free ones, those whose hold has lapsed, and those that one of `holds` has."""
    lapsed = Q(status=SlotStatus.HELD, held_until__lte=now)
    return Q(status=SlotStatus.FREE) | lapsed | Q(status=SlotStatus.HELD, hold__in=holds)
