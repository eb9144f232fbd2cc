"""Logging in over real connections: the portal's pages against the simulators of BankID and of both issuers."""

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
import requests
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from demo.cast import person_id
from demo.nation import write_cast
from demo.simulated_people import simulated_people
from demo.simulators.bankid.server import BankIDSimulator
from demo.simulators.cast import Cast
from demo.simulators.oidc.profiles import RESIDENTS, STAFF
from demo.simulators.oidc.provider import TOKEN_FAULTS
from demo.simulators.oidc.server import OidcSimulator
from demo.simulators.serving import Beside
from ingang.foundation.identity.models import LogIn
from ingang.kernel.periods import local_date

pytestmark = [pytest.mark.live, pytest.mark.allow_hosts(["127.0.0.1", "::1"])]


@dataclass
class World:
    """Where the simulators are, and the numbers of the cast."""

    bankid: str
    cast: Cast
    issuers: dict[str, OidcSimulator]

    def number(self, given_name: str) -> str:
        return next(one.person_number for one in self.cast.values() if one.given_name == given_name)


@pytest.fixture
def world(db: None, settings: Any) -> Iterator[World]:
    """The cast in the database and at three simulators, which the portal's settings name."""
    now = timezone.now()
    write_cast(now=now)
    cast = {one.person_number: one for one in simulated_people(today=local_date(now))}
    with Beside() as beside:
        bankid = beside.web(BankIDSimulator(cast=cast).app())
        profiles = {"freja": RESIDENTS, "siths": STAFF}
        issuers = {code: OidcSimulator(profile=profile, cast=cast) for code, profile in profiles.items()}
        for one in issuers.values():
            one.provider.issuer = beside.web(one.app())
        settings.INGANG_ISSUERS = [_at(one, bankid, issuers) for one in settings.INGANG_ISSUERS]
        yield World(bankid=bankid, cast=cast, issuers=issuers)


def _at(issuer: dict[str, Any], bankid: str, issuers: dict[str, OidcSimulator]) -> dict[str, Any]:
    if issuer["code"] == "bankid":
        return {**issuer, "settings": {"base_url": f"{bankid}/rp/v6.0", "launch_url": f"{bankid}/phone"}}
    place = {"issuer": issuers[issuer["code"]].provider.issuer, "client_secret": "only-in-the-simulator"}
    return {**issuer, "settings": {**issuer["settings"], **place}}


@pytest.mark.parametrize("way", ["same_device", "other_device"])
def test_alva_logs_in_with_bankid(world: World, way: str) -> None:
    client = Client()
    client.post(reverse("log_in:begin", args=["bankid"]), {"way": way})
    page = unescape(client.get(reverse("log_in:order")).content.decode())
    back = _answer_on_the_phone(world, page if way == "same_device" else "", "Alva", "approve")
    client.get(urlsplit(back).path or reverse("log_in:start"))
    time.sleep(2)
    client.get(reverse("log_in:order"))

    log_in = LogIn.objects.get()
    assert (log_in.person, log_in.ended_at) == (person_id("alva"), None)
    assert client.get(reverse("log_in:state")).status_code == 200


def test_declining_on_the_phone_logs_nobody_in(world: World) -> None:
    client = Client()
    client.post(reverse("log_in:begin", args=["bankid"]), {"way": "other_device"})
    _answer_on_the_phone(world, "", "Alva", "decline")
    time.sleep(2)
    page = client.get(reverse("log_in:order")).content.decode()

    assert "Försök igen" in page
    assert LogIn.objects.count() == 0


def test_alva_logs_in_at_the_other_issuer_and_out_of_both(world: World) -> None:
    client = Client()
    _through_issuer(client, world, "freja", "Alva")
    out = client.post(reverse("log_in:out"))
    receipt = requests.get(out["Location"], timeout=5, allow_redirects=False)

    assert LogIn.objects.get().person == person_id("alva")
    assert receipt.headers["Location"].partition("?")[0].endswith(reverse("log_in:logged_out"))


def test_sara_logs_in_with_her_card_and_chooses_where_she_works(world: World) -> None:
    client = Client()
    answer = _through_issuer(client, world, "siths", "Sara")
    client.post(answer["Location"], {"assignment": "SE0000000020-A001"})

    assert answer["Location"] == reverse("log_in:choose_assignment")
    assert LogIn.objects.get().assignment == "SE0000000020-A001"


def test_an_issuer_that_is_down_is_told_of(world: World) -> None:
    for one in world.issuers.values():
        one.control.down = True
    answer = Client().post(reverse("log_in:begin", args=["freja"]))

    assert answer.status_code == 503
    assert "Freja+ svarar inte just nu" in answer.content.decode()


@pytest.mark.parametrize("fault", TOKEN_FAULTS)
def test_a_faulty_token_logs_nobody_in(world: World, fault: str) -> None:
    world.issuers["freja"].control.error = fault
    client = Client()
    _through_issuer(client, world, "freja", "Alva")

    assert LogIn.objects.count() == 0


def test_a_weaker_level_logs_nobody_in(world: World) -> None:
    client = Client()
    _through_issuer(client, world, "freja", "Alva", level="http://id.elegnamnden.se/loa/1.0/loa2")

    assert LogIn.objects.count() == 0


def test_a_card_that_is_blocked_ends_the_log_in(world: World) -> None:
    client = Client()
    _through_issuer(client, world, "siths", "Mona")
    issuer = world.issuers["siths"].provider.issuer
    told = requests.post(f"{issuer}/api/end_sessions", json={"person_number": world.number("Mona")}, timeout=5).json()
    answer = Client().post(reverse("log_in:ended_at_issuer"), {"logout_token": told["told"][0]["logout_token"]})

    assert answer.status_code == 200
    assert client.get(reverse("log_in:state")).status_code == 401


def _answer_on_the_phone(world: World, page: str, given_name: str, answer: str) -> str:
    """By the page's start link, or else as if the code were scanned; gives where the app goes back to."""
    found = re.search(r"autostarttoken=([0-9a-f-]+)", page)
    order = requests.get(f"{world.bankid}/phone/api/orders", timeout=5).json()[0]
    which = {"autostarttoken": found[1]} if found else {"order_ref": order["order_ref"]}
    said = {"person_number": world.number(given_name), "answer": answer, **which}
    told = requests.post(f"{world.bankid}/phone/api/answer", json=said, timeout=5).json()
    return str(told.get("redirect") or "")


def _through_issuer(client: Client, world: World, code: str, given_name: str, level: str = "") -> Any:
    sent = client.post(reverse("log_in:begin", args=[code]))
    shown = requests.get(sent["Location"], timeout=5)
    ticket = unescape(re.findall(r'name="ticket" value="([^"]+)"', shown.text)[0])
    simulator = world.issuers[code]
    usual = simulator.provider.profile.levels[0]
    chosen = {"ticket": ticket, "person": world.number(given_name), "level": level or usual}
    back = requests.post(f"{simulator.provider.issuer}/choose", data=chosen, timeout=5, allow_redirects=False)
    return client.get(reverse("log_in:answer", args=[code]), dict(parse_qsl(urlsplit(back.headers["Location"]).query)))
