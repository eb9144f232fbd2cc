"""The resident's one list of times: what she must know to come, what she has written, what the list lacks."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from demo.cast import person_id
from ingang.foundation.care_units.models import CareUnit
from ingang.foundation.people.models import Person
from ingang.foundation.personal.scope import house_scope
from ingang.kernel.grant import Grant
from ingang.services.booking.actions.booking import confirm_hold
from ingang.services.booking.actions.holding import hold_time
from ingang.services.booking.errors import ReasonMissing, ReasonTooLong
from ingang.services.booking.models import Appointment, Hold, ReasonRule, Slot, TimeType
from ingang.services.booking.rules.reasons import LONGEST_REASON, SHOWN_AT_FIRST, checked_reason, in_two
from ingang.services.booking.tests.conftest import appointments
from ingang.ui.words import unbroken

LogIn = Callable[..., Client]
START = "/min/tider/"
LONG = "Eksem på båda underarmarna sedan i september. " * 4


def ask(kind: TimeType, rule: str) -> None:
    TimeType.objects.filter(id=kind.id).update(reason_rule=rule)


def book(grant: Grant, slot: Slot, now: datetime, reason: str = "") -> Appointment:
    hold = hold_time(grant=grant, unit=slot.unit, slot=slot.id, reason=reason, now=now)
    return confirm_hold(grant=grant, hold=hold.id, now=now)


def change(booked: Appointment, **columns: object) -> None:
    with house_scope():
        Appointment.unguarded.filter(id=booked.id).update(**columns)


def page(client: Client, address: str = START) -> str:
    answer: Any = client.get(address)
    assert answer.status_code == 200
    text: str = answer.content.decode()
    return text


def test_a_coming_time_tells_where_with_whom_how_to_find_it_and_until_when_to_change(
    log_in_as: LogIn, alva: Grant, slots: list[Slot], now: datetime
) -> None:
    TimeType.objects.filter(id=slots[0].time_type).update(preparation_sv="Kom fastande.")
    book(alva, slots[0], now)

    shown = page(log_in_as("alva"))

    for words in (
        "Torsdag 3 december kl. 08.00",
        "Björkbackens vårdcentral",
        "Sara Nyström",
        "Rum 3",
        "Entré från gården",
    ):
        assert words in shown
    for words in (
        "Kom fastande.",
        "Du kan avboka här fram till onsdag 2 december kl. 08.00.",
        unbroken("08-465 004 00"),
    ):
        assert words in shown
    assert "https://www.openstreetmap.org/search?query=" in shown
    assert "rkbacken" not in shown.partition("openstreetmap.org/search?query=")[2].partition('"')[0]


@pytest.mark.parametrize(
    ("form", "words"), [("video", "Ni ses i ett videosamtal"), ("phone", "Mottagningen ringer dig")]
)
def test_a_time_at_a_distance_says_how_and_shows_no_way_there(
    log_in_as: LogIn, alva: Grant, slots: list[Slot], now: datetime, form: str, words: str
) -> None:
    change(book(alva, slots[0], now), form=form)

    shown = page(log_in_as("alva"))

    assert words in shown
    assert "openstreetmap" not in shown
    assert "Entré från gården" not in shown


def test_what_she_needs_follows_every_time_with_a_link_to_change_it(
    log_in_as: LogIn, alva: Grant, slots: list[Slot], now: datetime
) -> None:
    booked = book(alva, slots[0], now)
    Person.objects.filter(id=person_id("alva")).update(interpreter_language="ar", communication="calm")
    client = log_in_as("alva")

    shown = [page(client), page(client, f"/min/tider/{booked.id}/")]

    assert all("Tolk: arabiska; En lugn plats att vänta på. Mottagningen ser det." in one for one in shown)
    assert all('href="/min/installningar/sprak/"' in one for one in shown)


def test_a_guardian_sees_the_childs_needs_and_no_link_to_change_them(
    log_in_as: LogIn, alva: Grant, slots: list[Slot], now: datetime
) -> None:
    booked = book(alva, slots[0], now)
    change(booked, person=person_id("ella"))
    Person.objects.filter(id=person_id("ella")).update(interpreter_language="ar")

    shown = page(log_in_as("bo", acting_for="ella"))

    assert "Tolk: arabiska" in shown
    assert "/min/installningar/sprak/" not in shown


def test_past_times_are_a_list_of_their_own_that_tells_whether_she_came(
    log_in_as: LogIn, alva: Grant, slots: list[Slot], now: datetime
) -> None:
    visited, stayed_away = book(alva, slots[0], now), book(alva, slots[1], now)
    was = {"starts_at": now - timedelta(days=3), "ends_at": now - timedelta(days=3) + timedelta(minutes=30)}
    change(visited, attendance="arrived", **was)
    change(stayed_away, attendance="stayed_away", **was)
    client = log_in_as("alva")

    coming, past = page(client), page(client, "/min/tider/tidigare/")

    assert str(visited.id) not in coming
    assert "Besökt" in past
    assert "Du uteblev" in past
    assert str(visited.id) not in page(log_in_as("cleo"), "/min/tider/tidigare/")


def test_a_time_whose_unit_is_unknown_is_named_and_the_others_are_shown(
    log_in_as: LogIn, alva: Grant, slots: list[Slot], now: datetime
) -> None:
    book(alva, slots[0], now)
    lost = book(alva, slots[1], now)
    change(lost, unit="SE0000000099-X001")
    client = log_in_as("alva")

    shown = page(client)

    assert "En tid kunde inte hämtas" in shown
    assert "Du har en tid torsdag 3 december kl. 08.30." in shown
    assert "Torsdag 3 december kl. 08.00" in shown
    assert client.get(f"/min/tider/{lost.id}/").status_code == 404


def test_units_near_her_that_show_no_times_are_named_and_those_that_do_are_not(
    log_in_as: LogIn, slots: list[Slot], now: datetime
) -> None:
    home = CareUnit.objects.get(hsa_id=slots[0].unit)
    Person.objects.filter(id=person_id("alva")).update(municipality=home.municipality)
    home.hsa_id, home.name, home.phone = "SE0000000020-X009", "Tysta mottagningen", "08-123 456 78"
    home.save(force_insert=True)
    client = log_in_as("alva")

    shown = page(client)
    Person.objects.filter(id=person_id("alva")).update(protection="confidentiality")

    assert "Tysta mottagningen" in shown
    assert "Björkbackens vårdcentral" not in shown
    assert "Tysta mottagningen" not in page(client)


@pytest.mark.parametrize(("rule", "is_asked"), [("", False), ("optional", True), ("mandatory", True)])
def test_what_it_is_about_is_asked_where_the_kind_says_so(
    log_in_as: LogIn, slots: list[Slot], rule: str, is_asked: bool
) -> None:
    ask(TimeType.objects.get(id=slots[0].time_type), rule)

    shown = page(log_in_as("alva"), f"{START}boka/{slots[0].unit}/{slots[0].id}/")

    assert ("Vad gäller det?" in shown) is is_asked
    assert ('href="tel:112"' in shown) is is_asked


def test_what_she_wrote_goes_with_the_time_and_is_cut_in_the_list(
    log_in_as: LogIn, slots: list[Slot], now: datetime
) -> None:
    ask(TimeType.objects.get(id=slots[0].time_type), ReasonRule.OPTIONAL)
    client = log_in_as("alva")
    held = client.post(f"{START}boka/{slots[0].unit}/{slots[0].id}/", {"reason": f"  {LONG}\u202e\0 "})
    client.post(held["Location"])

    shown = page(client)

    assert appointments()[0].reason == LONG.strip()
    assert "<details" in shown
    assert "Visa mer" in shown


@pytest.mark.parametrize(
    ("given", "words"),
    [("", "Skriv vad det gäller"), (" \n ", "Skriv vad det gäller"), ("x" * 401, "Skriv högst 400 tecken")],
)
def test_silence_where_the_unit_must_know_and_too_much_are_told_and_nothing_is_held(
    log_in_as: LogIn, slots: list[Slot], given: str, words: str
) -> None:
    ask(TimeType.objects.get(id=slots[0].time_type), ReasonRule.MANDATORY)

    answer = log_in_as("alva").post(f"{START}boka/{slots[0].unit}/{slots[0].id}/", {"reason": given})

    shown = answer.content.decode()
    assert answer.status_code == 400
    assert words in shown
    assert "<title>Fel:" in shown
    with house_scope():
        assert Hold.unguarded.count() == 0


def test_what_nobody_asked_for_is_not_sent_to_the_unit(log_in_as: LogIn, slots: list[Slot]) -> None:
    client = log_in_as("alva")
    held = client.post(f"{START}boka/{slots[0].unit}/{slots[0].id}/", {"reason": "hemligt"})

    client.post(held["Location"])

    assert appointments()[0].reason == ""


@given(reason=st.text(max_size=500), is_mandatory=st.booleans())
def test_a_reason_is_short_visible_and_on_one_line_or_refused(reason: str, is_mandatory: bool) -> None:
    try:
        kept = checked_reason(reason=reason, is_asked=True, is_mandatory=is_mandatory)
    except (ReasonMissing, ReasonTooLong):
        return
    assert kept or not is_mandatory
    assert len(kept) <= LONGEST_REASON
    assert kept == " ".join(kept.split())
    assert checked_reason(reason=kept, is_asked=True, is_mandatory=is_mandatory) == kept


@given(reason=st.text(alphabet="abcåäö ", max_size=400).map(lambda text: " ".join(text.split())))
def test_a_cut_reason_loses_nothing_and_begins_short(reason: str) -> None:
    first, rest = in_two(reason=reason)

    assert len(first) <= SHOWN_AT_FIRST
    assert f"{first}{rest}".replace(" ", "") == reason.replace(" ", "")
