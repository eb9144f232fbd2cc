"""Things for the permission table and the demonstration."""

from datetime import datetime
from uuid import UUID

from ingang.foundation.access.actions import open_job
from ingang.foundation.care_units.models import CareUnit
from ingang.kernel.words import marked
from ingang.services.inbox.actions import Draft, receive_message
from ingang.services.inbox.models import Category
from ingang.services.inbox.service import MESSAGE

WELCOME_SUBJECT = marked("Welcome to your inbox")
WELCOME = marked(
    "Here you read messages from care units. When you have booked a time, the confirmation comes here. You get a"
    " notice by mail or SMS each time, without any details."
)


def write_welcome(*, owner: UUID, unit: str, now: datetime) -> UUID:
    """A message of information from the unit to the owner; the same one however often it is called."""
    grant = open_job(name="inbox.welcome", kinds=(MESSAGE,), persons=(owner,), now=now)
    draft = Draft(
        unit=unit,
        category=Category.INFORMATION,
        subject=WELCOME_SUBJECT,
        paragraphs=(WELCOME,),
        is_marked=True,
        source="inbox.welcome",
        source_id=str(owner),
    )
    return receive_message(person=owner, draft=draft, grant=grant, now=now)


def samples(*, owner: UUID, now: datetime) -> dict[str, dict[str, object]]:
    """A message of the owner's for each address that names one."""
    unit = CareUnit.objects.filter(is_sensitive=False).order_by("hsa_id").values_list("hsa_id", flat=True)[0]
    return {"inbox:message": {"id": write_welcome(owner=owner, unit=unit, now=now)}}
