"""Mutual TLS with certificates made for the test: the right one gets in, every other way stays out."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from demo.simulators.bankid.server import BankIDSimulator
from demo.simulators.certificates import Authority, Pair
from demo.simulators.serving import Beside, mutual_tls
from demo.simulators.tests.people import ALVA, CAST
from ingang.connectors.bankid.client import BankIDClient
from ingang.connectors.bankid.errors import OrderUnknown, Unreachable
from ingang.connectors.bankid.orders import OrderRequest, Status
from ingang.connectors.bankid.settings import BankIDSettings
from ingang.connectors.http import Tls

pytestmark = pytest.mark.allow_hosts(["127.0.0.1", "::1"])

NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
REQUEST = OrderRequest(end_user_ip="127.0.0.1")


@dataclass(frozen=True)
class Guarded:
    """The service behind TLS, two relying parties that it knows, and one that it does not."""

    settings: BankIDSettings
    simulator: BankIDSimulator
    other_party: Pair
    stranger: Pair


@pytest.fixture
def guarded(beside: Beside, tmp_path: Path) -> Guarded:
    authority = Authority(folder=tmp_path, name="issuer", now=datetime.now(UTC))
    outsider = Authority(folder=tmp_path, name="elsewhere", now=datetime.now(UTC))
    own = authority.issue(name="relying-party", is_server=False)
    simulator = BankIDSimulator(cast=CAST)
    tls = mutual_tls(own=authority.issue(name="service", is_server=True), clients=authority.bundle)
    root = beside.web(simulator.app(has_phone=False), tls=tls)
    return Guarded(
        settings=BankIDSettings(
            base_url=f"{root}/rp/v6.0",
            tls=Tls(ca_bundle=authority.bundle, client_certificate=own.certificate, client_key=own.key),
        ),
        simulator=simulator,
        other_party=authority.issue(name="other-party", is_server=False),
        stranger=outsider.issue(name="stranger", is_server=False),
    )


def with_pair(settings: BankIDSettings, pair: Pair) -> BankIDSettings:
    tls = replace(settings.tls, client_certificate=pair.certificate, client_key=pair.key)
    return replace(settings, tls=tls)


def test_a_whole_log_in_works_with_the_right_certificate(guarded: Guarded) -> None:
    client = BankIDClient(settings=guarded.settings)
    order = client.auth(request=REQUEST, now=NOW)
    opened = guarded.simulator.book.by_reference(order.order_ref)
    guarded.simulator.book.open(order=opened, person=ALVA, device_address="127.0.0.1")
    guarded.simulator.book.approve(order=opened)

    collected = client.collect(order_ref=order.order_ref)

    assert collected.status is Status.COMPLETE


def test_another_relying_party_cannot_collect_our_result(guarded: Guarded) -> None:
    order = BankIDClient(settings=guarded.settings).auth(request=REQUEST, now=NOW)
    thief = BankIDClient(settings=with_pair(guarded.settings, guarded.other_party))

    with pytest.raises(OrderUnknown):
        thief.collect(order_ref=order.order_ref)


def test_a_certificate_from_another_issuer_is_refused(guarded: Guarded) -> None:
    client = BankIDClient(settings=with_pair(guarded.settings, guarded.stranger))

    with pytest.raises(Unreachable):
        client.auth(request=REQUEST, now=NOW)


def test_no_certificate_at_all_is_refused(guarded: Guarded) -> None:
    tls = Tls(ca_bundle=guarded.settings.tls.ca_bundle)
    client = BankIDClient(settings=replace(guarded.settings, tls=tls))

    with pytest.raises(Unreachable):
        client.auth(request=REQUEST, now=NOW)


def test_we_refuse_a_service_that_our_bundle_does_not_know(guarded: Guarded) -> None:
    tls = replace(guarded.settings.tls, ca_bundle=None)
    client = BankIDClient(settings=replace(guarded.settings, tls=tls))

    with pytest.raises(Unreachable):
        client.auth(request=REQUEST, now=NOW)


def test_a_certificate_file_that_is_missing_is_told_as_unreachable(guarded: Guarded) -> None:
    missing = Pair(certificate=Path("missing.pem"), key=Path("missing.key"))
    client = BankIDClient(settings=with_pair(guarded.settings, missing))

    with pytest.raises(Unreachable):
        client.auth(request=REQUEST, now=NOW)
