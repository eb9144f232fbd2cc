"""Who may book, move and be shown what: every person x kind x action, tried on the pages and on the server."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from uuid6 import uuid7

from conftest import BJORKBACKEN, number_of, staff
from demo.cast import person_id
from ingang.foundation.access.actions import open_unit
from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.entitlement.actions.giving import approve, end_approvals
from ingang.foundation.entitlement.actions.noting import say_need
from ingang.foundation.entitlement.models import Approval, Listing, ServiceArea
from ingang.foundation.entitlement.part import STANDING
from ingang.foundation.personal.scope import house_scope
from ingang.kernel.grant import Grant
from ingang.kernel.periods import local_date
from ingang.services.booking.actions.allotting import allot_kind, take_back_kind
from ingang.services.booking.actions.booking import confirm_hold
from ingang.services.booking.actions.holding import hold_time
from ingang.services.booking.errors import TimeNotOffered, TimeTypeUnknown
from ingang.services.booking.models import Appointment, Slot, SlotStatus, TimeType
from ingang.services.booking.queries.own import coming_times
from ingang.services.booking.tests.conftest import own, publish
from ingang.services.booking.tests.test_booking import take
from ingang.ui.words import unbroken

LogIn = Callable[..., Client]
Cast = Callable[[str], UUID]
OPEN, ELSEWHERE, NOWHERE = "00", "25", ""


@dataclass(frozen=True, kw_only=True)
class Case:
    """How the unit is open, what it asks of the kind, and who of the cast may then book and see it named."""

    area: str
    terms: dict[str, object]
    may: str
    told: str = ""

    def __str__(self) -> str:
        return f"{self.area or 'nowhere'}-{'-'.join(self.terms) or 'anybody'}"


# Alva is listed and has a cervix; Bo is listed; Imran is approved and listed; Ella (by Bo), Maja and Cleo nothing.
EVERYBODY = "alva bo imran ella maja cleo"
LISTED, APPROVED = "alva bo imran", "imran"
CASES = [
    Case(area=OPEN, terms={}, may=EVERYBODY),
    Case(area=ELSEWHERE, terms={}, may=LISTED),
    Case(area=NOWHERE, terms={}, may=LISTED),
    Case(area=OPEN, terms={"requires_approval": True}, may=APPROVED, told="alva bo ella maja cleo"),
    Case(area=NOWHERE, terms={"requires_approval": True}, may=APPROVED, told="alva bo"),
    Case(area=OPEN, terms={"requires_listing": True}, may=LISTED, told="ella maja cleo"),
    Case(area=OPEN, terms={"need": "cervix"}, may="alva", told="bo imran ella maja cleo"),
    Case(area=OPEN, terms={"need": "pregnancy"}, may="", told=EVERYBODY),
    Case(area=OPEN, terms={"is_restricted": True}, may="cleo"),
    Case(area=NOWHERE, terms={"is_restricted": True}, may="cleo"),
    Case(area=NOWHERE, terms={"is_restricted": True, "age_until": 18}, may="", told="cleo"),
    Case(area=OPEN, terms={"age_from": 13, "age_until": 18}, may="maja", told="alva bo imran ella cleo"),
]
PERSONS = [("alva", None), ("bo", None), ("imran", None), ("ella", "bo"), ("maja", None), ("cleo", None)]


@pytest.fixture
def unit(cast: Cast, now: datetime) -> Grant:
    """The unit's own view of whom it is for."""
    return open_unit(actor=staff("sara"), kinds=[STANDING], now=now)


def set_area(area: str) -> None:
    ServiceArea.objects.filter(unit=BJORKBACKEN).delete()
    if area:
        ServiceArea.objects.create(unit=BJORKBACKEN, region=area)


def set_case(case: Case, unit: Grant, visit: TimeType, now: datetime) -> None:
    set_area(case.area)
    TimeType.objects.filter(id=visit.id).update(rebook_until_hours=24, **case.terms)
    if "is_restricted" in case.terms:
        allot_kind(grant=unit, person=person_id("cleo"), time_type=visit.id, valid_until=None, now=now)


