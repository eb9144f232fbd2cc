"""What a person owns: the time she has in hand, and the times she has booked."""

from datetime import datetime

from django.db import models
from django.db.models import Q

from ingang.foundation.personal.models import PersonalModel
from ingang.kernel.words import marked
from ingang.services.booking.models.times import Form
from ingang.services.booking.rules.spans import Span

KIND = "booking.appointment"


class Hold(PersonalModel):
    """That a person has a time in hand while she checks her answers (corrections 1.18). Gone once it is booked.

    `moves` is the appointment that shall move to the time, if it is not to become a new one; `reason` is what she
    wants to tell the unit, in her own words. `staff` is who holds it for her while she is on the telephone.
    """

    data_kind = KIND
    unit = models.CharField(max_length=31)
    slot = models.UUIDField()
    held_until = models.DateTimeField()
    extensions = models.PositiveSmallIntegerField(default=0)
    moves = models.UUIDField(null=True)
    reason = models.CharField(max_length=400, blank=True, db_default="")
    staff = models.CharField(max_length=31, blank=True, default="", db_default="")

    personal_fields = frozenset({"person", "unit", "slot", "moves", "reason", "staff"})
    plain_fields = frozenset({"id", "held_until", "extensions"})

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "slot", "staff"], name="booking_hold_once_by")]
        indexes = [models.Index(fields=["held_until"], name="booking_hold_until")]


class AppointmentStatus(models.TextChoices):
    """Where a booked time stands."""

    BOOKED = "booked", marked("Booked")
    CANCELLED = "cancelled", marked("Cancelled")


class Attendance(models.TextChoices):
    """Whether she came."""

    UNKNOWN = "", marked("Not noted")
    ARRIVED = "arrived", marked("Arrived")
    STAYED_AWAY = "stayed_away", marked("Did not come")


class Appointment(PersonalModel):
    """A person's booked time. `hold` is the hold it was booked from: one hold becomes at most one appointment.

    What the person was told is copied here, so that it stays as it was. Moved, it keeps its id and gets another
    time; `sequence` rises at each change, for calendars (RFC 5545). `summons` is the kallelse it answers. The
    language and the interpreter she needs follow along (corrections 4); `reason` is in her own words. The time of a
    kallelse is an invitation until she moves it, and preliminary until she has answered (e-services 3.5, 3.6).
    `place_told_at` is when she was last told that the unit has another address or number.
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
    form = models.CharField(max_length=10, choices=Form.choices, default=Form.VISIT, db_default="visit")
    language = models.CharField(max_length=10, blank=True, db_default="")
    interpreter_language = models.CharField(max_length=10, blank=True, db_default="")
    communication_needs = models.CharField(max_length=400, blank=True, db_default="")
    reason = models.CharField(max_length=400, blank=True, db_default="")
    summons = models.UUIDField(null=True)
    is_invitation = models.BooleanField(default=False, db_default=False)
    is_preliminary = models.BooleanField(default=False, db_default=False)
    attendance = models.CharField(
        max_length=12, choices=Attendance.choices, blank=True, default=Attendance.UNKNOWN, db_default=""
    )
    booked_by = models.CharField(max_length=20)
    booked_at = models.DateTimeField()
    moved_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    cancelled_by = models.CharField(max_length=20, blank=True, db_default="")
    place_told_at = models.DateTimeField(null=True)
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
            "form",
            "language",
            "interpreter_language",
            "communication_needs",
            "reason",
            "summons",
            "is_invitation",
            "is_preliminary",
            "attendance",
        ]
    )
    plain_fields = frozenset(
        ["id", "booked_by", "booked_at", "moved_at", "cancelled_at", "cancelled_by", "place_told_at", "sequence"],
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "hold"], name="booking_appointment_once_per_hold"),
            models.UniqueConstraint(
                fields=["person", "slot"],
                condition=Q(status=AppointmentStatus.BOOKED),
                name="booking_appointment_once_per_slot",
            ),
            models.UniqueConstraint(
                fields=["person", "summons"],
                condition=Q(summons__isnull=False),
                name="booking_appointment_once_per_summons",
            ),
        ]
        indexes = [
            models.Index(fields=["person", "starts_at"], name="booking_person_starts"),
            models.Index(fields=["unit", "starts_at"], name="booking_unit_starts"),
        ]

    @property
    def span(self) -> Span:
        return Span(starts_at=self.starts_at, ends_at=self.ends_at)

    @property
    def is_by_staff(self) -> bool:
        """Whether care booked it, and not the person or who acts for her."""
        return self.booked_by == "staff"

    @property
    def told_at(self) -> datetime:
        """When the person was last told of it: booked, moved, or of a new place."""
        return max(moment for moment in (self.booked_at, self.moved_at, self.place_told_at) if moment)
