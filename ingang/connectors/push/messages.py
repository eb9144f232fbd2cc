"""A push message before it is sent, whom it may be sent to, and its form on the wire (RFC 8030, 8188, 8291)."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from urllib.parse import urlsplit

import http_ece
from cryptography.hazmat.primitives.asymmetric import ec

from ingang.connectors.http import is_loopback
from ingang.connectors.push.errors import PushInvalid

LARGEST_PAYLOAD = 2048
LONGEST_ENDPOINT = 1000
KEY_BYTES, AUTH_BYTES = 65, 16


@dataclass(frozen=True, kw_only=True)
class Subscription:
    """What a browser hands out when its owner turns push on: where to send, and the keys only it can open with."""

    endpoint: str
    key: str
    auth: str

    def __repr__(self) -> str:
        return "Subscription(...)"


@dataclass(frozen=True, kw_only=True)
class Push:
    """One message to one browser. Repeated under the same idempotency key it replaces itself where it still waits.

    `lasts` is for how long the push service keeps it while the browser is away.
    """

    subscription: Subscription
    payload: bytes
    idempotency_key: str
    lasts: timedelta = timedelta(days=1)

    def __repr__(self) -> str:
        return "Push(...)"


def check_subscription(*, subscription: Subscription, hosts: Iterable[str]) -> None:
    """Refuse, with PushInvalid, what is no subscription at one of the push services that we know.

    The address comes from a browser and we send to it from inside: without the list anybody could make us call
    machines that only we reach. A host of the list also stands for the names below it.
    """
    parts = urlsplit(subscription.endpoint)
    host = _host(subscription.endpoint)
    is_known = any(host == one or host.endswith(f".{one}") for one in hosts)
    is_safe = parts.scheme == "https" or (parts.scheme == "http" and is_loopback(host))
    if not is_known or not is_safe or "@" in parts.netloc or len(subscription.endpoint) > LONGEST_ENDPOINT:
        raise PushInvalid(reason="endpoint")
    _public_key(subscription.key)
    if len(decoded(subscription.auth)) != AUTH_BYTES:
        raise PushInvalid(reason="auth")


def topic(*, push: Push) -> str:
    """The same for the same key, telling nothing about it; at most 32 characters (RFC 8030 section 5.4)."""
    return encoded(sha256(push.idempotency_key.encode()).digest())[:32]


def encrypted(*, push: Push) -> bytes:
    """The payload as only the browser can open it (RFC 8291). Refuses keys that are none and a large payload."""
    if len(push.payload) > LARGEST_PAYLOAD:
        raise PushInvalid(reason="too large")
    _public_key(push.subscription.key)
    body: bytes = http_ece.encrypt(
        push.payload,
        private_key=ec.generate_private_key(ec.SECP256R1()),
        dh=decoded(push.subscription.key),
        auth_secret=decoded(push.subscription.auth),
    )
    return body


def encoded(value: bytes) -> str:
    """base64url without padding, as everything in Web Push is written."""
    return urlsafe_b64encode(value).rstrip(b"=").decode("ascii")


def decoded(value: str) -> bytes:
    """The bytes behind base64url, with or without padding. Refuses anything else with PushInvalid."""
    try:
        return urlsafe_b64decode(value.rstrip("=").encode("ascii") + b"=" * (-len(value.rstrip("=")) % 4))
    except ValueError as error:
        raise PushInvalid(reason="base64") from error


def _public_key(text: str) -> None:
    try:
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), decoded(text))
    except ValueError as error:
        raise PushInvalid(reason="key") from error


def _host(endpoint: str) -> str:
    try:
        parts = urlsplit(endpoint)
        return parts.hostname or "" if parts.port != 0 else ""
    except ValueError:
        return ""
