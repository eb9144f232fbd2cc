"""Staff book, move and cancel for one who telephones: the same claims, and nothing of what she has elsewhere."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.urls import reverse

from conftest import BJORKBACKEN, number_of, relate, staff
from ingang.foundation.access.actions import open_unit
from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.care_units.models import CareUnit
from ingang.foundation.outbox.models import OutboxEvent
from ingang.foundation.personal.scope import house_scope
from ingang.kernel.grant import Grant
from ingang.services.booking.access import find_caller, open_caller
from ingang.services.booking.actions.booking import confirm_hold
from ingang.services.booking.actions.callers import (
    CallersBooking,
    WhySetAside,
    cancel_for_caller,
    confirm_for_caller,
    extend_for_caller,
    hold_for_caller,
)
from ingang.services.booking.actions.holding import hold_time
from ingang.services.booking.errors import (
    AlreadyOccupied,
    AppointmentUnknown,
    BookingForOthersNotAllowed,
    CallerUnknown,
    HoldUnknown,
    ReasonNeeded,
    TimeAlreadyTaken,
    TimeNotOffered,
)
from ingang.services.booking.models import KIND, AppointmentStatus, Hold, Slot, SlotStatus, TimeType
from ingang.services.booking.queries.callers import free_times_of_unit, in_hand
from ingang.services.booking.tests.conftest import appointments, publish
from ingang.services.booking.tests.test_booking import take

LogIn = Callable[..., Any]
Cast = Callable[[str], UUID]
SAID = CallersBooking()


@pytest.fixture
def caller(sara: Grant, cast: Cast, now: datetime) -> Grant:
    """Alva's times at Björkbacken, in Sara's hands."""
    return open_caller(actor=staff("sara"), person=cast("alva"), now=now)


def book(grant: Grant, slot: Slot, now: datetime, said: CallersBooking = SAID) -> Any:
    hold = hold_for_caller(grant=grant, unit=slot.unit, slot=slot.id, now=now)
    return confirm_for_caller(grant=grant, hold=hold.id, said=said, now=now)


def test_a_time_booked_by_telephone_is_as_any_other_and_says_who_booked(
    caller: Grant, alva: Grant, slots: list[Slot], now: datetime, deliver: Callable[[], int], log_in_as: LogIn
) -> None:
    row = book(caller, slots[0], now)
    deliver()

    assert Slot.objects.get(id=slots[0].id).status == SlotStatus.BOOKED
    assert (row.person, row.booked_by) == (alva.person, "staff")
    event = AuditEvent.objects.get(event="booking.appointment_booked")
    assert (event.person, event.actor_name) == (alva.person, "Sara Nyström")
    assert [one.fields["appointment"] for one in OutboxEvent.objects.all()] == [str(row.id)]
    page = log_in_as("alva").get(reverse("booking:appointment", kwargs={"appointment": row.id})).content.decode()
    assert "Bokad av vården" in page


def test_the_grant_of_a_caller_reaches_nothing_of_another_unit(
    caller: Grant, alva: Grant, slots: list[Slot], now: datetime, cast: Cast
) -> None:
    relate("alva", "SE0000000010-U002", "SE0000000010-G001", now=now)
    mona = open_unit(actor=staff("mona"), kinds=[KIND], now=now)
    kind = TimeType.objects.create(
        unit=mona.unit, code="m", title_sv="Hud", title_en="Skin", minutes=30, is_open_to_residents=True
    )
    there = take(alva, publish(mona, kind, now, days=7)[0], now)

    with pytest.raises(AppointmentUnknown):
        cancel_for_caller(grant=caller, appointment=there.id, now=now)
    # At the same moment as the time elsewhere: a refusal would tell of it.
    assert book(caller, slots[0], now).starts_at == there.starts_at


def test_the_search_for_times_knows_nobody(sara: Grant, visit: TimeType, slots: list[Slot], now: datetime) -> None:
    week = free_times_of_unit(unit=sara.unit, time_type=visit.id, asked=None, now=now)

    assert [one.id for one in week.slots] == [one.id for one in slots]


@pytest.mark.parametrize("key", ["freja", "linnea"])
def test_who_has_no_contact_with_the_unit_looks_missing(sara: Grant, cast: Cast, now: datetime, key: str) -> None:
    if key == "freja":
        with pytest.raises(CallerUnknown):
            open_caller(actor=staff("sara"), person=cast("freja"), now=now)
    with pytest.raises(CallerUnknown):
        find_caller(actor=staff("mona"), number=number_of(key), reason="", now=now)


def test_who_has_no_role_books_for_nobody(cast: Cast, now: datetime) -> None:
    with pytest.raises(BookingForOthersNotAllowed):
        open_caller(actor=staff("tore"), person=cast("dagny"), now=now)


def test_a_hidden_kind_is_booked_by_staff(caller: Grant, visit: TimeType, slots: list[Slot], now: datetime) -> None:
    TimeType.objects.filter(id=visit.id).update(is_hidden=True, is_open_to_residents=False)

    assert book(caller, slots[0], now).time_type == visit.id


@pytest.mark.parametrize(
    ("terms", "rule"),
    [
        ({"age_from": 65}, "too_young_for_kind"),
        ({"age_until": 18}, "too_old_for_kind"),
        ({"requires_approval": True}, "approval_needed"),
        ({"need": "pregnancy"}, "need_not_known"),
    ],
)
def test_a_rule_of_the_unit_is_set_aside_only_with_a_reason_and_both_are_recorded(
    caller: Grant, visit: TimeType, slots: list[Slot], now: datetime, terms: dict[str, Any], rule: str
) -> None:
    TimeType.objects.filter(id=visit.id).update(**terms)
    hold = hold_for_caller(grant=caller, unit=slots[0].unit, slot=slots[0].id, now=now)

    with pytest.raises(ReasonNeeded):
        confirm_for_caller(grant=caller, hold=hold.id, said=SAID, now=now)
    assert appointments() == []
    confirm_for_caller(grant=caller, hold=hold.id, said=CallersBooking(why=WhySetAside.MEDICAL), now=now)

    details = AuditEvent.objects.get(event="booking.rule_set_aside").details
    assert (details["rule"], details["reason"]) == (rule, "medical")


def test_a_third_coming_time_of_a_kind_takes_a_reason(caller: Grant, slots: list[Slot], now: datetime) -> None:
    for slot in slots[:2]:
        book(caller, slot, now)

    with pytest.raises(ReasonNeeded):
        book(caller, slots[2], now)
    book(caller, slots[2], now, CallersBooking(why=WhySetAside.CONTINUES))

    assert len(appointments()) == 3
    assert AuditEvent.objects.get(event="booking.rule_set_aside").details["rule"] == "too_many_of_a_kind"


def test_no_reason_lets_two_times_at_the_unit_overlap(
    caller: Grant, visit: TimeType, slots: list[Slot], now: datetime
) -> None:
    book(caller, slots[0], now)
    mona = Slot.objects.create(
        unit=visit.unit, time_type=visit.id, starts_at=slots[0].starts_at, ends_at=slots[0].ends_at,
        performer="SE-OTHER", performer_name="Annan", publication=visit.id,
    )  # fmt: skip

    with pytest.raises(AlreadyOccupied):
        hold_for_caller(grant=caller, unit=visit.unit, slot=mona.id, now=now)


def test_a_time_that_somebody_has_is_not_booked_twice(
    caller: Grant, cleo: Grant, alva: Grant, slots: list[Slot], now: datetime
) -> None:
    take(cleo, slots[0], now)
    hold_time(grant=alva, unit=slots[1].unit, slot=slots[1].id, now=now)

    for slot in slots[:2]:
        with pytest.raises(TimeAlreadyTaken):
            hold_for_caller(grant=caller, unit=slot.unit, slot=slot.id, now=now)
    assert len(appointments()) == 1


def test_staff_and_the_person_hold_each_a_time_of_their_own(
    caller: Grant, alva: Grant, slots: list[Slot], now: datetime
) -> None:
    hers = hold_time(grant=alva, unit=slots[0].unit, slot=slots[0].id, now=now)
    held = hold_for_caller(grant=caller, unit=slots[1].unit, slot=slots[1].id, now=now)
    again = hold_for_caller(grant=caller, unit=slots[2].unit, slot=slots[2].id, now=now)

    assert Slot.objects.get(id=slots[1].id).status == SlotStatus.FREE
    assert confirm_hold(grant=alva, hold=hers.id, now=now).booked_by == "resident"
    assert confirm_for_caller(grant=caller, hold=again.id, said=SAID, now=now).booked_by == "staff"
    with pytest.raises(HoldUnknown):
        in_hand(grant=caller, hold=held.id, now=now)


def test_she_can_book_what_staff_held_for_her_and_let_lapse(
    caller: Grant, alva: Grant, slots: list[Slot], now: datetime
) -> None:
    hold_for_caller(grant=caller, unit=slots[0].unit, slot=slots[0].id, now=now)

    assert take(alva, slots[0], now + timedelta(minutes=6)).booked_by == "resident"


def test_two_colleagues_who_book_the_same_time_for_one_person_book_it_once(
    caller: Grant, slots: list[Slot], now: datetime
) -> None:
    holds = {hold_for_caller(grant=caller, unit=slots[0].unit, slot=slots[0].id, now=now).id for _ in range(2)}
    rows = {confirm_for_caller(grant=caller, hold=hold, said=SAID, now=now).id for hold in (*holds, *holds)}

    assert (len(holds), len(rows), len(appointments())) == (1, 1, 1)


def test_a_held_time_is_extended_and_books_after_it_lapsed(caller: Grant, slots: list[Slot], now: datetime) -> None:
    hold = hold_for_caller(grant=caller, unit=slots[0].unit, slot=slots[0].id, now=now)
    later = now + timedelta(minutes=6)

    assert in_hand(grant=caller, hold=hold.id, now=later).is_lapsed
    assert extend_for_caller(grant=caller, hold=hold.id, now=later).held_until == later + timedelta(minutes=5)
    assert confirm_for_caller(grant=caller, hold=hold.id, said=SAID, now=later).slot == slots[0].id


def test_staff_move_a_time_past_the_units_last_moment_and_only_within_its_kind(
    caller: Grant, alva: Grant, sara: Grant, visit: TimeType, slots: list[Slot], now: datetime
) -> None:
    row = take(alva, slots[0], now)
    late = slots[0].starts_at - timedelta(hours=1)
    other = TimeType.objects.create(unit=sara.unit, code="o", title_sv="Annat", title_en="Other", minutes=30)
    wrong = publish(sara, other, now, days=9, hour=13)[0]

    with pytest.raises(TimeNotOffered):
        hold_for_caller(grant=caller, unit=sara.unit, slot=wrong.id, moves=row.id, now=late)
    hold = hold_for_caller(grant=caller, unit=sara.unit, slot=slots[3].id, moves=row.id, now=late)
    moved = confirm_for_caller(grant=caller, hold=hold.id, said=SAID, now=late)

    assert (moved.id, moved.slot, moved.sequence) == (row.id, slots[3].id, 1)
    assert Slot.objects.get(id=slots[0].id).status == SlotStatus.FREE


def test_staff_cancel_late_and_it_stands_in_her_log(
    caller: Grant, alva: Grant, slots: list[Slot], now: datetime
) -> None:
    row = take(alva, slots[0], now)

    cancel_for_caller(grant=caller, appointment=row.id, now=slots[0].starts_at - timedelta(hours=1))

    assert (appointments()[0].status, appointments()[0].cancelled_by) == (AppointmentStatus.CANCELLED, "staff")
    assert AuditEvent.objects.get(event="booking.appointment_cancelled").person == alva.person
    assert Slot.objects.get(id=slots[0].id).status == SlotStatus.FREE


def test_a_nurse_books_for_one_who_telephones(
    log_in_as: LogIn, sara: Grant, slots: list[Slot], now: datetime, cast: Cast
) -> None:
    client = log_in_as("sara")

    found = client.post(reverse("booking:caller"), {"number": number_of("alva").value})
    held = client.post(found["Location"], {"tid": str(slots[0].id)})
    check = client.get(held["Location"]).content.decode()
    booked = client.post(held["Location"], {"hidden_from_guardian": "on"}, follow=True)
    again = client.post(held["Location"])

    assert found["Location"] == reverse("booking:caller_times", kwargs={"person": cast("alva")})
    assert "Alva Lindqvist" in check
    assert "avboka" in check
    assert 'role="status"' in booked.content.decode()
    assert again["Location"] == reverse("booking:booked", kwargs={"appointment": appointments()[0].id})
    assert [row.hidden_from_guardian for row in appointments()] == [True]


def test_a_time_chosen_first_is_held_as_soon_as_the_person_is_known(
    log_in_as: LogIn, sara: Grant, slots: list[Slot], now: datetime
) -> None:
    client = log_in_as("sara")
    page = client.get(f"{reverse('booking:caller')}?tid={slots[0].id}").content.decode()

    held = client.post(reverse("booking:caller"), {"number": number_of("alva").value, "slot": str(slots[0].id)})

    assert str(slots[0].id) in page
    with house_scope():
        assert held["Location"].endswith(f"{Hold.unguarded.get().id}/")


def test_a_number_that_is_not_the_units_is_answered_alike_and_can_be_attested(
    log_in_as: LogIn, sara: Grant, slots: list[Slot], now: datetime
) -> None:
    client, nobody = log_in_as("sara"), "199001012384"
    answers = [client.post(reverse("booking:caller"), {"number": one}) for one in (number_of("cleo").value, nobody)]
    attested = client.post(reverse("booking:caller"), {"number": number_of("cleo").value, "reason": "called"})

    assert [answer.status_code for answer in answers] == [400, 400]
    assert "Cleo" not in answers[0].content.decode()
    assert attested.status_code == 302
    assert AuditEvent.objects.filter(event="access.relation_attested").count() == 1


@pytest.mark.parametrize("name", ["booked", "move_booked", "cancel_booked"])
def test_another_units_time_looks_missing(
    log_in_as: LogIn, alva: Grant, slots: list[Slot], now: datetime, name: str
) -> None:
    row = take(alva, slots[0], now)
    address = reverse(f"booking:{name}", kwargs={"appointment": row.id})

    assert log_in_as("mona").get(address).status_code == 404
    assert log_in_as("sara").get(address).status_code == 200
    assert log_in_as("cleo").get(address).status_code == 404


def test_staff_hide_a_booked_time_on_its_page(log_in_as: LogIn, alva: Grant, slots: list[Slot], now: datetime) -> None:
    row = take(alva, slots[0], now)

    log_in_as("sara").post(reverse("booking:hide_booked", kwargs={"appointment": row.id}))

    assert appointments()[0].hidden_from_guardian


def test_a_sensitive_unit_hides_by_default(
    sara: Grant, caller: Grant, log_in_as: LogIn, slots: list[Slot], now: datetime
) -> None:
    CareUnit.objects.filter(hsa_id=BJORKBACKEN).update(is_sensitive=True)
    hold = hold_for_caller(grant=caller, unit=slots[0].unit, slot=slots[0].id, now=now)

    page = log_in_as("sara").get(reverse("booking:caller_check", kwargs={"hold": hold.id})).content.decode()

    assert 'name="hidden_from_guardian"' in page
    assert "checked" in page
