"""Moving a booked time in one step: at no moment without a time, and exactly one outcome whoever else is at it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from conftest import staff
from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.care_units.models import CareUnit
from ingang.foundation.outbox.models import OutboxEvent
from ingang.foundation.regions.actions import decide
from ingang.kernel.grant import Grant
from ingang.services.booking.actions import booking, moving
from ingang.services.booking.actions.booking import cancel_appointment, confirm_hold
from ingang.services.booking.actions.holding import extend_hold, hold_time
from ingang.services.booking.actions.moving import hold_to_move
from ingang.services.booking.actions.publishing import define_time_type
from ingang.services.booking.errors import (
    AlreadyOccupied,
    AppointmentChanged,
    AppointmentUnknown,
    BookingClosed,
    BookingError,
    MovingNotOffered,
    TimeAlreadyTaken,
    TimeNotOffered,
    TooLateToMove,
)
from ingang.services.booking.models import Appointment, Claim, Slot, SlotStatus, TimeType
from ingang.services.booking.queries.offer import check_takeable
from ingang.services.booking.queries.own import booked_time, coming_times
from ingang.services.booking.rules.changing import check_may_cancel
from ingang.services.booking.tests.conftest import appointments, publish
from ingang.services.booking.tests.test_booking import take

LogIn = Callable[..., Any]
HOUR = timedelta(hours=1)


@pytest.fixture
def booked(alva: Grant, slots: list[Slot], visit: TimeType, now: datetime) -> Appointment:
    """Alva's time, of a kind that may be moved until 24 hours before."""
    TimeType.objects.filter(id=visit.id).update(rebook_until_hours=24)
    return take(alva, slots[0], now)


def move(grant: Grant, booked: Appointment, slot: Slot, now: datetime) -> Appointment:
    hold = hold_to_move(grant=grant, appointment=booked.id, slot=slot.id, now=now)
    return confirm_hold(grant=grant, hold=hold.id, now=now)


def claims_in_force() -> dict[UUID, UUID]:
    return dict(Claim.objects.filter(released_at=None).values_list("slot", "appointment"))


def test_moving_keeps_the_id_claims_the_new_time_and_frees_the_old_one(
    alva: Grant, cleo: Grant, slots: list[Slot], booked: Appointment, now: datetime
) -> None:
    moved = move(alva, booked, slots[3], now)

    assert (moved.id, moved.slot, moved.starts_at, moved.moved_at) == (booked.id, slots[3].id, slots[3].starts_at, now)
    assert moved.sequence == booked.sequence + 1
    assert claims_in_force() == {slots[3].id: booked.id}
    assert [one.appointment.id for one in coming_times(grant=alva, now=now)] == [booked.id]
    assert take(cleo, slots[0], now).slot == slots[0].id


def test_moving_is_audited_and_announced_with_both_times(
    alva: Grant, slots: list[Slot], booked: Appointment, now: datetime
) -> None:
    move(alva, booked, slots[3], now)

    event = OutboxEvent.objects.get(name="booking.appointment_moved")
    assert (event.version, event.person) == (1, alva.person)
    assert event.fields == {
        "appointment": str(booked.id),
        "unit": booked.unit,
        "starts_at": slots[3].starts_at.isoformat(),
        "earlier_starts_at": slots[0].starts_at.isoformat(),
        "hidden_from_guardian": "",
    }
    assert AuditEvent.objects.get(event="booking.appointment_moved").details["appointment"] == str(booked.id)


def test_until_the_new_time_is_confirmed_the_old_one_is_kept(
    alva: Grant, cleo: Grant, slots: list[Slot], booked: Appointment, now: datetime
) -> None:
    hold_to_move(grant=alva, appointment=booked.id, slot=slots[3].id, now=now)

    assert claims_in_force() == {slots[0].id: booked.id}
    with pytest.raises(TimeAlreadyTaken):
        take(cleo, slots[0], now)


