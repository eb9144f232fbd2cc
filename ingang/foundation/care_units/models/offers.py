"""What units offer, on which conditions, and what a region has decided of it (records-identity-law 4, Offering)."""

from django.db import models

from ingang.foundation.care_units.models.pages import Source
from ingang.foundation.personal.models import ClassifiedModel
from ingang.kernel.words import marked


class OfferStatus(models.TextChoices):
    """Whether the unit lets it be seen; from when and until when stands in its validity."""

    INACTIVE = "inactive", marked("Not published")
    ACTIVE = "active", marked("Published")


class Referral(models.TextChoices):
    """How one comes to what is offered."""

    NOT_NEEDED = "not_needed", marked("No referral needed")
    OWN_REQUEST = "own_request", marked("You may write a referral yourself")
    REFERRAL = "referral", marked("A referral from care is needed")


class Offer(ClassifiedModel):
    """Something that a unit offers. Ages count both ends; empty `regions` is the whole country.

    `ways` are how they meet: visit, video, phone. `waiting_days` was measured from `waiting_from` to
    `waiting_until` and stands in `waiting_source`. `requirements` is what a referral must tell, and
    `referral_address` where it goes. `contacts` are the ways to get in touch about it, and `e_service` the unit's own
    page for it. `checked_on` is the day on which the unit last saved it.
    """

    unit = models.CharField(max_length=31)
    code = models.CharField(max_length=40)
    source = models.CharField(max_length=10, choices=Source.choices, default=Source.UNIT)
    title_sv = models.CharField(max_length=120)
    title_en = models.CharField(max_length=120, blank=True)
    status = models.CharField(max_length=10, choices=OfferStatus.choices, default=OfferStatus.ACTIVE)
    valid_from = models.DateField(null=True)
    valid_until = models.DateField(null=True)
    age_from = models.PositiveSmallIntegerField(null=True)
    age_to = models.PositiveSmallIntegerField(null=True)
    referral = models.CharField(max_length=20, choices=Referral.choices, default=Referral.NOT_NEEDED)
    ways = models.JSONField(default=list)
    regions = models.JSONField(default=list)
    waiting_days = models.PositiveSmallIntegerField(null=True)
    waiting_from = models.DateField(null=True)
    waiting_until = models.DateField(null=True)
    waiting_source = models.CharField(max_length=120, blank=True)
    agreement = models.CharField(max_length=120, blank=True)
    agreement_until = models.DateField(null=True)
    requirements = models.TextField(blank=True)
    referral_address = models.CharField(max_length=300, blank=True)
    conditions_sv = models.CharField(max_length=600, blank=True)
    conditions_en = models.CharField(max_length=600, blank=True)
    contacts = models.JSONField(default=list)
    e_service = models.CharField(max_length=200, blank=True)
    checked_on = models.DateField(null=True)

    personal_fields = frozenset[str]()
    plain_fields = frozenset(
        [
            "id",
            "unit",
            "code",
            "source",
            "title_sv",
            "title_en",
            "status",
            "valid_from",
            "valid_until",
            "age_from",
            "age_to",
            "referral",
            "ways",
            "regions",
            "waiting_days",
            "waiting_from",
            "waiting_until",
            "waiting_source",
            "agreement",
            "agreement_until",
            "requirements",
            "referral_address",
            "conditions_sv",
            "conditions_en",
            "contacts",
            "e_service",
            "checked_on",
        ]
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "code"], name="care_units_offer_once"),
            models.CheckConstraint(
                condition=models.Q(waiting_days=None)
                | models.Q(waiting_from__isnull=False, waiting_until__isnull=False) & ~models.Q(waiting_source=""),
                name="care_units_waiting_with_period",
            ),
        ]


class OfferDecision(ClassifiedModel):
    """A region decided whether something that a unit offers is in the regional offer. Rows are added, never changed.

    The highest `number` counts. Two administrators who decide at once can not both be the next.
    """

    region = models.CharField(max_length=2)
    unit = models.CharField(max_length=31)
    code = models.CharField(max_length=40)
    number = models.PositiveIntegerField()
    is_included = models.BooleanField()
    reason = models.CharField(max_length=300, blank=True)
    decided_by = models.CharField(max_length=40)
    decided_at = models.DateTimeField()

    personal_fields = frozenset[str]()
    plain_fields = frozenset(
        {"id", "region", "unit", "code", "number", "is_included", "reason", "decided_by", "decided_at"}
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["region", "unit", "code", "number"], name="care_units_offer_decided_one_at_a_time"
            )
        ]
