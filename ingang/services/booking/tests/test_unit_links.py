"""What a unit's contact card says that can be done there: the way to its times, the first of them, or why not."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from conftest import BJORKBACKEN
from ingang.foundation.people.models import Mandate
from ingang.kernel.grant import Grant
from ingang.kernel.service import UnitLink
from ingang.services.booking.actions.kinds import define_time_type
from ingang.services.booking.models import KIND, Slot
from ingang.services.booking.tests.conftest import own
from ingang.services.booking.unit_links import at_unit

LogIn = Callable[..., Client]
TIMES = f"/min/tider/boka/{BJORKBACKEN}/"
CARD = f"/min/mottagningar/{BJORKBACKEN}/"


def test_the_contact_card_leads_to_the_times_once_the_unit_offers_any(
    log_in_as: LogIn, sara: Grant, alva: Grant, now: datetime
) -> None:
    client = log_in_as("alva")
    before = client.get(CARD).content.decode()
    define_time_type(grant=sara, title_sv="Besök", title_en="Visit", minutes=15, is_open_to_residents=True, now=now)

    (link,) = at_unit(BJORKBACKEN, alva, now)

    assert link == UnitLink(
        title="Boka en tid",
        address=TIMES,
        about="Inga lediga tider just nu. Ring mottagningen eller titta på en annan.",
        order=link.order,
    )
    assert TIMES not in before
    assert TIMES in client.get(CARD).content.decode()


def test_the_contact_card_tells_the_first_free_time_hours_address_and_phone(
    log_in_as: LogIn, slots: list[Slot]
) -> None:
    page = log_in_as("alva").get(CARD).content.decode()

    for told in (
        "Björkbackens vårdcentral", "Första lediga tid: torsdag 3 december kl. 08.00.", "Öppet till", "08.00–17.00",
        "Exempelgatan 1, 169\N{NO-BREAK SPACE}00 Solna", "Entré från gården", 'href="tel:0846500400"',
    ):  # fmt: skip
        assert told in page


def test_of_times_that_are_not_for_her_it_leads_to_why(sara: Grant, alva: Grant, now: datetime) -> None:
    define_time_type(
        grant=sara, title_sv="Ungdomssamtal", title_en="Talk", minutes=30, age_until=20, is_open_to_residents=True,
        now=now,
    )  # fmt: skip

    (link,) = at_unit(BJORKBACKEN, alva, now)

    assert (link.title, link.address) == ("Se varför du inte kan boka här", TIMES)


@pytest.mark.parametrize("unit", ["SE0000000020-UXXX", "", "nonsens"])
def test_at_a_unit_that_is_not_there_nothing_can_be_done(alva: Grant, now: datetime, unit: str) -> None:
    assert at_unit(unit, alva, now) == ()


def test_a_restricted_kind_that_was_not_given_to_her_leaves_no_link(sara: Grant, alva: Grant, now: datetime) -> None:
    define_time_type(
        grant=sara, title_sv="Grupp", title_en="Group", minutes=30, is_restricted=True, is_open_to_residents=True,
        now=now,
    )  # fmt: skip

    assert at_unit(BJORKBACKEN, alva, now) == ()


def test_an_ombud_for_booking_alone_sees_the_card_and_books_but_reaches_nothing_of_her_units(
    log_in_as: LogIn, slots: list[Slot]
) -> None:
    Mandate.unguarded.update(kinds=[KIND])
    erik = log_in_as("erik", acting_for="dagny")

    page = erik.get(CARD)

    assert page.status_code == 200
    assert TIMES in page.content.decode()
    assert "Lägg till mottagningen" not in page.content.decode()
    assert f'href="{reverse("my_clinics:start")}"' not in page.content.decode()
    assert erik.post(CARD, {"wish": "add"}).status_code in {403, 404}
    assert erik.get(reverse("my_clinics:start")).status_code in {403, 404}


def test_own_grant_of_a_guardian_leads_to_the_childs_times(sara: Grant, now: datetime) -> None:
    define_time_type(
        grant=sara, title_sv="Barnbesök", title_en="Child", minutes=30, age_until=6, is_open_to_residents=True, now=now
    )

    titles = [at_unit(BJORKBACKEN, grant, now)[0].title for grant in (own("ella", now, by="bo"), own("bo", now))]

    assert titles == ["Boka en tid", "Se varför du inte kan boka här"]
