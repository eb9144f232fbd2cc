"""Every check of a token, one at a time, with keys made for the test."""

import hmac
import json
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet, RSAKey

from ingang.connectors.oidc.errors import TokenInvalid
from ingang.connectors.oidc.settings import OidcSettings
from ingang.connectors.oidc.tokens import LOGOUT_EVENT, read_id_token, read_logout_token

NOW = datetime(2026, 3, 29, 1, 0, tzinfo=UTC)
SECONDS = int(NOW.timestamp())
KEY = RSAKey.generate_key(2048, {"use": "sig"}, auto_kid=True)
OTHER = RSAKey.generate_key(2048, {"use": "sig"}, auto_kid=True)
CURVE = ECKey.generate_key("P-256", auto_kid=True)
KEYS = KeySet([KEY, CURVE])
SETTINGS = OidcSettings(
    issuer="https://issuer.example",
    client_id="ingang",
    client_secret="x" * 16,
    redirect_uri="https://ingang.example/tillbaka",
)
CLAIMS: Mapping[str, Any] = {
    "iss": "https://issuer.example",
    "sub": "alva",
    "aud": "ingang",
    "exp": SECONDS + 300,
    "iat": SECONDS,
    "nonce": "n",
}
LOGOUT: Mapping[str, Any] = {
    "iss": "https://issuer.example",
    "aud": "ingang",
    "iat": SECONDS,
    "jti": "j",
    "sid": "s",
    "events": {LOGOUT_EVENT: {}},
}
REMOVED = object()
AT_HASH = urlsafe_b64encode(sha256(b"access").digest()[:16]).rstrip(b"=").decode()


def signed(claims: Mapping[str, Any], key: RSAKey | ECKey = KEY, alg: str = "RS256") -> str:
    kept = {name: value for name, value in claims.items() if value is not REMOVED}
    return jwt.encode({"alg": alg, "kid": str(key.kid)}, kept, key, algorithms=[alg])


def forged(header: Mapping[str, str], *, secret: bytes) -> str:
    """By hand, since the library refuses to make such a token."""
    signing_input = ".".join(base64(json.dumps(part).encode()) for part in (header, dict(CLAIMS)))
    signature = hmac.digest(secret, signing_input.encode(), "sha256") if secret else b""
    return f"{signing_input}.{base64(signature)}"


def base64(value: bytes) -> str:
    return urlsafe_b64encode(value).rstrip(b"=").decode()


def read(token: str) -> Mapping[str, Any]:
    return read_id_token(token=token, access_token="access", nonce="n", keys=KEYS, settings=SETTINGS, now=NOW)


def read_logout(token: str) -> Mapping[str, Any]:
    return read_logout_token(token=token, keys=KEYS, settings=SETTINGS, now=NOW)


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"aud": ["ingang"]},
        {"aud": ["ingang", "other"], "azp": "ingang"},
        {"exp": SECONDS - 59},
        {"iat": SECONDS + 60},
        {"at_hash": AT_HASH},
    ],
)
def test_a_right_token_is_read(changes: Mapping[str, Any]) -> None:
    assert read(signed({**CLAIMS, **changes}))["sub"] == "alva"


@pytest.mark.parametrize(
    ("changes", "check"),
    [
        ({"iss": "https://issuer.example/"}, "iss"),
        ({"iss": REMOVED}, "iss"),
        ({"aud": "other"}, "aud"),
        ({"aud": []}, "aud"),
        ({"aud": REMOVED}, "aud"),
        ({"aud": ["ingang", "other"]}, "azp"),
        ({"azp": "other"}, "azp"),
        ({"exp": SECONDS - 60}, "exp"),
        ({"exp": REMOVED}, "exp"),
        ({"exp": "tomorrow"}, "exp"),
        ({"exp": True}, "exp"),
        ({"exp": float("nan")}, "exp"),
        ({"exp": float("inf")}, "exp"),
        ({"iat": SECONDS + 61}, "iat"),
        ({"iat": REMOVED}, "iat"),
        ({"nonce": "other"}, "nonce"),
        ({"nonce": REMOVED}, "nonce"),
        ({"nonce": ["n"]}, "nonce"),
        ({"sub": REMOVED}, "sub"),
        ({"sub": ""}, "sub"),
        ({"at_hash": "other"}, "at_hash"),
        ({"at_hash": 5}, "at_hash"),
    ],
)
def test_a_token_with_one_wrong_claim_is_refused_by_that_check(changes: Mapping[str, Any], check: str) -> None:
    with pytest.raises(TokenInvalid) as caught:
        read(signed({**CLAIMS, **changes}))

    assert caught.value.values["check"] == check


