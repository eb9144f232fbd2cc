"""Two care givers' record systems with tokens of an issuer of the test's own, and a client that speaks FHIR."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey

from conftest import number_of
from ingang.connectors.oidc.discovery import Description, Discovered, Discovery
from ingang.foundation.identity import systems

ISSUER = "https://issuer.example"
BJORKBACKEN, REGION = "SE0000000020-G001", "SE0000000010-G001"
CLIENTS = {BJORKBACKEN: "bjorkbacken", REGION: "region"}
PERSONNUMMER = "http://electronichealth.se/identifier/personnummer"
KEY = RSAKey.generate_key(2048, {"use": "sig"}, auto_kid=True)
EVERYTHING = "system/*.cruds"


def base(care_giver: str = BJORKBACKEN) -> str:
    """The tenant's base address."""
    return f"http://testserver/fhir/{care_giver}"


def token(now: datetime, *, care_giver: str = BJORKBACKEN, key: RSAKey = KEY, **changes: Any) -> str:
    """A token of the care giver's own system for everything, with changes; None takes a claim away."""
    seconds = int(now.timestamp())
    header = {"alg": "RS256", "kid": str(key.kid), "typ": changes.pop("typ", "at+jwt")}
    claims = {
        "iss": ISSUER,
        "sub": CLIENTS[care_giver],
        "client_id": CLIENTS[care_giver],
        "aud": base(care_giver),
        "iat": seconds,
        "exp": seconds + 300,
        "jti": "t",
        "scope": EVERYTHING,
        **changes,
    }
    kept = {name: value for name, value in claims.items() if value is not None}
    return jwt.encode(header, kept, key, algorithms=["RS256"])


@dataclass
class System:
    """A client with a token."""

    token: str
    care_giver: str = BJORKBACKEN

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        """One request; a body that is no text becomes JSON."""
        text = body if isinstance(body, str | bytes) else "" if body is None else json.dumps(body)
        headers = {"Authorization": f"Bearer {self.token}", **{k.replace("_", "-"): v for k, v in headers.items()}}
        media = headers.pop("Content-Type", "application/fhir+json")
        address = path if path.startswith("http") else f"/fhir/{self.care_giver}/{path}"
        return Client(raise_request_exception=True).generic(
            method, address.removeprefix("http://testserver"), text, content_type=media, headers=headers
        )

    def get(self, path: str, **headers: str) -> Any:
        """Read or search."""
        return self.ask("GET", path, **headers)

    def create(self, resource: Mapping[str, Any], **headers: str) -> dict[str, Any]:
        """Create, which must succeed, and give back what was stored."""
        answer = self.ask("POST", str(resource["resourceType"]), resource, **headers)
        assert answer.status_code == 201, answer.content
        return dict(answer.json())


@pytest.fixture
def issuer(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The issuer's keys are known without a call, and it knows a system of each care giver."""
    settings.FHIR_SYSTEMS = [
        {"issuer": ISSUER, "client_id": client, "care_giver": care_giver, "name": f"System of {client}"}
        for care_giver, client in CLIENTS.items()
    ]
    description = Description(
        issuer=ISSUER, authorization_endpoint=ISSUER, token_endpoint=ISSUER, jwks_uri=f"{ISSUER}/jwks"
    )

    def fetch(_self: Discovery, now: datetime) -> Discovered:
        return Discovered(description=description, keys=KeySet([KEY]), fetched_at=now)

    monkeypatch.setattr(Discovery, "_fetch", fetch)
    monkeypatch.setattr(systems, "_readers", {})


@pytest.fixture
def system(issuer: None, cast: Callable[[str], UUID], now: datetime) -> System:
    """The system of Björkbackens vårdcentral's care giver, which may do everything; the cast is there."""
    return System(token(now))


@pytest.fixture
def stranger(issuer: None, cast: Callable[[str], UUID], now: datetime) -> System:
    """Another care giver's system."""
    return System(token(now, care_giver=REGION), REGION)


def patient(key: str = "alva", **changes: Any) -> dict[str, Any]:
    """A Patient resource of one of the cast."""
    identifier = {"system": PERSONNUMMER, "value": number_of(key).value}
    return {"resourceType": "Patient", "identifier": [identifier], "name": [{"family": "Lindqvist"}], **changes}


def observation(subject: str, **changes: Any) -> dict[str, Any]:
    """A blood value of a Patient."""
    resource = {
        "resourceType": "Observation",
        "status": "final",
        "category": [{"coding": [{"code": "laboratory"}]}],
        "code": {"coding": [{"system": "http://loinc.org", "code": "718-7"}], "text": "B-Hemoglobin"},
        "subject": {"reference": f"Patient/{subject}"},
        "effectiveDateTime": "2026-03-02",
    }
    return {**resource, **changes}


@pytest.fixture
def alva(system: System) -> str:
    """The id of Alva's Patient in the care giver's records."""
    return str(system.create(patient())["id"])
