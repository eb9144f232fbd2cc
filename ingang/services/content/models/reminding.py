"""Where an editor, expert, language reviewer or publisher wants to be reminded of what waits for her."""

from django.db import models

from ingang.foundation.personal.models import ClassifiedModel


class Reminding(ClassifiedModel):
    """Her own choice: an address at work. Without one nothing is sent. `sent_on` is the day of the last letter."""

    hsa_id = models.CharField(max_length=31, primary_key=True)
    address = models.EmailField(max_length=120)
    chosen_at = models.DateTimeField()
    sent_on = models.DateField(null=True)

    personal_fields = frozenset({"hsa_id", "address"})
    plain_fields = frozenset({"chosen_at", "sent_on"})
