"""The moving QR and the links that start the app."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingang.connectors.bankid.launch import app_link, computer_link
from ingang.connectors.bankid.orders import Order
from ingang.connectors.bankid.qr import content_at, qr_content, seconds_since_start
from ingang.connectors.bankid.settings import BankIDSettings

NOW = datetime(2026, 3, 29, 0, 59, 59, tzinfo=UTC)
TOKEN = "67df3917-fa0d-44e5-b327-edcc928297f8"
SECRET = "d28db9a7-4cde-429e-a983-359be676944c"
ORDER = Order(order_ref="o", auto_start_token="a b&c", qr_start_token=TOKEN, qr_start_secret=SECRET, started_at=NOW)


def test_the_first_qr_is_that_of_the_services_description() -> None:
    assert qr_content(order=ORDER, now=NOW) == (
        f"bankid.{TOKEN}.0.dc69358e712458a66a7525beef148ae8526b1c71610eff2c16cdffb4cdac9bf8"
    )


@pytest.mark.parametrize(("passed", "seconds"), [(-5.0, 0), (0.0, 0), (0.999, 0), (1.0, 1), (1.5, 1), (59.99, 59)])
def test_seconds_are_whole_and_never_before_the_start(passed: float, seconds: int) -> None:
    assert seconds_since_start(order=ORDER, now=NOW + timedelta(seconds=passed)) == seconds


@given(first=st.integers(0, 1_000), second=st.integers(0, 1_000))
def test_two_seconds_never_share_a_qr(first: int, second: int) -> None:
    contents = {content_at(token=TOKEN, secret=SECRET, seconds=moment) for moment in (first, second)}

    assert len(contents) == len({first, second})


def test_the_secret_is_never_part_of_the_qr() -> None:
    assert SECRET not in qr_content(order=ORDER, now=NOW)


def test_both_links_carry_the_token_and_ask_for_no_redirect() -> None:
    links = (app_link(order=ORDER, settings=BankIDSettings()), computer_link(order=ORDER, settings=BankIDSettings()))

    assert links == (
        "https://app.bankid.com/?autostarttoken=a+b%26c&redirect=null",
        "bankid:///?autostarttoken=a+b%26c&redirect=null",
    )