def client_of(log_in_as: LogIn, key: str, by: str | None) -> Client:
    return log_in_as(by, acting_for=key) if by else log_in_as(key)


def posts(answer: Any) -> bool:
    """Whether the page has a button that does something."""
    return 'method="post"' in answer.content.decode().split("<main")[1].split("</main")[0]


@pytest.mark.parametrize(("key", "by"), PERSONS)
@pytest.mark.parametrize("case", CASES, ids=str)
def test_booking_is_shown_exactly_when_the_server_accepts(
    log_in_as: LogIn, unit: Grant, slots: list[Slot], visit: TimeType, now: datetime, case: Case, key: str,
    by: str | None,
) -> None:  # fmt: skip
    set_case(case, unit, visit, now)
    client, may, told = client_of(log_in_as, key, by), key in case.may.split(), key in case.told.split()
    calendar = reverse("booking:calendar", kwargs={"unit": visit.unit})
    time = reverse("booking:time", kwargs={"unit": visit.unit, "slot": slots[0].id})

    week, listed = client.get(calendar), client.get(f"{calendar}?visa=lista")
    question, answer = client.get(time), client.post(time)

    assert [time in page.content.decode() for page in (week, listed)] == [may, may]
    assert (question.status_code == 200 and posts(question)) == may
    assert (Slot.objects.get(id=slots[0].id).status == SlotStatus.HELD) == may
    assert ("Besök hos distriktssköterska" in week.content.decode()) == (may or told)
    if told:
        assert (question.status_code, answer.status_code) == (403, 403)
        assert all('href="tel:' in page.content.decode() for page in (week, question, answer))
    elif not may:
        assert question.status_code == 404
        assert answer.status_code == 302
        assert client.get(answer["Location"]).status_code == week.status_code


@pytest.mark.parametrize(("key", "by"), PERSONS)
@pytest.mark.parametrize("case", CASES, ids=str)
def test_moving_is_shown_exactly_when_the_server_accepts(
    log_in_as: LogIn, unit: Grant, slots: list[Slot], visit: TimeType, now: datetime, case: Case, key: str,
    by: str | None,
) -> None:  # fmt: skip
    TimeType.objects.filter(id=visit.id).update(rebook_until_hours=24)
    booked = take(own(key, now, by=by), slots[0], now)
    set_case(case, unit, visit, now)
    client, may = client_of(log_in_as, key, by), key in case.may.split()
    move = reverse("booking:move", kwargs={"appointment": booked.id})
    to = reverse("booking:move_time", kwargs={"appointment": booked.id, "slot": slots[1].id})

    shown, choose = client.get(reverse("booking:appointment", kwargs={"appointment": booked.id})), client.get(move)
    question, answer = client.get(to), client.post(to)

    assert (move in shown.content.decode()) == may
    assert (choose.status_code == 200 and to in choose.content.decode()) == may
    assert (question.status_code == 200 and posts(question)) == may
    assert (Slot.objects.get(id=slots[1].id).status == SlotStatus.HELD) == may
    assert answer.status_code in {302, 403, 404}
    cancel = reverse("booking:cancel", kwargs={"appointment": booked.id})
    assert cancel in shown.content.decode()
    assert client.post(cancel).status_code == 302


@pytest.mark.parametrize(("key", "by"), PERSONS)
@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_search_leads_whoever_may_to_the_times_and_the_contact_card_also_whoever_is_told_why_not(
    log_in_as: LogIn, unit: Grant, slots: list[Slot], visit: TimeType, now: datetime, case: Case, key: str,
    by: str | None,
) -> None:  # fmt: skip
    set_case(case, unit, visit, now)
    client, may, told = client_of(log_in_as, key, by), key in case.may.split(), key in case.told.split()
    calendar = reverse("booking:calendar", kwargs={"unit": visit.unit})

    found = client.get(f"{reverse('booking:units')}?sok=björkbacken").content.decode()
    contact = client.get(reverse("my_clinics:contact", kwargs={"unit": visit.unit})).content.decode()

    assert "Björkbackens vårdcentral" in found
    assert unbroken("08-465 004 00") in found
    assert [f'href="{calendar}' in page for page in (found, contact)] == [may, may or told]
    assert client.get(calendar).status_code == 200 or not (may or told)
    assert unbroken("08-465 004 00") in contact


