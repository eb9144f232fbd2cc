"""What access itself must keep: systems that are let in, secret addresses and links, and the grounds of staff."""

from django.db import models

from ingang.foundation.personal.models import ClassifiedModel, PersonalModel


class Agreement(ClassifiedModel):
    """An outside system may reach these kinds of data for these purposes, for a time.

    `care_giver` limits it to what that care giver holds; empty means that the agreement has no such limit.
    """

    system = models.CharField(max_length=80)
    care_giver = models.CharField(max_length=31, blank=True)
    kinds = models.JSONField(default=list)
    purposes = models.JSONField(default=list)
    reference = models.CharField(max_length=80)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)

    personal_fields = frozenset[str]()
    plain_fields = frozenset(
        {"id", "system", "care_giver", "kinds", "purposes", "reference", "valid_from", "valid_until"}
    )

    class Meta:
        indexes = [models.Index(fields=["system"], name="access_agreement_system")]


class SecretAddress(PersonalModel):
    """An address by which a program of `owner` reads `person`'s data for one use, such as a calendar, without a log-in.

    Only the digest of its secret is kept. The door reads it to find out for whom the program comes: no row security.
    `reads` are counted from `counted_from`, so that a program that asks all the time can be slowed.
    """

    row_security = False
    owner = models.UUIDField()
    use = models.CharField(max_length=60)
    digest = models.CharField(max_length=64)
    given_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    last_used_at = models.DateTimeField(null=True)
    counted_from = models.DateTimeField()
    reads = models.PositiveIntegerField(default=0)

    personal_fields = frozenset({"person", "owner", "digest"})
    plain_fields = frozenset({"id", "use", "given_at", "revoked_at", "last_used_at", "counted_from", "reads"})

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "owner", "use"],
                condition=models.Q(revoked_at=None),
                name="access_one_secret_address_in_force",
            )
        ]
        indexes = [models.Index(fields=["digest"], name="access_secret_digest")]


class SecretLink(PersonalModel):
    """A link and a code by which whoever `owner` shows them to reads one `thing` of `person`'s until a time.

    Only digests are kept; the code's is bound to the link's secret, so that none can be tried here. `tries` is how many
    wrong codes are left. `ticket` is the digest of what fetches the thing once more, until `ticket_until`. `why` says
    what ended it before its time. The door reads it to find out for whom somebody comes: no row security.
    """

    row_security = False
    owner = models.UUIDField()
    use = models.CharField(max_length=60)
    thing = models.UUIDField()
    digest = models.CharField(max_length=64)
    code = models.CharField(max_length=64)
    tries = models.PositiveSmallIntegerField()
    given_at = models.DateTimeField()
    until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    why = models.CharField(max_length=10, blank=True)
    ticket = models.CharField(max_length=64, blank=True)
    ticket_until = models.DateTimeField(null=True)

    personal_fields = frozenset({"person", "owner", "thing", "digest", "code", "ticket"})
    plain_fields = frozenset({"id", "use", "tries", "given_at", "until", "ended_at", "why", "ticket_until"})

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "use", "thing"], name="access_one_link_to_a_thing"),
        ]
        indexes = [models.Index(fields=["digest"], name="access_link_digest")]


class RecordedGround(PersonalModel):
    """On what ground staff read across care givers about a person, in one assignment of one log-in (SVOD 3 kap.).

    It gives nothing by itself: it is weighed anew at every request. Before a ground is said it tells that existence was
    asked. Access reads it to decide: no row security.
    """

    row_security = False
    log_in = models.UUIDField()
    assignment = models.CharField(max_length=31)
    ground = models.CharField(max_length=40)
    reason = models.CharField(max_length=40, blank=True)
    recorded_at = models.DateTimeField()

    personal_fields = frozenset({"person", "assignment", "ground", "reason"})
    plain_fields = frozenset({"id", "log_in", "recorded_at"})

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "log_in", "assignment"], name="access_one_ground_in_a_log_in")
        ]
        indexes = [models.Index(fields=["recorded_at"], name="access_ground_recorded")]
