"""Demonstration data: kinds of time and free times at every unit, and booked times for some of the cast."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from uuid6 import uuid7

from ingang.foundation.access.actions import open_job, open_subject, open_unit
from ingang.foundation.care_units.models import CareUnit
from ingang.foundation.people.models import Assignment, Person, StaffMember
from ingang.kernel.actor import Representative, Resident, Staff
from ingang.kernel.grant import Grant
from ingang.kernel.periods import local_date
from ingang.services.booking.access import PUBLISHER
from ingang.services.booking.actions.booking import cancel_appointment, confirm_hold
from ingang.services.booking.actions.calendars import give_feed
from ingang.services.booking.actions.holding import hold_time
from ingang.services.booking.actions.kinds import define_time_type
from ingang.services.booking.actions.offers import pass_on_times
from ingang.services.booking.actions.publishing import publish_times
from ingang.services.booking.actions.waiting import join_line
from ingang.services.booking.day_seeds import kallelser, working_day
from ingang.services.booking.entitlement_seeds import give, seed_entitlement
from ingang.services.booking.models import KIND, Appointment, Slot, TimeType
from ingang.services.booking.queries.waiting import own_offers
from ingang.services.booking.rules.waiting import Suits
from ingang.services.booking.seeded_kinds import TYPES, WORKDAYS, SeededType
from ingang.services.booking.staff_seeds import open_kallelse, staff_samples

# Four weeks where the cast lives, so that moving and searching have something to choose among; half of it elsewhere.
HOME, DAYS_AHEAD, DAYS_AHEAD_ELSEWHERE = "01", 28, 14
A_REASON = (
    "Eksem på båda underarmarna. Det har blivit värre sedan i september, kliar mest på natten, och salvan som jag fick"
    " hjälper inte längre."
)
ADULTS = 21
"""How many of the country's adults fill the nurse's day and her list of kallelser."""
CAST = {
    "Alva": "Lindqvist", "Bo": "Ekström", "Ella": "Ekström", "Maja": "Ekström", "Dagny": "Wallin", "Erik": "Wallin",
    "Imran": "Rahimi", "Cleo": "Åkerman",
}  # fmt: skip
# Each kind of time has hours of its own, so that no performer is in two places.
HOURS = (
    (time(8), time(11)), (time(11), time(12)), (time(13), time(15)), (time(12), time(12, 45)),
    (time(7), time(7, 30)), (time(7, 30), time(8)), (time(12, 45), time(13)),
)  # fmt: skip


def seed(*, now: datetime, progress: Callable[[str], None]) -> None:
    """Publish times for some weeks at every unit that has kinds of time, book some of them, and fill a nurse's day."""
    for unit in CareUnit.objects.filter(kind__in=TYPES).order_by("hsa_id"):
        grant = open_unit(actor=_publisher(unit), kinds=[KIND], now=now)
        for kind, one, hours in zip(_kinds(grant, unit, now), TYPES[unit.kind], HOURS, strict=False):
            days_ahead = DAYS_AHEAD if unit.region == HOME else DAYS_AHEAD_ELSEWHERE
            _publish(grant, kind, one.weekdays, days_ahead, hours, now)
        progress(unit.name)
    _book("Alva", None, "nurse", 8, now)
    _book("Ella", "Bo", "child", 6, now)
    _book("Dagny", "Erik", "nurse", 9, now)
    _book("Imran", None, "skin", 12, now)
    _book("Maja", None, "talk", 10, now)
    _fill_a_day(now)
    _seed_entitlement(now)
    _wait_in_line(now)
    _call("Alva", "sample", "Vi vill ta nya prover inför ditt återbesök. Välj en tid som passar.", now)
    _call("Ella", "child", "Det är dags för Ellas besök. Välj en tid som passar er.", now)


def samples(*, owner: UUID, now: datetime) -> dict[str, dict[str, object]]:
    """A unit, a free time, a hold and a booked time of `owner`, for addresses that take arguments."""
    unit = CareUnit.objects.filter(is_sensitive=False).order_by("hsa_id")[0]
    free = _sample_times(unit, now)
    mine = open_subject(actor=Resident(person=owner), kinds=[KIND], now=now)
    booked = {"appointment": _take(mine, free[0], now).id}
    # Before the hold: whoever takes another time lets go of the one in hand.
    staffs, in_line = _staffs(mine, now), _in_line(mine, unit, now)
    held = {"hold": hold_time(grant=mine, unit=unit.hsa_id, slot=free[2].id, now=now).id}
    return {
        "booking:appointment": {**booked},
        "booking:receipt": {**booked},
        "booking:cancel": {**booked},
        "booking:calendar_file": {**booked},
        "booking:feed": {"secret": give_feed(grant=mine, now=now)},
        "booking:move": {**booked},
        "booking:move_time": {**booked, "slot": free[4].id},
        "booking:calendar": {"unit": unit.hsa_id},
        "booking:time": {"unit": unit.hsa_id, "slot": free[4].id},
        "booking:check": {**held},
        "booking:extend": {**held},
        "booking:let_go": {**held},
        "booking:withdraw": {"slot": free[5].id},
        **in_line,
        "booking:say_need": {"unit": _sample_unit().hsa_id, "need": "pregnancy"},
        **staffs,
    }


