"""Trusting a token: every check of Core 3.1.3.7 and of back-channel logout, each with its own name."""

import hmac
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from datetime import datetime
from hashlib import new as new_hash
from math import isfinite
from typing import Any

from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError, UnsupportedAlgorithmError
from joserfc.jwk import KeySet

from ingang.connectors.oidc.errors import TokenInvalid
from ingang.connectors.oidc.settings import IssuerSettings, OidcSettings

LOGOUT_EVENT = "http://schemas.openid.net/event/backchannel-logout"
LOGOUT_SECONDS = 180
# The check that fails when the token was signed with a key that the issuer had not told us of.
KEY = "kid"
Claims = Mapping[str, Any]


def read_id_token(
    *, token: str, access_token: str, nonce: str, keys: KeySet, settings: OidcSettings, now: datetime
) -> Claims:
    """The claims of an id token, after every check. Raises TokenInvalid with the check that failed."""
    header, claims = _verified(token, keys, settings)
    _check_common(claims, settings, now)
    _check_expiry(claims, settings, now)
    if not _same(claims.get("nonce"), nonce):
        raise TokenInvalid(check="nonce")
    if not isinstance(claims.get("sub"), str) or not claims["sub"]:
        raise TokenInvalid(check="sub")
    at_hash = claims.get("at_hash")
    if at_hash is not None and not _same(at_hash, _half_hash(access_token, header["alg"])):
        raise TokenInvalid(check="at_hash")
    return claims


def read_logout_token(*, token: str, keys: KeySet, settings: OidcSettings, now: datetime) -> Claims:
    """The claims of a logout token. Replays are the caller's to see, by the claim `jti`."""
    _, claims = _verified(token, keys, settings)
    _check_common(claims, settings, now)
    if "exp" in claims:
        _check_expiry(claims, settings, now)
    # Older issuers send no exp, and then a kept token would end sessions for ever.
    if _moment(claims, "iat") < now.timestamp() - LOGOUT_SECONDS:
        raise TokenInvalid(check="iat")
    events = claims.get("events")
    if not isinstance(events, dict) or not isinstance(events.get(LOGOUT_EVENT), dict):
        raise TokenInvalid(check="events")
    # An id token must never pass as a logout token.
    if "nonce" in claims:
        raise TokenInvalid(check="nonce")
    if not any(isinstance(claims.get(name), str) and claims[name] for name in ("sub", "sid")):
        raise TokenInvalid(check="sub")
    if not isinstance(claims.get("jti"), str) or not claims["jti"]:
        raise TokenInvalid(check="jti")
    return claims


def read_access_token(*, token: str, audience: str, keys: KeySet, settings: IssuerSettings, now: datetime) -> Claims:
    """The claims of a JWT access token for `audience` (RFC 9068, section 4). Raises TokenInvalid with the check."""
    header, claims = _verified(token, keys, settings)
    # An id token must never pass as an access token.
    if str(header.get("typ", "")).lower().removeprefix("application/") != "at+jwt":
        raise TokenInvalid(check="typ")
    if claims.get("iss") != settings.issuer:
        raise TokenInvalid(check="iss")
    if audience not in _listed(claims.get("aud")):
        raise TokenInvalid(check="aud")
    _check_issued(claims, settings, now)
    _check_expiry(claims, settings, now)
    if "nbf" in claims and _moment(claims, "nbf") > now.timestamp() + settings.skew.total_seconds():
        raise TokenInvalid(check="nbf")
    for name in ("sub", "client_id", "jti"):
        if not isinstance(claims.get(name), str) or not claims[name]:
            raise TokenInvalid(check=name)
    return claims


def _verified(token: str, keys: KeySet, settings: IssuerSettings) -> tuple[Claims, Claims]:
    try:
        verified = jwt.decode(token, keys, algorithms=list(settings.algorithms))
    except UnsupportedAlgorithmError as error:
        raise TokenInvalid(check="alg") from error
    except InvalidKeyIdError as error:
        raise TokenInvalid(check=KEY) from error
    except (JoseError, ValueError, TypeError, RecursionError) as error:
        raise TokenInvalid(check="signature") from error
    return verified.header, verified.claims


def _check_common(claims: Claims, settings: OidcSettings, now: datetime) -> None:
    if claims.get("iss") != settings.issuer:
        raise TokenInvalid(check="iss")
    audiences = _listed(claims.get("aud"))
    if settings.client_id not in audiences:
        raise TokenInvalid(check="aud")
    azp = claims.get("azp")
    if azp != settings.client_id and (azp is not None or len(audiences) > 1):
        raise TokenInvalid(check="azp")
    _check_issued(claims, settings, now)


def _check_issued(claims: Claims, settings: IssuerSettings, now: datetime) -> None:
    # A token from the future has no issuer whose clock we can trust.
    if _moment(claims, "iat") > now.timestamp() + settings.skew.total_seconds():
        raise TokenInvalid(check="iat")


def _check_expiry(claims: Claims, settings: IssuerSettings, now: datetime) -> None:
    if _moment(claims, "exp") <= now.timestamp() - settings.skew.total_seconds():
        raise TokenInvalid(check="exp")


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _moment(claims: Claims, name: str) -> float:
    value = claims.get(name)
    # JSON as Python reads it knows NaN and Infinity, which no comparison would ever find too old.
    if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
        raise TokenInvalid(check=name)
    return float(value)


def _half_hash(access_token: str, algorithm: str) -> str:
    """The left half of the access token's hash, by the hash of the id token's algorithm (Core 3.1.3.6)."""
    name = "sha512" if algorithm == "EdDSA" else f"sha{algorithm[2:]}"
    digest = new_hash(name, access_token.encode()).digest()
    return urlsafe_b64encode(digest[: len(digest) // 2]).rstrip(b"=").decode()


def _same(given: object, wanted: str) -> bool:
    return isinstance(given, str) and bool(wanted) and hmac.compare_digest(given.encode(), wanted.encode())
