"""One HTTP call with limits on time and size, and with three ways to go wrong instead of forty.

NoAnswer
├── NotReached       no connection, or it broke: address, TLS, certificates
├── AnswerTooLate    the connection or the answer took too long
└── AnswerTooLarge   more bytes than any right answer has
"""

from collections.abc import Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import timedelta
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

import requests
from requests.auth import AuthBase

LARGEST_ANSWER = 1_000_000


class NoAnswer(Exception):
    """The call gave nothing that can be read."""


class NotReached(NoAnswer):
    """No connection could be made, or it broke before the answer was whole."""


class AnswerTooLate(NoAnswer):
    """The other side was slower than the caller's limits."""


class AnswerTooLarge(NoAnswer):
    """The answer was larger than LARGEST_ANSWER; reading stopped there."""


@dataclass(frozen=True, kw_only=True)
class Limits:
    """How long to wait for a connection, and then for each piece of the answer, in seconds."""

    connect_seconds: float = 3.05
    read_seconds: float = 10.0


@dataclass(frozen=True, kw_only=True)
class Tls:
    """Whom we trust and who we are; without a bundle the system's own trust store is used."""

    ca_bundle: Path | None = None
    client_certificate: Path | None = None
    client_key: Path | None = None


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What came back: status, the whole body, and how long it took until the first line arrived."""

    status: int
    body: bytes
    took: timedelta


def call(
    *,
    method: str,
    url: str,
    limits: Limits,
    tls: Tls,
    headers: Mapping[str, str] | None = None,
    body: bytes | Mapping[str, str] | None = None,
    auth: AuthBase | None = None,
    session: requests.Session | None = None,
) -> Answer:
    """Make one call. Follows no redirects, obeys no proxy from the environment, and never tries twice.

    Its connection ends with it, unless a `session` of `open_session` keeps it for the next call.
    Raises NotReached, AnswerTooLate or AnswerTooLarge.
    """
    with nullcontext(session) if session is not None else open_session() as used:
        try:
            with used.request(
                method,
                url,
                headers=dict(headers or {}),
                data=body,
                auth=auth,
                timeout=(limits.connect_seconds, limits.read_seconds),
                verify=str(tls.ca_bundle) if tls.ca_bundle else True,
                cert=_certificate(tls),
                allow_redirects=False,
                stream=True,
            ) as response:
                return Answer(status=response.status_code, body=_whole_body(response), took=response.elapsed)
        except requests.Timeout as error:
            raise AnswerTooLate(type(error).__name__) from error
        # A bundle or certificate that cannot be opened is an OSError of its own, not a RequestException.
        except (requests.RequestException, OSError) as error:
            raise NotReached(type(error).__name__) from error


def open_session() -> requests.Session:
    """Connections that are kept between calls to the same hosts. No proxy or password from the environment."""
    session = requests.Session()
    session.trust_env = False
    return session


def is_safe_address(url: str) -> bool:
    """Whether secrets may travel to this address: TLS, or a plain connection that stays in this machine."""
    parts = urlsplit(url)
    return parts.scheme == "https" or (parts.scheme == "http" and is_loopback(parts.hostname or ""))


def is_loopback(host: str) -> bool:
    """Whether a host name or address means this machine."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _certificate(tls: Tls) -> str | tuple[str, str] | None:
    if tls.client_certificate is None:
        return None
    if tls.client_key is None:
        return str(tls.client_certificate)
    return str(tls.client_certificate), str(tls.client_key)


def _whole_body(response: requests.Response) -> bytes:
    body = bytearray()
    for piece in response.iter_content(chunk_size=65_536):
        body += piece
        if len(body) > LARGEST_ANSWER:
            raise AnswerTooLarge
    return bytes(body)
