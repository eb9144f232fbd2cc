"""The staff's start page and a unit's work, as the cast."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

import pytest
from django.urls import reverse

from conftest import staff
from ingang.foundation.access.actions import open_unit
from ingang.foundation.work_items.actions import take_work
from ingang.foundation.work_items.models import KIND
from ingang.foundation.work_items.queries import open_work, work_line
from ingang.kernel.grant import Grant
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
    assert [ulla.get(item).status_code, ulla.post(item, {"take": "1"}).status_code] == [404, 404]


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

    taken = client.post(item, {"take": "1"})
    empty = client.post(item, {"finish": "1", "outcome": ""})
    done = client.post(item, {"finish": "1", "outcome": "Ringde, brev skickat"})
    again = client.post(item, {"finish": "1", "outcome": "Igen"})

    assert [answer.status_code for answer in (taken, empty, done, again)] == [200, 400, 302, 409]
    assert work_line(grant=sara, item=made, now=now).item.outcome == "Ringde, brev skickat"


def test_work_that_a_colleague_has_taken_is_left_to_her(
    log_in_as: LogIn, item: str, sara: Grant, now: datetime
) -> None:
    from dataclasses import replace

    other = open_unit(actor=replace(staff("sara"), hsa_id="SE0000000020-S777"), kinds=[KIND], now=now)
    take_work(grant=other, item=item_id(sara, now), now=now)
    client = log_in_as("sara")

    assert 'name="take"' not in client.get(item).content.decode()
    assert client.post(item, {"take": "1"}).status_code == 409
