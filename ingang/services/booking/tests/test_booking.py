"""Holding, booking and cancelling: state, audit event and announcement, and every refusal."""

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from uuid6 import uuid7

from conftest import staff
from ingang.foundation.access.actions import open_unit
from ingang.foundation.access.errors import GrownOutOfGuardianship, OutsideAges
from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.outbox.models import OutboxEvent
from ingang.foundation.personal.scope import house_scope
from ingang.kernel.grant import Grant
from ingang.services.booking.actions.booking import cancel_appointment, confirm_hold
from ingang.services.booking.actions.holding import extend_hold, hold_time, let_go, purge_holds
from ingang.services.booking.errors import (
    AlreadyOccupied,
    AppointmentUnknown,
    CancellingNotOffered,
    HoldUnknown,
    TimeAlreadyTaken,
    TimeNotOffered,
    TooLateToCancel,
    TooManyExtensions,
    TooManyOfAKind,
)
from ingang.services.booking.models import KIND, Appointment, Claim, Slot, SlotStatus, TimeType
from ingang.services.booking.queries.calendar import Wanted, free_week
from ingang.services.booking.queries.own import booked_time, coming_times, past_times
from ingang.services.booking.tests.conftest import own, publish

MINUTE = timedelta(minutes=1)


def take(grant: Grant, slot: Slot, now: datetime) -> Appointment:
    hold = hold_time(grant=grant, unit=slot.unit, slot=slot.id, now=now)
    return confirm_hold(grant=grant, hold=hold.id, now=now)


def audited(code: str) -> int:
    return AuditEvent.objects.filter(event=code).count()


def test_a_held_time_is_booked_with_claim_audit_and_event(alva: Grant, slots: list[Slot], now: datetime) -> None:
    hold = hold_time(grant=alva, unit=slots[0].unit, slot=slots[0].id, now=now)

    booked = confirm_hold(grant=alva, hold=hold.id, now=now)

    slot = Slot.objects.get(id=slots[0].id)
    assert slot.status == SlotStatus.BOOKED
    assert Claim.objects.get(slot=slot.id, released_at=None).appointment == booked.id
    assert AuditEvent.objects.get(event="booking.appointment_booked").details["appointment"] == str(booked.id)
    event = OutboxEvent.objects.get(name="booking.appointment_booked")
    assert event.person == alva.person
    assert event.fields == {
        "appointment": str(booked.id), "unit": slot.unit, "starts_at": slot.starts_at.isoformat(),
        "hidden_from_guardian": "",
    }  # fmt: skip
    assert [one.appointment.id for one in coming_times(grant=alva, now=now)] == [booked.id]


def test_confirming_twice_gives_the_same_receipt_and_one_booking(alva: Grant, slots: list[Slot], now: datetime) -> None:
    hold = hold_time(grant=alva, unit=slots[0].unit, slot=slots[0].id, now=now)

    first = confirm_hold(grant=alva, hold=hold.id, now=now)
    second = confirm_hold(grant=alva, hold=hold.id, now=now + MINUTE)

    assert first.id == second.id
    assert Claim.objects.count() == 1
    assert OutboxEvent.objects.filter(name="booking.appointment_booked").count() == 1


def test_holding_twice_gives_the_same_hold(alva: Grant, slots: list[Slot], now: datetime) -> None:
    first = hold_time(grant=alva, unit=slots[0].unit, slot=slots[0].id, now=now)
    second = hold_time(grant=alva, unit=slots[0].unit, slot=slots[0].id, now=now + MINUTE)

    assert first.id == second.id
    assert audited("booking.time_held") == 1


def test_a_held_time_can_not_be_taken_by_somebody_else(
    alva: Grant, cleo: Grant, slots: list[Slot], now: datetime
) -> None:
    hold_time(grant=alva, unit=slots[0].unit, slot=slots[0].id, now=now)

    with pytest.raises(TimeAlreadyTaken):
        hold_time(grant=cleo, unit=slots[0].unit, slot=slots[0].id, now=now + 4 * MINUTE)


