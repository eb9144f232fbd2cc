"""A plan and a text of the region of the cast, and samples for the permission table."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from ingang.foundation.people.models import Assignment, StaffMember
from ingang.foundation.people.queries import staff_in_assignment
from ingang.foundation.regions.actions import decide
from ingang.kernel.actor import REGION_ADMIN, Staff
from ingang.kernel.periods import local_date

REGION = "01"
BANNER = {
    "sv": "Vaccination mot influensa har börjat. Är du 65 år eller äldre är den kostnadsfri.",
    "en": "Vaccination against influenza has begun. It is free of charge if you are 65 or older.",
}


def seed(*, now: datetime, progress: Callable[[str], None]) -> None:
    """The region tells its residents something today, and plans to stop booking on the web for a day next month."""
    admin, today = _admin(), local_date(now)
    decide(actor=admin, code="overview.banner", value=BANNER, valid_from=today, seen=0, now=now)
    for seen, (days, value) in enumerate(((30, False), (31, None))):
        decide(
            actor=admin, code="booking.open", value=value, valid_from=today + timedelta(days=days), seen=seen, now=now
        )


def samples(*, owner: UUID, now: datetime) -> dict[str, dict[str, object]]:
    """A setting that every installation has."""
    return {"region_admin:setting": {"code": "booking.open"}}


def _admin() -> Staff:
    work = next(one for one in Assignment.objects.order_by("hsa_id") if REGION_ADMIN in one.roles)
    member = StaffMember.objects.get(hsa_id=work.staff)
    return replace(staff_in_assignment(member=member, assignment=work), region=REGION)
