"""Kallelser: timed and open, confirmed, moved, cancelled and withdrawn, on the pages of both sides."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.urls import reverse
from uuid6 import uuid7

from conftest import number_of, staff
from ingang.foundation.access.actions import open_unit
from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.care_units.models import CareUnit
from ingang.foundation.consents.models import CareRelation
from ingang.foundation.outbox.models import OutboxEvent
from ingang.kernel.grant import Grant
from ingang.kernel.periods import local_date
from ingang.services.booking.access import open_caller
from ingang.services.booking.actions.booking import cancel_appointment, confirm_hold
from ingang.services.booking.actions.calling import Wording, send_timed_summons, withdraw_summons
from ingang.services.booking.actions.moving import hold_to_move
from ingang.services.booking.actions.summonses import answer_summons, confirm_summons, read_summons
from ingang.services.booking.errors import (
    AlreadyOccupied,
    SummonsAnswered,
    SummonsClosed,
    SummonsUnknown,
    TimeAlreadyTaken,
    UnitHasClosed,
)
from ingang.services.booking.models import (
    KIND,
    AppointmentStatus,
    Slot,
    SlotStatus,
    Summons,
    SummonsState,
    TimeType,
)
from ingang.services.booking.queries.summonses import Stage, sent_summonses, waiting_summonses
from ingang.services.booking.rules.summonses import can_confirm_time, can_withdraw
from ingang.services.booking.tests.conftest import appointments, own
from ingang.services.booking.tests.test_booking import take
from ingang.services.booking.tests.test_clinic import call, summonses, work
from ingang.ui.words import unbroken

LogIn = Callable[..., Any]
Cast = Callable[[str], UUID]
DAY = timedelta(days=1)


@pytest.fixture
def movable(visit: TimeType) -> TimeType:
    TimeType.objects.filter(id=visit.id).update(rebook_until_hours=24)
    return TimeType.objects.get(id=visit.id)


@pytest.fixture
def caller(sara: Grant, cast: Cast, log_in_as: LogIn, now: datetime) -> Grant:
    """Alva, who has logged in before, in Sara's hands."""
    log_in_as("alva")
    return open_caller(actor=staff("sara"), person=cast("alva"), now=now)


def give(grant: Grant, slot: Slot, now: datetime, **changes: Any) -> Summons:
    usual: dict[str, Any] = {"summons": uuid7(), "unit": slot.unit, "slot": slot.id}
    usual |= {} if "person" in changes else {"person": grant.person}
    return send_timed_summons(grant=grant, now=now, **usual | changes)


def told() -> list[str]:
    return list(OutboxEvent.objects.order_by("number").values_list("name", flat=True))


def states() -> list[str]:
    return [row.state for row in summonses()]


def test_a_timed_kallelse_gives_a_preliminary_time_and_is_told_once(
    caller: Grant, alva: Grant, slots: list[Slot], now: datetime
) -> None:
    sent = give(caller, slots[0], now)
    again = give(caller, slots[0], now, summons=sent.id)

    row = appointments()[0]
    assert again.id == sent.id
    assert (row.is_invitation, row.is_preliminary, row.summons, row.booked_by) == (True, True, sent.id, "staff")
    assert Slot.objects.get(id=slots[0].id).status == SlotStatus.BOOKED
    assert told() == ["booking.summoned"]
    assert AuditEvent.objects.get(event="booking.summoned").person == alva.person
    assert work() == []


def test_she_confirms_and_the_time_is_preliminary_no_more(
    caller: Grant, alva: Grant, slots: list[Slot], now: datetime
) -> None:
    sent = give(caller, slots[0], now)

    for _ in range(2):
        confirm_summons(grant=alva, summons=sent.id, now=now)

    assert states() == [SummonsState.CONFIRMED]
    assert [(row.is_invitation, row.is_preliminary) for row in appointments()] == [(True, False)]
    assert AuditEvent.objects.filter(event="booking.summons_confirmed").count() == 1


