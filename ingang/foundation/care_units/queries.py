"""Reading the catalogue of care givers and units; it holds no personal data and needs no grant."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db.models import Q

from ingang.foundation.care_units.models import CareGiver, CareUnit, OpeningException, OpeningHours
from ingang.foundation.care_units.rules import LOOK_AHEAD_DAYS, DailyHours, Opening, OpeningState, opening_state
from ingang.foundation.personal.prepared import Prepared
from ingang.foundation.regions.rules import municipalities, regions
from ingang.kernel.identifiers import InvalidIdentifier, parse_hsa_id
from ingang.kernel.periods import local_date

_UNIT = Prepared(lambda hsa_id: CareUnit.objects.filter(hsa_id=hsa_id))


def care_unit(*, hsa_id: str) -> CareUnit | None:
    """The unit with this HSA-id, however it is written, or None: also when it is no HSA-id at all."""
    try:
        return _UNIT.first(hsa_id=parse_hsa_id(hsa_id))
    except InvalidIdentifier:
        return None


def care_giver(*, hsa_id: str) -> CareGiver | None:
    """The care giver with this HSA-id, however it is written, or None: also when it is no HSA-id at all."""
    try:
        return CareGiver.objects.filter(hsa_id=parse_hsa_id(hsa_id)).first()
    except InvalidIdentifier:
        return None


def care_units(*, on: date, region: str = "", municipality: str = "", kind: str = "") -> list[CareUnit]:
    """The units that are not closed down that day, by name; a criterion that is empty leaves nobody out."""
    wanted = {"region": region, "municipality": municipality, "kind": kind}
    open_still = CareUnit.objects.filter(Q(closed_on=None) | Q(closed_on__gt=on))
    return list(open_still.filter(**{name: code for name, code in wanted.items() if code}).order_by("name", "hsa_id"))


def all_care_givers() -> list[CareGiver]:
    """Every care giver of the catalogue, by name."""
    return list(CareGiver.objects.order_by("name", "hsa_id"))


def care_givers_with_units(*, hsa_ids: Iterable[str]) -> list[str]:
    """Those of the care givers that have any unit, by HSA-id."""
    rows = CareUnit.objects.filter(care_giver__in=list(hsa_ids)).order_by("care_giver")
    return list(rows.values_list("care_giver", flat=True).distinct())


def care_units_of_care_giver(*, care_giver: str) -> list[CareUnit]:
    """The care giver's units, closed down or not, by name."""
    return list(CareUnit.objects.filter(care_giver=care_giver).order_by("name", "hsa_id"))


def care_units_of(*, hsa_ids: frozenset[str]) -> list[CareUnit]:
    """Those of the units that exist, closed down or not, by name."""
    return list(CareUnit.objects.filter(hsa_id__in=hsa_ids).order_by("name", "hsa_id"))


def care_unit_names(*, hsa_ids: frozenset[str]) -> dict[str, str]:
    """Names by HSA-id for those that exist."""
    return dict(CareUnit.objects.filter(hsa_id__in=hsa_ids).values_list("hsa_id", "name"))


def care_giver_names(*, hsa_ids: frozenset[str]) -> dict[str, str]:
    """Names by HSA-id for those that exist."""
    return dict(CareGiver.objects.filter(hsa_id__in=hsa_ids).values_list("hsa_id", "name"))


def opening_hours(*, unit: str) -> list[OpeningHours]:
    """The unit's hours of a usual week, Monday first."""
    return list(OpeningHours.objects.filter(unit=unit).order_by("weekday", "opens_at"))


def opening_exceptions(*, unit: str, first: date, last: date) -> list[OpeningException]:
    """The unit's days with other hours than usual, from one day to another, both counted."""
    return list(OpeningException.objects.filter(unit=unit, on__range=(first, last)).order_by("on", "opens_at"))


def opening_states(*, units: Iterable[str], now: datetime) -> dict[str, OpeningState]:
    """Whether each of the units is open now and when that changes, by HSA-id; two questions, however many units."""
    units, today = frozenset(units), local_date(now)
    weeks = _weeks(units)
    exceptions = _exceptions(units, today)
    return {unit: opening_state(week=weeks[unit], exceptions=exceptions[unit], now=now) for unit in units}


def _weeks(units: frozenset[str]) -> dict[str, dict[int, list[DailyHours]]]:
    weeks: dict[str, dict[int, list[DailyHours]]] = defaultdict(lambda: defaultdict(list))
    for row in OpeningHours.objects.filter(unit__in=units).order_by("id"):
        weeks[row.unit][row.weekday].append(DailyHours(opens_at=row.opens_at, closes_at=row.closes_at))
    return weeks


def _exceptions(units: frozenset[str], today: date) -> dict[str, dict[date, list[DailyHours]]]:
    days = (today - timedelta(days=1), today + timedelta(days=LOOK_AHEAD_DAYS))
    exceptions: dict[str, dict[date, list[DailyHours]]] = defaultdict(lambda: defaultdict(list))
    for row in OpeningException.objects.filter(unit__in=units, on__range=days).order_by("id"):
        hours = exceptions[row.unit][row.on]
        if row.opens_at is not None and row.closes_at is not None:
            hours.append(DailyHours(opens_at=row.opens_at, closes_at=row.closes_at))
    return exceptions


def closed_at(*, moments: Iterable[tuple[str, datetime]]) -> frozenset[tuple[str, datetime]]:
    """Those of the moments at which the unit was closed; never of a unit whose hours are not known."""
    moments = frozenset(moments)
    weeks, closed = _weeks(frozenset(unit for unit, _ in moments)), set()
    for unit, at in moments:
        state = opening_state(week=weeks[unit], exceptions={}, now=at)
        if not state.is_open and state.opening is not Opening.NOT_KNOWN:
            closed.add((unit, at))
    return frozenset(closed)


def sensitive_units(*, hsa_ids: frozenset[str]) -> frozenset[str]:
    """Those of the units whose items are hidden from guardians by default (corrections 3.2)."""
    rows = CareUnit.objects.filter(hsa_id__in=hsa_ids, is_sensitive=True)
    return frozenset(rows.values_list("hsa_id", flat=True))


def public_care_givers(*, hsa_ids: frozenset[str]) -> frozenset[str]:
    """Those of the care givers that are regions or municipalities, by their own names.

    Their logs are public documents, so the names of staff in them are told (records-identity-law 10, P6).
    """
    public = {one.name for one in regions()} | {f"{one.name} kommun" for one in municipalities()}
    return frozenset(hsa_id for hsa_id, name in care_giver_names(hsa_ids=hsa_ids).items() if name in public)