def test_a_lapsed_hold_still_books_when_nobody_else_took_the_time(
    alva: Grant, slots: list[Slot], now: datetime
) -> None:
    hold = hold_time(grant=alva, unit=slots[0].unit, slot=slots[0].id, now=now)

    booked = confirm_hold(grant=alva, hold=hold.id, now=now + 30 * MINUTE)

    assert booked.slot == slots[0].id


def test_a_lapsed_hold_is_lost_when_somebody_else_took_the_time(
    alva: Grant, cleo: Grant, slots: list[Slot], now: datetime
) -> None:
    hold = hold_time(grant=alva, unit=slots[0].unit, slot=slots[0].id, now=now)
    theirs = hold_time(grant=cleo, unit=slots[0].unit, slot=slots[0].id, now=now + 6 * MINUTE)

    with pytest.raises(TimeAlreadyTaken):
        confirm_hold(grant=alva, hold=hold.id, now=now + 7 * MINUTE)
    assert confirm_hold(grant=cleo, hold=theirs.id, now=now + 7 * MINUTE).slot == slots[0].id


def test_a_hold_is_extended_from_now_and_at_most_ten_times(alva: Grant, slots: list[Slot], now: datetime) -> None:
    hold = hold_time(grant=alva, unit=slots[0].unit, slot=slots[0].id, now=now)

    for number in range(10):
        hold = extend_hold(grant=alva, hold=hold.id, now=now + number * MINUTE)

    assert hold.held_until == now + 14 * MINUTE
    assert Slot.objects.get(id=slots[0].id).held_until == hold.held_until
    with pytest.raises(TooManyExtensions):
        extend_hold(grant=alva, hold=hold.id, now=now + 10 * MINUTE)


def test_extending_a_hold_after_somebody_else_took_the_time_is_refused(
    alva: Grant, cleo: Grant, slots: list[Slot], now: datetime
) -> None:
    hold = hold_time(grant=alva, unit=slots[0].unit, slot=slots[0].id, now=now)
    hold_time(grant=cleo, unit=slots[0].unit, slot=slots[0].id, now=now + 6 * MINUTE)

    with pytest.raises(TimeAlreadyTaken):
        extend_hold(grant=alva, hold=hold.id, now=now + 7 * MINUTE)


def test_one_person_holds_one_time_at_a_time(alva: Grant, cleo: Grant, slots: list[Slot], now: datetime) -> None:
    hold_time(grant=alva, unit=slots[0].unit, slot=slots[0].id, now=now)

    hold_time(grant=alva, unit=slots[1].unit, slot=slots[1].id, now=now)

    assert Slot.objects.get(id=slots[0].id).status == SlotStatus.FREE
    assert hold_time(grant=cleo, unit=slots[0].unit, slot=slots[0].id, now=now).slot == slots[0].id


def test_letting_go_frees_the_time_at_once(alva: Grant, cleo: Grant, slots: list[Slot], now: datetime) -> None:
    hold = hold_time(grant=alva, unit=slots[0].unit, slot=slots[0].id, now=now)

    let_go(grant=alva, hold=hold.id, now=now)

    assert Slot.objects.get(id=slots[0].id).status == SlotStatus.FREE
    assert audited("booking.time_let_go") == 1


def test_somebody_elses_hold_can_neither_be_booked_extended_nor_let_go(
    alva: Grant, cleo: Grant, slots: list[Slot], now: datetime
) -> None:
    hold = hold_time(grant=alva, unit=slots[0].unit, slot=slots[0].id, now=now)

    for act in (confirm_hold, extend_hold, let_go):
        with pytest.raises(HoldUnknown):
            act(grant=cleo, hold=hold.id, now=now)
    assert Slot.objects.get(id=slots[0].id).hold == hold.id


def test_the_database_refuses_a_second_claim_on_a_time(alva: Grant, slots: list[Slot], now: datetime) -> None:
    take(alva, slots[0], now)

    with pytest.raises(IntegrityError), transaction.atomic():
        Claim.objects.create(unit=slots[0].unit, slot=slots[0].id, appointment=uuid7(), claimed_at=now)