def test_a_timed_kallelse_that_is_rebooked_is_an_ordinary_booked_time(
    caller: Grant, alva: Grant, movable: TimeType, slots: list[Slot], now: datetime
) -> None:
    sent = give(caller, slots[0], now)
    row = appointments()[0]

    hold = hold_to_move(grant=alva, appointment=row.id, slot=slots[1].id, now=now)
    moved = confirm_hold(grant=alva, hold=hold.id, now=now)

    assert (moved.is_invitation, moved.is_preliminary, moved.slot) == (False, False, slots[1].id)
    assert states() == [SummonsState.MOVED]
    with pytest.raises(SummonsAnswered):
        confirm_summons(grant=alva, summons=sent.id, now=now)


def test_a_cancelled_kallelse_frees_the_time_and_is_the_units_work_once(
    caller: Grant, alva: Grant, slots: list[Slot], now: datetime
) -> None:
    give(caller, slots[0], now)
    row = appointments()[0]

    for _ in range(2):
        cancel_appointment(grant=alva, appointment=row.id, now=now)

    assert states() == [SummonsState.CANCELLED]
    assert work() == ["booking.summons_cancelled"]
    assert Slot.objects.get(id=slots[0].id).status == SlotStatus.FREE


def test_a_time_booked_by_an_open_kallelse_and_cancelled_is_the_units_work(
    log_in_as: LogIn, sara: Grant, alva: Grant, visit: TimeType, slots: list[Slot], now: datetime
) -> None:
    log_in_as("alva")
    sent = call(sara, alva.person, visit, now)
    row = answer_summons(grant=alva, summons=sent.id, slot=slots[0].id, now=now)

    cancel_appointment(grant=alva, appointment=row.id, now=now)

    assert (states(), work()) == ([SummonsState.CANCELLED], ["booking.summons_cancelled"])
    with pytest.raises(SummonsClosed):
        answer_summons(grant=alva, summons=sent.id, slot=slots[1].id, now=now)


def test_no_time_is_given_that_somebody_has_or_that_meets_another_of_hers(
    caller: Grant, cleo: Grant, alva: Grant, visit: TimeType, slots: list[Slot], now: datetime
) -> None:
    take(cleo, slots[0], now)
    take(alva, slots[1], now)
    other = Slot.objects.create(
        unit=visit.unit, time_type=visit.id, starts_at=slots[1].starts_at, ends_at=slots[1].ends_at,
        performer="SE-OTHER", performer_name="Annan", publication=uuid4(),
    )  # fmt: skip

    with pytest.raises(TimeAlreadyTaken):
        give(caller, slots[0], now)
    with pytest.raises(AlreadyOccupied):
        give(caller, other, now)
    assert summonses() == []


@pytest.mark.parametrize("kind", ["open", "timed"])
def test_the_unit_takes_a_kallelse_back_once_and_tells(
    caller: Grant, sara: Grant, visit: TimeType, slots: list[Slot], now: datetime, kind: str
) -> None:
    sent = give(caller, slots[0], now) if kind == "timed" else call(sara, caller.person, visit, now)

    for _ in range(2):
        withdraw_summons(grant=caller, summons=sent.id, now=now)

    assert states() == [SummonsState.WITHDRAWN]
    assert {row.status for row in appointments()} <= {AppointmentStatus.CANCELLED}
    assert Slot.objects.get(id=slots[0].id).status == SlotStatus.FREE
    ended = {"timed": "booking.appointment_cancelled", "open": "booking.summons_withdrawn"}
    assert told() == ["booking.summoned", ended[kind]]
    assert AuditEvent.objects.filter(event="booking.summons_withdrawn").count() == 1
    assert work() == []


def test_what_is_answered_is_not_taken_back(
    caller: Grant, alva: Grant, sara: Grant, visit: TimeType, slots: list[Slot], now: datetime
) -> None:
    sent = call(sara, alva.person, visit, now)
    answer_summons(grant=alva, summons=sent.id, slot=slots[0].id, now=now)

    with pytest.raises(SummonsAnswered):
        withdraw_summons(grant=caller, summons=sent.id, now=now)
    with pytest.raises(SummonsUnknown):
        withdraw_summons(grant=caller, summons=uuid7(), now=now)


