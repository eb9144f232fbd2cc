"""The local administrator's pages: whom it is about is shown before anything counts, and nobody else gets in."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from uuid6 import uuid7

from conftest import BJORKBACKEN, number_of
from demo.cast import person_id
from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.entitlement.models import Approval, Inclusion, ServiceArea
from ingang.foundation.entitlement.standing import self_included
from ingang.foundation.people.models import Assignment
from ingang.foundation.personal.scope import house_scope
from ingang.kernel.periods import local_date

LogIn = Callable[..., Client]
START, AREAS, NEEDS = (reverse(f"unit_residents:{name}") for name in ("start", "areas", "needs"))
END, THEMSELVES = reverse("unit_residents:end"), reverse("unit_residents:themselves")
ALVA = "Alva Lindqvist"


def number(key: str) -> str:
    return number_of(key).value


def approvals(key: str) -> list[Approval]:
    with house_scope():
        return list(Approval.unguarded.filter(person=person_id(key), unit=BJORKBACKEN, ended_at=None))


def last_day(now: datetime, days: int) -> dict[str, str]:
    day = local_date(now) + timedelta(days=days)
    return {f"last_day_{n}": str(part) for n, part in enumerate((day.day, day.month, day.year))}


def approve(client: Client, key: str, **more: str) -> Any:
    return client.post(START, {"number": number(key), **more})


def test_a_person_is_approved_after_her_name_was_shown(log_in_as: LogIn, now: datetime) -> None:
    sara = log_in_as("sara")

    preview = approve(sara, "alva", **last_day(now, 3))
    before = approvals("alva")
    done = approve(sara, "alva", confirm="1", **last_day(now, 3))

    assert (preview.status_code, before) == (200, [])
    assert ALVA in preview.content.decode()
    assert done.status_code == 302
    assert [one.valid_until for one in approvals("alva")] == [local_date(now) + timedelta(days=4)]
    assert ALVA in sara.get(START).content.decode()
    shown = AuditEvent.objects.filter(event="access.list_shown").values_list("persons", flat=True)
    assert all(str(person_id("alva")) in persons for persons in shown)
    assert len(shown) == 3
    assert AuditEvent.objects.get(event="entitlement.approved").person == person_id("alva")


def test_the_preview_carries_everything_on(log_in_as: LogIn, now: datetime) -> None:
    sara = log_in_as("sara")
    page = approve(sara, "alva", **last_day(now, 3)).content.decode()

    fields = {name: value for name, value in _hidden(page) if name != "csrfmiddlewaretoken"}
    sara.post(START, fields | {"confirm": "1"})

    assert [one.valid_until for one in approvals("alva")] == [local_date(now) + timedelta(days=4)]


def test_approving_twice_approves_once(log_in_as: LogIn) -> None:
    sara = log_in_as("sara")

    answers = [approve(sara, "alva", confirm="1") for _ in range(3)]

    assert [answer.status_code for answer in answers] == [302] * 3
    assert len(approvals("alva")) == 1


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"number": ""}, "Skriv personens personnummer"),
        ({"number": "123"}, 'class="error-summary'),
        ({"number": "198001012384"}, 'class="error-summary'),
        ({"number": "20000229-2384"}, 'class="error-summary'),
    ],
)
def test_a_number_that_leads_nowhere_is_answered_in_words(log_in_as: LogIn, sent: dict[str, str], words: str) -> None:
    answer = log_in_as("sara").post(START, sent)

    assert answer.status_code == 400
    assert words in answer.content.decode() or "Ingen i folkbokföringen" in answer.content.decode()


def test_a_day_that_has_passed_and_the_last_day_of_all_are_refused(log_in_as: LogIn, now: datetime) -> None:
    sara = log_in_as("sara")
    endless = {"last_day_0": "31", "last_day_1": "12", "last_day_2": "9999"}

    answers = [approve(sara, "alva", confirm="1", **days) for days in (last_day(now, -1), endless)]

    assert [answer.status_code for answer in answers] == [400, 400]
    assert approvals("alva") == []


def test_many_are_taken_back_after_their_names_were_shown(log_in_as: LogIn) -> None:
    sara = log_in_as("sara")
    for key in ("alva", "bo"):
        approve(sara, key, confirm="1")
    chosen = {"approval": [str(one.id) for key in ("alva", "bo") for one in approvals(key)]}

    preview = sara.post(END, chosen)
    before = len(approvals("alva"))
    done = sara.post(END, {**chosen, "confirm": "1"})
    again = sara.post(END, {**chosen, "confirm": "1"})

    assert (preview.status_code, before) == (200, 1)
    assert all(name in preview.content.decode() for name in (ALVA, "Bo Ekström"))
    assert (done.status_code, again.status_code) == (302, 302)
    assert approvals("alva") == approvals("bo") == []


@pytest.mark.parametrize("chosen", [[], ["x"]])
def test_taking_back_nobody_changes_nothing(log_in_as: LogIn, chosen: list[str]) -> None:
    assert log_in_as("sara").post(END, {"approval": chosen, "confirm": "1"}).status_code == 302


def test_another_units_approvals_look_missing(log_in_as: LogIn) -> None:
    approve(log_in_as("sara"), "alva", confirm="1")
    own = str(approvals("alva")[0].id)

    answers = [log_in_as("ulla").post(END, {"approval": one}) for one in (own, str(uuid7()))]

    assert [answer.status_code for answer in answers] == [404, 404]


def test_an_area_is_opened_and_closed_after_it_was_shown(log_in_as: LogIn) -> None:
    sara = log_in_as("sara")
    wanted = {"region": "12", "municipality": "1280", "first_age": "13", "last_age": "24"}

    preview = sara.post(AREAS, wanted)
    before = ServiceArea.objects.filter(unit=BJORKBACKEN).count()
    opened = [sara.post(AREAS, {**wanted, "confirm": "1"}) for _ in range(2)]
    row = ServiceArea.objects.get(unit=BJORKBACKEN, municipality="1280")
    close = reverse("unit_residents:close_area", kwargs={"area": row.id})
    question, closed, missing = sara.get(close), sara.post(close), sara.post(close)

    assert ("Malmö" in preview.content.decode(), before) == (True, 1)
    assert "13 till 24 år" in preview.content.decode()
    assert (row.age_from, row.age_until) == (13, 25)
    assert [answer.status_code for answer in opened] == [302, 400]
    assert [answer.status_code for answer in (question, closed, missing)] == [200, 302, 404]


def test_closing_the_only_area_says_what_it_means(log_in_as: LogIn) -> None:
    sara = log_in_as("sara")
    row = ServiceArea.objects.get(unit=BJORKBACKEN)

    page = sara.get(reverse("unit_residents:close_area", kwargs={"area": row.id})).content.decode()

    assert "enda betjäningsområde" in page


@pytest.mark.parametrize(
    "wanted",
    [
        {},
        {"region": "99"},
        {"region": "01", "municipality": "1280"},
        {"region": "00", "municipality": "0184"},
        {"region": "01", "first_age": "20", "last_age": "10"},
        {"region": "01", "first_age": "-1"},
        {"region": "01", "last_age": "150"},
        {"region": "01", "first_age": "x"},
    ],
    ids=str,
)
def test_an_area_that_can_not_be_is_answered_in_words(log_in_as: LogIn, wanted: dict[str, str]) -> None:
    answers = [log_in_as("sara").post(AREAS, {**wanted, **confirm}) for confirm in ({}, {"confirm": "1"})]

    assert [answer.status_code for answer in answers] == [400, 400]
    assert all('role="alert"' in answer.content.decode() for answer in answers)
    assert ServiceArea.objects.filter(unit=BJORKBACKEN).count() == 1


def test_a_need_is_noted_after_the_name_was_shown(log_in_as: LogIn) -> None:
    sara = log_in_as("sara")
    wanted = {"number": number("bo"), "need": "prostate", "is_included": "yes"}

    preview, done = sara.post(NEEDS, wanted), sara.post(NEEDS, {**wanted, "confirm": "1"})

    assert (preview.status_code, done.status_code) == (200, 302)
    assert "Bo Ekström" in preview.content.decode()
    with house_scope():
        said = Inclusion.unguarded.get(person=person_id("bo"))
    assert (said.need, said.is_included, said.by_staff) == ("prostate", True, True)
    assert "Bo Ekström" in sara.get(NEEDS).content.decode()


def test_a_need_that_there_is_not_is_noted_of_nobody(log_in_as: LogIn) -> None:
    answer = log_in_as("sara").post(
        NEEDS, {"number": number("bo"), "need": "male", "is_included": "yes", "confirm": "1"}
    )

    assert answer.status_code == 400
    with house_scope():
        assert not Inclusion.unguarded.filter(person=person_id("bo")).exists()


def test_what_residents_tell_themselves_is_decided_after_it_was_shown(log_in_as: LogIn) -> None:
    sara = log_in_as("sara")

    preview = sara.post(THEMSELVES, {"needs": ["prostate"]})
    before = self_included(unit=BJORKBACKEN)
    sara.post(THEMSELVES, {"needs": ["prostate"], "confirm": "1"})
    sara.post(THEMSELVES, {"needs": ["male"], "confirm": "1"})

    assert "Personer med prostata" in preview.content.decode()
    assert before == {"cervix", "pregnancy"}
    assert self_included(unit=BJORKBACKEN) == {"prostate"}


@pytest.mark.parametrize("page", [START, AREAS, NEEDS])
def test_who_is_no_local_administrator_sees_no_page_and_no_entry(log_in_as: LogIn, page: str) -> None:
    Assignment.objects.filter(staff="SE0000000020-S001").update(roles=["booking_admin"])
    sara = log_in_as("sara")

    answers = [sara.get(page), sara.post(page, {"confirm": "1"})]

    assert [answer.status_code for answer in answers] == [403, 403]
    assert START not in sara.get(reverse("staff_desk:start")).content.decode()


def test_taking_back_without_choosing_anybody_says_what_to_do(log_in_as: LogIn) -> None:
    answer = log_in_as("sara").post(END, {}, follow=True)

    assert answer.status_code == 200
    assert "<title>Fel:" in answer.content.decode()
    assert "Välj vems godkännande som ska tas bort." in answer.content.decode()


@pytest.mark.parametrize("page", [START, END, AREAS, NEEDS, THEMSELVES])
def test_cleo_never_gets_in(log_in_as: LogIn, page: str) -> None:
    assert log_in_as("cleo").post(page, {"number": number("alva"), "confirm": "1"}).status_code == 404


def test_the_log_of_the_person_says_it_in_words(log_in_as: LogIn, cast: Callable[[str], UUID]) -> None:
    approve(log_in_as("sara"), "alva", confirm="1")

    page = log_in_as("alva").get(reverse("access_log:start")).content.decode()

    assert "godkände personen för mottagningens e-tjänster" in page


def _hidden(page: str) -> list[tuple[str, str]]:
    return re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page)
