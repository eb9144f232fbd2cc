"""The line for an earlier time: one at a time, in order, never past it; moved in one step; nothing told to others."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from uuid6 import uuid7

from demo.cast import person_id
from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.entitlement.models import Listing
from ingang.foundation.notifications.models import Notice
from ingang.foundation.people.actions.birthdays import tell_birthdays
from ingang.foundation.personal.scope import house_scope
from ingang.foundation.regions.models import RegionDecision
from ingang.kernel.actor import Job
from ingang.kernel.grant import Grant
from ingang.kernel.periods import local_date, start_of_day
from ingang.services.booking.actions.holding import hold_time
from ingang.services.booking.actions.line import KEPT
from ingang.services.booking.actions.offers import accept_offer, decline_offer
from ingang.services.booking.actions.waiting import leave_line
from ingang.services.booking.errors import LineClosed, OfferClosed, OfferUnknown, TimeAlreadyTaken, TooLateToMove
from ingang.services.booking.models import (
    Answer,
    Claim,
    FreedTime,
    LinePlace,
    Slot,
    SlotStatus,
    TimeType,
    Wish,
)
from ingang.services.booking.queries.waiting import line_for_her
from ingang.services.booking.tests.conftest import own, publish
from ingang.services.booking.tests.test_booking import take
from ingang.services.booking.tests.waiting import MINUTES, appointments_of, give_back, offers, pass_on, wait

Cast = Callable[[str], UUID]


def test_a_time_that_is_given_back_is_kept_for_the_line_at_once(line: Slot, kind: TimeType, now: datetime) -> None:
    with pytest.raises(TimeAlreadyTaken):
        hold_time(grant=own("cleo", now), unit=line.unit, slot=line.id, now=now)

    assert Slot.objects.get(id=line.id).status == SlotStatus.HELD


def test_it_is_offered_to_the_first_alone_who_is_told_neutrally(line: Slot, now: datetime) -> None:
    made = [pass_on(now) for _ in range(3)]

    (offer,) = offers()
    assert made == [1, 0, 0]
    assert (offer.person, offer.number, offer.answer) == (person_id("alva"), 1, Answer.WAITING)
    assert offer.answer_until == now + timedelta(minutes=MINUTES)
    with house_scope():
        notices = list(Notice.unguarded.filter(code="booking.earlier_time").values_list("person", flat=True))
    assert notices == [person_id("alva")]
    event = AuditEvent.objects.get(event="booking.time_offered")
    assert (event.person, event.details["number"]) == (person_id("alva"), "1")


def test_yes_moves_her_time_in_one_step_and_the_time_she_had_goes_along_the_line(
    line: Slot, late: list[Slot], now: datetime
) -> None:
    pass_on(now)
    (offer,) = offers()
    booked = [accept_offer(grant=own("alva", now), offer=offer.id, now=now) for _ in range(2)]

    assert {one.id for one in booked} == {one.id for one in appointments_of("alva")}
    assert [one.slot for one in appointments_of("alva")] == [line.id]
    assert Claim.objects.filter(slot=line.id, released_at=None).count() == 1
    assert FreedTime.objects.filter(settled_at=None).values_list("slot", flat=True).get() == late[0].id
    assert pass_on(now) == 1
    assert [one.person for one in offers(answer=Answer.WAITING)] == [person_id("imran")]
    assert AuditEvent.objects.filter(event="booking.offer_accepted", person=person_id("alva")).count() == 1
    assert AuditEvent.objects.filter(event="booking.appointment_moved", person=person_id("alva")).count() == 1


def test_no_goes_to_the_next_and_she_keeps_her_place_and_her_time(line: Slot, kind: TimeType, now: datetime) -> None:
    pass_on(now)
    (offer,) = offers()
    for _ in range(2):
        decline_offer(grant=own("alva", now), offer=offer.id, now=now)
    pass_on(now)

    assert [one.answer for one in offers()] == [Answer.DECLINED, Answer.WAITING]
    assert offers()[1].person == person_id("imran")
    assert len(appointments_of("alva")) == 1
    seen = line_for_her(grant=own("alva", now), unit=kind.unit, time_type=kind.id, now=now)
    assert seen.number == 1
    with pytest.raises(OfferClosed):
        accept_offer(grant=own("alva", now), offer=offer.id, now=now)
    assert AuditEvent.objects.filter(event="booking.offer_declined").count() == 1


def test_what_is_not_answered_goes_on_and_at_last_to_everybody(line: Slot, now: datetime) -> None:
    moments = [now + timedelta(minutes=minutes) for minutes in (0, MINUTES - 1, MINUTES, 2 * MINUTES)]

    made = [pass_on(moment) for moment in moments]

    assert made == [1, 0, 1, 0]
    assert [(one.person, one.answer) for one in offers()] == [
        (person_id("alva"), Answer.LAPSED),
        (person_id("imran"), Answer.LAPSED),
    ]
    assert Slot.objects.get(id=line.id).status == SlotStatus.FREE
    assert hold_time(grant=own("cleo", now), unit=line.unit, slot=line.id, now=moments[-1]).slot == line.id
    assert AuditEvent.objects.filter(event="booking.line_passed").count() == 1


def test_who_answers_late_has_it_while_nobody_else_does_and_never_after(line: Slot, now: datetime) -> None:
    pass_on(now)
    after = now + timedelta(minutes=MINUTES + 1)
    pass_on(after)

    with pytest.raises(OfferClosed):
        accept_offer(grant=own("alva", after), offer=offers()[0].id, now=after)
    accepted = accept_offer(grant=own("imran", after), offer=offers()[1].id, now=after)

    assert accepted.slot == line.id


def test_when_nobody_passes_it_on_it_is_everybodys(line: Slot, now: datetime) -> None:
    assert hold_time(grant=own("cleo", now), unit=line.unit, slot=line.id, now=now + KEPT).slot == line.id

    assert pass_on(now + KEPT) == 0
    assert offers() == []


@pytest.mark.parametrize(
    "suits", [{"weekdays": "5"}, {"before_noon": False}, {"weekdays": "", "before_noon": True}], ids=str
)
def test_who_can_not_come_then_is_not_asked(
    slots: list[Slot], late: list[Slot], kind: TimeType, now: datetime, suits: dict[str, Any]
) -> None:
    first = take(own("cleo", now), slots[0], now)
    for number, (key, wish) in enumerate((("alva", suits), ("imran", {}))):
        take(own(key, now), late[number], now)
        wait(key, kind, now + timedelta(seconds=number), **wish)
    give_back("cleo", first, now)

    pass_on(now)

    assert [(one.person, one.number) for one in offers()] == [(person_id("imran"), 2)]


def test_who_is_no_longer_entitled_or_too_late_to_move_is_passed(line: Slot, kind: TimeType, now: datetime) -> None:
    TimeType.objects.filter(id=kind.id).update(requires_listing=True)
    with house_scope():
        Listing.unguarded.filter(person=person_id("alva")).delete()

    pass_on(now)

    assert [one.person for one in offers()] == [person_id("imran")]


def test_a_later_time_than_hers_is_not_offered(
    slots: list[Slot], late: list[Slot], kind: TimeType, now: datetime
) -> None:
    given = take(own("cleo", now), late[0], now)
    take(own("alva", now), slots[0], now)
    wait("alva", kind, now)
    give_back("cleo", given, now)

    assert pass_on(now) == 0
    assert Slot.objects.get(id=late[0].id).status == SlotStatus.FREE


def test_who_has_no_time_waits_where_none_is_free_and_books_what_is_offered(
    sara: Grant, kind: TimeType, now: datetime
) -> None:
    (only, *rest) = publish(sara, kind, now, days=7)
    Slot.objects.filter(id__in=[one.id for one in rest]).update(status=SlotStatus.WITHDRAWN)
    with pytest.raises(LineClosed):
        wait("alva", kind, now)
    booked = take(own("cleo", now), only, now)
    wait("alva", kind, now)
    give_back("cleo", booked, now)
    pass_on(now)

    accepted = accept_offer(grant=own("alva", now), offer=offers()[0].id, now=now)

    assert [one.id for one in appointments_of("alva")] == [accepted.id]
    assert LinePlace.objects.filter(left_at=None).count() == 0


def test_who_holds_a_time_that_lapses_gives_nothing_to_the_line(
    slots: list[Slot], late: list[Slot], kind: TimeType, now: datetime
) -> None:
    hold_time(grant=own("cleo", now), unit=kind.unit, slot=slots[0].id, now=now)
    take(own("alva", now), late[0], now)
    wait("alva", kind, now)

    assert pass_on(now + timedelta(hours=1)) == 0
    assert FreedTime.objects.count() == 0


def test_cancelling_or_leaving_ends_the_wait_and_passes_the_offer_on(line: Slot, kind: TimeType, now: datetime) -> None:
    pass_on(now)
    leave_line(grant=own("alva", now), unit=kind.unit, time_type=kind.id, now=now)
    pass_on(now)
    give_back("imran", appointments_of("imran")[0], now)
    pass_on(now)

    assert [one.answer for one in offers()] == [Answer.DECLINED, Answer.DECLINED]
    assert Slot.objects.get(id=line.id).status == SlotStatus.FREE
    assert LinePlace.objects.filter(left_at=None).count() == 0
    assert AuditEvent.objects.filter(event="booking.line_left", person=person_id("alva")).count() == 1


def test_asking_again_changes_the_days_and_keeps_the_place(line: Slot, kind: TimeType, now: datetime) -> None:
    again = wait("alva", kind, now + timedelta(hours=1), weekdays="01")

    seen = line_for_her(grant=own("alva", now), unit=kind.unit, time_type=kind.id, now=now)
    with house_scope():
        assert Wish.unguarded.filter(person=person_id("alva"), ended_at=None).get().id == again.id
    assert (seen.number, again.weekdays, again.asked_at) == (1, "01", now)


def test_the_region_decides_whether_there_is_a_line(line: Slot, kind: TimeType, now: datetime) -> None:
    RegionDecision.objects.create(
        region="01", code="booking.line", value=False, valid_from=local_date(now), number=99, decided_at=now,
        decided_by="S",
    )  # fmt: skip

    with pytest.raises(LineClosed):
        wait("alva", kind, now)
    assert pass_on(now) == 0
    assert Slot.objects.get(id=line.id).status == SlotStatus.FREE


def test_too_late_to_move_is_refused_and_she_keeps_her_time(
    sara: Grant, slots: list[Slot], kind: TimeType, now: datetime
) -> None:
    later = publish(sara, kind, now, days=8)
    first = take(own("cleo", now), slots[0], now)
    take(own("alva", now), later[0], now)
    wait("alva", kind, now)
    give_back("cleo", first, now)
    pass_on(now)
    TimeType.objects.filter(id=kind.id).update(rebook_until_hours=24)
    late = later[0].starts_at - timedelta(hours=3)

    with pytest.raises(TooLateToMove):
        accept_offer(grant=own("alva", late), offer=offers()[0].id, now=late)

    assert [one.slot for one in appointments_of("alva")] == [later[0].id]


def test_who_comes_soon_and_again_later_waits_with_the_time_that_may_still_move(
    sara: Grant, slots: list[Slot], late: list[Slot], kind: TimeType, now: datetime
) -> None:
    between = publish(sara, kind, now, days=10)
    take(own("alva", now), slots[0], now)
    hers = take(own("alva", now), late[0], now)
    given = take(own("cleo", now), between[0], now)
    just_before = slots[0].starts_at - timedelta(hours=3)

    wait("alva", kind, just_before)
    give_back("cleo", given, just_before)
    pass_on(just_before)

    assert [(one.person, one.moves) for one in offers()] == [(person_id("alva"), hers.id)]


def test_nobody_else_sees_or_answers_an_offer(line: Slot, now: datetime) -> None:
    pass_on(now)
    offer = offers()[0].id

    for key in ("cleo", "imran"):
        with pytest.raises(OfferUnknown):
            accept_offer(grant=own(key, now), offer=offer, now=now)
        with pytest.raises(OfferUnknown):
            decline_offer(grant=own(key, now), offer=offer, now=now)
    with pytest.raises(OfferUnknown):
        accept_offer(grant=own("alva", now), offer=uuid7(), now=now)


def test_a_guardians_wait_ends_on_the_13th_birthday(
    kind: TimeType, late: list[Slot], now: datetime, deliver: Callable[..., int]
) -> None:
    job, midnight = Job(name="people.birthdays"), start_of_day(local_date(now) + timedelta(days=1))
    tell_birthdays(actor=job, now=now)
    take(own("noah", now, by="bo"), late[0], now)
    wait("noah", kind, now, by="bo")
    before = LinePlace.objects.filter(left_at=None).count()

    tell_birthdays(actor=job, now=midnight)
    deliver(at=midnight)

    assert (before, LinePlace.objects.filter(left_at=None).count()) == (1, 0)
