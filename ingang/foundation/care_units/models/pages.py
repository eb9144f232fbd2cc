"""What a unit's page tells beyond its name and address (records-identity-law 4, Unit)."""

from django.db import models
from django.db.models.functions import Now

from ingang.foundation.personal.models import ClassifiedModel
from ingang.kernel.words import marked


class Source(models.TextChoices):
    """Who has said something of a unit."""

    DIRECTORY = "directory", marked("The directory")
    UNIT = "unit", marked("The unit itself")


class HoursFor(models.TextChoices):
    """What hours beside the opening hours are for."""

    PHONE = "phone", marked("Phone hours")
    DROP_IN = "drop_in", marked("Without a booked time")
    VISITORS = "visitors", marked("Visiting hours")


class UnitPage(ClassifiedModel):
    """What a unit's page tells. A unit without one is not shown in the catalogue.

    `is_shown` is the directory's mark that residents may see it. `north` and `east` are SWEREF 99 TM in whole metres.
    `is_digital`: it is met at a distance alone, so it has no place on a map. What is None is not known. `access_facts`
    are codes of what helps those who move, see or hear with difficulty. `owner` is the function that answers for the
    entry, never a person. `vanished_on` is the day on which the directory was found to have it no longer: it is kept,
    and somebody must say what became of it. `part_of` is the health care unit (vårdenhet) that it belongs to; empty
    where it is one itself. `changed_at` is when anything that is told of it last was changed.
    """

    unit = models.CharField(max_length=31, primary_key=True)
    is_shown = models.BooleanField(default=True)
    is_in_directory = models.BooleanField(default=False)
    vanished_on = models.DateField(null=True)
    care_forms = models.JSONField(default=list)
    activities = models.JSONField(default=list)
    ownership = models.CharField(max_length=40, blank=True)
    district = models.CharField(max_length=60, blank=True)
    north = models.IntegerField(null=True)
    east = models.IntegerField(null=True)
    web = models.CharField(max_length=200, blank=True)
    mail = models.CharField(max_length=120, blank=True)
    age_from = models.PositiveSmallIntegerField(null=True)
    age_to = models.PositiveSmallIntegerField(null=True)
    related = models.JSONField(default=list)
    is_digital = models.BooleanField(default=False)
    languages = models.JSONField(default=list)
    is_step_free = models.BooleanField(null=True)
    access_facts = models.JSONField(default=list)
    takes_listings = models.BooleanField(null=True)
    about = models.TextField(blank=True)
    how_to_seek = models.TextField(blank=True)
    your_visit = models.TextField(blank=True)
    owner = models.CharField(max_length=120, blank=True)
    checked_on = models.DateField(null=True)
    part_of = models.CharField(max_length=31, blank=True, db_default="", default="")
    changed_at = models.DateTimeField(db_default=Now())

    personal_fields = frozenset[str]()
    plain_fields = frozenset(
        [
            "unit",
            "is_shown",
            "is_in_directory",
            "vanished_on",
            "care_forms",
            "activities",
            "ownership",
            "district",
            "north",
            "east",
            "web",
            "mail",
            "age_from",
            "age_to",
            "related",
            "is_digital",
            "languages",
            "is_step_free",
            "access_facts",
            "takes_listings",
            "about",
            "how_to_seek",
            "your_visit",
            "owner",
            "checked_on",
            "part_of",
            "changed_at",
        ]
    )

    class Meta:
        indexes = [
            models.Index(fields=["part_of"], name="care_units_part_of"),
            models.Index(fields=["changed_at"], name="care_units_changed"),
            models.Index(fields=["north", "east"], name="care_units_grid"),
        ]


class ContactHours(ClassifiedModel):
    """One period of a weekday (Monday = 0) in which the unit answers its phone, or takes those who just come."""

    unit = models.CharField(max_length=31)
    use = models.CharField(max_length=10, choices=HoursFor.choices)
    weekday = models.PositiveSmallIntegerField()
    opens_at = models.TimeField()
    closes_at = models.TimeField()

    personal_fields = frozenset[str]()
    plain_fields = frozenset({"id", "unit", "use", "weekday", "opens_at", "closes_at"})

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "use", "weekday", "opens_at"], name="care_units_contact_once"),
            models.CheckConstraint(
                condition=models.Q(closes_at__gt=models.F("opens_at")), name="care_units_contact_forward"
            ),
        ]


class UnitPhone(ClassifiedModel):
    """A further number of the unit, and what it is for in plain words: cancelling, prescriptions, a text telephone."""

    unit = models.CharField(max_length=31)
    use = models.CharField(max_length=80)
    number = models.CharField(max_length=30)

    personal_fields = frozenset[str]()
    plain_fields = frozenset({"id", "unit", "use", "number"})

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "use"], name="care_units_phone_once")]


class UnitFunction(ClassifiedModel):
    """A function at the unit that can be called by itself, by its code in `functions`; never a person.

    `hours` are those in which it answers, each as "0 08:00 17:00" (Monday = 0); none: the unit's own phone hours.
    """

    unit = models.CharField(max_length=31)
    source = models.CharField(max_length=10, choices=Source.choices)
    code = models.CharField(max_length=40)
    phone = models.CharField(max_length=30)
    hours = models.JSONField(default=list)

    personal_fields = frozenset[str]()
    plain_fields = frozenset({"id", "unit", "source", "code", "phone", "hours"})

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "source", "code"], name="care_units_function_once")]


class TemporaryNotice(ClassifiedModel):
    """What stands first on the unit's page from one day to another, both counted: closed on Friday, other entrance."""

    unit = models.CharField(max_length=31)
    source = models.CharField(max_length=10, choices=Source.choices)
    text = models.CharField(max_length=600)
    first_day = models.DateField()
    last_day = models.DateField()

    personal_fields = frozenset[str]()
    plain_fields = frozenset({"id", "unit", "source", "text", "first_day", "last_day"})

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "source"], name="care_units_notice_once"),
            models.CheckConstraint(
                condition=models.Q(last_day__gte=models.F("first_day")), name="care_units_notice_forward"
            ),
        ]
