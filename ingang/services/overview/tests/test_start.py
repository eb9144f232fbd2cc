"""The start page as the cast sees it."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from conftest import staff
from demo.cast import person_id
from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.outbox.actions import announce
from ingang.foundation.people.models import Person
from ingang.foundation.regions.actions import decide
from ingang.kernel.grant import Grant
from ingang.kernel.periods import local_date
from ingang.kernel.registry import Registry, current, install
from ingang.kernel.service import Card, FirstThing

pytestmark = pytest.mark.django_db

BJORKBACKEN = "SE0000000020-U001"

LogInAs = Callable[..., Client]
Booked = Callable[[str], None]


@pytest.fixture
def booked(now: datetime, deliver: Callable[[], int]) -> Booked:
    """Announces a booked time, which the inbox turns into an unread message."""

    def announced(key: str) -> None:
        fields = {"appointment": str(uuid4()), "unit": BJORKBACKEN, "starts_at": now.isoformat()}
        fields |= {"hidden_from_guardian": ""}
        announce(name="booking.appointment_booked", person=person_id(key), fields=fields, now=now)
        deliver()

    return announced


def broken_card(grant: Grant, now: datetime) -> Card:
    """A card whose service is down."""
    raise RuntimeError("down")


@pytest.fixture
def broken_inbox() -> Iterator[None]:
    """The inbox's card fails."""
    before = current()
    install(
        Registry(
            replace(one, card=f"{__name__}.broken_card") if one.name == "inbox" else one for one in before.services
        )
    )
    yield
    install(before)


def test_an_unread_message_is_the_first_thing_to_do(log_in_as: LogInAs, booked: Booked) -> None:
    alva = log_in_as("alva")
    booked("alva")

    page = alva.get("/min/")

    assert [card.address for card in page.context["page"].first] == ["/min/inkorg/"]
    assert "1 oläst meddelande" in page.content.decode()


def test_with_nothing_to_do_the_page_says_so(log_in_as: LogInAs) -> None:
    page = log_in_as("alva").get("/min/").content.decode()

    assert "Ingenting väntar på dig just nu." in page


@pytest.mark.usefixtures("broken_inbox")
def test_a_card_that_fails_is_named_and_the_others_are_shown(log_in_as: LogInAs) -> None:
    page = log_in_as("alva").get("/min/")

    text = page.content.decode()
    assert page.status_code == 200
    assert "Inkorg svar" in text
    assert "Ingenting väntar på dig just nu." not in text
    assert "/min/tider/" in [card.address for card in page.context["page"].cards]


def test_one_grant_is_recorded_for_all_cards(log_in_as: LogInAs) -> None:
    log_in_as("alva").get("/min/")

    openings = AuditEvent.objects.filter(event="access.person_opened", person=person_id("alva"))
    assert [(row.outcome, "inbox.message" in row.kinds) for row in openings] == [("done", True)]


def test_a_guardian_gets_the_cards_of_the_child_and_no_choice_of_others(log_in_as: LogInAs, booked: Booked) -> None:
    bo = log_in_as("bo", acting_for="ella")
    booked("ella")

    page = bo.get("/min/")

    assert page.context["page"].first
    assert page.context["page"].others == ()
    assert "Ella Ekström" in page.content.decode()


@pytest.mark.parametrize(
    ("key", "others"), [("bo", ["Ella", "Noah"]), ("erik", ["Dagny"]), ("cleo", []), ("freja", [])]
)
def test_the_page_offers_those_whom_one_may_act_for(log_in_as: LogInAs, key: str, others: list[str]) -> None:
    page = log_in_as(key).get("/min/")

    assert sorted(one.name.partition(" ")[0] for one in page.context["page"].others) == others


@pytest.mark.parametrize(("key", "acting_for"), [("cleo", "alva"), ("bo", "maja"), ("freja", "gustav")])
def test_who_may_not_act_gets_no_cards_and_it_is_recorded(log_in_as: LogInAs, key: str, acting_for: str) -> None:
    page = log_in_as(key, acting_for=acting_for).get("/min/")

    assert page.status_code in {403, 404}
    assert AuditEvent.objects.filter(person=person_id(acting_for), outcome="refused").count() == 1


def test_a_youth_sees_what_she_reaches_and_nothing_is_refused(log_in_as: LogInAs) -> None:
    page = log_in_as("maja").get("/min/")

    assert "/min/inkorg/" in [card.address for card in page.context["page"].cards]
    assert not AuditEvent.objects.filter(person=person_id("maja"), outcome="refused").exists()


def test_staff_have_no_start_page_here(log_in_as: LogInAs) -> None:
    assert log_in_as("sara").get("/min/").status_code == 404


def test_the_number_of_queries_does_not_grow_with_messages(log_in_as: LogInAs, booked: Booked) -> None:
    alva = log_in_as("alva")
    booked("alva")
    alva.get("/min/")

    with CaptureQueriesContext(connection) as with_one:
        alva.get("/min/")
    booked("alva")
    with CaptureQueriesContext(connection) as with_two:
        alva.get("/min/")

    assert len(with_two) == len(with_one)


