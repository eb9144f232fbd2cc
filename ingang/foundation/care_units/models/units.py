"""Care givers (vårdgivare) and care units (mottagning, vårdenhet)."""

from django.db import models

from ingang.foundation.personal.models import ClassifiedModel
from ingang.kernel.words import marked
from ingang.ui.words import unbroken


class Sector(models.TextChoices):
    """Which law the care giver works under: health care, dental care, or social care (omsorgsgivare, SVOD)."""

    CARE = "care", marked("Health care")
    DENTAL = "dental", marked("Dental care")
    SOCIAL = "social", marked("Social care")


class CareGiver(ClassifiedModel):
    """A care giver, the controller of the personal data that its units write (PDL 2:6).

    `lift_waiting_hours` is how long a wish to lift a block waits before staff may do it (corrections 3.1).
    """

    hsa_id = models.CharField(max_length=31, primary_key=True)
    name = models.CharField(max_length=200)
    region = models.CharField(max_length=2)
    sector = models.CharField(max_length=10, choices=Sector.choices, default=Sector.CARE)
    lift_waiting_hours = models.PositiveSmallIntegerField(default=48)

    personal_fields = frozenset[str]()
    plain_fields = frozenset({"hsa_id", "name", "region", "sector", "lift_waiting_hours"})


class CareUnit(ClassifiedModel):
    """A unit that residents meet. `is_sensitive` hides its items from guardians by default (corrections 3.2)."""

    hsa_id = models.CharField(max_length=31, primary_key=True)
    name = models.CharField(max_length=200)
    care_giver = models.CharField(max_length=31)
    region = models.CharField(max_length=2)
    municipality = models.CharField(max_length=4)
    kind = models.CharField(max_length=40)
    street = models.CharField(max_length=120, blank=True)
    postal_code = models.CharField(max_length=6, blank=True)
    city = models.CharField(max_length=60, blank=True)
    phone = models.CharField(max_length=30)
    how_to_find = models.CharField(max_length=400, blank=True)
    is_sensitive = models.BooleanField(default=False)
    closed_on = models.DateField(null=True)

    personal_fields = frozenset[str]()
    plain_fields = frozenset(
        [
            "hsa_id",
            "name",
            "care_giver",
            "region",
            "municipality",
            "kind",
            "street",
            "postal_code",
            "city",
            "phone",
            "how_to_find",
            "is_sensitive",
            "closed_on",
        ]
    )

    class Meta:
        indexes = [models.Index(fields=["municipality", "kind"], name="care_units_place_kind")]

    @property
    def address(self) -> str:
        """Street, postal code and town in one line; empty where they are not known."""
        return ", ".join(part for part in (self.street, f"{unbroken(self.postal_code)} {self.city}".strip()) if part)


class OpeningHours(ClassifiedModel):
    """One open period of a weekday (Monday = 0), in Swedish local time; closing at 23:59 means midnight."""

    unit = models.CharField(max_length=31)
    weekday = models.PositiveSmallIntegerField()
    opens_at = models.TimeField()
    closes_at = models.TimeField()

    personal_fields = frozenset[str]()
    plain_fields = frozenset({"id", "unit", "weekday", "opens_at", "closes_at"})

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "weekday", "opens_at"], name="care_units_hours_once"),
            models.CheckConstraint(
                condition=models.Q(closes_at__gt=models.F("opens_at")), name="care_units_hours_forward"
            ),
        ]


class OpeningException(ClassifiedModel):
    """A day with other hours than its weekday's: a holiday, a day of training. Without times it is closed all day."""

    unit = models.CharField(max_length=31)
    on = models.DateField()
    opens_at = models.TimeField(null=True)
    closes_at = models.TimeField(null=True)
    reason = models.CharField(max_length=80)

    personal_fields = frozenset[str]()
    plain_fields = frozenset({"id", "unit", "on", "opens_at", "closes_at", "reason"})

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "on", "opens_at"], name="care_units_exception_once"),
            models.CheckConstraint(
                condition=models.Q(opens_at=None, closes_at=None)
                | models.Q(opens_at__isnull=False, closes_at__isnull=False, closes_at__gt=models.F("opens_at")),
                name="care_units_exception_forward",
            ),
        ]
