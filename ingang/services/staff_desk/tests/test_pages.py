"""The staff's start page and a unit's work, as the cast."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

import pytest
from django.urls import reverse

from conftest import staff
from ingang.foundation.access.actions import open_job, open_operation, open_unit
from ingang.foundation.outbox.models import OutboxEvent
from ingang.foundation.work_items.actions import create_work, take_work
from ingang.foundation.work_items.jobs import dead_deliveries_to_work
from ingang.foundation.work_items.models import KIND
from ingang.foundation.work_items.queries import open_work, steps_of, work_line
from ingang.foundation.work_items.tests.conftest import COLLEAGUE
from ingang.kernel.grant import Grant
from ingang.kernel.registry import Registry, current, install
from ingang.services.staff_desk.seeds import samples

LogIn = Callable[..., Any]


@pytest.fixture
def sara(cast: Callable[[str], UUID], now: datetime) -> Grant:
    return open_unit(actor=staff("sara"), kinds=[KIND], now=now)


@pytest.fixture
def item(cast: Callable[[str], UUID], sara: Grant, now: datetime) -> str:
    """The address of work at Sara's unit, about Alva."""
    made = samples(owner=cast("alva"), now=now)["staff_desk:item"]
    return reverse("staff_desk:item", kwargs=made)


PARTS = ("mina", "lediga", "alla", "klara")


def item_id(grant: Grant, now: datetime) -> UUID:
    return open_work(grant=grant, now=now)[0].item.id


def test_the_start_page_shows_the_unit_what_waits_and_where_to_go(log_in_as: LogIn, item: str) -> None:
    page = log_in_as("sara").get(reverse("staff_desk:start")).content.decode()

    assert "Björkbackens vårdcentral" in page
    assert item in page
    assert reverse("booking:desk") in page


def test_another_units_work_is_on_no_page(log_in_as: LogIn, item: str) -> None:
    ulla = log_in_as("ulla")

    assert item not in ulla.get(reverse("staff_desk:start")).content.decode()
    assert [ulla.get(item).status_code, ulla.post(item, {"do": "take"}).status_code] == [404, 404]


def test_who_works_where_the_catalogue_has_no_unit_sees_the_care_giver_as_heading(log_in_as: LogIn) -> None:
    page = log_in_as("nora").get(reverse("staff_desk:start")).content.decode()

    assert "<h1>Nationella redaktionen</h1>" in page


@pytest.mark.parametrize("key", ["vera", "yusuf"])
def test_staff_without_care_or_administration_see_links_alone(log_in_as: LogIn, item: str, key: str) -> None:
    client = log_in_as(key)

    page = client.get(reverse("staff_desk:start"))

    assert page.status_code == 200
    assert item not in page.content.decode()
    assert client.get(item).status_code == 403


@pytest.mark.parametrize("key", ["alva", "cleo"])
def test_residents_never_see_the_desk(log_in_as: LogIn, item: str, key: str) -> None:
    client = log_in_as(key)

    assert [client.get(reverse("staff_desk:start")).status_code, client.get(item).status_code] == [404, 404]


def test_a_nurse_takes_work_and_finishes_it(log_in_as: LogIn, item: str, sara: Grant, now: datetime) -> None:
    client, made = log_in_as("sara"), item_id(sara, now)

    taken = client.post(item, {"do": "take"})
    empty = client.post(item, {"do": "finish", "outcome": ""})
    done = client.post(item, {"do": "finish", "outcome": "Ringde, brev skickat"})
    again = client.post(item, {"do": "finish", "outcome": "Igen"})

    assert [answer.status_code for answer in (taken, empty, done, again)] == [302, 400, 302, 409]
    assert work_line(grant=sara, item=made, now=now).item.outcome == "Ringde, brev skickat"
    assert "<title>Fel:" in empty.content.decode()


@pytest.mark.parametrize("kind", sorted(code for code, one in current().work_kinds.items() if one.page))
def test_work_with_a_page_of_its_own_is_finished_there_alone(
    log_in_as: LogIn, sara: Grant, now: datetime, kind: str
) -> None:
    create_work(grant=sara, unit=sara.unit, kind=kind, subject="what it is about", due_at=now, now=now)
    made, client = item_id(sara, now), log_in_as("sara")
    address = reverse("staff_desk:item", kwargs={"item": made})

    page = client.get(address).content.decode()
    refused = client.post(address, {"do": "finish", "outcome": "Klart"})
    taken = client.post(address, {"do": "take"})

    assert 'value="finish"' not in page
    assert (refused.status_code, taken.status_code) == (409, 302)
    assert "Det här avslutas på en egen sida: välj ”Ta hand om det”. Inget ändrades." in refused.content.decode()
    assert work_line(grant=sara, item=made, now=now).item.outcome == ""
    assert [step.kind for step in steps_of(grant=sara, item=made)] == ["taken"]


def test_work_that_a_colleague_has_taken_says_who_and_is_left_to_her(
    log_in_as: LogIn, item: str, sara: Grant, colleague: Grant, now: datetime
) -> None:
    take_work(grant=colleague, item=item_id(sara, now), now=now)
    client = log_in_as("sara")

    page = client.get(item).content.decode()

    assert "Karin Alm har tagit det här." in page
    assert 'value="take"' not in page
    assert [client.post(item, {"do": "take"}).status_code, client.post(item, {"do": "give_back"}).status_code] == [
        409,
        409,
    ]


