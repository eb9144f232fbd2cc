"""A service area of the unit whose nurse tries the pages, for the address that takes one."""

from datetime import datetime
from uuid import UUID

from ingang.foundation.care_units.models import CareUnit
from ingang.foundation.entitlement.models import ServiceArea


def samples(*, owner: UUID, now: datetime) -> dict[str, dict[str, object]]:
    """An area of its own each time it is asked, so that closing it closes nothing else."""
    unit = CareUnit.objects.filter(kind="vardcentral").order_by("hsa_id")[0]
    ages = ServiceArea.objects.filter(unit=unit.hsa_id).count()
    area = ServiceArea.objects.create(unit=unit.hsa_id, region="10", age_from=ages)
    return {"unit_residents:close_area": {"area": area.id}}
