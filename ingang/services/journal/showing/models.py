"""What is shown by a link, and who has opened it. The link itself belongs to foundation.access."""

from django.db import models

from ingang.foundation.personal.models import PersonalModel

SHOWING = "journal.showing"
"""The kind of data that is weighed before anything is shown by a link, the region's switch, and the links' use."""
RECIPIENT = 200
"""The longest that somebody who opens it may say of herself."""


class Showing(PersonalModel):
    """Something of the journal that `reader` shows by a link.

    `for_browser` is the link and the code, readable in the log-in where it was made alone. `plan` is which entries it
    holds, sealed by the house: they are weighed anew at each opening.
    """

    data_kind = "records.clinical"

    reader = models.UUIDField()
    log_in = models.UUIDField()
    form = models.CharField(max_length=4)
    shown_at = models.DateTimeField()
    for_browser = models.BinaryField()
    plan = models.BinaryField()

    personal_fields = frozenset({"person", "reader", "for_browser", "plan"})
    plain_fields = frozenset({"id", "log_in", "form", "shown_at"})


class ShownFile(PersonalModel):
    """The encrypted file behind a link: a JWE, for which the house has no key. It goes when the link ends."""

    data_kind = "records.clinical"

    showing = models.UUIDField()
    jwe = models.TextField()

    personal_fields = frozenset({"person", "jwe"})
    plain_fields = frozenset({"id", "showing"})

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "showing"], name="journal_shown_file_once")]


class Reading(PersonalModel):
    """That somebody opened it with the code, and who that somebody said to be. Nobody has checked it."""

    data_kind = "records.clinical"

    showing = models.UUIDField()
    recipient = models.CharField(max_length=RECIPIENT)
    read_at = models.DateTimeField()

    personal_fields = frozenset({"person", "recipient", "read_at"})
    plain_fields = frozenset({"id", "showing"})

    class Meta:
        indexes = [models.Index(fields=["showing"], name="journal_reading_showing")]
