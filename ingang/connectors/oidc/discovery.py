"""What an issuer says about itself: its addresses and its keys, fetched when needed and kept for a while."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar

import msgspec
from joserfc.errors import JoseError
from joserfc.jwk import JWKRegistry, KeySet

from ingang.connectors import http
from ingang.connectors.oidc import errors
from ingang.connectors.oidc.settings import IssuerSettings

# A token with a key that we have not seen makes us fetch the keys anew, but a flood of such tokens must not.
SHORTEST_REFRESH = timedelta(seconds=30)
_T = TypeVar("_T")


class Description(msgspec.Struct, frozen=True, kw_only=True):
    """The part of the discovery document that we use."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    userinfo_endpoint: str = ""
    end_session_endpoint: str = ""
    code_challenge_methods_supported: tuple[str, ...] = ("S256",)


class _Keys(msgspec.Struct, frozen=True):
    keys: list[dict[str, Any]]


@dataclass(frozen=True, kw_only=True)
class Discovered:
    """An issuer's description and keys, and when they were fetched."""

    description: Description
    keys: KeySet
    fetched_at: datetime


class Discovery:
    """Fetches and keeps what one issuer says about itself."""

    def __init__(self, *, settings: IssuerSettings) -> None:
        self._settings = settings
        self._kept: Discovered | None = None

    def get(self, *, now: datetime) -> Discovered:
        """What is kept, unless it is too old. Raises IssuerUnreachable or DiscoveryBroken."""
        if self._kept is None or now - self._kept.fetched_at > self._settings.discovery_age:
            self._kept = self._fetch(now)
        return self._kept

    def get_anew(self, *, now: datetime) -> Discovered:
        """Fetched again, since a key was not among those kept; at most twice a minute."""
        if self._kept is None or now - self._kept.fetched_at >= SHORTEST_REFRESH:
            self._kept = self._fetch(now)
        return self._kept

    def _fetch(self, now: datetime) -> Discovered:
        issuer = self._settings.issuer
        address = f"{issuer.rstrip('/')}/.well-known/openid-configuration"
        description = _read(self._fetch_one(address), Description)
        if description.issuer != issuer:
            raise errors.DiscoveryBroken(reason="another issuer")
        _check_addresses(description)
        if "S256" not in description.code_challenge_methods_supported:
            raise errors.DiscoveryBroken(reason="no PKCE with S256")
        keys = _read(self._fetch_one(description.jwks_uri), _Keys)
        return Discovered(description=description, keys=_key_set(keys), fetched_at=now)

    def _fetch_one(self, address: str) -> bytes:
        answer = ask(settings=self._settings, method="GET", url=address)
        if answer.status >= 500:
            raise errors.IssuerUnreachable(status=answer.status)
        if answer.status != 200:
            raise errors.DiscoveryBroken(reason=f"status {answer.status}")
        return answer.body


def ask(
    *,
    settings: IssuerSettings,
    method: str,
    url: str,
    body: dict[str, str] | None = None,
    headers: dict[str, str] | None = None,
) -> http.Answer:
    """One call to the issuer, with its errors in our words."""
    try:
        return http.call(
            method=method,
            url=url,
            body=body,
            headers={"Accept": "application/json", **(headers or {})},
            limits=settings.limits,
            tls=settings.tls,
        )
    except http.AnswerTooLate as error:
        raise errors.IssuerTimedOut(reason=str(error)) from error
    except http.AnswerTooLarge as error:
        raise errors.AnswerGarbled(reason="too large") from error
    except http.NotReached as error:
        raise errors.IssuerUnreachable(reason=str(error)) from error


def _check_addresses(description: Description) -> None:
    addresses = (
        description.authorization_endpoint,
        description.token_endpoint,
        description.jwks_uri,
        description.userinfo_endpoint or description.issuer,
        description.end_session_endpoint or description.issuer,
    )
    if not all(http.is_safe_address(address) for address in addresses):
        raise errors.DiscoveryBroken(reason="an address without TLS")


def _key_set(document: _Keys) -> KeySet:
    """The keys that may sign. Kinds that we cannot read are left out; shared secrets have no place here."""
    keys = [key for key in document.keys if key.get("kty") != "oct" and key.get("use") != "enc"]
    readable = []
    for key in keys:
        try:
            readable.append(JWKRegistry.import_key(key))
        except (JoseError, ValueError, TypeError, KeyError):
            continue
    if not readable:
        raise errors.DiscoveryBroken(reason="no usable key")
    return KeySet(readable)


def _read(body: bytes, shape: type[_T]) -> _T:
    try:
        return msgspec.json.decode(body, type=shape)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise errors.DiscoveryBroken(reason="out of shape") from error