def _in_line(mine: Grant, unit: CareUnit, now: datetime) -> dict[str, dict[str, object]]:
    """A line in which `owner` stands with a later time, and the earlier one that was given back and offered."""
    times = _sample_times(unit, now)
    other = open_subject(actor=Resident(person=_of_the_cast("Dagny")), kinds=[KIND], now=now)
    line: dict[str, object] = {"unit": unit.hsa_id, "time_type": times[0].time_type}
    earlier = _take(other, times[0], now)
    _take(mine, times[5], now)
    wish = join_line(grant=mine, unit=unit.hsa_id, time_type=times[0].time_type, suits=Suits(), now=now)
    cancel_appointment(grant=other, appointment=earlier.id, now=now)
    pass_on_times(grant=open_job(name="booking.pass_on_times", kinds=[KIND], now=now), now=now)
    made = {"offer": next(one.offer.id for one in own_offers(grant=mine, now=now) if one.offer.wish == wish.id)}
    return {"booking:wait": line, "booking:leave_line": line, "booking:offer": {**made}, "booking:decline": {**made}}


def _staffs(mine: Grant, now: datetime) -> dict[str, dict[str, object]]:
    """Things of the unit whose nurse tries the staff's pages."""
    staff = _publisher(_sample_unit())
    grant = open_unit(actor=staff, kinds=[KIND], now=now)
    free = _sample_times(_sample_unit(), now)
    booked = _take(mine, free[7], now)
    restricted = define_time_type(
        grant=grant, code=uuid7().hex[-12:], title_sv="Prov", title_en="Sample", minutes=30, is_restricted=True, now=now
    )
    given: dict[str, object] = {"allotment": give(staff=staff, person=mine.person, kind=restricted, now=now)}
    return {
        "booking:take_back": given,
        **staff_samples(
            grant=grant, booked=booked, owner=mine.person, caller=_of_the_cast("Dagny"), free=free, now=now
        ),
    }


def _sample_unit() -> CareUnit:
    """The unit whose nurse tries the staff's pages."""
    return CareUnit.objects.filter(kind="vardcentral").order_by("hsa_id")[0]


def _sample_times(unit: CareUnit, now: datetime) -> list[Slot]:
    """Times of a kind, a performer and a day of their own, so that asking again meets nothing from before."""
    own = uuid7().hex[-12:]
    grant = open_unit(actor=_staff(unit, f"SAMPLE-{own}", f"SAMPLE-A{own}", "Sam Prov", ""), kinds=[KIND], now=now)
    sample = SeededType(code=own, title_sv="Prov", title_en="Sample", minutes=30)
    on = local_date(now) + timedelta(days=30 + TimeType.objects.count())
    return _publish_day(grant, _define(grant, sample, now), on, time(8), time(12), now)


def _publisher(unit: CareUnit) -> Staff:
    """The unit's own publisher, or one who was only there to publish the demonstration's times."""
    for work in Assignment.objects.filter(unit=unit.hsa_id).order_by("hsa_id"):
        member = StaffMember.objects.get(hsa_id=work.staff)
        if PUBLISHER in work.roles:
            return _staff(unit, member.hsa_id, work.hsa_id, member.name, member.title)
    prefix = unit.hsa_id.split("-")[0]
    return _staff(unit, f"{prefix}-S900", f"{prefix}-A900", "Anna Demo", "Sjuksköterska")


def _staff(unit: CareUnit, hsa_id: str, assignment: str, name: str, title: str) -> Staff:
    return Staff(
        hsa_id=hsa_id,
        assignment=assignment,
        unit=unit.hsa_id,
        care_giver=unit.care_giver,
        purpose="care",
        name=name,
        role=title,
        roles=(PUBLISHER,),
    )


def _kinds(grant: Grant, unit: CareUnit, now: datetime) -> list[TimeType]:
    have = {kind.code: kind for kind in TimeType.objects.filter(unit=unit.hsa_id)}
    return [have.get(one.code) or _define(grant, one, now) for one in TYPES[unit.kind]]


def _define(grant: Grant, one: SeededType, now: datetime) -> TimeType:
    terms: dict[str, Any] = {name: value for name, value in vars(one).items() if name != "weekdays"}
    return define_time_type(grant=grant, now=now, is_open_to_residents=True, **terms)


