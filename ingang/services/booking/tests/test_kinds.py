"""Kinds of time: defined, changed and closed by those who may, and never against what somebody was told."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.urls import reverse
from uuid6 import uuid7

from conftest import staff
from ingang.foundation.access.actions import open_unit
from ingang.foundation.audit.models import AuditEvent
from ingang.kernel.grant import Grant
from ingang.services.booking.actions.booking import cancel_appointment
from ingang.services.booking.actions.kinds import change_time_type, close_time_type, reopen_time_type
from ingang.services.booking.errors import (
    ChangedByColleague,
    PublishingNotAllowed,
    TimeTypeUnknown,
    TooLateToCancel,
)
from ingang.services.booking.models import KIND, AppointmentStatus, EarlierTimeType, Slot, SlotStatus, TimeType
from ingang.services.booking.queries.kinds import all_types_of_unit, types_of_unit
from ingang.services.booking.queries.offer import offered_types
from ingang.services.booking.queries.own import booked_time
from ingang.services.booking.tests.conftest import publish
from ingang.services.booking.tests.test_booking import take

LogIn = Callable[..., Any]
WRITTEN = {
    "version": "1", "title_sv": "Hembesök", "title_en": "Home visit", "form": "visit", "minutes": "45",
    "cancel_until_hours": "48", "rebook_until_hours": "", "late_fee_kr": "200", "preparation_sv": "Ta fram medicinen.",
    "preparation_en": "Have your medicine ready.", "is_open_to_residents": "on", "age_from": "18", "age_until": "",
    "need": "",
}  # fmt: skip


def test_what_booked_people_were_told_stays_when_the_kind_changes(
    sara: Grant, alva: Grant, cleo: Grant, visit: TimeType, slots: list[Slot], now: datetime
) -> None:
    before = take(alva, slots[0], now)
    later = now + timedelta(hours=1)

    change_time_type(
        grant=sara, time_type=visit.id, version=1, now=later, title_sv="Annat", cancel_until_hours=None, late_fee_kr=500
    )
    after = take(cleo, slots[1], later + timedelta(minutes=1))

    told = booked_time(grant=alva, appointment=before.id, now=later).time_type
    assert (told.title_sv, told.cancel_until_hours, told.late_fee_kr) == (visit.title_sv, 24, None)
    assert booked_time(grant=cleo, appointment=after.id, now=later).time_type.title_sv == "Annat"


def test_who_was_told_that_she_may_cancel_still_may(
    sara: Grant, alva: Grant, visit: TimeType, slots: list[Slot], now: datetime
) -> None:
    row = take(alva, slots[0], now)
    for version, hours in ((1, None), (2, 300)):
        moment = now + timedelta(minutes=version)
        change_time_type(grant=sara, time_type=visit.id, version=version, now=moment, cancel_until_hours=hours)

    cancelled = cancel_appointment(grant=alva, appointment=row.id, now=now + timedelta(hours=1))

    assert cancelled.status == AppointmentStatus.CANCELLED


def test_who_books_after_the_change_is_bound_by_it(
    sara: Grant, alva: Grant, visit: TimeType, slots: list[Slot], now: datetime
) -> None:
    change_time_type(grant=sara, time_type=visit.id, version=1, now=now, cancel_until_hours=700)

    row = take(alva, slots[0], now)

    with pytest.raises(TooLateToCancel):
        cancel_appointment(grant=alva, appointment=row.id, now=now)


def test_a_change_of_something_else_than_was_seen_is_refused_with_the_colleagues_name(
    sara: Grant, visit: TimeType, now: datetime
) -> None:
    change_time_type(grant=sara, time_type=visit.id, version=1, now=now, minutes=20)

    with pytest.raises(ChangedByColleague) as met:
        change_time_type(grant=sara, time_type=visit.id, version=1, now=now, minutes=60)

    assert met.value.values == {"name": "Sara Nyström", "clock": "12:00"}
    assert TimeType.objects.get(id=visit.id).minutes == 20


def test_a_closed_kind_is_not_offered_and_its_free_times_are_withdrawn(
    sara: Grant, alva: Grant, visit: TimeType, slots: list[Slot], now: datetime
) -> None:
    take(alva, slots[0], now)

    withdrawn = close_time_type(grant=sara, time_type=visit.id, version=1, now=now)
    again = close_time_type(grant=sara, time_type=visit.id, version=1, now=now)

    assert (withdrawn, again) == (7, 0)
    assert offered_types(unit=visit.unit) == types_of_unit(unit=visit.unit) == []
    assert Slot.objects.get(id=slots[0].id).status == SlotStatus.BOOKED
    with pytest.raises(TimeTypeUnknown):
        publish(sara, visit, now, days=9)


def test_a_kind_that_is_opened_again_can_be_published_but_is_not_open_to_residents(
    sara: Grant, visit: TimeType, now: datetime
) -> None:
    close_time_type(grant=sara, time_type=visit.id, version=1, now=now)

    for _ in range(2):
        reopen_time_type(grant=sara, time_type=visit.id, now=now)

    assert [kind.id for kind in types_of_unit(unit=visit.unit)] == [visit.id]
    assert offered_types(unit=visit.unit) == []
    assert AuditEvent.objects.filter(event="booking.time_type_changed").count() == 1


def test_without_the_role_or_at_another_unit_nothing_is_changed(visit: TimeType, cast: object, now: datetime) -> None:
    tore, mona = (open_unit(actor=staff(key), kinds=[KIND], now=now) for key in ("tore", "mona"))

    for grant, refusal in ((tore, PublishingNotAllowed), (mona, TimeTypeUnknown)):
        with pytest.raises(refusal):
            change_time_type(grant=grant, time_type=visit.id, version=1, now=now, minutes=10)
        with pytest.raises(refusal):
            close_time_type(grant=grant, time_type=visit.id, version=1, now=now)
        with pytest.raises(refusal):
            reopen_time_type(grant=grant, time_type=visit.id, now=now)
    assert EarlierTimeType.objects.count() == 0


def test_the_nurse_adds_changes_and_closes_a_kind_on_her_pages(log_in_as: LogIn, visit: TimeType) -> None:
    sara = log_in_as("sara")

    sara.post(reverse("booking:new_kind"), WRITTEN | {"version": "0"})
    added = TimeType.objects.get(title_sv="Hembesök")
    page = reverse("booking:kind", kwargs={"time_type": added.id})
    shown = sara.get(page).content.decode()
    sara.post(page, WRITTEN | {"minutes": "60", "rebook_until_hours": "24"})
    sara.post(reverse("booking:close_kind", kwargs={"time_type": added.id}), {"version": "2"})
    closed = TimeType.objects.get(id=added.id)
    reopened = sara.post(reverse("booking:close_kind", kwargs={"time_type": added.id}), {"open": "1"}, follow=True)

    assert (added.code, added.cancel_until_hours, added.rebook_until_hours, added.age_from) == (
        "hembesok",
        48,
        None,
        18,
    )
    assert 'value="45"' in shown
    assert (closed.minutes, closed.rebook_until_hours, closed.closed_at is not None) == (60, 24, True)
    assert "Hembesök" in reopened.content.decode()


def test_two_who_change_a_kind_both_see_both_versions(log_in_as: LogIn, visit: TimeType) -> None:
    client, page = log_in_as("sara"), reverse("booking:kind", kwargs={"time_type": visit.id})

    client.post(page, WRITTEN | {"title_sv": "Kollegans namn"})
    met = client.post(page, WRITTEN | {"title_sv": "Mitt namn"})
    words = met.content.decode()
    saved = client.post(page, WRITTEN | {"title_sv": "Mitt namn", "version": met.context["form"]["version"].value()})

    assert met.status_code == 409
    assert "Sara Nyström" in words
    assert "Kollegans namn" in words
    assert 'value="Mitt namn"' in words
    assert saved.status_code == 302
    assert TimeType.objects.get(id=visit.id).title_sv == "Mitt namn"


@pytest.mark.parametrize(
    "changes",
    [
        {"minutes": "4"}, {"minutes": "481"}, {"minutes": "x"}, {"title_sv": ""}, {"title_en": "x" * 121},
        {"form": "letter"}, {"cancel_until_hours": "-1"}, {"late_fee_kr": "99999"}, {"need": "woman"},
        {"age_from": "20", "age_until": "20"}, {"preparation_en": ""}, {"version": "x"}, {"version": ""},
    ],
)  # fmt: skip
def test_a_kind_that_can_not_be_saved_keeps_what_was_written(
    log_in_as: LogIn, visit: TimeType, changes: dict[str, str]
) -> None:
    page = reverse("booking:kind", kwargs={"time_type": visit.id})

    answer = log_in_as("sara").post(page, WRITTEN | {"title_en": "Kept"} | changes)

    assert answer.status_code == 400
    assert "data-error-summary" in answer.content.decode()
    assert TimeType.objects.get(id=visit.id).version == 1


@pytest.mark.parametrize("key", ["tore", "vera", "cleo"])
def test_those_who_may_not_publish_see_no_kinds(log_in_as: LogIn, visit: TimeType, key: str) -> None:
    client = log_in_as(key)
    addresses = [
        reverse("booking:kinds"),
        reverse("booking:new_kind"),
        reverse("booking:kind", kwargs={"time_type": visit.id}),
    ]

    assert {client.get(address).status_code for address in addresses} <= {403, 404}
    assert client.post(addresses[2], WRITTEN).status_code in {403, 404}
    assert TimeType.objects.get(id=visit.id).version == 1


def test_another_units_kind_looks_missing(log_in_as: LogIn, visit: TimeType) -> None:
    mona = log_in_as("mona")

    answers = [mona.get(reverse("booking:kind", kwargs={"time_type": one})).status_code for one in (visit.id, uuid7())]

    assert answers == [404, 404]


def test_two_kinds_of_the_same_name_get_codes_of_their_own(log_in_as: LogIn, cast: Callable[[str], UUID]) -> None:
    sara = log_in_as("sara")

    for _ in range(2):
        sara.post(reverse("booking:new_kind"), WRITTEN)

    assert {kind.code for kind in all_types_of_unit(unit="SE0000000020-U001")} == {"hembesok", "hembesok-2"}