def test_after_approval_everything_unrestricted_appears_and_after_removal_nothing(
    log_in_as: LogIn, sara: Grant, unit: Grant, slots: list[Slot], visit: TimeType, now: datetime
) -> None:
    set_area(NOWHERE)
    TimeType.objects.create(
        unit=BJORKBACKEN, code="r", title_sv="Dold grupp", title_en="G", minutes=30, is_open_to_residents=True,
        is_restricted=True,
    )  # fmt: skip
    client, calendar = log_in_as("cleo"), reverse("booking:calendar", kwargs={"unit": visit.unit})
    before = client.get(calendar).status_code
    given = approve(grant=unit, person=person_id("cleo"), valid_until=None, now=now)
    page = client.get(calendar)
    end_approvals(grant=unit, approvals=[given.id], now=now)

    assert (before, page.status_code, client.get(calendar).status_code) == (404, 200, 404)
    assert str(slots[0].id) in page.content.decode()
    assert "Dold grupp" not in page.content.decode()


def test_what_was_given_until_yesterday_is_invisible_and_refused(
    log_in_as: LogIn, unit: Grant, slots: list[Slot], visit: TimeType, now: datetime
) -> None:
    TimeType.objects.filter(id=visit.id).update(is_restricted=True)
    until = local_date(now) + timedelta(days=1)
    allot_kind(grant=unit, person=person_id("cleo"), time_type=visit.id, valid_until=until, now=now)
    grant = own("cleo", now)
    held = hold_time(grant=grant, unit=visit.unit, slot=slots[0].id, now=now)

    with pytest.raises(TimeNotOffered):
        confirm_hold(grant=grant, hold=held.id, now=now + timedelta(days=1))
    with pytest.raises(TimeNotOffered):
        hold_time(grant=grant, unit=visit.unit, slot=slots[1].id, now=now + timedelta(days=1))


def test_a_hold_from_before_the_removal_is_not_booked(
    unit: Grant, slots: list[Slot], visit: TimeType, now: datetime
) -> None:
    TimeType.objects.filter(id=visit.id).update(is_restricted=True)
    given = allot_kind(grant=unit, person=person_id("cleo"), time_type=visit.id, valid_until=None, now=now)
    grant = own("cleo", now)
    held = hold_time(grant=grant, unit=visit.unit, slot=slots[0].id, now=now)
    take_back_kind(grant=unit, allotment=given.id, now=now)

    with pytest.raises(TimeNotOffered):
        confirm_hold(grant=grant, hold=held.id, now=now)


def test_only_the_units_own_restricted_kinds_are_given(
    unit: Grant, slots: list[Slot], visit: TimeType, now: datetime
) -> None:
    for kind in (visit.id, uuid7()):
        with pytest.raises(TimeTypeUnknown):
            allot_kind(grant=unit, person=person_id("cleo"), time_type=kind, valid_until=None, now=now)


def test_many_booked_times_take_as_many_questions_as_one(
    sara: Grant, alva: Grant, visit: TimeType, now: datetime
) -> None:
    TimeType.objects.filter(id=visit.id).update(rebook_until_hours=24)
    times = [slot for day in (7, 8, 9) for slot in publish(sara, visit, now, days=day)[:2]]
    counts: list[int] = []
    for some in (times[:1], times):
        with house_scope():
            Appointment.unguarded.bulk_create(
                Appointment(
                    person=alva.person, unit=slot.unit, slot=slot.id, hold=uuid7(), time_type=visit.id,
                    starts_at=slot.starts_at, ends_at=slot.ends_at, performer_name="S", booked_by="resident",
                    booked_at=now,
                )
                for slot in some[len(counts) :]
            )  # fmt: skip
        with CaptureQueriesContext(connection) as asked:
            found = coming_times(grant=alva, now=now)
        assert [one.can_be_moved for one in found] == [True] * len(some)
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_she_tells_of_her_need_and_then_books(
    log_in_as: LogIn, slots: list[Slot], visit: TimeType, now: datetime
) -> None:
    TimeType.objects.filter(id=visit.id).update(need="pregnancy")
    cleo, calendar = log_in_as("cleo"), reverse("booking:calendar", kwargs={"unit": visit.unit})
    tell = reverse("booking:say_need", kwargs={"unit": visit.unit, "need": "pregnancy"})
    time = reverse("booking:time", kwargs={"unit": visit.unit, "slot": slots[0].id})

    offered = [tell in cleo.get(page).content.decode() for page in (calendar, time)]
    question, told = cleo.get(tell), cleo.post(tell)

    assert offered == [True, True]
    assert (question.status_code, told.status_code, told["Location"]) == (200, 302, calendar)
    assert time in cleo.get(calendar).content.decode()
    assert cleo.post(time).status_code == 302
    assert AuditEvent.objects.filter(event="entitlement.need_said", person=person_id("cleo")).count() == 1


