"""The issuer keeps the standard, and its switch makes tokens that fail one check each."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
import requests
from joserfc.jwk import RSAKey

from demo.simulators.oidc.clients import DEFAULT, Client
from demo.simulators.oidc.profiles import RESIDENTS
from demo.simulators.oidc.provider import TOKEN_FAULTS
from demo.simulators.oidc.server import OidcSimulator
from demo.simulators.serving import Beside
from demo.simulators.tests.people import ALVA, CAST
from demo.simulators.tests.test_oidc_story import LEVEL, choose, settings_for
from ingang.connectors.oidc import errors
from ingang.connectors.oidc.client import OidcClient
from ingang.connectors.oidc.log_in import LoggedIn
from ingang.connectors.oidc.settings import OidcSettings

pytestmark = pytest.mark.allow_hosts(["127.0.0.1", "::1"])

KEY = RSAKey.generate_key(2048, {"use": "sig"}, auto_kid=True)
ANSWER = {"person": ALVA.person_number, "level": LEVEL}
BACK = "http://localhost:1177/tillbaka"


@pytest.fixture
def simulator(beside: Beside) -> OidcSimulator:
    simulator = OidcSimulator(profile=RESIDENTS, cast=CAST, key=KEY)
    simulator.provider.issuer = beside.web(simulator.app())
    return simulator


def log_in(client: OidcClient) -> LoggedIn:
    now = datetime.now(UTC)
    begun = client.begin(now=now)
    return client.finish(begun=begun, callback=choose(begun, ANSWER), now=now)


@pytest.mark.parametrize("fault", TOKEN_FAULTS)
def test_a_token_with_one_fault_is_refused_by_that_check(simulator: OidcSimulator, fault: str) -> None:
    issuer = simulator.provider.issuer
    requests.post(f"{issuer}/control", json={"error": fault}, timeout=5).raise_for_status()

    with pytest.raises(errors.TokenInvalid) as caught:
        log_in(OidcClient(settings=settings_for(issuer)))

    assert caught.value.values["check"] == {"none": "alg"}.get(fault, fault)


def test_a_new_key_of_the_issuer_is_fetched(simulator: OidcSimulator) -> None:
    client = OidcClient(settings=settings_for(simulator.provider.issuer))
    log_in(client)
    later = datetime.now(UTC) + timedelta(seconds=40)
    begun = client.begin(now=later)
    callback = choose(begun, ANSWER)

    simulator.provider.rotate_key()

    assert client.finish(begun=begun, callback=callback, now=later).subject


def test_keys_are_not_fetched_again_for_every_strange_token(simulator: OidcSimulator) -> None:
    client = OidcClient(settings=settings_for(simulator.provider.issuer))
    now = datetime.now(UTC)
    begun = client.begin(now=now)
    callback = choose(begun, ANSWER)

    simulator.provider.rotate_key()

    with pytest.raises(errors.TokenInvalid) as caught:
        client.finish(begun=begun, callback=callback, now=now + timedelta(seconds=5))
    assert caught.value.values["check"] == "kid"


def test_a_client_may_prove_itself_by_its_private_key(beside: Beside) -> None:
    key = RSAKey.generate_key(2048)
    client = Client(client_id="keyed", public_key=key.as_pem(private=False).decode())
    simulator = OidcSimulator(profile=RESIDENTS, cast=CAST, clients=[client], key=KEY)
    issuer = simulator.provider.issuer = beside.web(simulator.app())
    settings = OidcSettings(
        issuer=issuer,
        client_id="keyed",
        private_key=key.as_pem(private=True).decode(),
        redirect_uri=BACK,
    )

    assert log_in(OidcClient(settings=settings)).attributes.person_number == ALVA.person_number


@pytest.mark.parametrize("wrong", [{"client_secret": "guessed"}, {"client_id": "ingång:x", "client_secret": "a:b"}])
def test_a_client_with_a_wrong_secret_is_refused(simulator: OidcSimulator, wrong: dict[str, str]) -> None:
    answer = requests.post(
        f"{simulator.provider.issuer}/token",
        data={"grant_type": "authorization_code", "code": "x"},
        auth=(wrong.get("client_id", DEFAULT.client_id), wrong["client_secret"]),
        timeout=5,
    )

    assert (answer.status_code, answer.json()["error"]) == (401, "invalid_client")


def begin_query(**changes: str) -> dict[str, str]:
    usual = {
        "response_type": "code",
        "client_id": DEFAULT.client_id,
        "redirect_uri": BACK,
        "scope": "openid",
        "state": "s",
        "code_challenge": "c" * 43,
        "code_challenge_method": "S256",
    }
    return {**usual, **changes}


@pytest.mark.parametrize(
    "changes", [{"client_id": "nobody"}, {"redirect_uri": "https://evil.example/"}, {"redirect_uri": ""}]
)
def test_an_unregistered_client_or_address_is_never_redirected_to(
    simulator: OidcSimulator, changes: dict[str, str]
) -> None:
    answer = requests.get(
        f"{simulator.provider.issuer}/authorize",
        params=begin_query(**changes),
        timeout=5,
        allow_redirects=False,
    )

    assert (answer.status_code, "Location" in answer.headers) == (400, False)


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"scope": "profile"}, "invalid_scope"),
        ({"code_challenge_method": "plain"}, "invalid_request"),
        ({"code_challenge": ""}, "invalid_request"),
        ({"prompt": "none"}, "login_required"),
    ],
)
def test_a_request_out_of_the_standard_is_sent_back_with_an_error(
    simulator: OidcSimulator, changes: dict[str, str], error: str
) -> None:
    answer = requests.get(
        f"{simulator.provider.issuer}/authorize",
        params=begin_query(**changes),
        timeout=5,
        allow_redirects=False,
    )

    query = dict(parse_qsl(urlsplit(answer.headers["Location"]).query))
    assert query == {"error": error, "state": "s", "iss": simulator.provider.issuer}


def redeem(simulator: OidcSimulator, **changes: str) -> Any:
    """A code of a right log-in, redeemed with something changed."""
    client = OidcClient(settings=settings_for(simulator.provider.issuer))
    begun = client.begin(now=datetime.now(UTC))
    form = {
        "grant_type": "authorization_code",
        "code": choose(begun, ANSWER)["code"],
        "redirect_uri": settings_for(simulator.provider.issuer).redirect_uri,
        "code_verifier": begun.code_verifier,
    }
    return requests.post(
        f"{simulator.provider.issuer}/token",
        data={**form, **changes},
        auth=(DEFAULT.client_id, DEFAULT.client_secret),
        timeout=5,
    ).json()


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"code_verifier": "guessed"}, "invalid_grant"),
        ({"redirect_uri": "http://localhost:1177/elsewhere"}, "invalid_grant"),
        ({"code": "guessed"}, "invalid_grant"),
        ({"grant_type": "password"}, "unsupported_grant_type"),
    ],
)
def test_a_code_is_only_for_whoever_began(simulator: OidcSimulator, changes: dict[str, str], error: str) -> None:
    assert redeem(simulator, **changes) == {"error": error}


def test_userinfo_needs_a_token(simulator: OidcSimulator) -> None:
    answer = requests.get(f"{simulator.provider.issuer}/userinfo", timeout=5)

    assert answer.status_code == 401


def test_a_choice_counts_once_and_only_with_a_level_that_exists(simulator: OidcSimulator) -> None:
    shown = requests.get(f"{simulator.provider.issuer}/authorize", params=begin_query(), timeout=5)
    ticket = re.findall(r'name="ticket" value="([^"]+)"', shown.text)[0]
    address = f"{simulator.provider.issuer}/choose"

    first = requests.post(address, data={"ticket": ticket, **ANSWER, "level": "loa9"}, timeout=5)
    second = requests.post(address, data={"ticket": ticket, **ANSWER}, timeout=5)

    assert (first.status_code, second.status_code) == (400, 409)


def test_log_out_returns_to_an_address_of_the_client_only(simulator: OidcSimulator) -> None:
    client = OidcClient(settings=settings_for(simulator.provider.issuer))
    person = log_in(client)
    url = client.logout_url(id_token=person.id_token, state="s", now=datetime.now(UTC))

    there = requests.get(url, timeout=5, allow_redirects=False)
    elsewhere = requests.get(
        url.replace("http%3A%2F%2Flocalhost%3A1177", "https%3A%2F%2Fevil.example"),
        timeout=5,
        allow_redirects=False,
    )

    assert there.headers["Location"].startswith("http://localhost:1177/?state=s")
    assert (elsewhere.status_code, "Location" in elsewhere.headers) == (200, False)


def test_the_page_is_marked_and_loads_nothing(simulator: OidcSimulator) -> None:
    shown = requests.get(f"{simulator.provider.issuer}/authorize", params=begin_query(), timeout=5)

    assert "Simulator - not a real e-identification" in shown.text
    assert re.search(r"<script|src=|<link", shown.text) is None
