"""What the client sends, and what it makes of every kind of answer."""

import socket
from base64 import b64decode
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from ingang.connectors.bankid import errors
from ingang.connectors.bankid.client import BankIDClient
from ingang.connectors.bankid.orders import (
    AppDevice,
    OrderRequest,
    PhoneRequest,
    Requirement,
    Status,
    WebDevice,
)
from ingang.connectors.bankid.settings import BankIDSettings
from ingang.connectors.http import LARGEST_ANSWER, Limits
from ingang.connectors.tests.stub import Stub

pytestmark = pytest.mark.allow_hosts(["127.0.0.1", "::1"])

NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
REQUEST = OrderRequest(end_user_ip="127.0.0.1", visible_text="Logga in på Ingång")
BEGUN = {"orderRef": "o", "autoStartToken": "a", "qrStartToken": "t", "qrStartSecret": "hemlig", "new": 1}
COMPLETE = {
    "orderRef": "o",
    "status": "complete",
    "completionData": {
        "user": {"personalNumber": "194308219817", "name": "Alva Ek", "givenName": "Alva", "surname": "Ek"},
        "device": {"ipAddress": "127.0.0.1", "uhi": "x"},
        "bankIdIssueDate": "2024-05-01",
        "signature": "cw==",
        "ocspResponse": "bw==",
        "stepUp": {"mrtd": True},
        "risk": "low",
    },
}


@pytest.fixture
def client(stub: Stub) -> BankIDClient:
    return BankIDClient(settings=BankIDSettings(base_url=f"{stub.address}/rp/v6.0/"))


def test_an_order_is_begun_by_post_of_json_with_encoded_texts(stub: Stub, client: BankIDClient) -> None:
    stub.answer(BEGUN)
    request = replace(
        REQUEST,
        is_markdown=True,
        hidden_text="x",
        requirement=Requirement(pin_code=True, certificate_policies=("1.2.752.78.1.5",)),
        return_url="https://ingang.example/tillbaka?nonce=1",
        return_risk=True,
        device=WebDevice(referring_domain="ingang.example", user_agent="UA", device_identifier="d"),
    )

    client.auth(request=request, now=NOW)

    [received] = stub.received
    assert (received.method, received.path) == ("POST", "/rp/v6.0/auth")
    assert received.headers["Content-Type"] == "application/json"
    assert b64decode(received.json["userVisibleData"]).decode() == "Logga in på Ingång"
    assert {name: value for name, value in received.json.items() if name != "userVisibleData"} == {
        "endUserIp": "127.0.0.1",
        "userNonVisibleData": "eA==",
        "userVisibleDataFormat": "simpleMarkdownV1",
        "requirement": {"pinCode": True, "certificatePolicies": ["1.2.752.78.1.5"]},
        "returnUrl": "https://ingang.example/tillbaka?nonce=1",
        "returnRisk": True,
        "web": {"referringDomain": "ingang.example", "userAgent": "UA", "deviceIdentifier": "d"},
    }


def test_only_what_is_asked_for_is_sent(stub: Stub, client: BankIDClient) -> None:
    stub.answer(BEGUN)

    client.auth(request=OrderRequest(end_user_ip="::1"), now=NOW)

    assert stub.received[0].json == {"endUserIp": "::1"}


def test_an_apps_device_is_told_by_its_own_names(stub: Stub, client: BankIDClient) -> None:
    stub.answer(BEGUN)
    device = AppDevice(app_identifier="a", device_o_s="IOS 18", device_model_name="m", device_identifier="d")

    client.auth(request=replace(REQUEST, device=device), now=NOW)

    assert stub.received[0].json["app"] == {
        "appIdentifier": "a",
        "deviceOS": "IOS 18",
        "deviceModelName": "m",
        "deviceIdentifier": "d",
    }


@pytest.mark.parametrize("operation", ["auth", "sign"])
def test_a_call_names_the_person_and_who_called(stub: Stub, client: BankIDClient, operation: str) -> None:
    stub.answer({"orderRef": "o"})
    request = PhoneRequest(personal_number="194308219817", caller="user", visible_text="x")

    order_ref = getattr(client, f"phone_{operation}")(request=request)

    assert order_ref == "o"
    assert stub.received[0].path == f"/rp/v6.0/phone/{operation}"
    assert stub.received[0].json == {
        "personalNumber": "194308219817",
        "callInitiator": "user",
        "userVisibleData": "eA==",
    }


def test_the_order_starts_when_its_answer_arrives(stub: Stub, client: BankIDClient) -> None:
    stub.answer(BEGUN)

    order = client.auth(request=REQUEST, now=NOW)

    assert NOW < order.started_at < NOW + timedelta(seconds=10)


def test_the_secret_and_the_person_are_not_shown_in_logs(stub: Stub, client: BankIDClient) -> None:
    stub.answer(BEGUN)
    stub.answer(COMPLETE)

    order = client.auth(request=REQUEST, now=NOW)
    collected = client.collect(order_ref="o")

    assert "hemlig" not in repr(order)
    assert "194308219817" not in repr(collected)


def test_a_complete_order_is_read_whole(stub: Stub, client: BankIDClient) -> None:
    stub.answer(COMPLETE)

    collected = client.collect(order_ref="o")

    assert collected.status is Status.COMPLETE
    assert collected.completion_data is not None
    assert collected.completion_data.user.given_name == "Alva"
    assert collected.completion_data.step_up is not None
    assert collected.completion_data.risk == "low"


