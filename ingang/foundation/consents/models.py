"""Consents and blocks; access reads them to decide, so they have no row security."""

from django.db import models

from ingang.foundation.personal.models import PersonalModel
from ingang.kernel.words import marked


class BlockKind(models.TextChoices):
    """Inner: within one care giver (PDL 4:4). Outer: towards other care givers (SVOD 2:3). Two laws, two ways past."""

    INNER = "inner", marked("Inner block, within the care giver")
    OUTER = "outer", marked("Outer block, towards other care givers")


class Consent(PersonalModel):
    """The person lets a care unit read what other care givers hold (SVOD 3 kap.), for a time."""

    row_security = False
    unit = models.CharField(max_length=31)
    care_giver = models.CharField(max_length=31)
    given_at = models.DateTimeField()
    valid_until = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    registered_by = models.CharField(max_length=80)

    personal_fields = frozenset({"person", "unit", "care_giver", "registered_by"})
    plain_fields = frozenset({"id", "given_at", "valid_until", "revoked_at"})

    class Meta:
        indexes = [models.Index(fields=["person", "unit"], name="consents_person_unit")]


class Block(PersonalModel):
    """A spärr: acts from `blocked_at`; lifted only by a staffed decision (corrections 3.1)."""

    row_security = False
    kind = models.CharField(max_length=10, choices=BlockKind.choices)
    care_giver = models.CharField(max_length=31)
    unit = models.CharField(max_length=31, blank=True)
    blocked_at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True)

    personal_fields = frozenset({"person", "care_giver", "unit", "kind"})
    plain_fields = frozenset({"id", "blocked_at", "lifted_at"})

    class Meta:
        indexes = [models.Index(fields=["person"], name="consents_block_person")]


class CareRelation(PersonalModel):
    """A current patient relation between the person and a unit: a booked visit, an open case, a listing."""

    row_security = False
    unit = models.CharField(max_length=31)
    care_giver = models.CharField(max_length=31)
    because = models.CharField(max_length=60)
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField()

    personal_fields = frozenset({"person", "unit", "care_giver", "because"})
    plain_fields = frozenset({"id", "valid_from", "valid_until"})

    class Meta:
        indexes = [models.Index(fields=["person", "unit"], name="consents_relation_unit")]
