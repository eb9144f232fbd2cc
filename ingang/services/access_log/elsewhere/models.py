"""Where care givers' log services are, and what was asked of them in one log-in."""

from django.db import models

from ingang.foundation.personal.models import ClassifiedModel, PersonalModel
from ingang.kernel.words import marked

ELSEWHERE = "access_log.elsewhere"


class LogService(ClassifiedModel):
    """A care giver's log service. `code` is its logical address, `name` what residents call the care giver.

    What proves who we are to it is a setting (`LOG_SERVICES`), never a row.
    """

    code = models.CharField(max_length=31, primary_key=True)
    name = models.CharField(max_length=200)
    url = models.CharField(max_length=500)
    is_on = models.BooleanField(default=True)

    personal_fields = frozenset[str]()
    plain_fields = frozenset({"code", "name", "url", "is_on"})


class State(models.TextChoices):
    """How far a log service has come."""

    ASKED = "asked", marked("Is being asked.")
    QUEUED = "queued", marked("The care giver has put the question in a queue. It can take a while.")
    IN_PROCESS = "in_process", marked("The care giver is putting the answer together.")
    READY = "ready", marked("Has answered.")
    TOO_MANY = "too_many", marked("There are more lines than can be fetched at once. Choose a shorter time.")
    REFUSED = "refused", marked("Did not let us ask.")
    NO_ANSWER = "no_answer", marked("Did not answer. You can ask again in a while, or ask the care giver itself.")


WAITING = (State.ASKED, State.QUEUED, State.IN_PROCESS)


class AskedLog(PersonalModel):
    """What one log service was asked in one log-in, and what it answered: readable with that browser's key alone.

    `report` is the id of a report that is queued there: it must go along when we ask again, or another is queued.
    `public` and `key` are the lock (foundation.identity.keeping.Lock) with which the job closes `locked`. `held_since`
    and `held_until` are what the service says that it holds. `next_at` is when to ask; empty when there is no need.
    """

    data_kind = ELSEWHERE

    log_in = models.UUIDField()
    service = models.CharField(max_length=31)
    since = models.DateTimeField()
    until = models.DateTimeField()
    state = models.CharField(max_length=20, choices=State.choices, default=State.ASKED)
    report = models.CharField(max_length=36, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    asked_at = models.DateTimeField()
    next_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    held_since = models.DateTimeField(null=True)
    held_until = models.DateTimeField(null=True)
    public = models.BinaryField()
    key = models.BinaryField()
    locked = models.BinaryField(null=True)

    personal_fields = frozenset({"person", "service", "state", "report", "locked"})
    plain_fields = frozenset(
        """id log_in since until tries asked_at next_at answered_at held_since held_until public key""".split()  # noqa: SIM905
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "log_in", "service"], name="access_log_asked_once")]
        indexes = [
            models.Index(fields=["next_at"], condition=~models.Q(next_at=None), name="access_log_asked_next"),
            models.Index(fields=["log_in"], name="access_log_asked_log_in"),
        ]
