"""What the one search finds of a person's own: under a grant, told in the log, and hers alone."""

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import resolve

from conftest import resident
from demo.cast import person_id
from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.people.models import GuardianBlock
from ingang.foundation.personal.scope import house_scope
from ingang.foundation.published.keeping import keeping_of
from ingang.foundation.search.actions import refresh_all
from ingang.services.booking import own_finds as booking
from ingang.services.my_clinics.models import OwnClinic
from ingang.services.site_search.own import find_own
from tests.faults.test_hidden import EKEN, hidden_message
from tests.faults.test_queries import HOME, grow

LogIn = Callable[..., Client]
KINDS = {"booking.appointment", "inbox.message", "my_clinics.clinic"}
FOUND = {
    "time": re.compile(r'href="/min/tider/[0-9a-f]{8}-[0-9a-f-]{27}/"'),
    "message": re.compile(r'href="/min/inkorg/[0-9a-f]{8}-[0-9a-f-]{27}/"'),
    "unit": re.compile(rf'href="/min/mottagningar/{HOME}/"'),
}


@pytest.fixture
def alva(log_in_as: LogIn, now: datetime) -> Client:
    """Alva, who has coming and past times, messages and a unit of her own."""
    client = log_in_as("alva")
    grow(now, 0, 2)
    with house_scope():
        OwnClinic(person=person_id("alva"), unit=HOME, because="added", added_at=now).save(force_insert=True)
    return client


def own(client: Client, words: str, *, address: str = "/sok/", **more: str) -> str:
    """The part of the page that is the reader's own; empty where there is none."""
    text = client.get(address, {"q": words} | more).content.decode()
    return text.partition('aria-labelledby="own"')[2].partition("</section>")[0]


def openings() -> list[AuditEvent]:
    return list(AuditEvent.objects.filter(event="access.person_opened").order_by("id"))


def test_her_own_is_found_by_the_words_that_she_knows_it_by(alva: Client) -> None:
    asked = {"besök": {"time"}, "hej": {"message"}, "björkbacken": {"time", "message", "unit"}, "hosta": set()}

    told = {words: {kind for kind, link in FOUND.items() if link.search(own(alva, words))} for words in asked}

    assert told == asked
    assert len(FOUND["time"].findall(own(alva, "besök 1"))) == 2
    assert "/min/journalen/?sok=bes%C3%B6k" in own(alva, "besök")


def test_what_she_meant_is_found_where_nothing_is_called_what_she_wrote(alva: Client) -> None:
    refresh_all()

    assert FOUND["time"].search(own(alva, "bokadde tidder"))
    assert FOUND["time"].search(own(alva, "appointment", address="/en/sok/"))


def test_nobody_else_finds_it_and_a_public_kind_alone_asks_for_nothing_of_hers(alva: Client, log_in_as: LogIn) -> None:
    before = len(openings())

    others = [own(client, "besök") for client in (Client(), log_in_as("sara"))]

    assert others == ["", ""]
    assert own(alva, "besök", bland="care_finder.unit") == own(alva, " ") == ""
    assert len(openings()) == before
    assert not FOUND["time"].search(own(log_in_as("cleo"), "besök"))


def test_each_search_is_one_opening_in_the_log_and_no_word_of_it(alva: Client) -> None:
    before = len(openings())

    own(alva, "besök hemligtord")

    told = openings()[before:]
    assert [(one.person, set(one.kinds), one.outcome) for one in told] == [(person_id("alva"), KINDS, "done")]
    assert not any("hemligtord" in str(vars(one)) for one in AuditEvent.objects.all())


def test_it_takes_no_more_questions_when_there_is_more(alva: Client, now: datetime) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert find_own(texts=["björkbacken"], actor=resident("alva"), now=now)
        return len(captured)

    few = asked()
    grow(now, 2, 6)

    assert asked() == few < 40


def test_one_who_acts_for_a_child_finds_the_childs_and_nothing_that_is_hidden(log_in_as: LogIn, now: datetime) -> None:
    bo, himself = log_in_as("bo", acting_for="ella"), log_in_as("bo")
    hidden_message(now, EKEN)
    hidden = own(bo, "hemligt")
    hidden_message(now, EKEN, hidden=False)

    assert not FOUND["message"].search(hidden)
    assert FOUND["message"].search(own(bo, "hemligt"))
    assert not FOUND["message"].search(own(himself, "hemligt"))

    GuardianBlock.unguarded.create(person=person_id("ella"), guardian=person_id("bo"), unit=EKEN, blocked_at=now)
    assert not any(link.search(own(bo, "hemligt")) for link in FOUND.values())


def test_a_service_that_fails_is_named_and_what_the_others_found_stands(
    alva: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(**_: Any) -> None:
        raise KeyError("besök")

    monkeypatch.setattr(booking, "searched_times", fails)

    shown = own(alva, "björkbacken")

    assert "Bokade tider svarade inte" in shown
    assert FOUND["message"].search(shown)


@pytest.mark.parametrize("address", ["/sok/", "/hitta-vard/", "/en/sok/"])
def test_what_is_typed_and_found_is_kept_by_nobody_and_told_to_no_other_host(address: str, alva: Client) -> None:
    for client, kept in ((alva, {"no-store"}), (Client(), {"no-store", "private"})):
        answer = client.get(address, {"q": "besök", "sok": "besök"})
        assert kept <= {one.strip() for one in answer["Cache-Control"].split(",")}
        assert answer["Referrer-Policy"] in {"same-origin", "no-referrer"}
        assert client is alva or not answer.cookies
    if not address.startswith("/en/"):
        keeping = keeping_of(resolve(address).func)
        assert keeping is not None
        assert keeping.query is None
