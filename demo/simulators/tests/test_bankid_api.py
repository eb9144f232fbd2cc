"""The relying party's interface answers bad input as the real service does."""

import json
from base64 import b64encode
from typing import Any

import pytest
import requests

from demo.simulators.bankid.api import STATUSES
from demo.simulators.bankid.server import BankIDSimulator
from demo.simulators.serving import Beside
from demo.simulators.tests.people import ALVA, CAST

pytestmark = pytest.mark.allow_hosts(["127.0.0.1", "::1"])

JSON = {"Content-Type": "application/json"}
NOT_BASE64 = "p\u00e5 svenska"
TEXT = b64encode(b"Log in").decode()


@pytest.fixture
def base(beside: Beside) -> str:
    return beside.web(BankIDSimulator(cast=CAST).app()) + "/rp/v6.0"


def post(address: str, body: Any) -> requests.Response:
    return requests.post(address, data=json.dumps(body), headers=JSON, timeout=5)


def test_a_begun_order_has_a_reference_and_three_tokens(base: str) -> None:
    answer = post(f"{base}/auth", {"endUserIp": "2001:db8::1"})

    assert answer.status_code == 200
    assert set(answer.json()) == {"orderRef", "autoStartToken", "qrStartToken", "qrStartSecret"}


@pytest.mark.parametrize(
    ("operation", "body"),
    [
        ("auth", {}),
        ("auth", []),
        ("auth", {"endUserIp": "300.1.1.1"}),
        ("auth", {"endUserIp": 5}),
        ("auth", {"endUserIp": "127.0.0.1", "userVisibleData": NOT_BASE64}),
        ("auth", {"endUserIp": "127.0.0.1", "userVisibleData": b64encode(b"\xff\xfe").decode()}),
        ("auth", {"endUserIp": "127.0.0.1", "userVisibleData": "QUFB" * 400}),
        ("auth", {"endUserIp": "127.0.0.1", "userVisibleData": TEXT, "userVisibleDataFormat": "html"}),
        ("auth", {"endUserIp": "127.0.0.1", "requirement": {"personalNumber": "8507099805"}}),
        ("auth", {"endUserIp": "127.0.0.1", "requirement": {"cardReader": "class3"}}),
        ("auth", {"endUserIp": "127.0.0.1", "web": {"userAgent": "x"}}),
        ("sign", {"endUserIp": "127.0.0.1"}),
        ("phone/auth", {"personalNumber": ALVA.person_number}),
        ("phone/auth", {"personalNumber": ALVA.person_number, "callInitiator": "neighbour"}),
        ("phone/sign", {"personalNumber": ALVA.person_number, "callInitiator": "RP"}),
        ("collect", {}),
        ("collect", {"orderRef": "not one of ours"}),
        ("cancel", {"orderRef": "not one of ours"}),
    ],
)
def test_wrong_parameters_are_refused(base: str, operation: str, body: Any) -> None:
    answer = post(f"{base}/{operation}", body)

    assert answer.status_code == 400
    assert answer.json()["errorCode"] == "invalidParameters"


@pytest.mark.parametrize("body", [b"", b"{", b"\xff", b"[" * 100_000, b'"' + b"x" * 600_000 + b'"'])
def test_what_is_not_json_or_far_too_large_is_refused(base: str, body: bytes) -> None:
    answer = requests.post(f"{base}/auth", data=body, headers=JSON, timeout=5)

    assert (answer.status_code, answer.json()["errorCode"]) == (400, "invalidParameters")


@pytest.mark.parametrize("content_type", ["text/plain", "application/json; charset=utf-8", ""])
def test_another_content_type_is_refused(base: str, content_type: str) -> None:
    answer = requests.post(f"{base}/auth", data=b"{}", headers={"Content-Type": content_type}, timeout=5)

    assert (answer.status_code, answer.json()["errorCode"]) == (415, "unsupportedMediaType")


def test_only_post_is_allowed(base: str) -> None:
    answer = requests.get(f"{base}/auth", timeout=5)

    assert (answer.status_code, answer.json()["errorCode"]) == (405, "methodNotAllowed")


def test_an_unknown_operation_is_not_found(base: str) -> None:
    answer = post(f"{base}/authenticate", {})

    assert (answer.status_code, answer.json()["errorCode"]) == (404, "notFound")


@pytest.mark.parametrize("error_code", sorted(STATUSES))
def test_every_error_code_can_be_forced_by_the_switch(base: str, error_code: str) -> None:
    root = base.removesuffix("/rp/v6.0")
    requests.post(f"{root}/control", json={"error": error_code}, timeout=5).raise_for_status()

    answer = post(f"{base}/auth", {"endUserIp": "127.0.0.1"})

    assert (answer.status_code, answer.json()["errorCode"]) == (STATUSES[error_code], error_code)


def test_the_switch_takes_down_the_interface_and_up_again(base: str) -> None:
    root = base.removesuffix("/rp/v6.0")
    requests.post(f"{root}/control", json={"down": True}, timeout=5).raise_for_status()
    with pytest.raises(requests.ConnectionError):
        post(f"{base}/auth", {"endUserIp": "127.0.0.1"})

    requests.post(f"{root}/control", json={"down": False}, timeout=5).raise_for_status()

    assert post(f"{base}/auth", {"endUserIp": "127.0.0.1"}).status_code == 200


@pytest.mark.parametrize(
    ("content_type", "body", "status"),
    [("application/x-www-form-urlencoded", b"down=1", 415), ("application/json", b'{"delay": "x"}', 400)],
)
def test_the_switch_refuses_forms_and_nonsense(base: str, content_type: str, body: bytes, status: int) -> None:
    root = base.removesuffix("/rp/v6.0")

    answer = requests.post(f"{root}/control", data=body, headers={"Content-Type": content_type}, timeout=5)

    assert answer.status_code == status
