"""Reading who the regions' contact points are, and whether they still work there."""

from dataclasses import dataclass
from datetime import date

from ingang.foundation.people.queries import staff_names, works_at
from ingang.foundation.regions.rules import Region, regions
from ingang.services.region_admin.models import ContactPoint


@dataclass(frozen=True, kw_only=True)
class ContactState:
    """A region's contact point: names, empty where nobody holds it now, and the number of the appointment."""

    region: Region
    holder: str
    deputy: str
    number: int

    @property
    def is_vacant(self) -> bool:
        """Whether nobody answers, or nobody stands in."""
        return not (self.holder and self.deputy)


def contact_states(*, on: date) -> tuple[ContactState, ...]:
    """Every region's contact point on the day. Three questions, however many have one."""
    latest = {row.region: row for row in ContactPoint.objects.order_by("number")}
    people = {(staff, row.unit) for row in latest.values() for staff in (row.holder, row.deputy)}
    there = works_at(pairs=people, on=on) if people else set()
    names = staff_names(staff=frozenset(staff for staff, _ in there))

    def name(row: ContactPoint | None, staff: str) -> str:
        return names.get(staff, "") if row and (staff, row.unit) in there else ""

    return tuple(
        ContactState(
            region=region,
            holder=name(row, row.holder if row else ""),
            deputy=name(row, row.deputy if row else ""),
            number=row.number if row else 0,
        )
        for region in regions()
        for row in (latest.get(region.code),)
    )


def contact_state(*, region: str, on: date) -> ContactState:
    """One region's contact point on the day."""
    return next(one for one in contact_states(on=on) if one.region.code == region)