def _publish(
    grant: Grant,
    kind: TimeType,
    weekdays: tuple[int, ...],
    days_ahead: int,
    hours: tuple[time, time],
    now: datetime,
) -> None:
    for days in range(1, days_ahead):
        on = local_date(now) + timedelta(days=days)
        if on.weekday() in weekdays:
            _publish_day(grant, kind, on, *hours, now)


def _publish_day(grant: Grant, kind: TimeType, on: date, begins: time, ends: time, now: datetime) -> list[Slot]:
    return publish_times(
        grant=grant,
        publication=uuid7(),
        time_type=kind.id,
        on=on,
        begins=begins,
        ends=ends,
        minutes=kind.minutes,
        place="Rum 3",
        now=now,
    )


def _book(given_name: str, guardian_or_ombud: str | None, code: str, days: int, now: datetime) -> None:
    """The earliest time of the kind from that many days on, for the one of that name."""
    grant = _grant(given_name, guardian_or_ombud, now)
    kind = TimeType.objects.filter(code=code).order_by("unit")[0]
    after = now + timedelta(days=days)
    slot = Slot.objects.filter(time_type=kind.id, starts_at__gt=after, status="free").order_by("starts_at", "id")[0]
    _take(grant, slot, now)


def _wait_in_line(now: datetime) -> None:
    """Alva and Dagny wait for an earlier time at the nurse; one that suits both is given back, and will be offered."""
    kind = TimeType.objects.filter(code="nurse").order_by("unit")[0]
    for number, (name, ombud) in enumerate((("Alva", None), ("Dagny", "Erik"))):
        asked_at = now + timedelta(seconds=number)
        join_line(grant=_grant(name, ombud, now), unit=kind.unit, time_type=kind.id, suits=Suits(), now=asked_at)
    free = Slot.objects.filter(time_type=kind.id, starts_at__gt=now + timedelta(days=4), status="free")
    cleo = _grant("Cleo", None, now)
    booked = _take(cleo, free.order_by("starts_at", "id")[0], now)
    cancel_appointment(grant=cleo, appointment=booked.id, now=now)


def _seed_entitlement(now: datetime) -> None:
    """At the unit of the cast's nurse: kinds that are not for everybody, one of them given to Alva."""
    unit = CareUnit.objects.get(hsa_id=TimeType.objects.filter(code="nurse").order_by("unit")[0].unit)
    staff = _publisher(unit)
    grant = open_unit(actor=staff, kinds=[KIND], now=now)
    seed_entitlement(
        grant=grant,
        staff=staff,
        person=_of_the_cast("Alva"),
        publish=lambda kind, hour: _publish(grant, kind, WORKDAYS, DAYS_AHEAD, (time(hour), time(hour + 1)), now),
        now=now,
    )


def _grant(given_name: str, guardian_or_ombud: str | None, now: datetime) -> Grant:
    person = _of_the_cast(given_name)
    actor = Representative(person=_of_the_cast(guardian_or_ombud), acting_for=person) if guardian_or_ombud else None
    return open_subject(actor=actor or Resident(person=person), kinds=[KIND], now=now)


def _fill_a_day(now: datetime) -> None:
    """Give the nurse of the cast a working day: adults who are not of the cast come, and are called."""
    kind = TimeType.objects.filter(code="nurse").order_by("unit")[0]
    actor = _publisher(CareUnit.objects.get(hsa_id=kind.unit))
    grown = local_date(now) - timedelta(days=20 * 366)
    others = Person.objects.exclude(given_name__in=CAST).filter(
        birth_date__lt=grown, deceased_on=None, protection="none"
    )
    people = list(others.order_by("id").values_list("id", flat=True)[:ADULTS])
    working_day(actor=actor, kind=kind, patients=[*people[:11], _of_the_cast("Dagny")], now=now)
    kallelser(actor=actor, kind=kind, people=people[11:], now=now)


def _take(grant: Grant, slot: Slot, now: datetime) -> Appointment:
    hold = hold_time(grant=grant, unit=slot.unit, slot=slot.id, reason=A_REASON, now=now)
    return confirm_hold(grant=grant, hold=hold.id, now=now)


def _call(given_name: str, code: str, text_sv: str, now: datetime) -> None:
    """An open kallelse for the one of that name."""
    kind = TimeType.objects.filter(code=code).order_by("unit")[0]
    grant = open_unit(actor=_publisher(CareUnit.objects.get(hsa_id=kind.unit)), kinds=[KIND], now=now)
    open_kallelse(grant=grant, person=_of_the_cast(given_name), time_type=kind.id, text_sv=text_sv, now=now)


def _of_the_cast(given_name: str) -> UUID:
    family_name = CAST[given_name]
    return Person.objects.get(given_name=given_name, family_name=family_name).id
