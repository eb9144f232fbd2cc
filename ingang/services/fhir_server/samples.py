"""One care giver, for the test that walks every address."""

from datetime import datetime
from typing import Any
from uuid import UUID

from ingang.foundation.care_units.models import CareGiver


def samples(*, owner: UUID, now: datetime) -> dict[str, dict[str, Any]]:
    """Point at what a care giver's records offer. The other addresses are reached by no log-in."""
    care_giver = CareGiver.objects.order_by("hsa_id").values_list("hsa_id", flat=True)[0]
    return {"fhir_server:metadata": {"care_giver": care_giver}}
