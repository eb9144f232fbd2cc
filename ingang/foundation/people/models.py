"""Who exists, under which identifiers, and who may act for whom. Access reads these to decide: no row security."""

from django.db import models
from uuid6 import uuid7

from ingang.foundation.people.contact_tables import ContactCode, SafeContact, SharedWay
from ingang.foundation.personal.models import ClassifiedModel, PersonalModel
from ingang.kernel.words import marked

__all__ = [
    "Assignment",
    "ContactCode",
    "ContactWay",
    "FormerIdentity",
    "GuardianAccessDecision",
    "GuardianBlock",
    "Guardianship",
    "Mandate",
    "Person",
    "PersonNumber",
    "Protection",
    "Representation",
    "SafeContact",
    "SharedWay",
    "StaffMember",
]


class Protection(models.TextChoices):
    """The tax agency's protection of a person's data (records-identity-law 6)."""

    NONE = "none", marked("No protection")
    CONFIDENTIALITY = "confidentiality", marked("Confidentiality mark (sekretessmarkering)")
    PROTECTED_REGISTRATION = "protected_registration", marked("Protected registration (skyddad folkbokföring)")


class IdentityLevel(models.TextChoices):
    """How well the identity behind a samordningsnummer is proven (lag 2022:1697; corrections 1.1)."""

    CONFIRMED = "confirmed", marked("Proven identity (styrkt)")
    PROBABLE = "probable", marked("Probable identity (sannolik)")
    UNCERTAIN = "uncertain", marked("Uncertain identity (osäker)")


class Deregistration(models.TextChoices):
    """Why somebody left the population register without having died."""

    EMIGRATED = "emigrated", marked("Emigrated")
    MISSING = "missing", marked("Not to be found")
    OTHER = "other", marked("Left the register for another reason")


class Person(ClassifiedModel):
    """A person as the population register knows her. Age comes from `birth_date`, never from a number.

    `birth_date` is None when it is not known: rules about age then refuse and point to a staffed way.
    `municipality` is empty for a protected person. Chosen name, pronoun, languages and communication (see needs.py)
    are the person's own words; the register never overwrites them. `identity_level` and `is_dormant` belong to a
    samordningsnummer. `told_at` is when the register itself last changed her, `read_at` when we last asked.
    `told_age` is the highest age (0, 13, 16 or 18) that the house has been told of; None before anybody has looked.
    `journal_sealed_at`: from then nobody reads her journal on her own pages; see consents.actions.seals.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    given_name = models.CharField(max_length=80)
    family_name = models.CharField(max_length=80)
    chosen_name = models.CharField(max_length=80, blank=True)
    birth_date = models.DateField(null=True)
    deceased_on = models.DateField(null=True)
    protection = models.CharField(max_length=30, choices=Protection.choices, default=Protection.NONE)
    sex = models.CharField(max_length=10, blank=True)
    municipality = models.CharField(max_length=4, blank=True)
    language = models.CharField(max_length=10, default="sv")
    interpreter_language = models.CharField(max_length=10, blank=True)
    communication = models.CharField(max_length=400, blank=True, default="", db_default="")
    pronoun = models.CharField(max_length=40, blank=True, default="", db_default="")
    identity_level = models.CharField(
        max_length=20, choices=IdentityLevel.choices, blank=True, default="", db_default=""
    )
    is_dormant = models.BooleanField(default=False, db_default=False)
    deregistration = models.CharField(
        max_length=20, choices=Deregistration.choices, blank=True, default="", db_default=""
    )
    deregistered_on = models.DateField(null=True)
    told_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)
    told_age = models.PositiveSmallIntegerField(null=True)
    journal_sealed_at = models.DateTimeField(null=True)

    distribution = "id"
    personal_fields = frozenset(
        [
            "given_name",
            "family_name",
            "chosen_name",
            "birth_date",
            "deceased_on",
            "protection",
            "sex",
            "municipality",
            "language",
            "interpreter_language",
            "communication",
            "pronoun",
            "identity_level",
            "is_dormant",
            "deregistration",
            "deregistered_on",
            "told_age",
            "journal_sealed_at",
        ]
    )
    plain_fields = frozenset({"id", "told_at", "read_at"})

    class Meta:
        indexes = [
            models.Index(fields=["told_age", "birth_date"], name="people_person_birthdays"),
            models.Index(fields=["read_at"], name="people_person_read"),
        ]

    @property
    def name(self) -> str:
        """The name to greet her by: the chosen one if she has one."""
        return f"{self.chosen_name or self.given_name} {self.family_name}".strip()


class PersonNumber(ClassifiedModel):
    """An identifier that a person has or had. Distributed by its value: log-in knows the number, not the person."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(max_length=30)
    value = models.CharField(max_length=12)
    person = models.UUIDField()
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)

    distribution = "value"
    personal_fields = frozenset({"value", "person", "kind"})
    plain_fields = frozenset({"id", "valid_from", "valid_until"})

    class Meta:
        constraints = [models.UniqueConstraint(fields=["value", "kind"], name="people_number_once")]
        indexes = [models.Index(fields=["person"], name="people_number_person")]


class FormerIdentity(PersonalModel):
    """That `person` was `former` before (samordningsnummer to personnummer): grants reach both (corrections 3.11).

    A fictitious identity is never linked.
    """

    row_security = False
    former = models.UUIDField()
    since = models.DateField()

    personal_fields = frozenset({"person", "former"})
    plain_fields = frozenset({"id", "since"})

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "former"], name="people_former_once")]
        indexes = [models.Index(fields=["former"], name="people_former_former")]


