"""Staff accounts for Django and Wagtail, and log-ins of residents and staff."""

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from uuid6 import uuid7

from ingang.foundation.personal.models import ClassifiedModel


class AccountManager(BaseUserManager["Account"]):
    """Accounts by their HSA-id."""


class Account(AbstractBaseUser, PermissionsMixin):
    """A staff account: its key is employeeHsaId, it has no password. Residents are never Django users."""

    hsa_id = models.CharField(max_length=31, unique=True)

    USERNAME_FIELD = "hsa_id"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = AccountManager()

    personal_fields = frozenset({"hsa_id"})
    plain_fields = frozenset({"id", "password", "last_login", "is_superuser"})
    distribution = None


class LogIn(ClassifiedModel):
    """One log-in, from the e-ID's approval to its end. The browser's session holds its id and nothing personal.

    A resident has `person` (and `acting_for` while she acts for another); staff have `staff` and, once chosen,
    `assignment`.
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

    personal_fields = frozenset({"person", "acting_for", "staff", "assignment", "address", "device", "issuer_session"})
    plain_fields = frozenset({"id", "issuer", "assurance", "started_at", "last_active_at", "ended_at", "end_reason"})
    distribution = "id"

    class Meta:
        indexes = [
            models.Index(fields=["person", "-started_at"], name="identity_person_started"),
            models.Index(fields=["staff", "-started_at"], name="identity_staff_started"),
        ]
