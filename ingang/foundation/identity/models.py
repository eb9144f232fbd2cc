"""Staff accounts for Django and Wagtail, e-ID orders, log-ins of residents and staff, and locks on log-ins."""

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from uuid6 import uuid7

from ingang.foundation.people.models import StaffMember
from ingang.foundation.personal.models import ClassifiedModel, PersonalModel
from ingang.kernel.words import marked


class AccountManager(BaseUserManager["Account"]):
    """Accounts by their HSA-id."""


class Account(AbstractBaseUser, PermissionsMixin):
    """A staff account: its key is employeeHsaId, it has no password. Residents are never Django users.

    Nothing is mailed to it: `email` is empty, for those who ask.
    """

    hsa_id = models.CharField(max_length=31, unique=True)

    USERNAME_FIELD = "hsa_id"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    email = ""
    objects = AccountManager()

    personal_fields = frozenset({"hsa_id"})
    plain_fields = frozenset({"id", "password", "last_login", "is_superuser"})
    distribution = None

    def get_full_name(self) -> str:
        """The name of the member of staff, as colleagues know her."""
        member = StaffMember.objects.filter(hsa_id=self.hsa_id).first()
        return f"{member.given_name} {member.family_name}" if member else ""


class LogIn(ClassifiedModel):
    """One log-in, from the e-ID's approval to its end. The browser's session holds its id and nothing personal.

    A resident has `person` (and `acting_for` while she acts for another); staff have `staff` and, once chosen,
    `assignment`. `issuer_session` and `issuer_subject` are what the issuer calls the session and the person when it
    ends it; `issuer_token` is sealed, and only sent back to the issuer to end the session there.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.UUIDField(null=True)
    acting_for = models.UUIDField(null=True)
    staff = models.CharField(max_length=31, blank=True)
    assignment = models.CharField(max_length=31, blank=True)
    issuer = models.CharField(max_length=40)
    assurance = models.CharField(max_length=80)
    started_at = models.DateTimeField()
    last_active_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    end_reason = models.CharField(max_length=20, blank=True)
    address = models.CharField(max_length=45, blank=True)
    device = models.CharField(max_length=200, blank=True)
    issuer_session = models.CharField(max_length=200, blank=True)
    issuer_subject = models.CharField(max_length=200, blank=True)
    issuer_token = models.TextField(blank=True)

    personal_fields = frozenset(
        {"person", "acting_for", "staff", "assignment", "address", "device"}
        | {"issuer_session", "issuer_subject", "issuer_token"}
    )
    plain_fields = frozenset({"id", "issuer", "assurance", "started_at", "last_active_at", "ended_at", "end_reason"})
    distribution = "id"

    class Meta:
        indexes = [
            models.Index(fields=["person", "-started_at"], name="identity_person_started"),
            models.Index(fields=["staff", "-started_at"], name="identity_staff_started"),
            models.Index(fields=["issuer", "issuer_session"], name="identity_issuer_session"),
        ]


class EndReason(models.TextChoices):
    """Why a log-in ended, in the words that the log-in page tells it."""

    LOGGED_OUT = "logged_out", marked("You logged out.")
    EVERYWHERE = "everywhere", marked("You logged out on all devices.")
    ENDED_BY_OWNER = "ended_by_owner", marked("You ended this log-in from another device.")
    REPLACED = "replaced", marked("You logged in again in this browser.")
    IDLE = "idle", marked("You were logged out because nothing had happened for a while.")
    ABSOLUTE = "absolute", marked("You were logged out because a log-in only lasts for some hours.")
    LOCKED = "locked", marked("The log-in is locked.")
    DECEASED = "deceased", marked("You were logged out because the person is registered as deceased.")
    ISSUER = "issuer", marked("You were logged out because your e-ID service ended the log-in.")


class OrderState(models.TextChoices):
    """CREATED -> PENDING -> COMPLETE | FAILED | CANCELLED (records-identity-law 7, states)."""

    CREATED = "created", marked("Begun")
    PENDING = "pending", marked("Under way")
    COMPLETE = "complete", marked("Approved")
    FAILED = "failed", marked("Failed")
    CANCELLED = "cancelled", marked("Broken off")


class Way(models.TextChoices):
    """How the person reaches her e-ID."""

    SAME_DEVICE = "same_device", marked("On this device")
    OTHER_DEVICE = "other_device", marked("On another device")
    REDIRECT = "redirect", marked("At the e-ID service's own page")


class Order(ClassifiedModel):
    """A log-in under way at an issuer, bound to the browser that began it (corrections 3.8).

    `browser` and `nonce` are digests: of the browser's session key, and of the one-time value in the return address.
    `secrets` is sealed (start of the QR code, or the redirect's own secrets) and emptied when the order ends.
    `person` is the result; it is used once, by whoever sets `used_at`. `asked_at` is when the issuer was last asked.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    issuer = models.CharField(max_length=40)
    way = models.CharField(max_length=20, choices=Way.choices)
    state = models.CharField(max_length=10, choices=OrderState.choices, default=OrderState.CREATED)
    hint = models.CharField(max_length=60, blank=True)
    reference = models.CharField(max_length=200, blank=True)
    browser = models.CharField(max_length=64)
    nonce = models.CharField(max_length=64)
    secrets = models.TextField(blank=True)
    address = models.CharField(max_length=45, blank=True)
    next_path = models.CharField(max_length=500, blank=True)
    person = models.UUIDField(null=True)
    started_at = models.DateTimeField()
    asked_at = models.DateTimeField(null=True)
    returned_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)

    personal_fields = frozenset({"address", "person", "browser", "next_path", "secrets", "reference"})
    plain_fields = frozenset(
        {"id", "issuer", "way", "state", "hint", "nonce"}
        | {"started_at", "asked_at", "returned_at", "ended_at", "used_at"}
    )
    distribution = "id"

    class Meta:
        indexes = [
            models.Index(fields=["address", "-started_at"], name="identity_order_address"),
            models.Index(fields=["browser", "-started_at"], name="identity_order_browser"),
        ]

    @property
    def is_open(self) -> bool:
        """Whether the issuer may still answer."""
        return self.state in {OrderState.CREATED, OrderState.PENDING}


