"""What the client sends to an issuer, and what it makes of every kind of answer."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from joserfc.jwk import ECKey, KeySet

from ingang.connectors.http import LARGEST_ANSWER
from ingang.connectors.oidc import errors
from ingang.connectors.oidc.client import OidcClient
from ingang.connectors.oidc.settings import OidcSettings
from ingang.connectors.tests.stub import Stub

pytestmark = pytest.mark.allow_hosts(["127.0.0.1", "::1"])

NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
KEYS = KeySet([ECKey.generate_key("P-256")]).as_dict(private=False)


def description(stub: Stub, **changes: Any) -> dict[str, Any]:
    usual = {
        "issuer": stub.address,
        "authorization_endpoint": f"{stub.address}/authorize?tenant=1",
        "token_endpoint": f"{stub.address}/token",
        "jwks_uri": f"{stub.address}/jwks",
        "userinfo_endpoint": f"{stub.address}/userinfo",
        "end_session_endpoint": f"{stub.address}/end",
        "something_new": [1],
    }
    return {name: value for name, value in (usual | changes).items() if value is not None}


@pytest.fixture
def settings(stub: Stub) -> OidcSettings:
    return OidcSettings(
        issuer=stub.address,
        client_id="ingang",
        client_secret="s:e/c",
        redirect_uri="https://ingang.example/tillbaka",
        acr_values=("loa3", "loa4"),
        post_logout_redirect_uri="https://ingang.example/",
    )


@pytest.fixture
def client(stub: Stub, settings: OidcSettings) -> OidcClient:
    stub.answer(description(stub))
    stub.answer(KEYS)
    return OidcClient(settings=settings)


def finish(client: OidcClient, **callback: str) -> None:
    begun = client.begin(now=NOW)
    client.finish(begun=begun, callback={"state": begun.state, "code": "c", **callback}, now=NOW)


def test_the_browser_is_sent_with_everything_that_protects_the_log_in(client: OidcClient) -> None:
    begun = client.begin(ui_locales="sv", prompt="login", now=NOW)

    query = dict(parse_qsl(urlsplit(begun.url).query))
    assert query.pop("code_challenge") not in ("", begun.code_verifier)
    assert query == {
        "tenant": "1",
        "response_type": "code",
        "client_id": "ingang",
        "redirect_uri": "https://ingang.example/tillbaka",
        "scope": "openid",
        "state": begun.state,
        "nonce": begun.nonce,
        "code_challenge_method": "S256",
        "acr_values": "loa3 loa4",
        "ui_locales": "sv",
        "prompt": "login",
    }


def test_no_two_log_ins_share_a_secret(client: OidcClient) -> None:
    first, second = client.begin(now=NOW), client.begin(now=NOW)

    values = {value for begun in (first, second) for value in (begun.state, begun.nonce, begun.code_verifier)}
    assert len(values) == 6
    assert first.nonce not in repr(first)


def test_discovery_is_kept_for_its_age_and_then_fetched_again(stub: Stub, client: OidcClient) -> None:
    client.begin(now=NOW)
    client.begin(now=NOW + timedelta(minutes=59))
    assert len(stub.received) == 2

    stub.answers[:] = [(200, json.dumps(description(stub)).encode()), (200, json.dumps(KEYS).encode())]
    client.begin(now=NOW + timedelta(minutes=61))

    assert [received.path for received in stub.received[2:]] == ["/.well-known/openid-configuration", "/jwks"]


@pytest.mark.parametrize(
    "changes",
    [
        {"issuer": "https://another.example"},
        {"issuer": None},
        {"token_endpoint": None},
        {"jwks_uri": 5},
        {"token_endpoint": "http://issuer.example/token"},
        {"userinfo_endpoint": "http://issuer.example/userinfo"},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"code_challenge_methods_supported": ["plain"]},
    ],
)
def test_a_description_that_is_unsafe_or_anothers_is_refused(
    stub: Stub, settings: OidcSettings, changes: Mapping[str, Any]
) -> None:
    stub.answer(description(stub, **changes))

    with pytest.raises(errors.DiscoveryBroken):
        OidcClient(settings=settings).begin(now=NOW)


@pytest.mark.parametrize("body", [b"", b"<html>", b"[]", b"\xff", b"[" * 50_000])
def test_a_description_out_of_shape_is_refused(stub: Stub, settings: OidcSettings, body: bytes) -> None:
    stub.answer(body)

    with pytest.raises(errors.DiscoveryBroken):
        OidcClient(settings=settings).begin(now=NOW)


@pytest.mark.parametrize(
    "keys",
    [
        {"keys": []},
        {},
        {"keys": [{"kty": "oct", "k": "c2VjcmV0"}]},
        {"keys": [{"kty": "strange"}]},
        {"keys": [{"kty": "RSA", "n": "!", "e": "AQAB"}]},
        {"keys": [{"kty": "EC"}]},
        {"keys": "none"},
    ],
)
def test_an_issuer_without_a_usable_key_is_refused(stub: Stub, settings: OidcSettings, keys: Any) -> None:
    stub.answer(description(stub))
    stub.answer(keys)

    with pytest.raises(errors.DiscoveryBroken):
        OidcClient(settings=settings).begin(now=NOW)


@pytest.mark.parametrize(("status", "kind"), [(503, errors.IssuerUnreachable), (404, errors.DiscoveryBroken)])
def test_an_issuer_that_does_not_describe_itself_is_told(
    stub: Stub, settings: OidcSettings, status: int, kind: type[errors.OidcError]
) -> None:
    stub.answer({}, status=status)

    with pytest.raises(kind):
        OidcClient(settings=settings).begin(now=NOW)


def test_the_secret_is_encoded_before_it_is_sent(stub: Stub, client: OidcClient) -> None:
    stub.answer({"error": "invalid_grant"}, status=400)

    with pytest.raises(errors.IssuerRefused) as caught:
        finish(client)

    assert caught.value.values["error"] == "invalid_grant"
    assert stub.received[-1].headers["Authorization"] == "Basic aW5nYW5nOnMlM0FlJTJGYw=="
    assert dict(parse_qsl(stub.received[-1].body.decode()))["grant_type"] == "authorization_code"


@pytest.mark.parametrize(
    ("status", "answer", "kind"),
    [
        (500, b"", errors.IssuerUnreachable),
        (400, b"<html>", errors.AnswerGarbled),
        (200, b"<html>", errors.AnswerGarbled),
        (200, {"access_token": "a", "token_type": "Bearer"}, errors.AnswerGarbled),
        (200, {"access_token": "a", "token_type": "mac", "id_token": "i"}, errors.AnswerGarbled),
        (200, b'"' + b"x" * LARGEST_ANSWER + b'"', errors.AnswerGarbled),
        (200, {"access_token": "a", "token_type": "Bearer", "id_token": "i"}, errors.TokenInvalid),
        (302, b"", errors.AnswerGarbled),
    ],
)
def test_a_token_answer_out_of_shape_is_refused(
    stub: Stub, client: OidcClient, status: int, answer: Any, kind: type[errors.OidcError]
) -> None:
    stub.answer(answer, status=status)

    with pytest.raises(kind):
        finish(client)


@pytest.mark.parametrize(
    ("callback", "kind"),
    [
        ({"state": "another"}, errors.CallbackInvalid),
        ({"state": ""}, errors.CallbackInvalid),
        ({"state": "\u00e5"}, errors.CallbackInvalid),
        ({"code": ""}, errors.CallbackInvalid),
        ({"iss": "https://another.example"}, errors.CallbackInvalid),
        ({"error": "access_denied"}, errors.RefusedByUser),
        ({"error": "server_error"}, errors.IssuerRefused),
    ],
)
def test_a_callback_that_is_not_the_answer_is_refused_before_anything_is_asked(
    stub: Stub, client: OidcClient, callback: dict[str, str], kind: type[errors.OidcError]
) -> None:
    with pytest.raises(kind):
        finish(client, **callback)

    assert "/token" not in [received.path for received in stub.received]


def test_log_out_goes_nowhere_where_the_issuer_offers_none(stub: Stub, settings: OidcSettings) -> None:
    stub.answer(description(stub, end_session_endpoint=None))
    stub.answer(KEYS)

    assert OidcClient(settings=settings).logout_url(id_token="i", now=NOW) == ""


def test_log_out_names_the_session_and_the_way_back(client: OidcClient) -> None:
    url = client.logout_url(id_token="i", state="s", now=NOW)

    assert dict(parse_qsl(urlsplit(url).query)) == {
        "id_token_hint": "i",
        "client_id": "ingang",
        "post_logout_redirect_uri": "https://ingang.example/",
        "state": "s",
    }


@pytest.mark.parametrize(
    "changes",
    [
        {"issuer": "http://issuer.example"},
        {"client_secret": ""},
        {"private_key": "both"},
        {"algorithms": ("none",)},
        {"algorithms": ("RS256", "HS256")},
        {"algorithms": ()},
        {"scopes": ("profile",)},
    ],
)
def test_settings_that_are_unsafe_or_incomplete_are_refused(settings: OidcSettings, changes: Mapping[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        replace(settings, **changes)


def test_secrets_do_not_show_in_the_settings(settings: OidcSettings) -> None:
    assert "s:e/c" not in repr(settings)