def test_work_is_taken_over_with_one_press(
    log_in_as: LogIn, item: str, sara: Grant, colleague: Grant, now: datetime
) -> None:
    made = item_id(sara, now)
    take_work(grant=colleague, item=made, now=now)
    client = log_in_as("sara")

    stale = client.post(item, {"do": "take_over", "taken_by": "somebody"})
    over = client.post(item, {"do": "take_over", "taken_by": COLLEAGUE})

    assert (stale.status_code, over.status_code) == (409, 302)
    assert work_line(grant=sara, item=made, now=now).is_mine


def test_where_nobody_else_works_nothing_can_be_handed_over(log_in_as: LogIn, item: str) -> None:
    assert "Lämna över" not in log_in_as("sara").get(item).content.decode()


def test_work_is_handed_over_and_given_back(
    log_in_as: LogIn, item: str, sara: Grant, colleague: Grant, now: datetime
) -> None:
    made, client = item_id(sara, now), log_in_as("sara")

    shown = client.get(item).content.decode()
    wrong = client.post(item, {"do": "hand_over", "to": "SE0000000040-S001", "word": ""})
    client.post(item, {"do": "take"})
    client.post(item, {"do": "note", "note": "Ringer i morgon"})
    back = client.post(item, {"do": "give_back"})
    over = client.post(item, {"do": "hand_over", "to": COLLEAGUE, "word": "Din patient"})

    assert "Lämna över" in shown
    assert (wrong.status_code, back.status_code, over.status_code) == (400, 302, 302)
    assert [step.kind for step in steps_of(grant=sara, item=made)][:1] == ["handed_over"]
    assert work_line(grant=sara, item=made, now=now).item.taken_by == COLLEAGUE
    assert "Din patient" in client.get(item).content.decode()


@pytest.mark.parametrize("what", ["", "nonsense", "__class__", "Take"])
def test_a_button_that_there_is_not_changes_nothing(
    what: str, log_in_as: LogIn, item: str, sara: Grant, now: datetime
) -> None:
    answer = log_in_as("sara").post(item, {"do": what})

    assert answer.status_code == 400
    assert steps_of(grant=sara, item=item_id(sara, now)) == []


def test_the_list_is_kept_when_work_is_taken_from_it(log_in_as: LogIn, item: str) -> None:
    client = log_in_as("sara")

    answer = client.post(item, {"do": "take", "list": "visa=lediga&typ=work_items.delivery_failed&sida=2&next=//evil"})

    assert answer["Location"] == "/personal/?visa=lediga&typ=work_items.delivery_failed&sida=2&gjort=take"
    assert "Du har tagit det." in client.get("/personal/?gjort=take").content.decode()


@pytest.mark.parametrize("query", ["visa=x&typ=y&sida=0", "sida=99999999999999", "sida=-1", "sida=²", "gjort=x"])
def test_an_address_that_asks_for_what_there_is_not_shows_the_beginning(
    query: str, log_in_as: LogIn, item: str
) -> None:
    page = log_in_as("sara").get(f"/personal/?{query}")

    assert page.status_code == 200
    assert item in page.content.decode()


def test_each_part_shows_its_own(log_in_as: LogIn, item: str) -> None:
    client = log_in_as("sara")
    before = {part: item in client.get(f"/personal/?visa={part}").content.decode() for part in PARTS}
    client.post(item, {"do": "take"})

    after = {part: item in client.get(f"/personal/?visa={part}").content.decode() for part in PARTS}

    assert [part for part in PARTS if before[part]] == ["lediga", "alla"]
    assert [part for part in PARTS if after[part]] == ["mina", "alla"]


def test_late_work_says_so_in_words(log_in_as: LogIn, item: str) -> None:
    assert "Skulle ha varit klart torsdag 26 november kl. 12.00" in log_in_as("sara").get("/personal/").content.decode()


def broken_list(grant: Grant, now: datetime) -> None:
    """A work list whose service is down."""
    raise RuntimeError("down")


def test_a_services_list_that_fails_is_named_and_the_work_is_shown(log_in_as: LogIn, item: str) -> None:
    client, before = log_in_as("sara"), current()
    install(
        Registry(
            replace(one, work_list=f"{__name__}.broken_list") if one.name == "booking" else one
            for one in before.services
        )
    )

    page = client.get("/personal/").content.decode()
    install(before)

    assert item in page
    assert "Bokade tider svar" in page


def test_the_operation_has_a_desk_of_its_own_without_names(
    log_in_as: LogIn, cast: Callable[[str], UUID], now: datetime
) -> None:
    OutboxEvent(name="x.y", version=1, person=cast("alva"), fields={}, at=now, dead_at=now).save(force_insert=True)
    dead_deliveries_to_work(grant=open_job(name="work_items.dead_deliveries", kinds=[KIND], now=now), now=now)
    made = open_work(grant=open_operation(actor=staff("otto"), kinds=[KIND], now=now), now=now)[0].item.id
    address, otto = reverse("staff_desk:item", kwargs={"item": made}), log_in_as("otto")

    pages = otto.get("/personal/").content.decode() + otto.get(address).content.decode()
    again = [otto.post(address, {"do": "retry"}).status_code for _ in range(2)]

    assert "Portalens drift" in pages
    assert address in pages
    assert "Alva" not in pages
    assert again == [302, 409]
    assert [log_in_as(key).get(address).status_code for key in ("sara", "yusuf", "cleo")] == [404, 403, 404]


def test_the_menu_holds_what_the_assignment_opens(log_in_as: LogIn) -> None:
    desk = reverse("booking:desk")

    assert [desk in log_in_as(key).get("/personal/").content.decode() for key in ("sara", "vera")] == [True, False]
