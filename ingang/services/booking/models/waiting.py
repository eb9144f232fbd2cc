"""The line for an earlier time: who wants one, in which order, what was given back, and to whom it was offered.

Two families, as with times: LinePlace and FreedTime belong to the unit and know the order, not the persons; Wish and
Offer belong to a person. A freed time is kept by its own id, and then by the offer's, in the place of a hold.
"""

from django.db import models
from django.db.models import Q
from uuid6 import uuid7

from ingang.foundation.personal.models import ClassifiedModel, PersonalModel
from ingang.kernel.words import marked
from ingang.services.booking.models.appointments import KIND
from ingang.services.booking.rules.waiting import Suits


class LinePlace(ClassifiedModel):
    """A place in the line of a unit's kind of time, in the order of `asked_at`. Its id is the wish's."""

    id = models.UUIDField(primary_key=True, editable=False)
    unit = models.CharField(max_length=31)
    time_type = models.UUIDField()
    asked_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)

    distribution = "unit"
    personal_fields = frozenset({"id"})
    plain_fields = frozenset({"unit", "time_type", "asked_at", "left_at"})

    class Meta:
        indexes = [
            models.Index(fields=["unit", "time_type", "asked_at"], condition=Q(left_at=None), name="booking_line_order")
        ]


class FreedTime(ClassifiedModel):
    """A booked time that was given back while others wait: offered along the line until it is taken, or everybody's."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.CharField(max_length=31)
    slot = models.UUIDField()
    time_type = models.UUIDField()
    freed_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    distribution = "unit"
    plain_fields = frozenset({"id", "unit", "slot", "time_type", "freed_at", "settled_at"})

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "slot"], condition=Q(settled_at=None), name="booking_freed_time_once"
            )
        ]


class Wish(PersonalModel):
    """That a person waits for an earlier time of one kind at one unit, or for any where none is free."""

    data_kind = KIND
    unit = models.CharField(max_length=31)
    time_type = models.UUIDField()
    weekdays = models.CharField(max_length=7)
    before_noon = models.BooleanField(default=True)
    after_noon = models.BooleanField(default=True)
    hidden_from_guardian = models.BooleanField(default=False)
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=20)
    ended_at = models.DateTimeField(null=True)

    personal_fields = frozenset(
        ["person", "unit", "time_type", "weekdays", "before_noon", "after_noon", "hidden_from_guardian"]
    )
    plain_fields = frozenset({"id", "asked_at", "asked_by", "ended_at"})

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "unit", "time_type"], condition=Q(ended_at=None), name="booking_wish_once"
            )
        ]
        indexes = [models.Index(fields=["unit", "time_type"], condition=Q(ended_at=None), name="booking_wish_unit")]

    @property
    def suits(self) -> Suits:
        return Suits(weekdays=self.weekdays, before_noon=self.before_noon, after_noon=self.after_noon)


class Answer(models.TextChoices):
    """What became of an offer."""

    WAITING = "waiting", marked("Waits for an answer")
    ACCEPTED = "accepted", marked("Accepted")
    DECLINED = "declined", marked("Declined")
    LAPSED = "lapsed", marked("Not answered in time")


class Offer(PersonalModel):
    """That a freed time is kept for one person until `answer_until`. `number` is where she stood in the line.

    `moves` is the booked time that moves to it, if it is not to become a new one. Once answered it stays, so that
    the order can be followed afterwards.
    """

    data_kind = KIND
    unit = models.CharField(max_length=31)
    wish = models.UUIDField()
    freed = models.UUIDField()
    slot = models.UUIDField()
    moves = models.UUIDField(null=True)
    number = models.PositiveSmallIntegerField()
    hidden_from_guardian = models.BooleanField(default=False)
    offered_at = models.DateTimeField()
    answer_until = models.DateTimeField()
    answer = models.CharField(max_length=10, choices=Answer.choices, default=Answer.WAITING)
    answered_at = models.DateTimeField(null=True)

    personal_fields = frozenset({"person", "unit", "wish", "slot", "moves", "hidden_from_guardian"})
    plain_fields = frozenset({"id", "freed", "number", "offered_at", "answer_until", "answer", "answered_at"})

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "freed"], name="booking_offer_once"),
            models.UniqueConstraint(
                fields=["person", "wish"], condition=Q(answer="waiting"), name="booking_offer_one_at_a_time"
            ),
        ]
        indexes = [
            models.Index(fields=["freed"], name="booking_offer_freed"),
            models.Index(fields=["unit", "offered_at"], name="booking_offer_unit"),
        ]
