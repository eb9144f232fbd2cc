"""The phone works as a page without scripts, and never carries text of an order as markup."""

import re
from base64 import b64encode
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests

from demo.simulators.bankid.server import BankIDSimulator
from demo.simulators.serving import Beside
from demo.simulators.tests.people import ALVA, CAST, CLEO
from ingang.connectors.bankid.qr import content_at

pytestmark = pytest.mark.allow_hosts(["127.0.0.1", "::1"])

BACK = "http://localhost:1177/logga-in/bankid/tillbaka?nonce=abc"


@dataclass(frozen=True)
class Site:
    root: str

    def begin(self, **extra: Any) -> dict[str, str]:
        body = {"endUserIp": "127.0.0.1", "userVisibleData": b64encode(b"<b>Log in</b>").decode(), **extra}
        answer = requests.post(f"{self.root}/rp/v6.0/auth", json=body, timeout=5)
        return dict(answer.json())

    def collect(self, order: dict[str, str]) -> dict[str, Any]:
        body = {"orderRef": order["orderRef"]}
        return dict(requests.post(f"{self.root}/rp/v6.0/collect", json=body, timeout=5).json())

    def get(self, path: str, **query: str) -> requests.Response:
        return requests.get(f"{self.root}{path}", params=query, timeout=5)

    def post(self, path: str, **fields: str) -> requests.Response:
        return requests.post(f"{self.root}{path}", data=fields, timeout=5)

    def submit(self, path: str, **fields: str) -> requests.Response:
        """Like post, but the address that it leads to is not followed."""
        return requests.post(f"{self.root}{path}", data=fields, timeout=5, allow_redirects=False)

    def answer_json(self, **body: str) -> requests.Response:
        return requests.post(f"{self.root}/phone/api/answer", json=body, timeout=5)


@pytest.fixture
def site(beside: Beside) -> Site:
    return Site(beside.web(BankIDSimulator(cast=CAST).app()))


def test_every_page_says_that_it_is_a_simulator_and_loads_nothing(site: Site) -> None:
    response = site.get("/phone")

    assert "Simulator - not a real e-identification" in response.text
    assert re.search(r"<script|src=|<link", response.text) is None
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]


def test_approving_after_the_start_link_returns_to_the_orders_own_address(site: Site) -> None:
    order = site.begin(returnUrl=BACK)
    token = order["autoStartToken"]
    site.get("/phone", autostarttoken=token, redirect="http://evil.example/")
    fields = {"person": ALVA.person_number, "redirect": "http://evil.example/"}
    shown = site.post("/phone/open", autostarttoken=token, **fields)

    done = site.submit("/phone/answer", order=order["orderRef"], answer="approve", **fields)

    assert "&lt;b&gt;Log in&lt;/b&gt;" in shown.text
    assert (done.status_code, done.headers["Location"]) == (303, BACK)
    assert site.collect(order)["completionData"]["user"]["personalNumber"] == ALVA.person_number


def test_an_address_that_is_no_web_page_is_never_followed(site: Site) -> None:
    order = site.begin(returnUrl="javascript:alert(1)")
    fields = {"person": ALVA.person_number, "order": order["orderRef"]}
    site.get("/phone", autostarttoken=order["autoStartToken"])
    site.post("/phone/open", **fields)

    done = site.submit("/phone/answer", answer="approve", **fields)

    assert done.status_code == 200


def test_approving_on_another_device_stays_on_the_phone(site: Site) -> None:
    order = site.begin(returnUrl=BACK)
    fields = {"person": ALVA.person_number, "order": order["orderRef"]}
    opened = site.submit("/phone/open", **fields)
    address = parse_qs(urlsplit(opened.headers["Location"]).query)

    done = site.submit("/phone/answer", answer="approve", **fields)

    assert address["order"] == [order["orderRef"]]
    assert done.status_code == 200
    assert site.collect(order)["status"] == "complete"


def test_declining_fails_the_order_as_stopped_by_the_person(site: Site) -> None:
    order = site.begin()
    fields = {"person": ALVA.person_number, "order": order["orderRef"]}
    site.post("/phone/open", **fields)

    site.post("/phone/answer", answer="decline", **fields)

    assert site.collect(order)["hintCode"] == "userCancel"


@pytest.mark.parametrize("path", ["/phone/open", "/phone/answer"])
@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"person": "200001012380", "order": "x"},
        {"person": ALVA.person_number, "order": "x", "answer": "approve"},
        {"person": ALVA.person_number, "qr": "bankid.a.1.b"},
    ],
)
def test_what_is_not_there_is_explained(site: Site, path: str, fields: dict[str, str]) -> None:
    response = site.post(path, **fields)

    assert response.status_code == 409
    assert "Nothing to approve" in response.text


def test_a_start_link_that_has_ended_is_explained(site: Site) -> None:
    assert site.get("/phone", autostarttoken="old").status_code == 409


def test_cleo_cannot_answer_an_order_that_alva_opened(site: Site) -> None:
    order = site.begin()
    site.post("/phone/open", person=ALVA.person_number, order=order["orderRef"])

    response = site.post("/phone/answer", person=CLEO.person_number, order=order["orderRef"], answer="approve")

    assert response.status_code == 409
    assert site.collect(order)["status"] == "pending"


def test_a_test_may_scan_a_fresh_qr_as_a_person(site: Site) -> None:
    order = site.begin()
    content = content_at(token=order["qrStartToken"], secret=order["qrStartSecret"], seconds=0)

    answer = site.answer_json(person_number=ALVA.person_number, qr=content)

    assert answer.json()["status"] == "complete"


def test_a_test_learns_where_the_app_would_return(site: Site) -> None:
    order = site.begin(returnUrl=BACK)

    answer = site.answer_json(person_number=ALVA.person_number, autostarttoken=order["autoStartToken"])

    assert answer.json()["redirect"] == BACK


@pytest.mark.parametrize("body", [{"person_number": "x"}, {"answer": "approve"}])
def test_a_test_that_asks_for_nonsense_is_refused(site: Site, body: dict[str, str]) -> None:
    assert site.answer_json(**body).status_code == 409


def test_waiting_orders_are_listed_for_the_person_and_for_tests(site: Site) -> None:
    order = site.begin()

    page = site.get("/phone/orders", person=ALVA.person_number)
    listed = site.get("/phone/api/orders").json()

    assert order["orderRef"] in page.text
    assert [one["order_ref"] for one in listed] == [order["orderRef"]]
