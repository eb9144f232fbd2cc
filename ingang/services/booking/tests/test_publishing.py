"""Publishing and withdrawing: who may, what is refused, and what the day shows to whom."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from uuid6 import uuid7

from conftest import staff
from ingang.foundation.access.actions import open_unit
from ingang.foundation.audit.models import AuditEvent
from ingang.kernel.grant import Grant
from ingang.kernel.periods import local
from ingang.services.booking.actions.holding import hold_time
from ingang.services.booking.actions.publishing import publish_times, withdraw_time
from ingang.services.booking.cards import card, work_list
from ingang.services.booking.errors import (
    ChangeNightHour,
    PublishingNotAllowed,
    TimeNotFree,
    TimeNotOffered,
    TimesOverlap,
    TimeTypeUnknown,
)
from ingang.services.booking.models import KIND, Slot, SlotStatus, TimeType
from ingang.services.booking.queries.day import day_of_unit
from ingang.services.booking.tests.conftest import own, publish
from ingang.services.booking.tests.test_booking import take

LogIn = Callable[..., Any]


def wishes(kind: TimeType, **changes: Any) -> dict[str, Any]:
    asked = {"publication": uuid7(), "time_type": kind.id, "on": date(2026, 12, 1), "begins": time(8), "ends": time(10),
             "minutes": 30, "place": "Rum 3"}  # fmt: skip
    return asked | changes


def test_published_times_are_the_performers_own_and_audited(sara: Grant, visit: TimeType, now: datetime) -> None:
    slots = publish_times(grant=sara, now=now, **wishes(visit))

    assert [f"{local(slot.starts_at):%H.%M}" for slot in slots] == ["08.00", "08.30", "09.00", "09.30"]
    assert {slot.performer_name for slot in slots} == {"Distriktssköterska Sara Nyström"}
    assert AuditEvent.objects.get(event="booking.times_published").details["count"] == "4"


def test_the_same_form_sent_twice_publishes_once(sara: Grant, visit: TimeType, now: datetime) -> None:
    asked = wishes(visit)

    first, second = (publish_times(grant=sara, now=now, **asked) for _ in range(2))

    assert [slot.id for slot in first] == [slot.id for slot in second]
    assert Slot.objects.count() == 4


def test_times_that_overlap_the_performers_own_are_refused(sara: Grant, visit: TimeType, now: datetime) -> None:
    publish_times(grant=sara, now=now, **wishes(visit))

    with pytest.raises(TimesOverlap):
        publish_times(grant=sara, now=now, **wishes(visit, begins=time(9, 45), ends=time(11)))
    assert Slot.objects.count() == 4


def test_the_database_refuses_two_times_of_a_performer_at_the_same_moment(slots: list[Slot]) -> None:
    slots[0].id = uuid7()

    with pytest.raises(IntegrityError), transaction.atomic():
        slots[0].save(force_insert=True)


def test_a_change_nights_hour_is_refused(sara: Grant, visit: TimeType, now: datetime) -> None:
    with pytest.raises(ChangeNightHour):
        publish_times(grant=sara, now=now, **wishes(visit, on=date(2027, 3, 28), begins=time(1), ends=time(4)))
    assert Slot.objects.count() == 0


def test_another_units_kind_of_time_is_unknown(sara: Grant, visit: TimeType, now: datetime) -> None:
    mona = open_unit(actor=staff("mona"), kinds=[KIND], now=now)

    with pytest.raises(TimeTypeUnknown):
        publish_times(grant=mona, now=now, **wishes(visit))


def test_without_the_role_nobody_publishes_or_withdraws(cast: object, slots: list[Slot], now: datetime) -> None:
    tore = open_unit(actor=staff("tore"), kinds=[KIND], now=now)
    kind = TimeType.objects.create(unit=tore.unit, code="home", title_sv="Hem", title_en="Home", minutes=60)

    with pytest.raises(PublishingNotAllowed):
        publish_times(grant=tore, now=now, **wishes(kind))
    with pytest.raises(PublishingNotAllowed):
        withdraw_time(grant=tore, slot=slots[0].id, now=now)


def test_a_withdrawn_time_can_not_be_booked_and_withdrawing_again_changes_nothing(
    sara: Grant, alva: Grant, slots: list[Slot], now: datetime
) -> None:
    withdraw_time(grant=sara, slot=slots[0].id, now=now)
    withdraw_time(grant=sara, slot=slots[0].id, now=now)

    assert AuditEvent.objects.filter(event="booking.time_withdrawn").count() == 1
    with pytest.raises(TimeNotOffered):
        hold_time(grant=alva, unit=slots[0].unit, slot=slots[0].id, now=now)


@pytest.mark.parametrize("is_booked", [False, True])
def test_a_time_in_somebodys_hands_is_not_withdrawn(
    sara: Grant, alva: Grant, slots: list[Slot], now: datetime, is_booked: bool
) -> None:
    if is_booked:
        take(alva, slots[0], now)
    else:
        hold_time(grant=alva, unit=slots[0].unit, slot=slots[0].id, now=now)

    with pytest.raises(TimeNotFree):
        withdraw_time(grant=sara, slot=slots[0].id, now=now)


def test_the_day_shows_who_comes_and_records_whom_it_showed(
    sara: Grant, alva: Grant, cleo: Grant, slots: list[Slot], now: datetime, cast: Callable[[str], UUID]
) -> None:
    take(alva, slots[1], now)
    hold_time(grant=cleo, unit=slots[2].unit, slot=slots[2].id, now=now)

    lines = day_of_unit(grant=sara, on=local(slots[0].starts_at).date(), now=now)

    assert [(line.person, line.is_free) for line in lines[:4]] == [
        ("", True), ("Alva Lindqvist", False), ("", False), ("", True),
    ]  # fmt: skip
    assert AuditEvent.objects.get(event="access.list_shown").persons == [str(cast("alva"))]


def test_another_units_day_shows_nobody_of_this_unit(alva: Grant, slots: list[Slot], now: datetime) -> None:
    take(alva, slots[1], now)
    mona = open_unit(actor=staff("mona"), kinds=[KIND], now=now)

    assert day_of_unit(grant=mona, on=local(slots[0].starts_at).date(), now=now) == []


def test_the_nurse_publishes_and_withdraws_on_her_pages(log_in_as: LogIn, visit: TimeType) -> None:
    sara = log_in_as("sara")
    form = {"publication": str(uuid7()), "time_type": str(visit.id), "on_0": "1", "on_1": "12", "on_2": "2026",
            "begins": "8.00", "ends": "10:00", "minutes": "30", "place": "Rum 3"}  # fmt: skip

    published = sara.post(reverse("booking:publish"), form, follow=True)
    again = sara.post(reverse("booking:publish"), form, follow=True)
    slot = Slot.objects.order_by("starts_at")[0]
    withdrawn = sara.post(reverse("booking:withdraw", kwargs={"slot": slot.id}), {"dag": "2026-12-01"}, follow=True)

    assert published.status_code == again.status_code == withdrawn.status_code == 200
    assert "08.00–08.30" in published.content.decode()
    assert Slot.objects.count() == 4
    assert "Tillbakadragen" in withdrawn.content.decode()


@pytest.mark.parametrize(
    "changes",
    [
        {"on_0": "31", "on_1": "2"}, {"on_2": "2020"}, {"on_2": ""}, {"begins": "25:00"}, {"ends": "07:00"},
        {"minutes": "0"}, {"minutes": "1", "ends": "23:00"}, {"minutes": "abc"}, {"time_type": str(uuid7())},
        {"publication": "x"}, {"on_2": "2999"},
    ],
)  # fmt: skip
def test_a_form_that_can_not_be_published_keeps_what_was_written(
    log_in_as: LogIn, visit: TimeType, changes: dict[str, str]
) -> None:
    form = {"publication": str(uuid7()), "time_type": str(visit.id), "on_0": "1", "on_1": "12", "on_2": "2026",
            "begins": "08:00", "ends": "10:00", "minutes": "30", "place": "Rum 37"} | changes  # fmt: skip

    answer = log_in_as("sara").post(reverse("booking:publish"), form)

    assert answer.status_code == 400
    assert "data-error-summary" in answer.content.decode()
    assert "Rum 37" in answer.content.decode()
    assert Slot.objects.count() == 0


def test_buttons_and_addresses_agree_on_who_may_publish(log_in_as: LogIn, visit: TimeType) -> None:
    address = reverse("booking:publish")

    for key, may in {"sara": True, "tore": False}.items():
        client = log_in_as(key)
        assert (address in client.get(reverse("booking:desk")).content.decode()) is may
        assert (client.get(address).status_code == 200) is may


@pytest.mark.parametrize("key", ["vera", "yusuf"])
def test_staff_without_care_or_administration_see_no_day(log_in_as: LogIn, visit: TimeType, key: str) -> None:
    assert log_in_as(key).get(reverse("booking:desk")).status_code == 403


@pytest.mark.parametrize("key", ["alva", "cleo"])
def test_residents_see_no_day(log_in_as: LogIn, visit: TimeType, key: str) -> None:
    client = log_in_as(key)

    assert [client.get(reverse(f"booking:{name}")).status_code for name in ("desk", "publish")] == [404, 404]


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "x"])
def test_a_malformed_day_shows_a_day(log_in_as: LogIn, visit: TimeType, day: str) -> None:
    assert log_in_as("sara").get(reverse("booking:desk"), {"dag": day}).status_code == 200


def test_the_card_tells_the_next_time_or_that_there_is_none(alva: Grant, slots: list[Slot], now: datetime) -> None:
    before = card(alva, now)
    take(alva, slots[1], now)
    take(alva, slots[0], now)
    after = card(alva, now)

    assert len(before.sentences) == 1
    assert "08.00" in after.sentences[0]
    assert "Björkbackens vårdcentral" in after.sentences[1]
    assert len(after.sentences) == 3


def test_the_work_list_counts_what_is_left_of_the_day(
    sara: Grant, visit: TimeType, now: datetime, cast: object
) -> None:
    today = publish(sara, visit, now, days=0, hour=14)
    take(own("alva", now), today[0], now)

    assert len(work_list(sara, now)) == 1
    assert work_list(sara, today[0].ends_at) == ()
    assert Slot.objects.get(id=today[0].id).status == SlotStatus.BOOKED
    assert today[0].starts_at - now == timedelta(hours=2)