def test_a_claim_in_force_stops_a_booking_even_when_the_time_says_free(
    alva: Grant, cleo: Grant, slots: list[Slot], now: datetime
) -> None:
    take(alva, slots[0], now)
    Slot.objects.filter(id=slots[0].id).update(status=SlotStatus.FREE)

    with pytest.raises(TimeAlreadyTaken):
        take(cleo, slots[0], now)
    assert coming_times(grant=cleo, now=now) == []


@pytest.mark.parametrize("change", ["past", "withdrawn", "hidden type", "closed type", "closed unit"])
def test_a_time_that_is_not_offered_can_not_be_held(
    alva: Grant, slots: list[Slot], visit: TimeType, now: datetime, change: str
) -> None:
    from ingang.foundation.care_units.models import CareUnit

    when = now + timedelta(days=30) if change == "past" else now
    Slot.objects.filter(id=slots[0].id).update(status="withdrawn" if change == "withdrawn" else "free")
    TimeType.objects.filter(id=visit.id).update(
        is_hidden=change == "hidden type", is_open_to_residents=change != "closed type"
    )
    if change == "closed unit":
        CareUnit.objects.filter(hsa_id=slots[0].unit).update(closed_on=now.date())

    with pytest.raises(TimeNotOffered):
        hold_time(grant=alva, unit=slots[0].unit, slot=slots[0].id, now=when)


def test_a_person_can_not_be_in_two_places(alva: Grant, slots: list[Slot], now: datetime) -> None:
    mona = open_unit(actor=staff("mona"), kinds=[KIND], now=now)
    skin = TimeType.objects.create(
        unit=mona.unit, code="skin", title_sv="Hud", title_en="Skin", minutes=30, is_open_to_residents=True
    )
    elsewhere = publish(mona, skin, now, days=7)
    take(alva, slots[0], now)

    with pytest.raises(AlreadyOccupied):
        hold_time(grant=alva, unit=elsewhere[0].unit, slot=elsewhere[0].id, now=now)


def test_nobody_is_told_that_somebody_else_took_what_she_has_booked_herself(
    alva: Grant, slots: list[Slot], now: datetime
) -> None:
    take(alva, slots[0], now)

    with pytest.raises(AlreadyOccupied):
        hold_time(grant=alva, unit=slots[0].unit, slot=slots[0].id, now=now)


def test_a_third_coming_time_of_the_same_kind_is_refused(alva: Grant, slots: list[Slot], now: datetime) -> None:
    take(alva, slots[0], now)
    take(alva, slots[1], now)

    with pytest.raises(TooManyOfAKind):
        hold_time(grant=alva, unit=slots[2].unit, slot=slots[2].id, now=now)


def test_cancelling_frees_the_time_for_others_at_once(
    alva: Grant, cleo: Grant, slots: list[Slot], now: datetime
) -> None:
    booked = take(alva, slots[0], now)

    cancelled = cancel_appointment(grant=alva, appointment=booked.id, now=now)

    assert (cancelled.status, cancelled.cancelled_at, cancelled.sequence) == ("cancelled", now, 1)
    assert coming_times(grant=alva, now=now) == []
    assert [one.appointment.id for one in past_times(grant=alva, now=now)] == [booked.id]
    assert audited("booking.appointment_cancelled") == 1
    assert OutboxEvent.objects.filter(name="booking.appointment_cancelled").count() == 1
    assert take(cleo, slots[0], now).slot == slots[0].id


def test_cancelling_twice_changes_and_announces_nothing_more(
    alva: Grant, cleo: Grant, slots: list[Slot], now: datetime
) -> None:
    booked = take(alva, slots[0], now)
    cancel_appointment(grant=alva, appointment=booked.id, now=now)
    theirs = take(cleo, slots[0], now)

    cancel_appointment(grant=alva, appointment=booked.id, now=now)

    assert booked_time(grant=cleo, appointment=theirs.id, now=now).appointment.status == "booked"
    assert OutboxEvent.objects.filter(name="booking.appointment_cancelled").count() == 1


def test_cancelling_after_the_limit_is_refused(alva: Grant, slots: list[Slot], now: datetime) -> None:
    booked = take(alva, slots[0], now)

    with pytest.raises(TooLateToCancel):
        cancel_appointment(grant=alva, appointment=booked.id, now=slots[0].starts_at - timedelta(hours=24))
    assert cancel_appointment(
        grant=alva, appointment=booked.id, now=slots[0].starts_at - timedelta(hours=24, seconds=1)
    ).cancelled_at