def test_a_failure_in_the_middle_of_a_move_leaves_the_old_time(
    alva: Grant, slots: list[Slot], booked: Appointment, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut(**_fields: object) -> None:
        raise ConnectionError

    hold = hold_to_move(grant=alva, appointment=booked.id, slot=slots[3].id, now=now)
    monkeypatch.setattr(moving, "announce", cut)

    with pytest.raises(ConnectionError):
        confirm_hold(grant=alva, hold=hold.id, now=now)
    assert claims_in_force() == {slots[0].id: booked.id}
    assert booked_time(grant=alva, appointment=booked.id, now=now).appointment.slot == slots[0].id
    assert Slot.objects.get(id=slots[3].id).status == SlotStatus.HELD


def test_confirming_a_move_twice_moves_once(alva: Grant, slots: list[Slot], booked: Appointment, now: datetime) -> None:
    hold = hold_to_move(grant=alva, appointment=booked.id, slot=slots[3].id, now=now)

    first, second = (confirm_hold(grant=alva, hold=hold.id, now=now) for _ in range(2))

    assert (first.id, first.sequence) == (second.id, second.sequence)
    assert OutboxEvent.objects.filter(name="booking.appointment_moved").count() == 1


def test_moving_back_and_forth_ends_with_one_time_and_no_leftovers(
    alva: Grant, slots: list[Slot], booked: Appointment, now: datetime
) -> None:
    for slot in (slots[3], slots[0], slots[5], slots[0]):
        booked = move(alva, booked, slot, now)

    assert claims_in_force() == {slots[0].id: booked.id}
    assert booked.sequence == 4
    assert list(Slot.objects.exclude(status="free").values_list("id", flat=True)) == [slots[0].id]


def test_moving_to_a_time_that_overlaps_the_one_it_leaves_is_allowed(
    alva: Grant, sara: Grant, booked: Appointment, visit: TimeType, now: datetime
) -> None:
    elsewhere = publish(sara, visit, now, days=9)
    starts = booked.starts_at + timedelta(minutes=10)
    Slot.objects.filter(id=elsewhere[0].id).update(
        starts_at=starts, ends_at=starts + timedelta(minutes=30), performer="X"
    )

    assert move(alva, booked, elsewhere[0], now).starts_at == starts


def test_the_time_that_moves_does_not_count_among_the_most_of_a_kind(
    alva: Grant, slots: list[Slot], booked: Appointment, now: datetime
) -> None:
    take(alva, slots[1], now)

    assert move(alva, booked, slots[4], now).slot == slots[4].id


def test_moving_onto_another_time_of_her_own_is_refused(
    alva: Grant, slots: list[Slot], booked: Appointment, now: datetime
) -> None:
    take(alva, slots[1], now)

    for slot in slots[:2]:
        with pytest.raises(AlreadyOccupied):
            move(alva, booked, slot, now)
    assert claims_in_force()[slots[0].id] == booked.id


def test_moving_after_the_limit_is_refused(alva: Grant, slots: list[Slot], booked: Appointment, now: datetime) -> None:
    last = slots[0].starts_at - 24 * HOUR

    with pytest.raises(TooLateToMove):
        move(alva, booked, slots[3], last)
    assert move(alva, booked, slots[3], last - timedelta(seconds=1)).slot == slots[3].id


def test_the_limit_counts_when_the_move_is_confirmed_not_when_it_began(
    alva: Grant, slots: list[Slot], booked: Appointment, now: datetime
) -> None:
    last = slots[0].starts_at - 24 * HOUR
    hold = hold_to_move(grant=alva, appointment=booked.id, slot=slots[3].id, now=last - timedelta(minutes=1))

    with pytest.raises(TooLateToMove):
        confirm_hold(grant=alva, hold=hold.id, now=last)
    assert claims_in_force() == {slots[0].id: booked.id}


def test_the_limit_to_move_is_another_than_the_limit_to_cancel(
    alva: Grant, slots: list[Slot], booked: Appointment, visit: TimeType, now: datetime
) -> None:
    TimeType.objects.filter(id=visit.id).update(rebook_until_hours=48, cancel_until_hours=2)
    between = slots[0].starts_at - 24 * HOUR

    shown = booked_time(grant=alva, appointment=booked.id, now=between)

    assert (shown.can_be_moved, shown.can_be_cancelled) == (False, True)


def test_what_the_unit_has_not_said_may_be_moved_can_not_be_moved(
    alva: Grant, slots: list[Slot], booked: Appointment, visit: TimeType, now: datetime
) -> None:
    TimeType.objects.filter(id=visit.id).update(rebook_until_hours=None)

    with pytest.raises(MovingNotOffered):
        move(alva, booked, slots[3], now)


def test_a_time_moves_only_to_its_own_kind_at_its_own_unit(
    alva: Grant, sara: Grant, booked: Appointment, now: datetime
) -> None:
    other = define_time_type(
        grant=sara, code="o", title_sv="Annat", title_en="Other", minutes=30, is_open_to_residents=True, now=now
    )
    wrong = publish(sara, other, now, days=10)[0]

    with pytest.raises(TimeNotOffered):
        move(alva, booked, wrong, now)


def test_a_time_of_a_hidden_kind_moves_where_the_unit_lets_it(
    alva: Grant, slots: list[Slot], booked: Appointment, visit: TimeType, now: datetime
) -> None:
    TimeType.objects.filter(id=visit.id).update(is_hidden=True, is_open_to_residents=False)

    assert move(alva, booked, slots[3], now).slot == slots[3].id


def test_somebody_elses_time_can_not_be_moved(
    cleo: Grant, slots: list[Slot], booked: Appointment, now: datetime
) -> None:
    with pytest.raises(AppointmentUnknown):
        move(cleo, booked, slots[3], now)


def test_a_move_to_a_time_that_another_took_after_the_hold_lapsed_leaves_the_old_time(
    alva: Grant, cleo: Grant, slots: list[Slot], booked: Appointment, now: datetime
) -> None:
    hold = hold_to_move(grant=alva, appointment=booked.id, slot=slots[3].id, now=now)
    later = now + timedelta(minutes=6)
    theirs = take(cleo, slots[3], later)

    with pytest.raises(TimeAlreadyTaken):
        confirm_hold(grant=alva, hold=hold.id, now=later)
    assert claims_in_force() == {slots[0].id: booked.id, slots[3].id: theirs.id}


def test_a_cancelled_time_does_not_move(alva: Grant, slots: list[Slot], booked: Appointment, now: datetime) -> None:
    hold = hold_to_move(grant=alva, appointment=booked.id, slot=slots[3].id, now=now)
    cancel_appointment(grant=alva, appointment=booked.id, now=now)

    with pytest.raises(AppointmentChanged):
        confirm_hold(grant=alva, hold=hold.id, now=now)
    assert claims_in_force() == {}


@pytest.mark.parametrize("rival", ["cancel", "move"])
def test_a_rival_that_came_between_reading_and_writing_wins_alone(
    alva: Grant, cleo: Grant, slots: list[Slot], booked: Appointment, now: datetime, monkeypatch: Any, rival: str
) -> None:
    """The rival runs after the action has read the appointment and before it writes, as another client may."""
    hold = hold_to_move(grant=alva, appointment=booked.id, slot=slots[3].id, now=now)

    def rival_first(**asked: Any) -> None:
        monkeypatch.setattr(moving, "check_takeable", check_takeable)
        if rival == "cancel":
            cancel_appointment(grant=alva, appointment=booked.id, now=now)
        else:
            Slot.objects.filter(id=slots[5].id).update(status="booked")
            Claim.objects.filter(appointment=booked.id).update(slot=slots[5].id)
            Slot.objects.filter(id=slots[0].id).update(status="free")
            Appointment.under(alva).filter(id=booked.id).update(slot=slots[5].id)
        check_takeable(**asked)

    monkeypatch.setattr(moving, "check_takeable", rival_first)

    with pytest.raises(AppointmentChanged):
        confirm_hold(grant=alva, hold=hold.id, now=now)


def test_cancelling_a_time_that_moved_meanwhile_never_frees_the_new_owners_time(
    alva: Grant, cleo: Grant, slots: list[Slot], booked: Appointment, now: datetime, monkeypatch: Any
) -> None:
    def moved_first(**asked: Any) -> None:
        monkeypatch.setattr(booking, "check_may_cancel", check_may_cancel)
        move(alva, booked, slots[3], now)
        take(cleo, slots[0], now)
        check_may_cancel(**asked)

    monkeypatch.setattr(booking, "check_may_cancel", moved_first)

    with pytest.raises(AppointmentChanged):
        cancel_appointment(grant=alva, appointment=booked.id, now=now)


def test_a_unit_that_closed_or_a_region_that_switched_off_takes_no_moves(
    alva: Grant, slots: list[Slot], booked: Appointment, now: datetime
) -> None:
    decide(actor=staff("yusuf"), code="booking.open", value=False, valid_from=now.date(), seen=0, now=now)
    closed = booked_time(grant=alva, appointment=booked.id, now=now).can_be_moved

    with pytest.raises(BookingClosed):
        move(alva, booked, slots[3], now)
    CareUnit.objects.filter(hsa_id=booked.unit).update(closed_on=now.date())
    with pytest.raises(TimeNotOffered):
        move(alva, booked, slots[3], now)
    assert not closed


def test_the_same_time_held_for_booking_and_then_for_a_move_moves(
    alva: Grant, slots: list[Slot], booked: Appointment, now: datetime
) -> None:
    hold_time(grant=alva, unit=slots[3].unit, slot=slots[3].id, now=now)

    move(alva, booked, slots[3], now)

    assert len(appointments()) == 1


def test_a_hold_for_a_move_is_extended_like_any_other(
    alva: Grant, slots: list[Slot], booked: Appointment, now: datetime
) -> None:
    hold = hold_to_move(grant=alva, appointment=booked.id, slot=slots[3].id, now=now)

    longer = extend_hold(grant=alva, hold=hold.id, now=now + timedelta(minutes=4))

    assert (longer.held_until, longer.moves) == (now + timedelta(minutes=9), booked.id)


@pytest.mark.parametrize("hours", [30, 25, 24, 23, 1, 0, -1])
@pytest.mark.parametrize("limit", [None, 0, 24])
def test_the_button_is_shown_exactly_when_the_server_accepts(
    alva: Grant, slots: list[Slot], booked: Appointment, visit: TimeType, now: datetime, hours: int, limit: int | None
) -> None:
    TimeType.objects.filter(id=visit.id).update(rebook_until_hours=limit, cancel_until_hours=limit)
    when = slots[0].starts_at - hours * HOUR
    shown = booked_time(grant=alva, appointment=booked.id, now=when)
    later = Slot.objects.create(
        unit=visit.unit, time_type=visit.id, starts_at=slots[0].starts_at + 72 * HOUR, performer="P",
        ends_at=slots[0].starts_at + 73 * HOUR, performer_name="P", publication=visit.id,
    )  # fmt: skip

    accepted = {"move": _accepts(lambda: move(alva, booked, later, when))}
    accepted["cancel"] = _accepts(lambda: cancel_appointment(grant=alva, appointment=booked.id, now=when))

    assert accepted["move"] == shown.can_be_moved
    assert accepted["cancel"] == shown.can_be_cancelled or accepted["move"]


def _accepts(act: Callable[[], object]) -> bool:
    try:
        act()
    except BookingError:
        return False
    return True
