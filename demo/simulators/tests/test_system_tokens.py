"""The issuer gives a system a token by client credentials, and what we trust is what it gives."""

import json
from base64 import urlsafe_b64decode
from datetime import UTC, datetime
from typing import Any

import pytest
import requests
from joserfc import jwt
from joserfc.jwk import RSAKey

from demo.simulators.oidc.clients import ASSERTION, DEFAULT, Client
from demo.simulators.oidc.profiles import STAFF
from demo.simulators.oidc.server import OidcSimulator
from demo.simulators.serving import Beside
from demo.simulators.tests.people import CAST
from ingang.connectors.oidc.access_tokens import AccessTokens
from ingang.connectors.oidc.settings import IssuerSettings

pytestmark = pytest.mark.allow_hosts(["127.0.0.1", "::1"])

OWN_KEY = RSAKey.generate_key(2048, {"use": "sig"}, auto_kid=True)
SCOPES = ("system/*.cruds", "system/Observation.rs")
SYSTEM = Client(client_id="system", client_secret="only-here", scopes=SCOPES)
KEYED = Client(client_id="keyed", public_key=OWN_KEY.as_pem(private=False).decode(), scopes=SCOPES)
BASE = "http://localhost:1177/fhir/SE0000000020-G001"


@pytest.fixture
def simulator(beside: Beside) -> OidcSimulator:
    made = OidcSimulator(profile=STAFF, cast=CAST, clients=(SYSTEM, KEYED, DEFAULT))
    made.provider.issuer = beside.web(made.app())
    return made


def ask(simulator: OidcSimulator, auth: tuple[str, str] | None = ("system", "only-here"), **form: str) -> Any:
    asked = {"grant_type": "client_credentials", "scope": "system/*.cruds", "resource": BASE, **form}
    return requests.post(f"{simulator.provider.issuer}/token", data=asked, auth=auth, timeout=5)


def test_a_secret_gives_a_token_that_we_trust(simulator: OidcSimulator) -> None:
    answer = ask(simulator, scope="system/Observation.rs").json()

    reader = AccessTokens(settings=IssuerSettings(issuer=simulator.provider.issuer))
    claims = reader.read(token=answer["access_token"], audience=BASE, now=datetime.now(UTC))
    assert (claims["client_id"], claims["scope"]) == ("system", "system/Observation.rs")


def test_a_key_of_ones_own_gives_one_too(simulator: OidcSimulator) -> None:
    now = int(datetime.now(UTC).timestamp())
    claims = {"iss": "keyed", "sub": "keyed", "aud": f"{simulator.provider.issuer}/token", "exp": now + 60, "jti": "1"}
    assertion = jwt.encode({"alg": "RS256"}, claims, OWN_KEY, algorithms=["RS256"])

    answer = ask(simulator, None, client_assertion_type=ASSERTION, client_assertion=assertion)

    assert answer.status_code == 200
    header = json.loads(_decoded(answer.json()["access_token"].split(".")[0]))
    assert header["typ"] == "at+jwt"


@pytest.mark.parametrize(
    ("form", "error"),
    [
        ({"scope": ""}, "invalid_scope"),
        ({"scope": "system/Patient.cruds"}, "invalid_scope"),
        ({"resource": ""}, "invalid_target"),
    ],
)
def test_what_the_client_may_not_ask_for_is_refused(simulator: OidcSimulator, form: dict[str, str], error: str) -> None:
    answer = ask(simulator, **form)

    assert (answer.status_code, answer.json()["error"]) == (400, error)


def test_the_portals_own_registration_is_no_systems(simulator: OidcSimulator) -> None:
    answer = ask(simulator, (DEFAULT.client_id, DEFAULT.client_secret))

    assert answer.json()["error"] == "invalid_scope"
    assert ask(simulator, ("system", "wrong")).status_code == 401


def _decoded(part: str) -> bytes:
    return urlsafe_b64decode(part + "=" * (-len(part) % 4))