def test_nobody_tells_of_a_need_for_another_nor_where_it_is_not_asked(
    log_in_as: LogIn, unit: Grant, slots: list[Slot], visit: TimeType, now: datetime
) -> None:
    TimeType.objects.filter(id=visit.id).update(need="pregnancy")
    tell = reverse("booking:say_need", kwargs={"unit": visit.unit, "need": "pregnancy"})
    calendar = reverse("booking:calendar", kwargs={"unit": visit.unit})
    bo, cleo, unasked = log_in_as("bo", acting_for="ella"), log_in_as("cleo"), tell.replace("pregnancy", "prostate")
    say_need(grant=unit, person=person_id("cleo"), need="pregnancy", is_included=False, now=now)

    assert tell not in bo.get(calendar).content.decode()
    assert tell not in cleo.get(calendar).content.decode()
    assert [one.post(tell).status_code for one in (bo, cleo)] == [404, 404]
    assert cleo.get(unasked).status_code == 404
    set_area(NOWHERE)
    assert log_in_as("maja").get(tell).status_code == 404


def test_staff_give_a_kind_after_the_name_was_shown_and_take_it_back(
    log_in_as: LogIn, unit: Grant, visit: TimeType, now: datetime
) -> None:
    TimeType.objects.filter(id=visit.id).update(is_restricted=True)
    sara, page = log_in_as("sara"), reverse("booking:allotments")
    wanted = {"number": number_of("cleo").value, "time_type": str(visit.id)}

    preview, given = sara.post(page, wanted), sara.post(page, {**wanted, "confirm": "1"})
    row = sara.get(page).context["lines"][0][0].row
    back = reverse("booking:take_back", kwargs={"allotment": row.id})
    question, taken, again = sara.get(back), sara.post(back), sara.post(back)

    assert [one.status_code for one in (preview, given, question, taken, again)] == [200, 302, 200, 302, 302]
    assert all("Cleo Åkerman" in one.content.decode() for one in (preview, question))
    assert AuditEvent.objects.filter(event="entitlement.allotment_ended").count() == 1
    assert log_in_as("ulla").get(back).status_code == 404


def test_what_is_not_restricted_is_given_to_nobody(log_in_as: LogIn, visit: TimeType) -> None:
    wanted = {"number": number_of("cleo").value, "time_type": str(visit.id), "confirm": "1"}

    answer = log_in_as("sara").post(reverse("booking:allotments"), wanted)

    assert answer.status_code == 400


def test_a_guardian_is_not_let_in_by_what_is_hidden_from_her(
    log_in_as: LogIn, slots: list[Slot], visit: TimeType, now: datetime
) -> None:
    set_area(NOWHERE)
    with house_scope():
        Approval.unguarded.create(
            person=person_id("ella"), unit=BJORKBACKEN, hidden_from_guardian=True, given_at=now, given_by="S",
            giver_name="S",
        )  # fmt: skip
        Listing.unguarded.filter(person=person_id("ella")).delete()
    calendar = reverse("booking:calendar", kwargs={"unit": visit.unit})

    assert log_in_as("bo", acting_for="ella").get(calendar).status_code == 404
