"""Reading the catalogue of care givers and units; it holds no personal data and needs no grant."""

from ingang.foundation.care_units.models import CareGiver, CareUnit


def care_unit(*, hsa_id: str) -> CareUnit | None:
    """The unit with this HSA-id (upper or lower case, spaces around it do not matter), or None."""
    return CareUnit.objects.filter(hsa_id=hsa_id.strip().upper()).first()


def care_unit_names(*, hsa_ids: frozenset[str]) -> dict[str, str]:
    """Names by HSA-id for those that exist."""
    return dict(CareUnit.objects.filter(hsa_id__in=hsa_ids).values_list("hsa_id", "name"))


def care_giver_names(*, hsa_ids: frozenset[str]) -> dict[str, str]:
    """Names by HSA-id for those that exist."""
    return dict(CareGiver.objects.filter(hsa_id__in=hsa_ids).values_list("hsa_id", "name"))