def test_a_kind_of_time_that_says_nothing_about_cancelling_can_not_be_cancelled(
    alva: Grant, slots: list[Slot], visit: TimeType, now: datetime
) -> None:
    TimeType.objects.filter(id=visit.id).update(cancel_until_hours=None)
    booked = take(alva, slots[0], now)

    with pytest.raises(CancellingNotOffered):
        cancel_appointment(grant=alva, appointment=booked.id, now=now)
    assert not booked_time(grant=alva, appointment=booked.id, now=now).can_be_cancelled


def test_somebody_elses_appointment_can_neither_be_seen_nor_cancelled(
    alva: Grant, cleo: Grant, slots: list[Slot], now: datetime
) -> None:
    booked = take(alva, slots[0], now)

    with pytest.raises(AppointmentUnknown):
        booked_time(grant=cleo, appointment=booked.id, now=now)
    with pytest.raises(AppointmentUnknown):
        cancel_appointment(grant=cleo, appointment=booked.id, now=now)


def test_her_own_held_time_still_shows_as_free_to_her_and_to_nobody_else(
    alva: Grant, cleo: Grant, slots: list[Slot], visit: TimeType, now: datetime
) -> None:
    hold_time(grant=alva, unit=slots[0].unit, slot=slots[0].id, now=now)
    wanted = Wanted(unit=visit.unit, kinds=frozenset({visit.id}))

    seen = {
        name: slots[0] in free_week(grant=grant, wanted=wanted, asked=None, now=now).slots
        for name, grant in {"alva": alva, "cleo": cleo}.items()
    }

    assert seen == {"alva": True, "cleo": False}


@pytest.mark.parametrize(("child", "refusal"), [("maja", GrownOutOfGuardianship), ("ella", None)])
def test_a_guardian_books_for_a_child_until_the_13th_birthday(
    cast: object, slots: list[Slot], now: datetime, child: str, refusal: type[Exception] | None
) -> None:
    if refusal is None:
        assert take(own(child, now, by="bo"), slots[0], now).booked_by == "representative"
        return

    with pytest.raises(refusal):
        own(child, now, by="bo")


def test_a_child_under_13_does_not_book_herself(cast: object, now: datetime) -> None:
    with pytest.raises(OutsideAges):
        own("ella", now)


def test_an_ombud_books_for_the_one_who_gave_the_mandate(cast: object, slots: list[Slot], now: datetime) -> None:
    booked = take(own("dagny", now, by="erik"), slots[0], now)

    assert [one.appointment.id for one in coming_times(grant=own("dagny", now), now=now)] == [booked.id]


def test_a_time_hidden_from_guardians_leaves_no_trace_for_them(
    cast: object, slots: list[Slot], visit: TimeType, now: datetime
) -> None:
    bo = own("ella", now, by="bo")
    hidden = take(bo, slots[0], now)
    with house_scope():
        Appointment.unguarded.filter(id=hidden.id).update(hidden_from_guardian=True)

    assert coming_times(grant=bo, now=now) == []
    with pytest.raises(AppointmentUnknown):
        booked_time(grant=bo, appointment=hidden.id, now=now)
    with pytest.raises(AppointmentUnknown):
        cancel_appointment(grant=bo, appointment=hidden.id, now=now)


def test_holds_that_lapsed_over_a_day_ago_are_cleared_away(alva: Grant, slots: list[Slot], now: datetime) -> None:
    from ingang.foundation.access.actions import open_job

    hold = hold_time(grant=alva, unit=slots[0].unit, slot=slots[0].id, now=now)
    later = now + timedelta(days=2)

    count = purge_holds(grant=open_job(name="booking.purge_holds", kinds=[KIND], now=later), now=later)

    assert count == 1
    assert Slot.objects.get(id=slots[0].id).status == SlotStatus.FREE
    with pytest.raises(HoldUnknown):
        confirm_hold(grant=alva, hold=hold.id, now=later)
