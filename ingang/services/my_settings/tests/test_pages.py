"""The settings' pages as the cast sees them, and opening a locked log-in at the desk."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from conftest import BJORKBACKEN, number_of, relate, resident
from demo.cast import person_id
from ingang.connectors.mail.fake import FakeMailer
from ingang.connectors.sms.client import Sms
from ingang.connectors.sms.fake import FakeSmsSender
from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.identity.actions import lock_in_force, lock_log_in
from ingang.foundation.identity.models import LockReason, LogIn
from ingang.foundation.notifications.models import ChosenChannels
from ingang.foundation.notifications.senders import by_mail, by_sms
from ingang.foundation.people.models import ContactWay, Person, SafeContact

LogInAs = Callable[..., Client]
HERE = "/min/installningar/"


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[Sms]:
    operator, mailer = FakeSmsSender(), FakeMailer()
    channels = {"sms": by_sms(operator), "mail": by_mail(mailer)}
    monkeypatch.setattr("ingang.services.my_settings.sending.configured_senders", lambda: channels)
    return operator.sent


def test_a_new_number_is_used_when_its_code_is_written(log_in_as: LogInAs, sent: list[Sms]) -> None:
    alva = log_in_as("alva")

    asked = alva.post(f"{HERE}mobil/", {"address": "070-174 06 10"})
    code = "".join(sign for sign in sent[0].text if sign.isdigit())
    confirmed = alva.post(f"{HERE}mobil/kod/", {"code": code})

    assert (asked["Location"], confirmed["Location"]) == (f"{HERE}mobil/kod/", HERE)
    assert ContactWay.unguarded.get(person=person_id("alva"), channel="sms").verified_at is not None
    assert "1177" not in sent[0].text


def test_a_wrong_code_confirms_nothing_and_says_so(log_in_as: LogInAs, sent: list[Sms]) -> None:
    alva = log_in_as("alva")
    alva.post(f"{HERE}mobil/", {"address": "0701740610"})

    answer = alva.post(f"{HERE}mobil/kod/", {"code": "abc"})

    assert answer.status_code == 400
    assert "Koden stämmer inte" in answer.content.decode()
    assert not ContactWay.unguarded.filter(person=person_id("alva"), channel="sms").exists()


@pytest.mark.parametrize("address", ["", "sjuttio", "x" * 10_000, "аlva@ingang.example"])
def test_an_unusable_address_gets_no_code(address: str, log_in_as: LogInAs, sent: list[Sms]) -> None:
    answers = [log_in_as("alva").post(f"{HERE}{way}/", {"address": address}) for way in ("mobil", "mejl")]

    assert {answer.status_code for answer in answers} == {400}
    assert sent == []


def test_where_the_code_can_not_be_sent_the_page_says_so(log_in_as: LogInAs) -> None:
    answer = log_in_as("alva").post(f"{HERE}mobil/", {"address": "0701740610"})

    assert "Koden gick inte att skicka nu" in answer.content.decode()


@pytest.mark.parametrize(("key", "is_shown"), [("alva", True), ("maja", True), ("noah", False)])
def test_who_books_no_times_is_led_to_no_calendar_of_them(log_in_as: LogInAs, key: str, is_shown: bool) -> None:
    assert ("/min/tider/kalender/" in log_in_as(key).get(HERE).content.decode()) is is_shown


FORMS: list[tuple[str, dict[str, Any]]] = [
    ("sprak", {"language": "en", "interpreter_language": "so", "communication": ["calm"], "note": "Hej"}),
    ("namn", {"chosen_name": "Alvar", "pronoun": "hen"}),
    ("saker-kontakt", {"avoid": ["letters"], "best_way": "mobile", "note": ""}),
]


@pytest.mark.parametrize(("page", "told"), FORMS)
def test_what_a_person_says_is_kept(page: str, told: dict[str, Any], log_in_as: LogInAs) -> None:
    answer = log_in_as("alva").post(f"{HERE}{page}/", told)

    assert answer["Location"] == HERE
    alva = Person.objects.get(id=person_id("alva"))
    kept = (alva.language == "en", alva.chosen_name == "Alvar", SafeContact.unguarded.exists())
    assert sum(kept) == 1


@pytest.mark.parametrize(("page", "told"), FORMS)
@pytest.mark.parametrize(("who", "whom"), [("erik", "dagny"), ("bo", "maja"), ("cleo", "alva")])
def test_neither_ombud_nor_stranger_comes_here(
    page: str, told: dict[str, Any], who: str, whom: str, log_in_as: LogInAs
) -> None:
    answer = log_in_as(who, acting_for=whom).post(f"{HERE}{page}/", told)

    assert answer.status_code in {403, 404}
    assert not SafeContact.unguarded.exists()


def test_a_guardian_does_not_see_what_the_child_said(log_in_as: LogInAs) -> None:
    log_in_as("noah").post(f"{HERE}saker-kontakt/", {"avoid": ["letters"], "best_way": "", "note": "Inte pappa"})

    page = log_in_as("bo", acting_for="noah").get(f"{HERE}saker-kontakt/")

    assert page.status_code == 200
    assert "Inte pappa" not in page.content.decode()


def test_the_four_closings_stand_side_by_side(log_in_as: LogInAs) -> None:
    page = log_in_as("alva").get(HERE).content.decode()

    for words in ("Låsa inloggning", "Försegla journalen", "Spärra journalen", "Blockera vårdnadshavare"):
        assert words in page


def test_the_desk_opens_a_log_in_in_two_steps(log_in_as: LogInAs, now: datetime, time_machine: Any) -> None:
    sara = log_in_as("sara")
    relate("alva", BJORKBACKEN, "SE0000000020-G001", now=now)
    lock_log_in(person=person_id("alva"), reason=LockReason.OWN_WISH, actor=resident("alva"), now=now)
    told = {"number": number_of("alva").value, "identity_check": "id_document"}

    looked = sara.post("/personal/las-upp/", {"number": told["number"]}).content.decode()
    sara.post("/personal/las-upp/", {**told, "step": "request"})
    early = sara.post("/personal/las-upp/", {**told, "step": "confirm"})
    still_locked = lock_in_force(person=person_id("alva")) is not None
    time_machine.move_to(now + timedelta(hours=49), tick=False)
    later = log_in_as("sara")
    LogIn.objects.update(started_at=now + timedelta(hours=49), last_active_at=now + timedelta(hours=49))
    later.post("/personal/las-upp/", {**told, "step": "confirm"})

    assert "kan inte kontaktas här" in looked
    assert (early.status_code, still_locked) == (400, True)
    assert lock_in_force(person=person_id("alva")) is None


def test_the_desk_shows_no_difference_between_unknown_and_unrelated(log_in_as: LogInAs) -> None:
    sara = log_in_as("sara")

    answers = [
        sara.post("/personal/las-upp/", {"number": number}).content.decode()
        for number in (number_of("linnea").value, "202613991234", "x", "9" * 10_000)
    ]

    assert all("<h2>" not in answer.split("<form")[0].split("<h1>")[-1] for answer in answers)


def test_without_the_role_the_desk_is_closed(log_in_as: LogInAs) -> None:
    assert log_in_as("mona").get("/personal/las-upp/").status_code == 403


NOTICES = f"{HERE}notiser/"
EVERY = {"inbox.new_message": ["mail"], "booking.reminder": [], "booking.reminder_same_day": ["sms", "push"]}


def chosen_of(key: str) -> dict[str, list[str]]:
    rows = ChosenChannels.unguarded.filter(person=person_id(key))
    return {row.code: sorted(row.channels) for row in rows}


def test_the_notices_chosen_are_kept_and_shown_and_stand_in_the_log(log_in_as: LogInAs) -> None:
    alva = log_in_as("alva")

    answer = alva.post(NOTICES, {**EVERY, "is_whole": "1"})

    assert answer["Location"] == HERE
    assert {code: chosen_of("alva")[code] for code in EVERY} == {code: sorted(EVERY[code]) for code in EVERY}
    form = alva.get(NOTICES).context["form"]
    assert {code: list(form[code].value()) for code in EVERY} == {code: sorted(EVERY[code]) for code in EVERY}
    assert AuditEvent.objects.filter(event="notifications.channels_chosen").count() == len(chosen_of("alva"))


@pytest.mark.parametrize(
    "told",
    [
        {},
        EVERY,
        {**EVERY, "is_whole": "1", "inbox.new_message": ["mail", "pigeon"]},
        {**EVERY, "is_whole": "1", "booking.reminder": ["x" * 10_000]},
    ],
)
def test_half_a_form_and_unknown_channels_change_nothing(told: dict[str, Any], log_in_as: LogInAs) -> None:
    answer = log_in_as("alva").post(NOTICES, told)

    assert answer.status_code == 400
    assert chosen_of("alva") == {}


@pytest.mark.parametrize(("who", "whom"), [("bo", "ella"), ("bo", "maja"), ("erik", "dagny"), ("cleo", "alva")])
def test_nobody_chooses_notices_for_another(who: str, whom: str, log_in_as: LogInAs) -> None:
    client = log_in_as(who, acting_for=whom)

    answers = {client.get(NOTICES).status_code, client.post(NOTICES, {**EVERY, "is_whole": "1"}).status_code}

    assert answers <= {403, 404}
    assert (chosen_of(who), chosen_of(whom)) == ({}, {})


@pytest.mark.parametrize(("who", "whom", "notices"), [("alva", None, True), ("bo", "ella", False)])
def test_every_link_of_the_settings_leads_somewhere(
    who: str, whom: str | None, notices: bool, log_in_as: LogInAs
) -> None:
    client = log_in_as(who, acting_for=whom)

    page = client.get(HERE).content.decode().split("<main")[1].split("</main>")[0]

    links = set(re.findall(r'href="(/min/[^"#]*)"', page))
    assert "/min/tider/kalender/" in links
    assert (NOTICES in links, "/min/aviseringar/" in links) == (notices, notices)
    assert {client.get(link).status_code for link in links} == {200}
