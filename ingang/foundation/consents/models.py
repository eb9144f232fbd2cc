"""Consents, blocks and patient relations; access reads them to decide, so they have no row security."""

from django.db import models

from ingang.foundation.personal.models import PersonalModel
from ingang.kernel.words import marked


class BlockKind(models.TextChoices):
    """Inner: within one care giver (PDL 4:4). Outer: towards other care givers (SVOD 2:3). Two laws, two ways past."""

    INNER = "inner", marked("Inner block, within the care giver")
    OUTER = "outer", marked("Outer block, towards other care givers")


class Consent(PersonalModel):
    """The person lets a care unit read what other care givers hold (SVOD 3 kap.), for a time.

    `employee` narrows it to one member of the unit's staff; empty means everybody with an assignment there.
    """

    row_security = False
    data_kind = "consents.consent"
    unit = models.CharField(max_length=31)
    care_giver = models.CharField(max_length=31)
    given_at = models.DateTimeField()
    valid_until = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    employee = models.CharField(max_length=31, blank=True)
    registered_by = models.CharField(max_length=80)

    personal_fields = frozenset({"person", "unit", "care_giver", "employee", "registered_by"})
    plain_fields = frozenset({"id", "given_at", "valid_until", "revoked_at"})

    class Meta:
        indexes = [models.Index(fields=["person", "unit"], name="consents_person_unit")]


class IncapacityNote(PersonalModel):
    """Staff have found out, as far as possible, how a person who lastingly can not consent stands to their reading
    across care givers, and nothing speaks against it (SVOD 3 kap.). It counts for that unit, for a time.

    `how` it was found out and with whom (`asked`) are codes: no names, no free text.
    """

    row_security = False
    data_kind = "consents.consent"
    unit = models.CharField(max_length=31)
    care_giver = models.CharField(max_length=31)
    how = models.CharField(max_length=20)
    asked = models.CharField(max_length=20)
    noted_at = models.DateTimeField()
    valid_until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    noted_by = models.CharField(max_length=31)

    personal_fields = frozenset({"person", "unit", "care_giver", "how", "asked", "noted_by"})
    plain_fields = frozenset({"id", "noted_at", "valid_until", "ended_at"})

    class Meta:
        indexes = [models.Index(fields=["person", "unit"], name="consents_incapacity_unit")]


class Block(PersonalModel):
    """A spärr: acts from `blocked_at`; lifted only by a staffed decision (corrections 3.1).

    It covers what `unit` of the care giver wrote, or, without a unit, what any of its units wrote.
    """

    row_security = False
    data_kind = "consents.block"
    kind = models.CharField(max_length=10, choices=BlockKind.choices)
    care_giver = models.CharField(max_length=31)
    unit = models.CharField(max_length=31, blank=True)
    blocked_at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True)

    personal_fields = frozenset({"person", "care_giver", "unit", "kind"})
    plain_fields = frozenset({"id", "blocked_at", "lifted_at"})

    class Meta:
        indexes = [models.Index(fields=["person"], name="consents_block_person")]


class LiftCause(models.TextChoices):
    """Why a block should be lifted: the patient wants it, or is in danger and can not be asked (SVOD 3:5, PDL 4:5)."""

    PATIENT = "patient", marked("The patient wants it")
    EMERGENCY = "emergency", marked("Danger to life, and the patient can not be asked")


class LiftRequest(PersonalModel):
    """A wish to lift a block, waiting for staff of the care giver that holds the data.

    The patient's own wish waits until `earliest_at` and lifts the block itself; a wish for an emergency lifts it
    for `for_unit` alone until `lifted_until`, and the block stays.
    """

    row_security = False
    data_kind = "consents.block"
    block = models.UUIDField()
    cause = models.CharField(max_length=10, choices=LiftCause.choices)
    for_unit = models.CharField(max_length=31, blank=True)
    requested_by = models.CharField(max_length=80)
    requested_at = models.DateTimeField()
    earliest_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.CharField(max_length=31, blank=True)
    lifted_until = models.DateTimeField(null=True)

    personal_fields = frozenset({"person", "block", "cause", "for_unit", "requested_by"})
    plain_fields = frozenset(
        {"id", "requested_at", "earliest_at", "withdrawn_at", "confirmed_at", "confirmed_by", "lifted_until"}
    )

    class Meta:
        indexes = [models.Index(fields=["person", "block"], name="consents_lift_block")]


class CareRelation(PersonalModel):
    """A current patient relation between the person and a unit: a booked visit, an open case, a listing."""

    row_security = False
    data_kind = "consents.care_relation"
    unit = models.CharField(max_length=31)
    care_giver = models.CharField(max_length=31)
    because = models.CharField(max_length=60)
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField()

    personal_fields = frozenset({"person", "unit", "care_giver", "because"})
    plain_fields = frozenset({"id", "valid_from", "valid_until"})

    class Meta:
        indexes = [models.Index(fields=["person", "unit"], name="consents_relation_unit")]


class UnsealRequest(PersonalModel):
    """A wish to open a sealed journal again, noted by staff who checked who asked; it waits until `earliest_at`."""

    row_security = False
    data_kind = "consents.block"
    unit = models.CharField(max_length=31)
    requested_by = models.CharField(max_length=31)
    requested_at = models.DateTimeField()
    earliest_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.CharField(max_length=31, blank=True)

    personal_fields = frozenset({"person", "unit", "requested_by", "confirmed_by"})
    plain_fields = frozenset({"id", "requested_at", "earliest_at", "withdrawn_at", "confirmed_at"})

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(confirmed_at=None, withdrawn_at=None),
                name="consents_one_unseal_waits",
            )
        ]