def test_a_hint_code_that_is_new_to_us_is_read(stub: Stub, client: BankIDClient) -> None:
    stub.answer({"orderRef": "o", "status": "pending", "hintCode": "somethingNew"})

    assert client.collect(order_ref="o").hint_code == "somethingNew"


@pytest.mark.parametrize(
    ("error_code", "status", "kind"),
    [
        ("invalidParameters", 400, errors.InvalidParameters),
        ("alreadyInProgress", 400, errors.AlreadyInProgress),
        ("unauthorized", 401, errors.Unauthorized),
        ("notFound", 404, errors.NotFound),
        ("methodNotAllowed", 405, errors.MethodNotAllowed),
        ("requestTimeout", 408, errors.RequestTimeout),
        ("unsupportedMediaType", 415, errors.UnsupportedMediaType),
        ("internalError", 500, errors.InternalError),
        ("inventedLater", 400, errors.UnknownRefusal),
    ],
)
def test_every_error_code_has_an_error_and_is_never_tried_again(
    stub: Stub, client: BankIDClient, error_code: str, status: int, kind: type[errors.BankIDRefused]
) -> None:
    stub.answer({"errorCode": error_code, "details": "d"}, status=status)

    with pytest.raises(errors.BankIDRefused) as caught:
        client.auth(request=REQUEST, now=NOW)

    assert type(caught.value) is kind
    assert caught.value.values["error_code"] == error_code
    assert len(stub.received) == 1


def test_maintenance_is_silently_asked_once_more(stub: Stub, client: BankIDClient) -> None:
    stub.answer({"errorCode": "maintenance", "details": ""}, status=503)
    stub.answer(BEGUN)

    order = client.auth(request=REQUEST, now=NOW)

    assert order.order_ref == "o"
    assert len(stub.received) == 2


def test_maintenance_that_goes_on_is_told_after_two_calls(stub: Stub, client: BankIDClient) -> None:
    stub.answer({"errorCode": "maintenance"}, status=503)

    with pytest.raises(errors.Maintenance):
        client.auth(request=REQUEST, now=NOW)

    assert len(stub.received) == 2


@pytest.mark.parametrize("ask", ["collect", "cancel"])
def test_an_order_that_the_service_does_not_accept_is_unknown(stub: Stub, client: BankIDClient, ask: str) -> None:
    stub.answer({"errorCode": "invalidParameters", "details": "No such order"}, status=400)

    with pytest.raises(errors.OrderUnknown):
        getattr(client, ask)(order_ref="o")


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"<html>",
        b"\xff\xfe",
        b"[" * 50_000,
        b"null",
        {"orderRef": 5, "status": "pending"},
        {"orderRef": "o", "status": "halfway"},
        {"orderRef": "o", "status": "complete"},
        {"orderRef": "o", "status": "complete", "completionData": {"user": {}}},
        {**COMPLETE, "status": "pending"},
        {**COMPLETE, "orderRef": "of somebody else"},
        b'{"orderRef": "' + b"x" * LARGEST_ANSWER + b'"}',
    ],
)
def test_an_answer_out_of_shape_is_garbled(stub: Stub, client: BankIDClient, answer: Any) -> None:
    stub.answer(answer)

    with pytest.raises(errors.AnswerGarbled):
        client.collect(order_ref="o")


@pytest.mark.parametrize("status", [301, 500])
def test_a_page_from_something_in_between_is_garbled_and_never_followed(
    stub: Stub, client: BankIDClient, status: int
) -> None:
    stub.answer(b"<html>proxy</html>", status=status)

    with pytest.raises(errors.AnswerGarbled):
        client.auth(request=REQUEST, now=NOW)

    assert [received.path for received in stub.received] == ["/rp/v6.0/auth"]


def test_a_closed_port_is_unreachable() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{taken.getsockname()[1]}"

        with pytest.raises(errors.Unreachable):
            BankIDClient(settings=BankIDSettings(base_url=address)).auth(request=REQUEST, now=NOW)


def test_a_service_that_says_nothing_is_given_up() -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        settings = BankIDSettings(
            base_url=f"http://127.0.0.1:{silent.getsockname()[1]}", limits=Limits(read_seconds=0.05)
        )

        with pytest.raises(errors.TimedOut):
            BankIDClient(settings=settings).auth(request=REQUEST, now=NOW)


def test_proxies_of_the_environment_are_not_obeyed(
    stub: Stub, client: BankIDClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    stub.answer(BEGUN)

    assert client.auth(request=REQUEST, now=NOW).order_ref == "o"


@pytest.mark.parametrize("url", ["http://appapi2.bankid.com", "ftp://localhost", "appapi2.bankid.com", ""])
def test_an_address_without_tls_is_refused_unless_it_is_this_machine(url: str) -> None:
    with pytest.raises(ValueError, match="https"):
        BankIDSettings(base_url=url)


def test_a_signature_without_text_is_refused_before_anything_is_sent(stub: Stub, client: BankIDClient) -> None:
    with pytest.raises(ValueError, match="shown"):
        client.sign(request=OrderRequest(end_user_ip="::1"), now=NOW)

    assert stub.received == []


@pytest.mark.parametrize("texts", [{"visible_text": "x" * 1_200}, {"hidden_text": "x" * 1_200}])
def test_a_text_that_is_too_long_is_refused_before_anything_is_sent(
    stub: Stub, client: BankIDClient, texts: dict[str, str]
) -> None:
    with pytest.raises(ValueError, match="longer"):
        client.auth(request=OrderRequest(end_user_ip="::1", **texts), now=NOW)  # type: ignore[arg-type]

    assert stub.received == []
