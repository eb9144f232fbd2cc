"""Issuers in memory, and a browser that walks through a log-in as one of the cast."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from demo.cast import RESIDENTS
from ingang.connectors.bankid.fake import FakeBankID
from ingang.connectors.bankid.orders import User
from ingang.connectors.oidc.fake import FakeOidc
from ingang.connectors.oidc.settings import OidcSettings
from ingang.foundation.identity import issuers
from ingang.foundation.identity.issuers import Issuer
from ingang.foundation.identity.models import Order
from ingang.kernel.periods import local_date

RESIDENT_LEVEL = "http://id.elegnamnden.se/loa/1.0/loa3"
STAFF_LEVEL = "http://id.sambi.se/loa/loa3"


def number_of(key: str, now: Any) -> str:
    """The number of one of the cast."""
    return next(one for one in RESIDENTS if one.key == key).number(local_date(now))


def bankid_user(number: str) -> User:
    """What BankID tells of a person."""
    return User(personal_number=number, name="Somebody", given_name="Some", surname="Body")


@pytest.fixture
def bankid(monkeypatch: pytest.MonkeyPatch) -> FakeBankID:
    """BankID in memory."""
    fake = FakeBankID()
    monkeypatch.setattr(issuers, "bankid_client", lambda _issuer: fake)
    return fake


@pytest.fixture
def oidc(monkeypatch: pytest.MonkeyPatch) -> dict[str, FakeOidc]:
    """The OpenID Connect issuers of the settings, in memory, by their codes."""
    fakes: dict[str, FakeOidc] = {}

    def client(issuer: Issuer) -> FakeOidc:
        if issuer.code not in fakes:
            fakes[issuer.code] = FakeOidc(settings=issuers._connector_settings(issuer, OidcSettings))
        return fakes[issuer.code]

    monkeypatch.setattr(issuers, "oidc_client", client)
    for one in (*issuers.active_issuers(audience="resident"), *issuers.active_issuers(audience="staff")):
        if one.kind == "oidc":
            client(one)
    return fakes


class Walker:
    """A browser on its way through a log-in with BankID."""

    def __init__(self, *, bankid: FakeBankID, clock: Any, now: Any) -> None:
        self.client = Client()
        self.bankid = bankid
        self.clock = clock
        self.now = now
        self.nonce = ""

    def begin(self, way: str = "other_device", **fields: str) -> Any:
        return self.client.post(reverse("log_in:begin", args=["bankid"]), {"way": way, **fields})

    @property
    def order(self) -> Order:
        return Order.objects.get(id=UUID(self.client.session["order"]))

    def approve(self, key: str = "alva", *, number: str = "", device_address: str = "") -> None:
        user = bankid_user(number or number_of(key, self.now))
        self.bankid.approve(order_ref=self.order.reference, user=user, device_address=device_address)

    def wait(self, seconds: float = 2) -> None:
        self.now += timedelta(seconds=seconds)
        self.clock.move_to(self.now, tick=False)

    def look(self) -> Any:
        self.wait()
        return self.client.get(reverse("log_in:order"))

    def poll(self) -> Any:
        self.wait()
        return self.client.get(reverse("log_in:order_state"))


@pytest.fixture
def walker(
    cast: Callable[[str], UUID], bankid: FakeBankID, time_machine: Any, now: Any, monkeypatch: pytest.MonkeyPatch
) -> Walker:
    """A browser, BankID in memory, and the nonce that stands in the return address."""
    from ingang.foundation.identity import bankid_orders

    walking = Walker(bankid=bankid, clock=time_machine, now=now)

    def token(_length: int) -> str:
        walking.nonce = f"nonce-{Order.objects.count()}-of-this-order"
        return walking.nonce

    monkeypatch.setattr(bankid_orders, "token_urlsafe", token)
    return walking
