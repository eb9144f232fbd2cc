"""`ingang index-records`: make what records are found by anew, while the portal runs."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from ingang.foundation.access.actions import open_job
from ingang.foundation.records.indexing import JOB, index_anew
from ingang.foundation.records.models import Resource


class Command(BaseCommand):
    """Goes through every record in small transactions; may be run again at any time."""

    help = "Make the search values and addresses of all records anew, from their texts."

    def handle(self, **_: Any) -> None:
        now = timezone.now()
        grant = open_job(name=JOB, kinds=(Resource.data_kind,), now=now)
        after = None
        while (after := index_anew(grant=grant, after=after, now=now)) is not None:
            self.stdout.write(".", ending="")
            self.stdout.flush()
        self.stdout.write("")