def test_an_unsigned_token_is_refused() -> None:
    token = forged({"alg": "none"}, secret=b"")

    with pytest.raises(TokenInvalid) as caught:
        read(token)

    assert caught.value.values["check"] == "alg"


def test_a_token_signed_with_our_public_key_as_a_secret_is_refused() -> None:
    token = forged({"alg": "HS256", "kid": str(KEY.kid)}, secret=KEY.as_pem(private=False))

    with pytest.raises(TokenInvalid) as caught:
        read(token)

    assert caught.value.values["check"] == "alg"


def test_an_algorithm_that_is_not_on_the_list_is_refused() -> None:
    with pytest.raises(TokenInvalid) as caught:
        read(signed(CLAIMS, alg="RS512"))

    assert caught.value.values["check"] == "alg"


def test_a_key_that_the_issuer_does_not_have_is_refused_by_its_name() -> None:
    with pytest.raises(TokenInvalid) as caught:
        read(signed(CLAIMS, OTHER))

    assert caught.value.values["check"] == "kid"


def test_another_key_under_the_issuers_key_name_is_refused() -> None:
    header = {"alg": "RS256", "kid": str(KEY.kid)}
    token = jwt.encode(header, dict(CLAIMS), OTHER, algorithms=["RS256"])

    with pytest.raises(TokenInvalid) as caught:
        read(token)

    assert caught.value.values["check"] == "signature"


def test_the_name_of_a_key_of_another_kind_is_refused() -> None:
    header = {"alg": "RS256", "kid": str(CURVE.kid)}
    token = jwt.encode(header, dict(CLAIMS), KEY, algorithms=["RS256"])

    with pytest.raises(TokenInvalid):
        read(token)


@pytest.mark.parametrize("token", ["", "a.b.c", "....", "\u00e5.\u00e4.\u00f6", "x" * 100_000, "e30.e30.e30"])
def test_what_is_no_token_is_refused(token: str) -> None:
    with pytest.raises(TokenInvalid):
        read(token)


@pytest.mark.parametrize("changes", [{}, {"sid": REMOVED, "sub": "alva"}, {"exp": SECONDS + 60}])
def test_a_right_logout_token_is_read(changes: Mapping[str, Any]) -> None:
    assert read_logout(signed({**LOGOUT, **changes}))["jti"] == "j"


@pytest.mark.parametrize(
    ("changes", "check"),
    [
        ({"iss": "https://other.example"}, "iss"),
        ({"aud": "other"}, "aud"),
        ({"iat": REMOVED}, "iat"),
        ({"exp": SECONDS - 61}, "exp"),
        ({"iat": SECONDS - 400}, "iat"),
        ({"nonce": "n"}, "nonce"),
        ({"events": {}}, "events"),
        ({"events": REMOVED}, "events"),
        ({"sid": REMOVED}, "sub"),
        ({"jti": REMOVED}, "jti"),
    ],
)
def test_a_logout_token_with_one_fault_is_refused_by_that_check(changes: Mapping[str, Any], check: str) -> None:
    with pytest.raises(TokenInvalid) as caught:
        read_logout(signed({**LOGOUT, **changes}))

    assert caught.value.values["check"] == check


def test_the_clock_may_differ_by_the_skew_and_no_more() -> None:
    strict = timedelta(seconds=0)

    assert SETTINGS.skew == timedelta(seconds=60)
    with pytest.raises(TokenInvalid):
        read_id_token(
            token=signed({**CLAIMS, "exp": SECONDS}),
            access_token="access",
            nonce="n",
            keys=KEYS,
            settings=OidcSettings(
                issuer=SETTINGS.issuer,
                client_id="ingang",
                client_secret="x",
                redirect_uri=SETTINGS.redirect_uri,
                skew=strict,
            ),
            now=NOW,
        )
