"""The rules of log-ins and sessions; pure."""

import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from ipaddress import ip_address

from ingang.foundation.identity.errors import (
    AssuranceTooLow,
    IdentityUnproven,
    NumberForTests,
    OtherDevice,
    WrongBrowser,
)
from ingang.kernel.identifiers import PersonIdentifier, is_test_number

LEVELS = {"loa1": 1, "loa2": 2, "loa3": 3, "loa4": 4}
LOWEST_LEVEL = 3

PROVEN = frozenset({"", "confirmed"})
"""Identity levels of a samordningsnummer that may log in; empty where no register has told any."""

TOUCH_EVERY = timedelta(minutes=1)
"""`last_active_at` is written at most this often: activity must not cost a write per page."""

ASK_EVERY = timedelta(seconds=1.5)
"""BankID asks to be collected about every two seconds; the page looks each second."""

LONGEST_REDIRECT = timedelta(minutes=30)
"""How long one may stay at an issuer's own page; a later answer comes to a browser that somebody may have left."""

RESULT_LASTS = timedelta(minutes=5)
"""How long an approved log-in waits for its browser to fetch it."""

OUTAGE_IS_REMEMBERED = timedelta(minutes=1)


@dataclass(frozen=True, kw_only=True)
class SessionLimits:
    """How long a log-in lasts untouched, and how long in all (records-identity-law 7, flows 2)."""

    idle: timedelta
    absolute: timedelta


@dataclass(frozen=True, kw_only=True)
class StartLimits:
    """How many log-ins may be begun within the time, from one address and from one browser."""

    within: timedelta
    per_address: int
    per_browser: int


def digest(text: str) -> str:
    """What is stored in place of a secret that the browser holds."""
    return sha256(text.encode()).hexdigest()


def check_nonce(*, stored: str, given: str) -> None:
    """Refuse a return address that is not this order's own (corrections 3.8)."""
    if not hmac.compare_digest(stored, digest(given)):
        raise WrongBrowser()


def check_same_device(*, began: str, approved: str) -> None:
    """Refuse an approval from another address than the one that began the log-in on the same device (7, flows 6)."""
    if began != approved:
        raise OtherDevice()


def check_assurance(level: str) -> None:
    """Refuse an e-ID below level of assurance 3 (7, flows 4); an unknown level is below."""
    if LEVELS.get(level, 0) < LOWEST_LEVEL:
        raise AssuranceTooLow()


def check_number(identifier: PersonIdentifier, *, allows_test_numbers: bool) -> None:
    """Refuse a test number where real people log in (records-identity-law 7.1)."""
    if is_test_number(identifier) and not allows_test_numbers:
        raise NumberForTests()


def check_identity_proven(*, level: str, is_dormant: bool) -> None:
    """Refuse a samordningsnummer that is dormant, or whose identity is told not to be proven (corrections 1.1)."""
    if is_dormant or level not in PROVEN:
        raise IdentityUnproven()


def ends_at(*, started_at: datetime, last_active_at: datetime, limits: SessionLimits) -> datetime:
    """When the log-in ends if nothing more happens."""
    return min(last_active_at + limits.idle, started_at + limits.absolute)


def overdue_reason(*, started_at: datetime, last_active_at: datetime, limits: SessionLimits, now: datetime) -> str:
    """`idle` or `absolute` when the log-in is past a limit, else nothing."""
    if now >= started_at + limits.absolute:
        return "absolute"
    return "idle" if now >= last_active_at + limits.idle else ""


def is_touch_due(*, last_active_at: datetime, now: datetime) -> bool:
    """Whether activity should be written down now."""
    return now >= last_active_at + TOUCH_EVERY


def client_address(*, connected: str, forwarded: str, proxies: int) -> str:
    """The address from which the request came, when so many proxies of our own stand in front.

    Each proxy appends whom it answered, so only that many entries from the right can be believed; the rest is what
    the client wrote itself. A header that is too short or holds no address is not believed at all.
    """
    told = [one.strip() for one in forwarded.split(",")]
    if not proxies or len(told) < proxies:
        return connected
    try:
        return str(ip_address(told[-proxies]))
    except ValueError:
        return connected