@pytest.mark.parametrize(
    ("kind", "state", "begins", "confirms", "withdraws"),
    [
        ("timed", "waiting", DAY, True, True),
        ("timed", "expired", DAY, True, True),
        ("timed", "confirmed", DAY, False, True),
        ("timed", "waiting", -DAY, False, False),
        ("timed", "waiting", None, False, False),
        ("timed", "moved", DAY, False, False),
        ("timed", "cancelled", None, False, False),
        ("open", "waiting", None, False, True),
        ("open", "expired", None, False, True),
        ("open", "booked", DAY, False, False),
        ("open", "withdrawn", None, False, False),
    ],
)
def test_what_can_be_done_with_a_kallelse(
    kind: str, state: str, begins: timedelta | None, confirms: bool, withdraws: bool, now: datetime
) -> None:
    starts_at = now + begins if begins is not None else None

    assert can_confirm_time(kind=kind, state=state, starts_at=starts_at, now=now) is confirms
    assert can_withdraw(kind=kind, state=state, starts_at=starts_at, now=now) is withdraws


def test_a_kallelse_begins_a_contact_with_the_unit(caller: Grant, slots: list[Slot], now: datetime) -> None:
    CareRelation.unguarded.filter(person=caller.person).delete()

    give(caller, slots[0], now)

    relation = CareRelation.unguarded.get(person=caller.person)
    assert (relation.unit, relation.because) == (slots[0].unit, "summoned")
    assert relation.valid_until > slots[0].ends_at


def test_the_list_tells_where_each_kallelse_stands(
    caller: Grant, alva: Grant, sara: Grant, visit: TimeType, slots: list[Slot], now: datetime
) -> None:
    unread, read = call(sara, alva.person, visit, now), call(sara, alva.person, visit, now)
    booked, paper = call(sara, alva.person, visit, now), call(sara, own("cleo", now).person, visit, now)
    read_summons(grant=alva, summons=read.id, now=now)
    answer_summons(grant=alva, summons=booked.id, slot=slots[0].id, now=now)
    confirmed = give(caller, slots[2], now)
    confirm_summons(grant=alva, summons=confirmed.id, now=now)
    withdraw_summons(grant=caller, summons=unread.id, now=now)

    listed = {
        stage: {one.summons.id for one in sent_summonses(grant=sara, stage=stage, number="1", now=now)[1]}
        for stage in Stage
    }

    assert listed == {
        Stage.WAITING: {paper.id},
        Stage.READ: {read.id},
        Stage.CONFIRMED: {confirmed.id},
        Stage.BOOKED: {booked.id},
        Stage.EXPIRED: set(),
        Stage.PAPER: {paper.id},
        Stage.ENDED: {unread.id},
    }
    mona = open_unit(actor=staff("mona"), kinds=[KIND], now=now)
    assert sent_summonses(grant=mona, stage=Stage.READ, number="1", now=now)[1] == []


def form_of(page: Any, **written: str) -> dict[str, str]:
    """What a browser would send: the hidden fields of the page's form, and what is written."""
    form = page.context["form"]
    hidden = {field.html_name: str(field.value() or "") for field in form.hidden_fields()}
    return hidden | {"text_sv": "Vi vill se hur det går.", **written}


def test_a_nurse_calls_somebody_who_chooses_a_time_after_a_look(
    log_in_as: LogIn, sara: Grant, visit: TimeType, slots: list[Slot], now: datetime
) -> None:
    client, day = log_in_as("sara"), local_date(now) + 20 * DAY
    log_in_as("alva")
    found = client.post(reverse("booking:new_summons"), {"number": number_of("alva").value})
    page = client.get(found["Location"])
    written = form_of(
        page, time_type=str(visit.id), last_day_0=str(day.day), last_day_1=str(day.month), last_day_2=str(day.year)
    )

    looked = client.post(found["Location"], written)
    before = len(summonses())
    sent = [client.post(found["Location"], written | {"confirm": "1"}) for _ in range(2)]
    story = client.get(sent[0]["Location"]).content.decode()

    assert "Vi vill se hur det går." in looked.content.decode()
    assert before == 0
    assert [row.valid_until for row in summonses()] == [day + DAY]
    assert sent[0]["Location"] == sent[1]["Location"]
    assert "Sara Nyström" in story


