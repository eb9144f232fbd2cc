"""The unit's side of the day: who came, closing with everybody told, and kallelser that are used once."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from uuid6 import uuid7

from conftest import staff
from ingang.foundation.access.actions import open_job, open_unit
from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.personal.scope import house_scope
from ingang.foundation.work_items.models import WorkItem
from ingang.kernel.grant import Grant
from ingang.kernel.periods import local_date
from ingang.services.booking.actions.attending import note_attendance
from ingang.services.booking.actions.calling import Wording, send_open_summons
from ingang.services.booking.actions.closing import close_span
from ingang.services.booking.actions.following import follow_summonses
from ingang.services.booking.actions.summonses import answer_summons
from ingang.services.booking.errors import (
    AppointmentUnknown,
    PublishingNotAllowed,
    SummonsClosed,
    SummonsUnknown,
    SummonsUsed,
    TimeNotOffered,
    TimesInThePast,
    TooEarlyToNote,
)
from ingang.services.booking.models import (
    KIND,
    AppointmentStatus,
    Attendance,
    Slot,
    SlotStatus,
    Summons,
    SummonsState,
    TimeType,
)
from ingang.services.booking.queries.summonses import own_summons, waiting_summonses
from ingang.services.booking.rules.spans import Span
from ingang.services.booking.tests.conftest import appointments, own, publish
from ingang.services.booking.tests.test_booking import take

LogIn = Callable[..., Any]
Cast = Callable[[str], UUID]


def call(grant: Grant, person: UUID, kind: TimeType, now: datetime, **changes: Any) -> Summons:
    named = {name: changes.pop(name) for name in ("text_sv", "hidden_from_guardian") if name in changes}
    usual: dict[str, Any] = {
        "wording": Wording(**named),
        "summons": uuid7(),
        "valid_until": local_date(now) + timedelta(days=30),
        "unit": grant.unit,
    }
    return send_open_summons(grant=grant, person=person, time_type=kind.id, now=now, **usual | changes)


def whole(slots: list[Slot]) -> Span:
    return Span(starts_at=slots[0].starts_at, ends_at=slots[-1].ends_at)


def summonses() -> list[Summons]:
    with house_scope():
        return list(Summons.unguarded.order_by("sent_at", "id"))


def work() -> list[str]:
    with house_scope():
        return list(WorkItem.unguarded.values_list("kind", flat=True))


def test_who_came_is_noted_and_taken_back(sara: Grant, visit: TimeType, now: datetime, cast: object) -> None:
    row = take(own("alva", now), publish(sara, visit, now, days=0, hour=14)[0], now)

    for noted in (Attendance.ARRIVED, Attendance.ARRIVED, Attendance.UNKNOWN):
        note_attendance(grant=sara, appointment=row.id, attendance=noted, now=now)
    note_attendance(grant=sara, appointment=row.id, attendance=Attendance.STAYED_AWAY, now=row.starts_at)

    assert appointments()[0].attendance == Attendance.STAYED_AWAY
    assert AuditEvent.objects.filter(event="booking.attendance_noted").count() == 3


def test_nothing_is_noted_before_its_time_or_by_another_unit(
    sara: Grant, visit: TimeType, slots: list[Slot], now: datetime, cast: object
) -> None:
    later = take(own("alva", now), slots[0], now)
    today = take(own("cleo", now), publish(sara, visit, now, days=0, hour=14)[0], now)
    mona = open_unit(actor=staff("mona"), kinds=[KIND], now=now)

    for row, noted in ((later, Attendance.ARRIVED), (today, Attendance.STAYED_AWAY)):
        with pytest.raises(TooEarlyToNote):
            note_attendance(grant=sara, appointment=row.id, attendance=noted, now=now)
    with pytest.raises(AppointmentUnknown):
        note_attendance(grant=mona, appointment=today.id, attendance=Attendance.ARRIVED, now=now)


def test_the_day_offers_exactly_the_notes_that_are_accepted(
    log_in_as: LogIn, sara: Grant, visit: TimeType, now: datetime
) -> None:
    row = take(own("alva", now), publish(sara, visit, now, days=0, hour=14)[0], now)
    client, address = log_in_as("sara"), reverse("booking:attend", kwargs={"appointment": row.id})

    before = client.get(reverse("booking:desk")).content.decode()
    refused = client.post(address, {"narvaro": "stayed_away"})
    noted = client.post(address, {"narvaro": "arrived"}, follow=True).content.decode()

    assert 'value="arrived"' in before
    assert 'value="stayed_away"' not in before
    assert refused.status_code == 403
    assert "Ankommen" in noted
    assert log_in_as("mona").post(address, {"narvaro": ""}).status_code == 404


def test_a_closed_day_cancels_tells_and_offers_each_person_once(
    sara: Grant, alva: Grant, cleo: Grant, visit: TimeType, slots: list[Slot], now: datetime, deliver: Callable[[], int]
) -> None:
    for grant, slot in ((alva, slots[0]), (cleo, slots[1])):
        take(grant, slot, now)
    closure = uuid4()

    counts = [close_span(grant=sara, closure=closure, performer="", span=whole(slots), now=now) for _ in range(2)]
    for _ in range(3):
        deliver()

    assert counts == [2, 0]
    assert {row.status for row in appointments()} == {AppointmentStatus.CANCELLED}
    assert {row.cancelled_by for row in appointments()} == {"unit"}
    assert set(Slot.objects.values_list("status", flat=True)) == {SlotStatus.WITHDRAWN}
    assert len(waiting_summonses(grant=alva, now=now)) == len(waiting_summonses(grant=cleo, now=now)) == 1
    assert AuditEvent.objects.filter(event="booking.appointment_cancelled").count() == 2


def test_a_time_outside_the_closed_hours_or_of_another_performer_stays(
    sara: Grant, alva: Grant, slots: list[Slot], now: datetime, deliver: Callable[[], int]
) -> None:
    row = take(alva, slots[0], now)
    after = Span(starts_at=slots[0].ends_at, ends_at=slots[-1].ends_at)

    counts = [
        close_span(grant=sara, closure=uuid4(), performer="", span=after, now=now),
        close_span(grant=sara, closure=uuid4(), performer="SE-X", span=whole(slots), now=now),
    ]
    deliver()

    assert counts == [0, 0]
    assert appointments()[0].status == AppointmentStatus.BOOKED
    assert row.slot == slots[0].id


def test_who_may_not_publish_closes_nothing_and_the_past_is_not_closed(
    sara: Grant, slots: list[Slot], now: datetime, cast: object
) -> None:
    tore = open_unit(actor=staff("tore"), kinds=[KIND], now=now)

    with pytest.raises(PublishingNotAllowed):
        close_span(grant=tore, closure=uuid4(), performer="", span=whole(slots), now=now)
    with pytest.raises(TimesInThePast):
        close_span(grant=sara, closure=uuid4(), performer="", span=whole(slots), now=slots[-1].ends_at)
    assert set(Slot.objects.values_list("status", flat=True)) == {SlotStatus.FREE}


def test_the_nurse_looks_before_she_closes(log_in_as: LogIn, alva: Grant, slots: list[Slot], now: datetime) -> None:
    take(alva, slots[0], now)
    client, day = log_in_as("sara"), local_date(slots[0].starts_at)
    form = {"closure": str(uuid4()), "on_0": day.day, "on_1": day.month, "on_2": day.year}

    looked = client.post(reverse("booking:close"), form)
    before = appointments()[0].status
    closed = client.post(reverse("booking:close"), form | {"confirm": "1"}, follow=True)
    wrong = client.post(reverse("booking:close"), form | {"begins": "10:00", "ends": "09:00"})

    assert "Alva Lindqvist" in looked.content.decode()
    assert before == AppointmentStatus.BOOKED
    assert 'role="status"' in closed.content.decode()
    assert wrong.status_code == 400
    assert Slot.objects.filter(status=SlotStatus.FREE).count() == 0


def test_an_open_kallelse_is_used_exactly_once_even_with_free_times(
    sara: Grant, alva: Grant, visit: TimeType, slots: list[Slot], now: datetime, cast: Cast
) -> None:
    summons = call(sara, cast("alva"), visit, now)

    booked = answer_summons(grant=alva, summons=summons.id, slot=slots[0].id, now=now)
    with pytest.raises(SummonsUsed):
        answer_summons(grant=alva, summons=summons.id, slot=slots[1].id, now=now)

    assert [row.id for row in appointments()] == [booked.id]
    assert booked.summons == summons.id
    assert summonses()[0].state == SummonsState.BOOKED
    assert Slot.objects.get(id=slots[1].id).status == SlotStatus.FREE
    booked.id, booked.slot, booked.hold = uuid7(), slots[2].id, uuid7()
    with house_scope(), pytest.raises(IntegrityError), transaction.atomic():
        booked.save(force_insert=True)


def test_a_kallelse_reaches_hidden_times_of_its_own_kind_alone(
    sara: Grant, alva: Grant, visit: TimeType, slots: list[Slot], now: datetime, cast: Cast
) -> None:
    TimeType.objects.filter(id=visit.id).update(is_hidden=True, is_open_to_residents=False)
    other = TimeType.objects.create(unit=sara.unit, code="o", title_sv="Annat", title_en="Other", minutes=30)
    wrong, right = call(sara, cast("alva"), other, now), call(sara, cast("alva"), visit, now)

    with pytest.raises(TimeNotOffered):
        answer_summons(grant=alva, summons=wrong.id, slot=slots[0].id, now=now)

    assert answer_summons(grant=alva, summons=right.id, slot=slots[0].id, now=now).time_type == visit.id


def test_a_kallelse_not_answered_in_time_is_closed_and_becomes_work_once(
    log_in_as: LogIn, sara: Grant, alva: Grant, visit: TimeType, slots: list[Slot], now: datetime, cast: Cast
) -> None:
    log_in_as("alva")
    summons = call(sara, cast("alva"), visit, now, valid_until=local_date(now) + timedelta(days=1))
    job, later = open_job(name="booking.follow_summonses", kinds=[KIND], now=now), now + timedelta(days=1)

    counts = [follow_summonses(grant=job, now=moment) for moment in (now, later, later)]

    assert counts == [0, 1, 0]
    assert work() == ["booking.summons_expired"]
    assert summonses()[0].state == SummonsState.EXPIRED
    with pytest.raises(SummonsClosed):
        answer_summons(grant=alva, summons=summons.id, slot=slots[0].id, now=later)


def test_whoever_can_not_be_reached_is_called_on_paper_and_the_dead_are_not(
    sara: Grant, visit: TimeType, now: datetime, cast: Cast
) -> None:
    call(sara, cast("kim"), visit, now)
    call(sara, cast("linnea"), visit, now)

    assert work() == ["booking.summons_on_paper", "work_items.receiver_deceased"]


def test_a_hidden_kallelse_leaves_no_trace_for_the_guardian(
    sara: Grant, visit: TimeType, now: datetime, cast: Cast
) -> None:
    hidden = call(sara, cast("ella"), visit, now, hidden_from_guardian=True)
    bo = own("ella", now, by="bo")

    assert waiting_summonses(grant=bo, now=now) == []
    with pytest.raises(SummonsUnknown):
        own_summons(grant=bo, summons=hidden.id, now=now)
    assert AuditEvent.objects.get(event="booking.summoned").details["hidden_from_guardian"] == "1"


def test_a_resident_reads_confirms_and_answers_on_her_pages(
    log_in_as: LogIn, sara: Grant, visit: TimeType, slots: list[Slot], now: datetime, cast: Cast
) -> None:
    summons = call(sara, cast("alva"), visit, now, text_sv="Välkommen på återbesök.")
    client, page = log_in_as("alva"), reverse("booking:summons", kwargs={"summons": summons.id})
    choice = reverse("booking:summons_time", kwargs={"summons": summons.id, "slot": slots[0].id})
    other = reverse("booking:summons_time", kwargs={"summons": summons.id, "slot": slots[1].id})

    listed = client.get(reverse("booking:start")).content.decode()
    shown = client.get(page).content.decode()
    confirmed = client.post(page, follow=True).content.decode()
    asked = client.get(choice)
    receipt = client.post(choice, follow=True)
    second = client.post(other)

    assert page in listed
    assert choice in shown
    assert "Välkommen på återbesök." in shown
    assert 'role="status"' in confirmed
    assert (asked.status_code, receipt.status_code, second.status_code) == (200, 200, 409)
    assert summonses()[0].read_at == summonses()[0].confirmed_at == now
    assert len(appointments()) == 1
    assert choice not in client.get(page).content.decode()


@pytest.mark.parametrize("method", ["get", "post"])
def test_anothers_kallelse_looks_missing(
    log_in_as: LogIn, sara: Grant, visit: TimeType, slots: list[Slot], now: datetime, cast: Cast, method: str
) -> None:
    summons, cleo = call(sara, cast("alva"), visit, now), log_in_as("cleo")

    for name, more in (("summons", {}), ("summons_time", {"slot": slots[0].id})):
        address = reverse(f"booking:{name}", kwargs={"summons": summons.id, **more})
        assert getattr(cleo, method)(address).status_code == 404
    assert appointments() == []
