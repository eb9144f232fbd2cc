"""Resources as text with a small index beside them, the texts that were replaced, and what they are found by."""

from django.db import models

from ingang.foundation.personal.models import ClassifiedModel, PersonalModel


class Resource(PersonalModel):
    """A FHIR R4 resource in one care giver's records of one person; `text` is what a reader gets, to the letter.

    The care giver decides over its records (PDL 2:6), so each has its own name space of ids. The rest of the row
    is read from the text when it is stored: title, category, status, when it happened, which unit wrote it, the
    author's profession, and the words that it is found by.
    `hidden_from_guardian` leaves no trace in a guardian's view (corrections 3.2), `is_withheld` none in the person's.
    A deleted resource keeps its row without text; `ResourceVersion` has the former ones.
    """

    data_kind = "records.clinical"

    care_giver = models.CharField(max_length=31)
    type = models.CharField(max_length=40)
    logical_id = models.CharField(max_length=64)
    version = models.PositiveIntegerField(default=1)
    text = models.TextField()
    digest = models.CharField(max_length=64)
    is_deleted = models.BooleanField(default=False)
    stored_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    title = models.CharField(max_length=300, blank=True)
    category = models.CharField(max_length=60, blank=True)
    status = models.CharField(max_length=30, blank=True)
    happened_at = models.DateTimeField(null=True)
    happened = models.CharField(max_length=40, blank=True)
    unit = models.CharField(max_length=31, blank=True)
    unit_name = models.CharField(max_length=200, blank=True)
    profession = models.CharField(max_length=100, blank=True, db_default="")
    words = models.TextField(blank=True, db_default="")
    is_signed = models.BooleanField(null=True)
    is_withheld = models.BooleanField(default=False)
    hidden_from_guardian = models.BooleanField(default=False)

    personal_fields = frozenset(
        """person care_giver type logical_id text digest title category status happened_at happened unit unit_name
        profession words is_withheld hidden_from_guardian""".split()  # noqa: SIM905
    )
    plain_fields = frozenset({"id", "version", "is_deleted", "stored_at", "updated_at", "is_signed"})

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "care_giver", "type", "logical_id"], name="records_resource_once"
            ),
            models.CheckConstraint(
                condition=models.Q(is_deleted=False) | models.Q(text=""), name="records_deleted_has_no_text"
            ),
        ]
        indexes = [models.Index(fields=["person", "-happened_at", "-id"], name="records_person_happened")]


class ResourceVersion(PersonalModel):
    """The text that a later version replaced; empty where that version was the deletion. Written once."""

    data_kind = "records.clinical"

    care_giver = models.CharField(max_length=31)
    type = models.CharField(max_length=40)
    logical_id = models.CharField(max_length=64)
    version = models.PositiveIntegerField()
    text = models.TextField()
    replaced_at = models.DateTimeField()

    personal_fields = frozenset({"person", "care_giver", "type", "logical_id", "text"})
    plain_fields = frozenset({"id", "version", "replaced_at"})

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "care_giver", "type", "logical_id", "version"], name="records_version_once"
            )
        ]


class SearchValue(PersonalModel):
    """One value by which one resource is found: see `search_index`. Written anew with each version of the resource.

    `resource` is the row's id, `place` its number among the resource's values.
    """

    data_kind = "records.clinical"

    care_giver = models.CharField(max_length=31)
    resource = models.UUIDField()
    place = models.PositiveIntegerField()
    type = models.CharField(max_length=40)
    parameter = models.CharField(max_length=60)
    system = models.CharField(max_length=200, blank=True)
    value = models.CharField(max_length=200, blank=True)
    low = models.DateTimeField(null=True)
    high = models.DateTimeField(null=True)

    personal_fields = frozenset({"person", "care_giver", "type", "parameter", "system", "value", "low", "high"})
    plain_fields = frozenset({"id", "resource", "place"})

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "resource", "place"], name="records_search_value_once")
        ]
        indexes = [
            models.Index(fields=["person", "care_giver", "type", "parameter", "value"], name="records_search_value")
        ]


class ResourceAddress(ClassifiedModel):
    """In whose records a care giver's resource is: who knows its address, knows no person yet.

    Read before there is a grant, to find out on whom one is asked for; it is spread by care giver, for an id is given
    once in a care giver's records.
    """

    care_giver = models.CharField(max_length=31)
    type = models.CharField(max_length=40)
    logical_id = models.CharField(max_length=64)
    person = models.UUIDField()

    distribution = "care_giver"
    personal_fields = frozenset({"care_giver", "type", "logical_id", "person"})
    plain_fields = frozenset({"id"})

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["care_giver", "type", "logical_id"], name="records_address_once")
        ]
