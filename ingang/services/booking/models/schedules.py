"""What a unit plans: schedules from which times are published, and their exceptions."""

from datetime import date, time

from django.db import models
from django.db.models import F, Q
from uuid6 import uuid7

from ingang.foundation.personal.models import ClassifiedModel
from ingang.services.booking.rules.schedules import Hours, Rule


class Schedule(ClassifiedModel):
    """A performer's recurring times of one kind, as a rule (FHIR Schedule); see rules.schedules.Rule.

    `weekdays` are digits, Monday 0; `breaks` pairs of clock times. Times are published up to, but not including,
    `published_until`; with `weeks_ahead` a job keeps publishing so far. `version` rises at each change: two who
    change it meet. An ended schedule publishes nothing more.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.CharField(max_length=31)
    performer = models.CharField(max_length=31)
    performer_name = models.CharField(max_length=160)
    time_type = models.UUIDField()
    weekdays = models.CharField(max_length=7)
    begins = models.TimeField()
    ends = models.TimeField()
    minutes = models.PositiveSmallIntegerField()
    breaks = models.JSONField(default=list)
    place = models.CharField(max_length=120, blank=True)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)
    every_weeks = models.PositiveSmallIntegerField(default=1)
    skips_holidays = models.BooleanField(default=True)
    weeks_ahead = models.PositiveSmallIntegerField(null=True)
    published_until = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=160)
    ended_at = models.DateTimeField(null=True)

    distribution = "unit"
    personal_fields = frozenset({"performer", "performer_name", "changed_by"})
    plain_fields = frozenset(
        [
            "id",
            "unit",
            "time_type",
            "weekdays",
            "begins",
            "ends",
            "minutes",
            "breaks",
            "place",
            "valid_from",
            "valid_until",
            "every_weeks",
            "skips_holidays",
            "weeks_ahead",
            "published_until",
            "version",
            "changed_at",
            "ended_at",
        ]
    )

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(ends__gt=F("begins")), name="booking_schedule_forward")]
        indexes = [models.Index(fields=["unit", "performer"], name="booking_schedule_unit")]

    def rule(self, exceptions: dict[date, Hours | None]) -> Rule:
        """The rule that it says, with its exceptions."""
        return Rule(
            weekdays=frozenset(int(day) for day in self.weekdays),
            hours=Hours(begins=self.begins, ends=self.ends),
            minutes=self.minutes,
            breaks=tuple(Hours(begins=_clock(begins), ends=_clock(ends)) for begins, ends in self.breaks),
            valid_from=self.valid_from,
            valid_until=self.valid_until,
            every_weeks=self.every_weeks,
            skips_holidays=self.skips_holidays,
            exceptions=exceptions,
        )


class ScheduleException(ClassifiedModel):
    """A day with other hours than the schedule's; without hours it is off. `reason` is for the unit's own eyes."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.CharField(max_length=31)
    schedule = models.UUIDField()
    on = models.DateField()
    begins = models.TimeField(null=True)
    ends = models.TimeField(null=True)
    reason = models.CharField(max_length=120, blank=True)

    distribution = "unit"
    personal_fields = frozenset({"reason"})
    plain_fields = frozenset({"id", "unit", "schedule", "on", "begins", "ends"})

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "schedule", "on"], name="booking_schedule_exception_once"),
            models.CheckConstraint(
                condition=Q(begins=None, ends=None) | Q(begins__isnull=False, ends__isnull=False, ends__gt=F("begins")),
                name="booking_schedule_exception_forward",
            ),
        ]

    @property
    def hours(self) -> Hours | None:
        """The hours of that day, or None when it is off."""
        return Hours(begins=self.begins, ends=self.ends) if self.begins and self.ends else None


def _clock(text: str) -> time:
    return time.fromisoformat(text)
