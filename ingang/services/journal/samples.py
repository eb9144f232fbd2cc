"""One entry of a person, for the test that walks every address."""

from datetime import datetime
from typing import Any
from uuid import UUID

from ingang.foundation.access.actions import open_job
from ingang.foundation.care_units.models import CareGiver
from ingang.foundation.personal.scope import scope
from ingang.foundation.records.importing import import_text
from ingang.foundation.records.models import Resource

NOTE = '{"resourceType":"Condition","id":"sample","code":{"text":"Pollenallergi"},"recordedDate":"2026-05-02"}'


def samples(*, owner: UUID, now: datetime) -> dict[str, dict[str, Any]]:
    """Write an entry about the owner and point at it."""
    care_giver = CareGiver.objects.order_by("hsa_id").values_list("hsa_id", flat=True)[0]
    import_text(text=NOTE, care_giver=care_giver, person=owner, now=now)
    grant = open_job(name="journal.samples", kinds=(Resource.data_kind,), persons=(owner,), now=now)
    with scope(grant):
        id_ = Resource.under(grant).order_by("-id").values_list("id", flat=True)[0]
    return {"journal:entry": {"id": id_}, "journal:download": {"id": id_}}
