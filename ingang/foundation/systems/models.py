"""The systems that the house asks."""

from django.db import models

from ingang.foundation.personal.models import ClassifiedModel
from ingang.kernel.words import marked


class Protocol(models.TextChoices):
    """How a care giver's system is asked."""

    FHIR = "fhir", marked("FHIR R4")
    RIVTA = "rivta", marked("National service contracts (RIV-TA)")


class ConnectedSystem(ClassifiedModel):
    """A care giver's system. `code` is the HSA-id that it is known by, `name` what residents call the care giver.

    Its secrets are settings (`JOURNAL_SYSTEMS`), never rows. `version` is what it said last of its own version, at
    `version_at`. What `tells_index` is asked only about those whom the engagement index knows there.
    """

    code = models.CharField(max_length=31, primary_key=True)
    name = models.CharField(max_length=200)
    care_giver = models.CharField(max_length=31)
    protocol = models.CharField(max_length=10, choices=Protocol.choices)
    url = models.CharField(max_length=500)
    is_on = models.BooleanField(default=True)
    version = models.CharField(max_length=200, blank=True, db_default="")
    version_at = models.DateTimeField(null=True)
    tells_index = models.BooleanField(default=False, db_default=False)

    personal_fields = frozenset[str]()
    plain_fields = frozenset(
        {"code", "name", "care_giver", "protocol", "url", "is_on", "version", "version_at", "tells_index"}
    )

    class Meta:
        # It was the journal's: a release from before goes on working beside this one.
        db_table = "journal_connectedsystem"
