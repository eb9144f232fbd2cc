"""A unit's local administrator opens and closes service areas, and lets residents tell of needs themselves."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from ingang.foundation.audit.actions import record_under
from ingang.foundation.entitlement.access import check_can_decide
from ingang.foundation.entitlement.errors import AreaAlreadyThere, AreaUnreasonable, NeedUnknown
from ingang.foundation.entitlement.models import SelfInclusion, ServiceArea
from ingang.foundation.entitlement.needs import NEEDS
from ingang.foundation.entitlement.queries.unit import area_of
from ingang.foundation.entitlement.rules import EVERY_AGE, WHOLE_COUNTRY, Area
from ingang.foundation.personal.scope import action
from ingang.foundation.regions.rules import municipalities, regions
from ingang.kernel.grant import Grant


@action
def open_area(*, grant: Grant, area: Area, now: datetime) -> ServiceArea:
    """Open the unit's e-services for those of the area. Records entitlement.area_opened.

    Refuses who is no local administrator, an area that can not be, and one that is there.
    """
    check_can_decide(actor=grant.actor)
    check_reasonable(area=area)
    row = ServiceArea(
        unit=grant.unit,
        region=area.region,
        municipality=area.municipality,
        age_from=area.ages.start,
        age_until=area.ages.stop,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as there:
        raise AreaAlreadyThere() from there
    record_under(event="entitlement.area_opened", grant=grant, now=now, details=_details(row))
    return row


@action
def close_area(*, grant: Grant, area: UUID, now: datetime) -> None:
    """Close a service area at once; booked times stay. Records entitlement.area_closed.

    Refuses who is no local administrator, and an area that is not the unit's.
    """
    check_can_decide(actor=grant.actor)
    row = area_of(unit=grant.unit, area=area)
    row.delete()
    record_under(event="entitlement.area_closed", grant=grant, now=now, details=_details(row))


@action
def set_self_inclusion(*, grant: Grant, needs: frozenset[str], now: datetime) -> None:
    """Let residents tell the unit of exactly these needs themselves. Records entitlement.self_inclusion_set.

    What they have told already stays. Refuses who is no local administrator, and an unknown need. The same again
    does nothing.
    """
    check_can_decide(actor=grant.actor)
    if needs - NEEDS.keys():
        raise NeedUnknown()
    rows = SelfInclusion.objects.filter(unit=grant.unit)
    before = frozenset(rows.values_list("need", flat=True))
    if needs == before:
        return
    rows.exclude(need__in=needs).delete()
    SelfInclusion.objects.bulk_create(SelfInclusion(unit=grant.unit, need=need) for need in sorted(needs - before))
    details = {"needs": " ".join(sorted(needs))}
    record_under(event="entitlement.self_inclusion_set", grant=grant, now=now, details=details)


def check_reasonable(*, area: Area) -> None:
    """Refuse an unknown region or municipality, a municipality of another region, and ages the wrong way round."""
    is_whole = area.region == WHOLE_COUNTRY and not area.municipality
    is_region = not area.municipality and any(area.region == one.code for one in regions())
    is_municipality = any((area.region, area.municipality) == (one.region, one.code) for one in municipalities())
    is_of_ages = EVERY_AGE.start <= area.ages.start < area.ages.stop <= EVERY_AGE.stop
    if not is_of_ages or not (is_whole or is_region or is_municipality):
        raise AreaUnreasonable()


def _details(row: ServiceArea) -> dict[str, str]:
    ages = f"{row.age_from}-{row.age_until}"
    return {"unit": row.unit, "region": row.region, "municipality": row.municipality, "ages": ages}
