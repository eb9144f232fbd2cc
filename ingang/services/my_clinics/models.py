"""Which units stand among a person's own."""

from django.db import models

from ingang.foundation.personal.models import PersonalModel
from ingang.kernel.words import marked


class Because(models.TextChoices):
    """What put the unit there (e-services 1.3, mottagningsrelation)."""

    ADDED = "added", marked("Added here")
    BOOKED = "booked", marked("A booked time")
    SUMMONED = "summoned", marked("A summons")
    LISTED = "listed", marked("A listing")
    APPROVED = "approved", marked("An approval")


class OwnClinic(PersonalModel):
    """A unit among the person's own. One that is hidden from guardians stands beside one that they added themselves."""

    data_kind = "my_clinics.clinic"

    unit = models.CharField(max_length=31)
    because = models.CharField(max_length=20, choices=Because.choices)
    added_at = models.DateTimeField()
    hidden_from_guardian = models.BooleanField(default=False)

    personal_fields = frozenset({"person", "unit", "because"})
    plain_fields = frozenset({"id", "added_at", "hidden_from_guardian"})

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "unit", "hidden_from_guardian"], name="my_clinics_once")
        ]
