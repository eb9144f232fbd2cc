"""Tables about reaching a person: codes that confirm a contact way, and how to contact her safely."""

from django.db import models

from ingang.foundation.personal.models import PersonalModel


class ContactCode(PersonalModel):
    """A code sent to `address` to show that the person reads what comes there; the address is kept once it is shown.

    Only a digest of the code is stored. It is used once, within its time and a few tries; a newer code for the same
    channel ends it.
    """

    row_security = False
    data_kind = "people.person"
    channel = models.CharField(max_length=10)
    address = models.CharField(max_length=254)
    digest = models.CharField(max_length=64)
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    tries_left = models.PositiveSmallIntegerField()
    ended_at = models.DateTimeField(null=True)

    personal_fields = frozenset({"person", "address", "digest"})
    plain_fields = frozenset({"id", "channel", "sent_at", "expires_at", "tries_left", "ended_at"})

    class Meta:
        indexes = [
            models.Index(fields=["person", "-sent_at"], name="people_code_person"),
            models.Index(fields=["address", "-sent_at"], name="people_code_address"),
        ]


class SafeContact(PersonalModel):
    """How one who may decide it wants the person to be contacted, and what must never be done (corrections 3.9).

    A row for each who has decided: a guardian never sees what the child or the other guardian wrote. From the 13th
    birthday only the person's own row counts. `avoid` holds codes of `contact.AVOID`, `best_way` one of `BEST_WAYS`.
    """

    row_security = False
    data_kind = "people.safety"
    set_by = models.UUIDField()
    avoid = models.CharField(max_length=200, blank=True)
    best_way = models.CharField(max_length=20, blank=True)
    note = models.CharField(max_length=200, blank=True)
    changed_at = models.DateTimeField()

    personal_fields = frozenset({"person", "set_by", "avoid", "best_way", "note"})
    plain_fields = frozenset({"id", "changed_at"})

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "set_by"], name="people_safe_contact_once")]


class SharedWay(PersonalModel):
    """That a youth of 13-17 and a guardian of hers can be reached by the same address or browser (peers 13).

    `person` is the youth. Both are asked; until it is settled, what is hidden from guardians is not told by that way.
    Neither learns who the other is. `asked_for_help_at`: nobody answered, and it became a unit's work.
    """

    row_security = False
    data_kind = "people.person"
    guardian = models.UUIDField()
    channel = models.CharField(max_length=10)
    found_at = models.DateTimeField()
    youth_answer = models.CharField(max_length=10, blank=True)
    guardian_answer = models.CharField(max_length=10, blank=True)
    settled_at = models.DateTimeField(null=True)
    asked_for_help_at = models.DateTimeField(null=True)

    personal_fields = frozenset({"person", "guardian", "channel", "youth_answer", "guardian_answer"})
    plain_fields = frozenset({"id", "found_at", "settled_at", "asked_for_help_at"})

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "guardian", "channel"], name="people_shared_way_once")]
        indexes = [models.Index(fields=["guardian"], name="people_shared_guardian")]
