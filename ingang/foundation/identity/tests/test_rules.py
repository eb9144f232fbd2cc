"""The rules of log-ins: limits, levels, binding."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingang.foundation.identity.errors import (
    AssuranceTooLow,
    LogInRefused,
    NumberForTests,
    OtherDevice,
    WrongBrowser,
)
from ingang.foundation.identity.orders import _REFUSALS
from ingang.foundation.identity.rules import (
    SessionLimits,
    check_assurance,
    check_nonce,
    check_number,
    check_same_device,
    client_address,
    digest,
    ends_at,
    is_touch_due,
    overdue_reason,
)
from ingang.kernel.identifiers import IdentifierKind, PersonIdentifier

START = datetime(2026, 11, 26, 7, 0, tzinfo=UTC)
LIMITS = SessionLimits(idle=timedelta(minutes=30), absolute=timedelta(hours=8))
MINUTES = st.integers(min_value=0, max_value=600)


@pytest.mark.parametrize("level", ["loa3", "loa4"])
def test_level_three_and_above_is_enough(level: str) -> None:
    check_assurance(level)

    assert level in {"loa3", "loa4"}


@pytest.mark.parametrize("level", ["", "loa1", "loa2", "LOA3", "substantial", "loa33"])
def test_every_other_level_is_refused(level: str) -> None:
    with pytest.raises(AssuranceTooLow):
        check_assurance(level)


@given(stored=st.text(min_size=1), given_nonce=st.text(min_size=1))
def test_only_the_nonce_itself_opens_the_return_address(stored: str, given_nonce: str) -> None:
    if stored == given_nonce:
        check_nonce(stored=digest(stored), given=given_nonce)
    else:
        with pytest.raises(WrongBrowser):
            check_nonce(stored=digest(stored), given=given_nonce)


def test_an_approval_from_another_address_is_another_device() -> None:
    with pytest.raises(OtherDevice):
        check_same_device(began="192.0.2.1", approved="192.0.2.2")


def test_test_numbers_pass_only_where_they_are_allowed() -> None:
    number = PersonIdentifier(IdentifierKind.PERSONNUMMER, "199001022388")

    check_number(number, allows_test_numbers=True)
    with pytest.raises(NumberForTests):
        check_number(number, allows_test_numbers=False)


@given(active=MINUTES, later=MINUTES)
def test_a_log_in_is_overdue_exactly_from_the_moment_it_was_said_to_end(active: int, later: int) -> None:
    last = START + timedelta(minutes=active)
    now = last + timedelta(minutes=later)

    end = ends_at(started_at=START, last_active_at=last, limits=LIMITS)
    reason = overdue_reason(started_at=START, last_active_at=last, limits=LIMITS, now=now)

    assert bool(reason) == (now >= end)


@pytest.mark.parametrize(
    ("active", "now", "reason"),
    [(0, 29, ""), (0, 30, "idle"), (470, 479, ""), (470, 480, "absolute"), (0, 500, "absolute")],
)
def test_the_reason_tells_which_limit_was_passed(active: int, now: int, reason: str) -> None:
    last = START + timedelta(minutes=active)

    told = overdue_reason(started_at=START, last_active_at=last, limits=LIMITS, now=START + timedelta(minutes=now))

    assert told == reason


@pytest.mark.parametrize(("seconds", "due"), [(0, False), (59, False), (60, True)])
def test_activity_is_written_once_a_minute(seconds: int, due: bool) -> None:
    assert is_touch_due(last_active_at=START, now=START + timedelta(seconds=seconds)) is due


def test_every_refusal_can_be_told_on_the_page_of_the_order() -> None:
    assert set(_REFUSALS.values()) == set(LogInRefused.__subclasses__())


@pytest.mark.parametrize(
    ("forwarded", "proxies", "address"),
    [
        ("", 0, "10.0.0.1"),
        ("192.0.2.7", 0, "10.0.0.1"),
        ("192.0.2.7", 1, "192.0.2.7"),
        ("203.0.113.9, 192.0.2.7", 1, "192.0.2.7"),
        ("203.0.113.9, 192.0.2.7", 2, "203.0.113.9"),
        ("192.0.2.7", 2, "10.0.0.1"),
        ("2001:DB8::1", 1, "2001:db8::1"),
        ("<script>", 1, "10.0.0.1"),
        ("", 1, "10.0.0.1"),
    ],
)
def test_only_what_our_own_proxies_say_of_the_address_is_believed(forwarded: str, proxies: int, address: str) -> None:
    assert client_address(connected="10.0.0.1", forwarded=forwarded, proxies=proxies) == address
