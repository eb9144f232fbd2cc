"""One story for the fake and for the client over the simulator: where they differ, the fake would lie."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
import requests

from demo.simulators.bankid.orders import FAILED_HINTS
from demo.simulators.bankid.server import BankIDSimulator
from demo.simulators.serving import Beside
from demo.simulators.tests.people import ALVA, CAST, CLEO
from ingang.connectors.bankid.client import BankID, BankIDClient
from ingang.connectors.bankid.errors import AlreadyInProgress, Maintenance, OrderUnknown
from ingang.connectors.bankid.fake import FakeBankID
from ingang.connectors.bankid.orders import (
    OrderRequest,
    PhoneRequest,
    Requirement,
    Status,
    User,
)
from ingang.connectors.bankid.settings import BankIDSettings

pytestmark = pytest.mark.allow_hosts(["127.0.0.1", "::1"])

NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
USER = User(
    personal_number=ALVA.person_number,
    name=ALVA.name,
    given_name=ALVA.given_name,
    surname=ALVA.surname,
)
REQUEST = OrderRequest(end_user_ip="127.0.0.1", visible_text="Logga in på Ingång")


@dataclass(frozen=True)
class World:
    """BankID, and the hand that holds the phone."""

    bankid: BankID
    approve: Callable[[str], None]
    fail: Callable[[str, str], None]
    maintain: Callable[[], None]


def fake_world() -> World:
    fake = FakeBankID()
    return World(
        bankid=fake,
        approve=lambda ref: fake.approve(order_ref=ref, user=USER),
        fail=lambda ref, hint: fake.fail(order_ref=ref, hint_code=hint),
        maintain=lambda: fake.break_with(Maintenance(error_code="maintenance")),
    )


def simulated_world(beside: Beside) -> World:
    root = beside.web(BankIDSimulator(cast=CAST).app())

    def answer(ref: str, what: str) -> None:
        body = {"order_ref": ref, "person_number": ALVA.person_number, "answer": what}
        requests.post(f"{root}/phone/api/answer", json=body, timeout=5).raise_for_status()

    def maintain() -> None:
        requests.post(f"{root}/control", json={"error": "maintenance"}, timeout=5).raise_for_status()

    return World(
        bankid=BankIDClient(settings=BankIDSettings(base_url=f"{root}/rp/v6.0")),
        approve=lambda ref: answer(ref, "approve"),
        fail=answer,
        maintain=maintain,
    )


@pytest.fixture(params=["fake", "client and simulator"])
def world(request: pytest.FixtureRequest) -> Iterator[World]:
    if request.param == "fake":
        yield fake_world()
        return
    with Beside() as beside:
        yield simulated_world(beside)


def test_an_approved_log_in_is_pending_then_complete_then_gone(world: World) -> None:
    order = world.bankid.auth(request=REQUEST, now=NOW)
    before = world.bankid.collect(order_ref=order.order_ref)
    world.approve(order.order_ref)

    after = world.bankid.collect(order_ref=order.order_ref)

    assert (before.status, before.hint_code) == (Status.PENDING, "outstandingTransaction")
    assert after.status is Status.COMPLETE
    assert after.completion_data is not None
    assert after.completion_data.user == USER
    assert after.completion_data.device.ip_address == "127.0.0.1"
    with pytest.raises(OrderUnknown):
        world.bankid.collect(order_ref=order.order_ref)


@pytest.mark.parametrize("hint_code", FAILED_HINTS)
def test_every_failure_is_told_once(world: World, hint_code: str) -> None:
    order = world.bankid.sign(request=REQUEST, now=NOW)

    world.fail(order.order_ref, hint_code)

    collected = world.bankid.collect(order_ref=order.order_ref)
    assert (collected.status, collected.hint_code) == (Status.FAILED, hint_code)
    with pytest.raises(OrderUnknown):
        world.bankid.collect(order_ref=order.order_ref)


def test_a_cancelled_order_is_gone_and_cannot_be_cancelled_again(world: World) -> None:
    order = world.bankid.auth(request=REQUEST, now=NOW)

    world.bankid.cancel(order_ref=order.order_ref)

    for ask in (world.bankid.collect, world.bankid.cancel):
        with pytest.raises(OrderUnknown):
            ask(order_ref=order.order_ref)


def test_a_finished_order_cannot_be_cancelled(world: World) -> None:
    order = world.bankid.auth(request=REQUEST, now=NOW)
    world.approve(order.order_ref)

    with pytest.raises(OrderUnknown):
        world.bankid.cancel(order_ref=order.order_ref)


def test_a_second_order_for_the_same_person_stops_both(world: World) -> None:
    only_alva = OrderRequest(end_user_ip="127.0.0.1", requirement=Requirement(personal_number=ALVA.person_number))
    first = world.bankid.auth(request=only_alva, now=NOW)

    with pytest.raises(AlreadyInProgress):
        world.bankid.auth(request=only_alva, now=NOW)

    assert world.bankid.collect(order_ref=first.order_ref).hint_code == "cancelled"


def test_a_call_is_approved_in_the_app(world: World) -> None:
    request = PhoneRequest(personal_number=ALVA.person_number, caller="RP", visible_text="Hej")
    order_ref = world.bankid.phone_sign(request=request)

    world.approve(order_ref)

    assert world.bankid.collect(order_ref=order_ref).status is Status.COMPLETE


def test_risk_and_travel_document_are_told_when_asked_for(world: World) -> None:
    request = OrderRequest(end_user_ip="127.0.0.1", return_risk=True, requirement=Requirement(mrtd=True))
    order = world.bankid.auth(request=request, now=NOW)
    world.approve(order.order_ref)

    completion: Any = world.bankid.collect(order_ref=order.order_ref).completion_data

    assert (completion.risk, completion.step_up.mrtd) == ("low", True)


def test_maintenance_is_told(world: World) -> None:
    world.maintain()

    with pytest.raises(Maintenance):
        world.bankid.auth(request=REQUEST, now=NOW)


def test_two_people_may_have_an_order_each(world: World) -> None:
    requests_ = [
        OrderRequest(end_user_ip="127.0.0.1", requirement=Requirement(personal_number=number))
        for number in (ALVA.person_number, CLEO.person_number)
    ]

    orders = [world.bankid.auth(request=request, now=NOW) for request in requests_]

    assert len({order.order_ref for order in orders}) == 2
