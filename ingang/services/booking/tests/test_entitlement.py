"""For whom a kind of time is: ages at both ends on the day of the time, approvals, and one answer everywhere."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from demo.cast import person_id
from ingang.foundation.entitlement.rules import Standing
from ingang.foundation.people.models import Person
from ingang.kernel.grant import Grant
from ingang.kernel.periods import age_on, local_date
from ingang.services.booking.access import kinds_for_her
from ingang.services.booking.actions.booking import cancel_appointment, confirm_hold
from ingang.services.booking.actions.holding import extend_hold, hold_time
from ingang.services.booking.actions.moving import hold_to_move
from ingang.services.booking.actions.summonses import answer_summons
from ingang.services.booking.errors import (
    ApprovalNeeded,
    BirthDateUnknown,
    ListingNeeded,
    NeedNotKnown,
    NotEntitled,
    NotShownToHer,
    TooOld,
    TooYoung,
)
from ingang.services.booking.models import Slot, SlotStatus, TimeType
from ingang.services.booking.rules.entitlement import Terms, why_never, why_not, why_not_within
from ingang.services.booking.staff_seeds import open_kallelse
from ingang.services.booking.tests.conftest import appointments, own, publish
from ingang.services.booking.tests.test_booking import take

LogIn = Callable[..., Any]
DAY = date(2026, 12, 3)
GIVEN = UUID(int=7)
TEENS = Terms(age_from=13, age_until=18)
PERSONS = [("alva", None), ("ella", "bo"), ("maja", None)]
KINDS: list[tuple[dict[str, object], tuple[str, ...]]] = [
    ({}, ("alva", "ella", "maja")),
    ({"age_from": 18}, ("alva",)),
    ({"age_until": 13}, ("ella",)),
    ({"age_from": 13, "age_until": 18}, ("maja",)),
    ({"requires_approval": True}, ()),
    ({"requires_listing": True}, ("alva",)),
    ({"need": "cervix"}, ("alva",)),
    ({"need": "prostate"}, ()),
]


def born(*, turns: int, on: date) -> date:
    return on.replace(year=on.year - turns)


@pytest.mark.parametrize(
    ("terms", "birth_date", "error"),
    [
        (TEENS, born(turns=13, on=DAY), None),
        (TEENS, born(turns=13, on=DAY + timedelta(days=1)), TooYoung),
        (TEENS, born(turns=18, on=DAY + timedelta(days=1)), None),
        (TEENS, born(turns=18, on=DAY), TooOld),
        (Terms(age_from=18), date(2008, 2, 29), None),
        (TEENS, None, BirthDateUnknown),
        (Terms(age_until=13), None, BirthDateUnknown),
        (Terms(), None, None),
    ],
)
def test_the_age_on_the_day_of_the_time_decides(
    terms: Terms, birth_date: date | None, error: type[NotEntitled] | None
) -> None:
    found = why_not(terms=terms, standing=Standing(birth_date=birth_date, in_area=True), on=DAY)

    assert type(found) is (error or type(None))


@pytest.mark.parametrize(
    ("terms", "standing", "error"),
    [
        (Terms(), Standing(), NotShownToHer),
        (Terms(), Standing(in_area=True), None),
        (Terms(), Standing(is_approved=True), None),
        (Terms(), Standing(is_listed=True), None),
        (Terms(), Standing(allotted=frozenset({GIVEN})), NotShownToHer),
        (Terms(given_as=GIVEN), Standing(in_area=True, is_approved=True, is_listed=True), NotShownToHer),
        (Terms(given_as=GIVEN), Standing(allotted=frozenset({GIVEN})), None),
        (Terms(given_as=GIVEN, age_from=18), Standing(allotted=frozenset({GIVEN})), BirthDateUnknown),
        (Terms(requires_approval=True), Standing(in_area=True, is_listed=True), ApprovalNeeded),
        (Terms(requires_approval=True), Standing(is_approved=True), None),
        (Terms(requires_listing=True), Standing(in_area=True, is_approved=True), ListingNeeded),
        (Terms(requires_listing=True), Standing(is_listed=True), None),
        (Terms(need="cervix"), Standing(in_area=True, needs=frozenset({"prostate"})), NeedNotKnown),
        (Terms(need="cervix"), Standing(in_area=True, needs=frozenset({"cervix"})), None),
        (Terms(is_called=True), Standing(), None),
    ],
)
def test_what_the_unit_asks_and_what_she_is_there_decide(
    terms: Terms, standing: Standing, error: type[NotEntitled] | None
) -> None:
    found = why_not(terms=terms, standing=standing, on=DAY)

    assert type(found) is (error or type(None))


DAYS = st.dates(date(1990, 1, 1), date(2026, 11, 1))
SOME_STANDING = st.builds(
    Standing,
    birth_date=st.none() | DAYS,
    in_area=st.booleans(),
    is_approved=st.booleans(),
    is_listed=st.booleans(),
    needs=st.frozensets(st.sampled_from(["cervix", "prostate"])),
    allotted=st.frozensets(st.just(GIVEN)),
)
SOME_TERMS = st.builds(
    Terms,
    age_from=st.none() | st.integers(0, 30),
    age_until=st.none() | st.integers(31, 60),
    requires_approval=st.booleans(),
    requires_listing=st.booleans(),
    need=st.sampled_from(["", "cervix"]),
    given_as=st.none() | st.just(GIVEN),
)


@given(terms=SOME_TERMS, standing=SOME_STANDING)
def test_a_kind_that_is_never_for_her_is_for_her_on_no_day_and_the_list_says_the_same(
    terms: Terms, standing: Standing
) -> None:
    soon = why_not_within(terms=terms, standing=standing, first=DAY, last=DAY + timedelta(days=30))
    daily = [why_not(terms=terms, standing=standing, on=DAY + timedelta(days=day)) for day in range(31)]

    assert (soon is None) == (None in daily)
    if never := why_never(terms=terms, standing=standing):
        assert {type(one) for one in daily} == {type(never)}


@given(terms=SOME_TERMS, standing=SOME_STANDING)
def test_asking_for_more_never_opens_and_being_more_never_closes(terms: Terms, standing: Standing) -> None:
    more = replace(standing, is_approved=True, is_listed=True, in_area=True, needs=frozenset({"cervix"}))
    less = replace(terms, requires_approval=False, requires_listing=False, need="")

    if why_not(terms=terms, standing=standing, on=DAY) is None:
        assert why_not(terms=terms, standing=more, on=DAY) is None
        assert why_not(terms=less, standing=standing, on=DAY) is None


@given(
    birth_date=st.dates(date(1920, 1, 1), date(2026, 11, 1)),
    on=st.dates(date(2026, 11, 2), date(2028, 1, 1)),
    ages=st.tuples(st.integers(0, 60), st.integers(61, 110)),
)
def test_a_day_is_refused_exactly_when_the_age_on_it_lies_outside(
    birth_date: date, on: date, ages: tuple[int, int]
) -> None:
    terms = Terms(age_from=ages[0], age_until=ages[1])

    refused = why_not(terms=terms, standing=Standing(birth_date=birth_date, in_area=True), on=on) is not None

    assert refused == (not ages[0] <= age_on(birth_date, on=on) < ages[1])


@pytest.mark.parametrize(
    ("turns", "days", "error"), [(13, 9, None), (13, 31, TooYoung), (18, 1, None), (18, 0, TooOld)]
)
def test_a_kind_is_offered_when_one_of_the_coming_days_is_right(
    turns: int, days: int, error: type[NotEntitled] | None
) -> None:
    birth_date = born(turns=turns, on=DAY + timedelta(days=days))

    standing = Standing(birth_date=birth_date, in_area=True)

    found = why_not_within(terms=TEENS, standing=standing, first=DAY, last=DAY + timedelta(days=30))

    assert type(found) is (error or type(None))


def set_terms(kind: TimeType, **terms: object) -> None:
    TimeType.objects.filter(id=kind.id).update(**terms)


def set_birth_date(key: str, day: date | None) -> None:
    Person.objects.filter(id=person_id(key)).update(birth_date=day)


@pytest.mark.parametrize(("key", "by"), PERSONS)
@pytest.mark.parametrize(("terms", "entitled"), KINDS, ids=str)
def test_the_button_is_shown_exactly_when_the_server_accepts(
    log_in_as: LogIn, slots: list[Slot], visit: TimeType, terms: dict[str, object], entitled: tuple[str, ...], key: str,
    by: str | None,
) -> None:  # fmt: skip
    set_terms(visit, **terms)
    client = log_in_as(by, acting_for=key) if by else log_in_as(key)
    address = reverse("booking:time", kwargs={"unit": visit.unit, "slot": slots[0].id})
    calendar = reverse("booking:calendar", kwargs={"unit": visit.unit})

    pages = [client.get(place).content.decode() for place in (calendar, f"{calendar}?visa=lista")]
    question, answer = client.get(address), client.post(address)

    may = key in entitled
    assert [address in page for page in pages] == [may, may]
    assert ('method="post"' in question.content.decode().split("<main")[1].split("</main")[0]) == may
    assert (question.status_code, answer.status_code) == ((200, 302) if may else (403, 403))
    assert (Slot.objects.get(id=slots[0].id).status == SlotStatus.HELD) == may
    refused = [] if may else [*pages, question.content.decode(), answer.content.decode()]
    assert all('href="tel:08-46500400"' in page for page in refused)
    assert all("Besök hos distriktssköterska" in page for page in refused[:2])


def test_only_times_from_the_birthday_on_are_shown_and_accepted(
    log_in_as: LogIn, maja: Grant, sara: Grant, slots: list[Slot], visit: TimeType, now: datetime
) -> None:
    later = publish(sara, visit, now, days=8)
    set_terms(visit, age_from=15)
    set_birth_date("maja", born(turns=15, on=local_date(later[0].starts_at)))

    page = log_in_as("maja").get(reverse("booking:calendar", kwargs={"unit": visit.unit})).content.decode()

    assert str(slots[0].id) not in page
    assert str(later[0].id) in page
    with pytest.raises(TooYoung):
        hold_time(grant=maja, unit=visit.unit, slot=slots[0].id, now=now)
    assert take(maja, later[0], now).slot == later[0].id


def test_only_times_before_the_ending_birthday_are_shown_and_accepted(
    log_in_as: LogIn, maja: Grant, sara: Grant, slots: list[Slot], visit: TimeType, now: datetime
) -> None:
    later = publish(sara, visit, now, days=8)
    set_terms(visit, age_until=15)
    set_birth_date("maja", born(turns=15, on=local_date(later[0].starts_at)))

    page = log_in_as("maja").get(reverse("booking:calendar", kwargs={"unit": visit.unit})).content.decode()

    assert str(slots[0].id) in page
    assert str(later[0].id) not in page
    with pytest.raises(TooOld):
        hold_time(grant=maja, unit=visit.unit, slot=later[0].id, now=now)


def test_a_kind_with_ages_is_refused_where_the_birth_date_is_not_known(
    alva: Grant, slots: list[Slot], visit: TimeType, now: datetime
) -> None:
    set_terms(visit, age_from=18)
    set_birth_date("alva", None)

    offer = kinds_for_her(grant=alva, kinds=[TimeType.objects.get(id=visit.id)], now=now)

    assert [type(error) for _, error in offer.refused] == [BirthDateUnknown]
    with pytest.raises(BirthDateUnknown):
        hold_time(grant=alva, unit=visit.unit, slot=slots[0].id, now=now)


def test_a_hold_of_a_kind_that_changed_is_neither_extended_nor_booked(
    log_in_as: LogIn, alva: Grant, slots: list[Slot], visit: TimeType, now: datetime
) -> None:
    hold = hold_time(grant=alva, unit=visit.unit, slot=slots[0].id, now=now)
    set_terms(visit, age_until=18)
    check = reverse("booking:check", kwargs={"hold": hold.id})
    client = log_in_as("alva")

    answers = [client.get(check), client.post(check), client.post(reverse("booking:extend", kwargs={"hold": hold.id}))]

    assert [answer.status_code for answer in answers] == [403] * 3
    assert all('href="tel:08-46500400"' in answer.content.decode() for answer in answers)
    for act in (confirm_hold, extend_hold):
        with pytest.raises(TooOld):
            act(grant=alva, hold=hold.id, now=now)
    assert appointments() == []


def test_a_time_moves_only_to_a_day_on_which_the_kind_is_for_her(
    log_in_as: LogIn, maja: Grant, sara: Grant, slots: list[Slot], visit: TimeType, now: datetime
) -> None:
    later = publish(sara, visit, now, days=8)
    set_terms(visit, age_until=15, rebook_until_hours=24)
    set_birth_date("maja", born(turns=15, on=local_date(later[0].starts_at)))
    booked = take(maja, slots[0], now)
    client = log_in_as("maja")
    new = reverse("booking:move_time", kwargs={"appointment": booked.id, "slot": later[0].id})

    page = client.get(reverse("booking:move", kwargs={"appointment": booked.id})).content.decode()
    answers = [client.get(new), client.post(new)]

    assert str(slots[1].id) in page
    assert str(later[0].id) not in page
    assert [answer.status_code for answer in answers] == [403, 403]
    assert all('href="tel:08-46500400"' in answer.content.decode() for answer in answers)
    with pytest.raises(TooOld):
        hold_to_move(grant=maja, appointment=booked.id, slot=later[0].id, now=now)


def test_a_move_in_hand_is_refused_when_the_birth_date_turned_out_another(
    log_in_as: LogIn, maja: Grant, slots: list[Slot], visit: TimeType, now: datetime
) -> None:
    set_terms(visit, age_until=18, rebook_until_hours=24)
    booked = take(maja, slots[0], now)
    hold = hold_to_move(grant=maja, appointment=booked.id, slot=slots[1].id, now=now)
    set_birth_date("maja", date(1990, 1, 1))

    page = log_in_as("maja").get(reverse("booking:move", kwargs={"appointment": booked.id}))

    assert page.status_code == 403
    with pytest.raises(TooOld):
        confirm_hold(grant=maja, hold=hold.id, now=now)
    assert [one.slot for one in appointments()] == [slots[0].id]


def test_who_was_called_by_the_unit_books_and_moves_what_others_call_for(
    alva: Grant, sara: Grant, slots: list[Slot], visit: TimeType, now: datetime
) -> None:
    set_terms(visit, requires_approval=True, age_until=18, rebook_until_hours=24)
    called = open_kallelse(grant=sara, person=person_id("alva"), time_type=visit.id, now=now)

    booked = answer_summons(grant=alva, summons=called.id, slot=slots[0].id, now=now)
    hold = hold_to_move(grant=alva, appointment=booked.id, slot=slots[1].id, now=now)

    assert confirm_hold(grant=alva, hold=hold.id, now=now).slot == slots[1].id


def test_confirming_asks_only_what_the_kind_asks_of_her(
    alva: Grant, slots: list[Slot], visit: TimeType, now: datetime
) -> None:
    counts = []
    for slot, terms in ((slots[0], {}), (slots[2], {"age_from": 18}), (slots[4], {"requires_listing": True})):
        set_terms(visit, **terms)
        hold = hold_time(grant=alva, unit=visit.unit, slot=slot.id, now=now)
        with CaptureQueriesContext(connection) as asked:
            confirm_hold(grant=alva, hold=hold.id, now=now)
            cancel_appointment(grant=alva, appointment=appointments()[-1].id, now=now)
        counts.append(sum("people_person" in one["sql"] or "entitlement_" in one["sql"] for one in asked))

    assert counts == [2, 2, 3]


def test_cleo_never_gets_in_by_a_kind_that_is_for_her(
    log_in_as: LogIn, maja: Grant, slots: list[Slot], visit: TimeType, now: datetime
) -> None:
    set_terms(visit, age_from=13, rebook_until_hours=24)
    booked = take(maja, slots[0], now)
    hold = hold_to_move(grant=maja, appointment=booked.id, slot=slots[1].id, now=now)
    cleo = log_in_as("cleo")
    check = reverse("booking:check", kwargs={"hold": hold.id})
    new = reverse("booking:move_time", kwargs={"appointment": booked.id, "slot": slots[2].id})

    answers = [cleo.get(check), cleo.post(check), cleo.post(f"{check}langre/"), cleo.get(new), cleo.post(new)]

    assert [answer.status_code for answer in answers] == [404] * 5


@pytest.fixture
def maja(cast: Callable[[str], UUID], now: datetime) -> Grant:
    """Maja's own times; she is fourteen."""
    return own("maja", now)
