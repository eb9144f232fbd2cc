"""What a person has chosen of her calendar, and which reminders she has got."""

from django.db import models

from ingang.foundation.personal.models import PersonalModel
from ingang.services.booking.models.appointments import KIND


class CalendarChoice(PersonalModel):
    """Whether calendars tell what a time is about and where it is; without a row they do not (corrections 3.9)."""

    data_kind = KIND
    is_detailed = models.BooleanField(default=False)
    chosen_at = models.DateTimeField()

    personal_fields = frozenset({"person", "is_detailed"})
    plain_fields = frozenset({"id", "chosen_at"})

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person"], name="booking_calendar_choice_once")]


class Reminder(PersonalModel):
    """That a notice with this code was written about an appointment as it stood at this sequence: never twice."""

    data_kind = KIND
    appointment = models.UUIDField()
    sequence = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=60)
    reminded_at = models.DateTimeField()

    personal_fields = frozenset({"person", "appointment"})
    plain_fields = frozenset({"id", "sequence", "code", "reminded_at"})

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "appointment", "sequence", "code"], name="booking_reminded_once")
        ]