class Guardianship(PersonalModel):
    """`person` is the child, `guardian` a holder of custody, as the population register says."""

    row_security = False
    guardian = models.UUIDField()
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)

    personal_fields = frozenset({"person", "guardian"})
    plain_fields = frozenset({"id", "valid_from", "valid_until"})

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "guardian", "valid_from"], name="people_guardianship_once")
        ]
        indexes = [models.Index(fields=["guardian"], name="people_guardianship_guardian")]


class GuardianBlock(PersonalModel):
    """A unit stopped one guardian from reaching the child's data (Blockera vårdnadshavare): at once, no end date.

    `reason` is for the unit's own staff, never for a guardian. Lifting is asked for first, and waits.
    """

    row_security = False
    guardian = models.UUIDField()
    unit = models.CharField(max_length=31)
    reason = models.CharField(max_length=400, blank=True, default="", db_default="")
    blocked_at = models.DateTimeField()
    lift_asked_at = models.DateTimeField(null=True)
    lifted_at = models.DateTimeField(null=True)

    personal_fields = frozenset({"person", "guardian", "unit", "reason"})
    plain_fields = frozenset({"id", "blocked_at", "lift_asked_at", "lifted_at"})


class GuardianAccessDecision(PersonalModel):
    """A unit's decision that a guardian may read the 13-15-year-old's journal of that unit; ends at 16."""

    row_security = False
    guardian = models.UUIDField()
    unit = models.CharField(max_length=31)
    decided_at = models.DateTimeField()
    decided_by = models.CharField(max_length=31)
    ended_at = models.DateTimeField(null=True)

    personal_fields = frozenset({"person", "guardian", "unit"})
    plain_fields = frozenset({"id", "decided_at", "decided_by", "ended_at"})


class Representation(PersonalModel):
    """`representative` is god man or förvaltare for `person` by court decision, for the named kinds of data."""

    row_security = False
    representative = models.UUIDField()
    kinds = models.JSONField(default=list)
    decision = models.CharField(max_length=60)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)

    personal_fields = frozenset({"person", "representative", "decision", "kinds"})
    plain_fields = frozenset({"id", "valid_from", "valid_until"})


class Mandate(PersonalModel):
    """A power of attorney (fullmakt): `person` lets `ombud` act for her with the named kinds of data, for a time."""

    row_security = False
    ombud = models.UUIDField()
    kinds = models.JSONField(default=list)
    valid_from = models.DateField()
    valid_until = models.DateField()
    revoked_at = models.DateTimeField(null=True)

    personal_fields = frozenset({"person", "ombud", "kinds"})
    plain_fields = frozenset({"id", "valid_from", "valid_until", "revoked_at"})


class MandateOffer(PersonalModel):
    """`person` asks whoever has this number and family name to be her ombud; it becomes a mandate when accepted.

    What she typed is kept, not whom it led to: so she learns nothing of whether such a person exists.
    """

    row_security = False
    number_kind = models.CharField(max_length=30)
    number = models.CharField(max_length=12)
    family_name = models.CharField(max_length=80)
    kinds = models.JSONField(default=list)
    valid_until = models.DateField()
    offered_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    mandate = models.UUIDField(null=True)

    personal_fields = frozenset({"person", "number", "family_name", "kinds", "mandate"})
    plain_fields = frozenset({"id", "number_kind", "valid_until", "offered_at", "ended_at"})

    class Meta:
        indexes = [
            models.Index(fields=["number"], condition=models.Q(ended_at=None), name="people_offer_number"),
            models.Index(fields=["person"], name="people_offer_person"),
        ]


class ContactWay(PersonalModel):
    """A way to reach the person, verified or not, and whether it is safe to use (ring inte hem).

    `set_by` is the person who set it; None when it came from elsewhere.
    """

    row_security = False
    channel = models.CharField(max_length=10)
    address = models.CharField(max_length=254)
    verified_at = models.DateTimeField(null=True)
    is_safe = models.BooleanField(default=True)
    set_by = models.UUIDField(null=True)

    data_kind = "people.person"
    personal_fields = frozenset({"person", "address", "is_safe", "set_by"})
    plain_fields = frozenset({"id", "channel", "verified_at"})

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "channel"], name="people_contact_once")]


class StaffMember(ClassifiedModel):
    """A service identity in HSA (employeeHsaId). One person may hold several."""

    hsa_id = models.CharField(max_length=31, primary_key=True)
    given_name = models.CharField(max_length=80)
    family_name = models.CharField(max_length=80)
    title = models.CharField(max_length=120)

    personal_fields = frozenset({"given_name", "family_name", "title"})
    plain_fields = frozenset({"hsa_id"})

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}"


class Assignment(ClassifiedModel):
    """A vårdmedarbetaruppdrag (commissionHsaId): a staff member's work at one unit for one purpose."""

    hsa_id = models.CharField(max_length=31, primary_key=True)
    staff = models.CharField(max_length=31)
    name = models.CharField(max_length=120)
    unit = models.CharField(max_length=31)
    care_giver = models.CharField(max_length=31)
    purpose = models.CharField(max_length=30)
    roles = models.JSONField(default=list)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)

    personal_fields = frozenset({"staff"})
    plain_fields = frozenset({"hsa_id", "name", "unit", "care_giver", "purpose", "roles", "valid_from", "valid_until"})
