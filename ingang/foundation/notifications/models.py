"""Notices on their way: that something waits after log-in, never what."""

from django.db import models
from django.db.models import Q

from ingang.foundation.personal.models import ClassifiedModel, PersonalModel


class Channel(models.TextChoices):
    """The ways that a notice can take."""

    MAIL = "mail"
    SMS = "sms"
    PUSH = "push"


class NoticeState(models.TextChoices):
    """What became of a notice. All but `WAITING` and `SENT` carry a reason, so that nothing is dropped unseen.

    `UNCERTAIN` is an SMS whose worker was killed in the middle: it may have left, and is not sent again.
    """

    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"
    SUPPRESSED = "suppressed"
    UNCERTAIN = "uncertain"


class Notice(PersonalModel):
    """One notice about `person`'s matter to one `recipient` by one channel; the address is looked up when it is sent.

    `about` is the id of what waits and `kind` its kind of data: who may not read it gets no notice of it. It is
    readable from `readable_from`, and no notice leaves before that (peers 24). A row without channel says that
    nobody could be told, and why. `device` is the one that a push notice goes to. `claimed_until` is the lease of the
    worker that has it in hand.
    """

    recipient = models.UUIDField()
    code = models.CharField(max_length=60)
    kind = models.CharField(max_length=60)
    about = models.UUIDField()
    channel = models.CharField(max_length=10, choices=Channel.choices, blank=True)
    device = models.CharField(max_length=36, blank=True, default="", db_default="")
    state = models.CharField(max_length=12, choices=NoticeState.choices, default=NoticeState.WAITING)
    reason = models.CharField(max_length=40, blank=True)
    written_at = models.DateTimeField()
    readable_from = models.DateTimeField()
    not_before = models.DateTimeField()
    claimed_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    provider_id = models.CharField(max_length=200, blank=True)
    hidden_from_guardian = models.BooleanField(default=False, db_default=False)

    data_kind = "notifications.notice"
    personal_fields = frozenset({"person", "recipient", "about", "kind", "device", "provider_id"})
    plain_fields = frozenset(
        {"hidden_from_guardian", "id", "code", "channel", "state", "reason", "attempts"}
        | {"written_at", "readable_from", "not_before", "claimed_until", "sent_at"}
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "code", "about", "recipient", "channel", "device"], name="notifications_notice_once"
            ),
            models.CheckConstraint(
                condition=Q(not_before__gte=models.F("readable_from")), name="notifications_never_before_readable"
            ),
            models.CheckConstraint(
                condition=~Q(channel="") | Q(state="suppressed"), name="notifications_channel_unless_suppressed"
            ),
        ]
        indexes = [
            models.Index(fields=["not_before", "id"], name="notifications_waiting", condition=Q(state="waiting")),
            models.Index(fields=["recipient", "channel", "sent_at"], name="notifications_recipient_sent"),
            models.Index(fields=["person", "about"], name="notifications_person_about"),
        ]


class HandOver(ClassifiedModel):
    """That a notice is leaving, or that the other side has taken it; gone as soon as that stands in the notice itself.

    Written beside the sending and committed at once, so that a killed worker's successor knows what left. It tells
    nothing of a person, so it needs no grant and no row security: each one costs the delivery time.
    """

    notice = models.UUIDField(primary_key=True)
    begun_at = models.DateTimeField()
    is_taken = models.BooleanField(default=False)

    personal_fields = frozenset[str]()
    plain_fields = frozenset({"notice", "begun_at", "is_taken"})
    distribution = "notice"


class Device(PersonalModel):
    """A browser in which the person turned push on: where its messages go, and the keys that only it can open with.

    It was turned on in `log_in`, and goes when that is ended by its owner. `agent` is how the browser names itself.
    Read when another person's matter is told to a guardian: no row security.
    """

    row_security = False
    log_in = models.UUIDField()
    endpoint = models.CharField(max_length=1000)
    key = models.CharField(max_length=120)
    auth = models.CharField(max_length=60)
    agent = models.CharField(max_length=200, blank=True)
    added_at = models.DateTimeField()

    data_kind = "notifications.choices"
    personal_fields = frozenset({"person", "log_in", "endpoint", "key", "auth", "agent"})
    plain_fields = frozenset({"id", "added_at"})

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "endpoint"], name="notifications_device_once")]
        indexes = [
            models.Index(fields=["endpoint"], name="notifications_device_endpoint"),
            models.Index(fields=["log_in"], name="notifications_device_log_in"),
        ]


class ChosenChannels(PersonalModel):
    """By which channels the person wants to be told of one kind of notice; without a row, by every one she has.

    Choosing none is a choice too. Read when another person's matter is told to a guardian: no row security.
    """

    row_security = False
    code = models.CharField(max_length=60)
    channels = models.JSONField(default=list)
    chosen_at = models.DateTimeField()

    data_kind = "notifications.choices"
    personal_fields = frozenset({"person", "channels"})
    plain_fields = frozenset({"id", "code", "chosen_at"})

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "code"], name="notifications_chosen_once")]