def test_a_nurse_gives_a_time_and_the_resident_comes(
    log_in_as: LogIn, sara: Grant, movable: TimeType, slots: list[Slot], now: datetime, cast: Cast
) -> None:
    client, alva = log_in_as("sara"), log_in_as("alva")
    times = client.get(reverse("booking:summons_times", kwargs={"person": cast("alva")})).content.decode()
    write = reverse("booking:write_summons", kwargs={"person": cast("alva")})
    page = client.get(write, {"tid": str(slots[0].id)})

    sent = client.post(f"{write}?tid={slots[0].id}", form_of(page, confirm="1"))
    row = summonses()[0]
    address = reverse("booking:summons", kwargs={"summons": row.id})
    listed = alva.get(reverse("booking:start")).content.decode()
    shown = alva.get(address).content.decode()
    confirmed = alva.post(address, follow=True).content.decode()

    assert str(slots[0].id) in times
    assert sent.status_code == 302
    assert address in listed
    assert "Jag kommer på den här tiden" in shown
    assert "Omboka tiden" in shown
    assert 'role="status"' in confirmed
    assert states() == [SummonsState.CONFIRMED]


def test_a_time_that_was_taken_while_she_wrote_is_told_and_her_words_are_kept(
    log_in_as: LogIn, sara: Grant, slots: list[Slot], now: datetime, cast: Cast
) -> None:
    client = log_in_as("sara")
    write = reverse("booking:write_summons", kwargs={"person": cast("alva")})
    page = client.get(write, {"tid": str(slots[0].id)})
    take(own("cleo", now), slots[0], now)

    refused = client.post(write, form_of(page, confirm="1"))

    assert refused.status_code == 409
    assert "Vi vill se hur det går." in refused.content.decode()
    assert summonses() == []


def test_a_kallelse_to_a_closed_unit_is_kept_with_its_text_and_phone(
    log_in_as: LogIn, sara: Grant, alva: Grant, visit: TimeType, slots: list[Slot], now: datetime
) -> None:
    client = log_in_as("alva")
    sent = call(sara, alva.person, visit, now, text_sv="Vi vill se hur det går.")
    CareUnit.objects.filter(hsa_id=sara.unit).update(closed_on=local_date(now))

    page = client.get(reverse("booking:summons", kwargs={"summons": sent.id})).content.decode()

    assert "Vi vill se hur det går." in page
    assert unbroken(CareUnit.objects.get(hsa_id=sara.unit).phone) in page
    assert "Mottagningen har stängt" in page
    assert str(slots[0].id) not in page
    with pytest.raises(UnitHasClosed):
        answer_summons(grant=alva, summons=sent.id, slot=slots[0].id, now=now)
    assert [one.summons.id for one in waiting_summonses(grant=alva, now=now)] == [sent.id]


def test_a_hidden_timed_kallelse_leaves_no_trace_for_the_guardian(
    log_in_as: LogIn, sara: Grant, slots: list[Slot], now: datetime, cast: Cast
) -> None:
    bo = log_in_as("bo", acting_for="ella")
    before = bo.get(reverse("booking:start")).content.decode().count("card")
    give(sara, slots[0], now, person=cast("ella"), wording=Wording(hidden_from_guardian=True))

    page = bo.get(reverse("booking:start")).content.decode()

    assert page.count("card") == before
    assert waiting_summonses(grant=own("ella", now, by="bo"), now=now) == []
    assert [row.hidden_from_guardian for row in appointments()] == [True]


@pytest.mark.parametrize("name", ["sent_summons", "withdraw_summons", "letter"])
def test_another_units_kallelse_looks_missing(
    log_in_as: LogIn, sara: Grant, alva: Grant, visit: TimeType, now: datetime, name: str
) -> None:
    sent = call(sara, alva.person, visit, now)
    address = reverse(f"booking:{name}", kwargs={"summons": sent.id})
    method = "post" if name == "withdraw_summons" else "get"

    assert getattr(log_in_as("mona"), method)(address).status_code == 404
    assert getattr(log_in_as("cleo"), method)(address).status_code == 404
    assert getattr(log_in_as("sara"), method)(address).status_code in {200, 302}
