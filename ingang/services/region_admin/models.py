"""Who is the region's contact point, as dated rows that are never changed."""

from django.db import models

from ingang.foundation.personal.models import ClassifiedModel


class ContactPoint(ClassifiedModel):
    """Who answers for the region towards the others, and who stands in for her (corrections 4).

    Rows are added, never changed: the one with the highest `number` counts. Two who appoint at once can not both be
    the next.
    """

    region = models.CharField(max_length=2)
    number = models.PositiveIntegerField()
    unit = models.CharField(max_length=31)
    holder = models.CharField(max_length=31)
    deputy = models.CharField(max_length=31)
    appointed_by = models.CharField(max_length=31)
    appointed_at = models.DateTimeField()

    personal_fields = frozenset({"holder", "deputy", "appointed_by"})
    plain_fields = frozenset({"id", "region", "number", "unit", "appointed_at"})

    class Meta:
        constraints = [models.UniqueConstraint(fields=["region", "number"], name="region_admin_contact_once")]