class LockReason(models.TextChoices):
    """Why a log-in is locked, as a class and never as a story."""

    OWN_WISH = "own_wish", marked("The person's own wish")
    COERCION = "coercion", marked("Somebody forces the person")
    LOST_DEVICE = "lost_device", marked("Lost or stolen e-ID")
    CARE = "care", marked("A decision in care")


class LogInLock(PersonalModel):
    """Låsa inloggning: acts at once; only a staffed check lifts it (corrections 3.1).

    The log-in reads it to decide, so it has no row security.
    """

    row_security = False
    data_kind = "identity.log_in"
    locked_at = models.DateTimeField()
    locked_by = models.CharField(max_length=80)
    reason = models.CharField(max_length=20, choices=LockReason.choices)
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.CharField(max_length=80, blank=True)

    personal_fields = frozenset({"person", "locked_by", "reason", "lifted_by"})
    plain_fields = frozenset({"id", "locked_at", "lifted_at"})

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(lifted_at=None), name="identity_one_lock_in_force"
            )
        ]


class UnlockRequest(PersonalModel):
    """A wish to open a locked log-in, noted by staff who checked who asked; it waits until `earliest_at`."""

    row_security = False
    data_kind = "identity.log_in"
    lock = models.UUIDField()
    unit = models.CharField(max_length=31)
    requested_by = models.CharField(max_length=31)
    requested_at = models.DateTimeField()
    earliest_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.CharField(max_length=31, blank=True)

    personal_fields = frozenset({"person", "unit", "requested_by", "confirmed_by"})
    plain_fields = frozenset({"id", "lock", "requested_at", "earliest_at", "withdrawn_at", "confirmed_at"})

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(confirmed_at=None, withdrawn_at=None),
                name="identity_one_unlock_waits",
            )
        ]


class IssuerOutage(ClassifiedModel):
    """When an issuer last failed to answer; the row goes away with its next good answer."""

    issuer = models.CharField(max_length=40, primary_key=True)
    failed_at = models.DateTimeField()

    personal_fields = frozenset[str]()
    plain_fields = frozenset({"issuer", "failed_at"})
