"""That a unit, or one of its performers, has closed for a while."""

from django.db import models
from django.db.models import F, Q

from ingang.foundation.personal.models import ClassifiedModel
from ingang.services.booking.rules.spans import Span


class Closure(ClassifiedModel):
    """A span in which no times are published any more. An empty performer is the whole unit.

    Its id comes with the form, so that a form sent twice closes once.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    unit = models.CharField(max_length=31)
    performer = models.CharField(max_length=31, blank=True)
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    closed_at = models.DateTimeField()
    closed_by = models.CharField(max_length=160)

    distribution = "unit"
    personal_fields = frozenset({"performer", "closed_by"})
    plain_fields = frozenset({"id", "unit", "begins_at", "ends_at", "closed_at"})

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("begins_at")), name="booking_closure_forward"),
        ]
        indexes = [models.Index(fields=["unit", "ends_at"], name="booking_closure_unit")]

    @property
    def span(self) -> Span:
        return Span(starts_at=self.begins_at, ends_at=self.ends_at)