def two_first_things(grant: Grant, now: datetime) -> tuple[FirstThing, ...]:
    """What a service asks for, out of order."""
    return (
        FirstThing(title="Later", address="/b/", order=20),
        FirstThing(title="Tomorrow", address="/a/", order=20, due=now),
        FirstThing(title="Now", address="/c/", order=10),
    )


def test_the_first_things_of_services_stand_in_their_order(log_in_as: LogInAs) -> None:
    alva, before = log_in_as("alva"), current()
    install(
        Registry(
            replace(one, first_things=f"{__name__}.two_first_things") if one.name == "inbox" else one
            for one in before.services
        )
    )

    page = alva.get("/min/")
    install(before)

    assert [thing.title for thing in page.context["page"].first] == ["Now", "Tomorrow", "Later"]
    assert '<a href="/a/">Tomorrow</a>' in page.content.decode()


MENU = ["Start", "Inkorg", "Bokade tider", "Journalen", "Övriga tjänster"]
ALSO = ["Inställningar", "Agera ombud", "Mottagningar", "Lägg till mottagning"]


def test_the_menu_has_the_words_of_the_specification_in_its_order(log_in_as: LogInAs) -> None:
    shown = log_in_as("alva").get("/min/").context["ui"]

    assert [item.title for item in shown.viewer.menu] == MENU + ALSO


@pytest.mark.parametrize(
    ("key", "acting_for"), [("alva", None), ("maja", None), ("noah", None), ("bo", "ella"), ("erik", "dagny")]
)
def test_no_line_of_the_menu_or_of_other_services_leads_nowhere(
    log_in_as: LogInAs, key: str, acting_for: str | None
) -> None:
    client = log_in_as(key, acting_for=acting_for)
    others = client.get("/min/ovriga-tjanster/")
    lines = [item.url for item in others.context["ui"].viewer.menu]
    lines += [one.address for one in others.context["page"].services]

    assert [address for address in lines if client.get(address).status_code != 200] == []


@pytest.mark.parametrize(
    ("key", "closed"), [("alva", []), ("maja", ["Journalen"]), ("noah", ["Bokade tider", "Journalen"])]
)
def test_what_her_age_closes_is_not_in_her_menu_and_other_services_say_why(
    log_in_as: LogInAs, key: str, closed: list[str]
) -> None:
    page = log_in_as(key).get("/min/ovriga-tjanster/")

    assert [row.question for row in page.context["page"].closed] == closed
    assert not set(closed) & {item.title for item in page.context["ui"].viewer.menu}
    assert ("Vid den här åldern går det inte att nå här" in page.content.decode()) == bool(closed)


def test_she_is_greeted_by_the_name_that_she_chose(log_in_as: LogInAs) -> None:
    Person.objects.filter(id=person_id("alva")).update(chosen_name="Allan")

    own = log_in_as("alva").get("/min/").content.decode()
    acting = log_in_as("bo", acting_for="ella").get("/min/").content.decode()

    assert "<h1>Hej Allan</h1>" in own
    assert "<h1>Start</h1>" in acting


def test_other_services_tell_what_the_region_has_and_has_not(log_in_as: LogInAs, now: datetime) -> None:
    before = log_in_as("alva").get("/min/ovriga-tjanster/").context["page"]
    admin = replace(staff("yusuf"), region="01")
    decide(actor=admin, code="booking.open", value=False, valid_from=local_date(now), seen=0, now=now)

    after = log_in_as("alva").get("/min/ovriga-tjanster/").context["page"]
    protected = log_in_as("freja").get("/min/ovriga-tjanster/").context["page"]

    sentence = "Invånare kan boka tider"
    assert [one.is_on for one in before.offers if one.sentence.startswith(sentence)] == [True]
    assert [one.is_on for one in after.offers if one.sentence.startswith(sentence)] == [False]
    assert [one.why_not for one in after.offers if one.sentence.startswith(sentence)] == [
        "/fardplan/regioner/01/?tjanst=booking"
    ]
    assert (before.region, protected.region, protected.offers) == ("Region Stockholm", "", ())


@pytest.mark.parametrize("address", ["/min/inkorg/", "/min/finns-inte/", "/min/ovriga-tjanster/", "/min/tider/boka/x/"])
def test_the_banner_stands_on_every_page_also_on_one_that_is_missing(log_in_as: LogInAs, address: str) -> None:
    page = log_in_as("bo", acting_for="ella").get(address).content.decode()

    assert "Du är ombud för <strong>Ella Ekström</strong>" in page


def test_where_the_right_has_ended_the_banner_says_so_without_a_name(log_in_as: LogInAs) -> None:
    page = log_in_as("bo", acting_for="maja").get("/min/inkorg/").content.decode()

    assert "Du är ombud för en annan person, men får inte längre vara det här" in page
    assert "Maja" not in page
    assert "Byt person" in page
