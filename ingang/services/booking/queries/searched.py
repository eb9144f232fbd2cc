"""A person's times and kallelser as they are looked through when she searches."""

from dataclasses import dataclass

from ingang.foundation.care_units.models import CareUnit
from ingang.foundation.personal.scope import query
from ingang.kernel.grant import Grant
from ingang.services.booking.models import Appointment, Summons, SummonsState, TimeType
from ingang.services.booking.queries.kinds import kinds_as_told

MOST = 500
"""So many of the latest are looked through: more than anybody has in many years."""


@dataclass(frozen=True, kw_only=True)
class SearchedTimes:
    """Her times, coming, past and cancelled, the latest first, and the kallelser that wait; with units and kinds."""

    times: list[tuple[Appointment, TimeType | None]]
    summonses: list[tuple[Summons, TimeType | None]]
    units: dict[str, CareUnit]


@query
def searched_times(*, grant: Grant) -> SearchedTimes:
    """What is looked through. What is hidden from the guardian who asks is left out by the tables themselves."""
    times = list(Appointment.under(grant).order_by("-starts_at", "-id")[:MOST])
    calls = list(Summons.under(grant).filter(state=SummonsState.WAITING).order_by("-sent_at", "-id")[:MOST])
    told = kinds_as_told(appointments=times)
    kinds = TimeType.objects.in_bulk([one.time_type for one in calls])
    return SearchedTimes(
        times=[(one, told.get(one.id)) for one in times],
        summonses=[(one, kinds.get(one.time_type)) for one in calls],
        units=CareUnit.objects.in_bulk({one.unit for one in times} | {one.unit for one in calls}),
    )
