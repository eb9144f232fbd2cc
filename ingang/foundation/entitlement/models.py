"""For whom a unit's e-services are: what the unit says of places and ages, and what is said of single persons."""

from django.db import models
from django.db.models import F, Q
from uuid6 import uuid7

from ingang.foundation.entitlement.part import STANDING
from ingang.foundation.entitlement.rules import EVERY_AGE, Area
from ingang.foundation.personal.models import ClassifiedModel, PersonalModel


class ServiceArea(ClassifiedModel):
    """A betjäningsområde of a unit: see rules.Area. Ages in full years today, the end excluded; never a sex."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.CharField(max_length=31)
    region = models.CharField(max_length=2)
    municipality = models.CharField(max_length=4, blank=True)
    age_from = models.PositiveSmallIntegerField(default=EVERY_AGE.start)
    age_until = models.PositiveSmallIntegerField(default=EVERY_AGE.stop)

    distribution = "unit"
    plain_fields = frozenset({"id", "unit", "region", "municipality", "age_from", "age_until"})

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "region", "municipality", "age_from", "age_until"],
                name="entitlement_area_once",
            ),
            models.CheckConstraint(condition=Q(age_until__gt=F("age_from")), name="entitlement_area_ages_forward"),
        ]

    @property
    def area(self) -> Area:
        ages = range(self.age_from, self.age_until)
        return Area(region=self.region, municipality=self.municipality, ages=ages)


class SelfInclusion(ClassifiedModel):
    """That a unit lets residents themselves say that they have a need."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.CharField(max_length=31)
    need = models.CharField(max_length=40)

    distribution = "unit"
    plain_fields = frozenset({"id", "unit", "need"})

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "need"], name="entitlement_self_inclusion_once")]


class GivenByUnit(PersonalModel):
    """What a unit gives to one person, until a day (excluded) or until further notice, or until it takes it back."""

    data_kind = STANDING
    unit = models.CharField(max_length=31)
    valid_until = models.DateField(null=True)
    hidden_from_guardian = models.BooleanField(default=False)
    given_at = models.DateTimeField()
    given_by = models.CharField(max_length=31)
    giver_name = models.CharField(max_length=160)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=31, blank=True)

    personal_fields = frozenset({"person", "unit", "hidden_from_guardian", "given_by", "giver_name", "ended_by"})
    plain_fields = frozenset({"id", "valid_until", "given_at", "ended_at"})

    class Meta:
        abstract = True


class Approval(GivenByUnit):
    """A godkännande: the unit's e-services are open for the person, wherever she lives (e-services 1.3)."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "unit"], condition=Q(ended_at=None), name="entitlement_approval_once"
            )
        ]
        indexes = [models.Index(fields=["unit", "given_at"], name="entitlement_approval_unit")]


class Allotment(GivenByUnit):
    """An utdelning: the person may use one thing of the unit that is for named persons alone (begränsat urval).

    `item` is the thing's id in its own service, such as a kind of time.
    """

    item = models.UUIDField()

    personal_fields = GivenByUnit.personal_fields | {"item"}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "unit", "item"], condition=Q(ended_at=None), name="entitlement_allotment_once"
            )
        ]
        indexes = [models.Index(fields=["unit", "given_at"], name="entitlement_allotment_unit")]


class Listing(PersonalModel):
    """At which unit the person is listed from a day until another (excluded), and who says so. One at a time."""

    data_kind = STANDING
    unit = models.CharField(max_length=31)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)
    source = models.CharField(max_length=40)
    noted_at = models.DateTimeField()

    personal_fields = frozenset({"person", "unit"})
    plain_fields = frozenset({"id", "valid_from", "valid_until", "source", "noted_at"})

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(valid_until=None), name="entitlement_listing_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                name="entitlement_listing_forward",
            ),
        ]


class Inclusion(PersonalModel):
    """What was said of a person and a need, and where; the latest word counts. Nothing is ever overwritten.

    `by_staff` is False when she said it herself at a unit that lets her.
    """

    data_kind = STANDING
    unit = models.CharField(max_length=31)
    need = models.CharField(max_length=40)
    is_included = models.BooleanField()
    by_staff = models.BooleanField()
    hidden_from_guardian = models.BooleanField(default=False)
    said_at = models.DateTimeField()
    said_by = models.CharField(max_length=80)
    sayer_name = models.CharField(max_length=160)

    personal_fields = frozenset(
        ["person", "unit", "need", "is_included", "by_staff", "hidden_from_guardian", "said_by", "sayer_name"]
    )
    plain_fields = frozenset({"id", "said_at"})

    class Meta:
        indexes = [
            models.Index(fields=["person", "need"], name="entitlement_inclusion_person"),
            models.Index(fields=["unit", "said_at"], name="entitlement_inclusion_unit"),
        ]
