"""What the booked people know of a unit: with it a change of place, or a closing, is found."""

from django.db import models

from ingang.foundation.personal.models import ClassifiedModel


class UnitAsTold(ClassifiedModel):
    """Where a unit is and its number, as those with a coming time were last told; `closed_on` once they know of it."""

    unit = models.CharField(max_length=31, primary_key=True)
    street = models.CharField(max_length=120, blank=True)
    postal_code = models.CharField(max_length=6, blank=True)
    city = models.CharField(max_length=60, blank=True)
    phone = models.CharField(max_length=30)
    how_to_find = models.CharField(max_length=400, blank=True)
    closed_on = models.DateField(null=True)
    told_at = models.DateTimeField()

    distribution = "unit"
    personal_fields = frozenset[str]()
    plain_fields = frozenset({"unit", "street", "postal_code", "city", "phone", "how_to_find", "closed_on", "told_at"})
