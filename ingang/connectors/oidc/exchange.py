"""The issuer's back door: a code for tokens, and tokens for more claims."""

import secrets
from base64 import b64encode
from datetime import datetime
from typing import Any, TypeVar
from urllib.parse import quote_plus

import msgspec
from joserfc import jwt
from joserfc.jwk import JWKRegistry

from ingang.connectors.oidc import errors
from ingang.connectors.oidc.discovery import Description, ask
from ingang.connectors.oidc.settings import OidcSettings

ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
ASSERTION_SECONDS = 60
_T = TypeVar("_T")


class Tokens(msgspec.Struct, frozen=True):
    """What a code is exchanged for."""

    id_token: str
    access_token: str
    token_type: str

    def __repr__(self) -> str:
        return "Tokens(...)"


class _Refusal(msgspec.Struct, frozen=True):
    error: str


def exchange_code(
    *, code: str, code_verifier: str, description: Description, settings: OidcSettings, now: datetime
) -> Tokens:
    """Tokens for a code, which the issuer takes once. Raises IssuerRefused with the issuer's own word."""
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": settings.redirect_uri,
        "code_verifier": code_verifier,
    }
    headers = {}
    if settings.private_key:
        form["client_assertion_type"] = ASSERTION
        form["client_assertion"] = _assertion(settings, description, now)
    else:
        headers["Authorization"] = _basic(settings)
    answer = ask(settings=settings, method="POST", url=description.token_endpoint, body=form, headers=headers)
    if answer.status >= 500:
        raise errors.IssuerUnreachable(status=answer.status)
    if answer.status != 200:
        raise errors.IssuerRefused(error=_read(answer.body, _Refusal).error[:100], status=answer.status)
    tokens = _read(answer.body, Tokens)
    if tokens.token_type.lower() != "bearer":
        raise errors.AnswerGarbled(reason="token type")
    return tokens


def fetch_userinfo(*, tokens: Tokens, subject: str, address: str, settings: OidcSettings) -> dict[str, Any]:
    """More claims about the same subject; those of somebody else are refused (Core 5.3.2)."""
    headers = {"Authorization": f"Bearer {tokens.access_token}"}
    answer = ask(settings=settings, method="GET", url=address, headers=headers)
    if answer.status != 200:
        raise errors.IssuerRefused(error="userinfo", status=answer.status)
    claims = _read(answer.body, dict[str, Any])
    if claims.get("sub") != subject:
        raise errors.TokenInvalid(check="sub")
    return claims


def _basic(settings: OidcSettings) -> str:
    # RFC 6749 2.3.1: both are form-encoded first, so that a colon in either does not matter.
    pair = f"{quote_plus(settings.client_id)}:{quote_plus(settings.client_secret)}"
    return f"Basic {b64encode(pair.encode()).decode()}"


def _assertion(settings: OidcSettings, description: Description, now: datetime) -> str:
    issued_at = int(now.timestamp())
    header = {"alg": settings.private_key_algorithm}
    if settings.private_key_id:
        header["kid"] = settings.private_key_id
    kind = "EC" if settings.private_key_algorithm.startswith("ES") else "RSA"
    claims = {
        "iss": settings.client_id,
        "sub": settings.client_id,
        "aud": description.token_endpoint,
        "jti": secrets.token_urlsafe(16),
        "iat": issued_at,
        "exp": issued_at + ASSERTION_SECONDS,
    }
    key = JWKRegistry.import_key(settings.private_key, kind)
    return jwt.encode(header, claims, key, algorithms=[settings.private_key_algorithm])


def _read(body: bytes, shape: type[_T]) -> _T:
    try:
        return msgspec.json.decode(body, type=shape)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise errors.AnswerGarbled(reason="out of shape") from error
