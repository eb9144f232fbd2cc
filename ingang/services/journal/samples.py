"""Entries of a person, for the test that walks every address."""

from datetime import datetime
from typing import Any
from uuid import UUID

from uuid6 import uuid7

from ingang.foundation.access.actions import open_job, open_subject
from ingang.foundation.care_units.models import CareGiver
from ingang.foundation.personal.scope import scope
from ingang.foundation.records.importing import import_text
from ingang.foundation.records.models import Resource
from ingang.kernel.actor import Resident
from ingang.services.journal.keeping import Keeper
from ingang.services.journal.models import Form
from ingang.services.journal.taking.actions import ask
from ingang.services.journal.taking.wishes import Wish

TAKINGS = ("taking", "taking_waits", "taking_cancel", "taking_again", "taken")
DIAGNOSIS = '{"resourceType":"Condition","id":"sample","code":{"text":"Pollenallergi"},"recordedDate":"2026-05-02"}'
VALUE = (
    '{"resourceType":"Observation","id":"value","status":"final","code":{"text":"P-CRP"},'
    '"effectiveDateTime":"2026-05-02","valueQuantity":{"value":3,"unit":"mg/L"}}'
)


def samples(*, owner: UUID, now: datetime) -> dict[str, dict[str, Any]]:
    """Write entries about the owner and point at them."""
    diagnosis, value = (_written(owner, text, now) for text in (DIAGNOSIS, VALUE))
    taking = {"id": _taking(owner, now)}
    return {
        **{f"journal:{name}": taking for name in TAKINGS},
        "journal:entry": {"id": diagnosis},
        "journal:download": {"id": diagnosis},
        "journal:values": {"id": value},
    }


def _taking(owner: UUID, now: datetime) -> UUID:
    """A file that is being made for a log-in that is not this one."""
    grant = open_subject(actor=Resident(person=owner), kinds=(Resource.data_kind,), now=now)
    keeper = Keeper(log_in=uuid7(), session_key="another browser's")
    wish = Wish(form=Form.FHIR)
    return ask(grant=grant, keeper=keeper, wish=wish, language="sv", base="http://testserver/fhir", now=now)


def _written(owner: UUID, text: str, now: datetime) -> UUID:
    care_giver = CareGiver.objects.order_by("hsa_id").values_list("hsa_id", flat=True)[0]
    import_text(text=text, care_giver=care_giver, person=owner, now=now)
    grant = open_job(name="journal.samples", kinds=(Resource.data_kind,), persons=(owner,), now=now)
    with scope(grant):
        return Resource.under(grant).order_by("-id").values_list("id", flat=True)[0]
