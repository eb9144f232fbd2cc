"""Kallelser: that a unit wants to see a person, at a time it has chosen or one that she chooses."""

from datetime import date, timedelta

from django.db import models
from django.db.models import Q

from ingang.foundation.personal.models import PersonalModel
from ingang.kernel.words import marked

KIND = "booking.appointment"


class SummonsKind(models.TextChoices):
    """Whether the unit has taken a time for the person (tidsatt) or she chooses one (öppen); e-services 3.5."""

    TIMED = "timed", marked("With a time")
    OPEN = "open", marked("Choose a time")


class SummonsState(models.TextChoices):
    """Where it stands (e-services 3.9)."""

    WAITING = "waiting", marked("Waits for an answer")
    CONFIRMED = "confirmed", marked("Confirmed")
    BOOKED = "booked", marked("Booked")
    MOVED = "moved", marked("Rebooked: an ordinary booked time")
    CANCELLED = "cancelled", marked("Cancelled")
    WITHDRAWN = "withdrawn", marked("Withdrawn by the unit")
    EXPIRED = "expired", marked("Not answered in time")


class Summons(PersonalModel):
    """A kallelse to one person, to a time of one kind. Its id comes with the form: a form sent twice sends once.

    A timed one has its appointment from the start; moved by the person, it is an ordinary booked time. An open one
    is used exactly once, before `valid_until` (excluded); a timed one is to be answered before then, if that is said.
    `replaces` is the booked time that the unit had to cancel. `paper_at` tells when it became a letter, and
    `paper_reason` why (rules.paper).
    """

    data_kind = KIND
    unit = models.CharField(max_length=31)
    time_type = models.UUIDField()
    kind = models.CharField(max_length=10, choices=SummonsKind.choices)
    state = models.CharField(max_length=10, choices=SummonsState.choices, default=SummonsState.WAITING)
    appointment = models.UUIDField(null=True)
    replaces = models.UUIDField(null=True)
    valid_until = models.DateField(null=True)
    text_sv = models.CharField(max_length=1000, blank=True)
    text_en = models.CharField(max_length=1000, blank=True)
    requires_physical_enclosure = models.BooleanField(default=False)
    hidden_from_guardian = models.BooleanField(default=False)
    sent_at = models.DateTimeField()
    sent_by = models.CharField(max_length=31)
    sender_name = models.CharField(max_length=160)
    read_at = models.DateTimeField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)
    paper_at = models.DateTimeField(null=True)
    paper_reason = models.CharField(max_length=20, blank=True, default="", db_default="")

    personal_fields = frozenset(
        [
            "person",
            "unit",
            "time_type",
            "kind",
            "state",
            "appointment",
            "replaces",
            "text_sv",
            "text_en",
            "hidden_from_guardian",
            "sent_by",
            "sender_name",
        ]
    )
    plain_fields = frozenset(
        [
            "id",
            "valid_until",
            "requires_physical_enclosure",
            "sent_at",
            "read_at",
            "confirmed_at",
            "used_at",
            "ended_at",
            "reminded_at",
            "paper_at",
            "paper_reason",
        ]
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=SummonsKind.OPEN, valid_until__isnull=False)
                | Q(kind=SummonsKind.TIMED, appointment__isnull=False),
                name="booking_summons_whole",
            ),
            models.CheckConstraint(
                condition=~Q(state=SummonsState.BOOKED) | Q(appointment__isnull=False, used_at__isnull=False),
                name="booking_summons_booked_once",
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "sent_at"], name="booking_summons_unit"),
            models.Index(fields=["valid_until"], condition=Q(state="waiting"), name="booking_summons_waiting"),
        ]

    @property
    def last_day(self) -> date | None:
        """The last day on which it can be answered, as people are told of it."""
        return self.valid_until - timedelta(days=1) if self.valid_until else None
