"""Access tokens of outside systems: every check, one at a time, and keys that change."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet, RSAKey

from ingang.connectors.oidc.access_tokens import KEPT_FOR, AccessTokens
from ingang.connectors.oidc.discovery import Description, Discovered, Discovery
from ingang.connectors.oidc.errors import TokenInvalid
from ingang.connectors.oidc.settings import IssuerSettings

NOW = datetime(2026, 3, 29, 1, 0, tzinfo=UTC)
SECONDS = int(NOW.timestamp())
KEY = RSAKey.generate_key(2048, {"use": "sig"}, auto_kid=True)
OTHER = RSAKey.generate_key(2048, {"use": "sig"}, auto_kid=True)
CURVE = ECKey.generate_key("P-256", auto_kid=True)
ISSUER, AUDIENCE = "https://issuer.example", "https://ingang.example/fhir/SE1"
CLAIMS: Mapping[str, Any] = {
    "iss": ISSUER,
    "sub": "system",
    "client_id": "system",
    "aud": AUDIENCE,
    "exp": SECONDS + 300,
    "iat": SECONDS,
    "jti": "j",
}


class Issuer:
    """The keys that the issuer publishes now, and how often it was asked for them."""

    def __init__(self, *keys: RSAKey | ECKey) -> None:
        self.keys: list[RSAKey | ECKey] = list(keys)
        self.asked = 0

    def fetch(self, now: datetime) -> Discovered:
        self.asked += 1
        description = Description(issuer=ISSUER, authorization_endpoint="", token_endpoint="", jwks_uri="")
        return Discovered(description=description, keys=KeySet([*self.keys]), fetched_at=now)


@pytest.fixture
def issuer(monkeypatch: pytest.MonkeyPatch) -> Issuer:
    known = Issuer(KEY, CURVE)
    monkeypatch.setattr(Discovery, "_fetch", lambda _self, now: known.fetch(now))
    return known


@pytest.fixture
def reader(issuer: Issuer) -> AccessTokens:
    return AccessTokens(settings=IssuerSettings(issuer=ISSUER))


def signed(key: RSAKey | ECKey = KEY, alg: str = "RS256", typ: str = "at+jwt", **changes: Any) -> str:
    claims = {name: value for name, value in {**CLAIMS, **changes}.items() if value is not None}
    return jwt.encode({"alg": alg, "kid": str(key.kid), "typ": typ}, claims, key, algorithms=[alg])


@pytest.mark.parametrize(
    "token",
    [
        signed(),
        signed(typ="application/at+jwt"),
        signed(typ="AT+JWT"),
        signed(aud=["https://other.example", AUDIENCE]),
        signed(nbf=SECONDS),
        signed(CURVE, "ES256"),
        signed(exp=SECONDS - 59),
    ],
)
def test_a_right_token_is_read(reader: AccessTokens, token: str) -> None:
    assert reader.read(token=token, audience=AUDIENCE, now=NOW)["client_id"] == "system"


@pytest.mark.parametrize(
    ("token", "check"),
    [
        (signed(typ="JWT"), "typ"),
        (signed(typ=""), "typ"),
        (signed(iss="https://other.example"), "iss"),
        (signed(aud="https://ingang.example/fhir/SE2"), "aud"),
        (signed(aud=f"{AUDIENCE}/"), "aud"),
        (signed(aud=None), "aud"),
        (signed(exp=SECONDS - 60), "exp"),
        (signed(exp=None), "exp"),
        (signed(iat=SECONDS + 61), "iat"),
        (signed(iat=None), "iat"),
        (signed(nbf=SECONDS + 61), "nbf"),
        (signed(nbf="soon"), "nbf"),
        (signed(sub=None), "sub"),
        (signed(client_id=None), "client_id"),
        (signed(client_id=5), "client_id"),
        (signed(jti=None), "jti"),
        (signed(OTHER), "kid"),
        (signed()[:-8] + "AAAAAAAA", "signature"),
        ("a.b.c", "signature"),
        ("", "signature"),
    ],
)
def test_a_token_with_one_fault_is_refused_by_that_check(reader: AccessTokens, token: str, check: str) -> None:
    with pytest.raises(TokenInvalid) as caught:
        reader.read(token=token, audience=AUDIENCE, now=NOW)

    assert caught.value.values["check"] == check


def test_a_token_that_was_read_is_not_read_for_another_audience_nor_after_its_end(reader: AccessTokens) -> None:
    token = signed(exp=SECONDS + 10)
    reader.read(token=token, audience=AUDIENCE, now=NOW)

    with pytest.raises(TokenInvalid):
        reader.read(token=token, audience="https://ingang.example/fhir/SE2", now=NOW)
    with pytest.raises(TokenInvalid):
        reader.read(token=token, audience=AUDIENCE, now=NOW + timedelta(seconds=71))


def test_a_new_key_is_fetched_and_one_that_was_taken_back_counts_no_more(reader: AccessTokens, issuer: Issuer) -> None:
    old = signed(exp=SECONDS + 9_000)
    reader.read(token=old, audience=AUDIENCE, now=NOW)
    issuer.keys = [OTHER]
    later = NOW + KEPT_FOR + timedelta(seconds=1)

    reader.read(token=signed(OTHER), audience=AUDIENCE, now=later)

    assert issuer.asked == 2
    with pytest.raises(TokenInvalid):
        reader.read(token=old, audience=AUDIENCE, now=later)


def test_a_flood_of_foreign_tokens_does_not_ask_the_issuer_again_and_again(
    reader: AccessTokens, issuer: Issuer
) -> None:
    for _ in range(5):
        with pytest.raises(TokenInvalid):
            reader.read(token=signed(OTHER), audience=AUDIENCE, now=NOW)

    assert issuer.asked == 1
