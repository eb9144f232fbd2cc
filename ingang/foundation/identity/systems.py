"""Outside systems: which client of which issuer is whose system, and what its token says (RFC 9068, SMART v2)."""

import base64
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
from django.conf import settings

from ingang.connectors.http import Tls
from ingang.connectors.oidc.access_tokens import AccessTokens
from ingang.connectors.oidc.errors import IssuerUnreachable, OidcError
from ingang.connectors.oidc.settings import IssuerSettings
from ingang.foundation.identity.errors import IssuerDown, TokenNotTrusted
from ingang.foundation.identity.scopes import Scopes
from ingang.kernel.actor import Origin, System

LONGEST_TOKEN = 8_000


class RegisteredSystem(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One entry of the setting FHIR_SYSTEMS: the client `client_id` of `issuer` is this care giver's own system.

    `name` is what the access log calls it; `ca_bundle` whom to trust when the issuer's keys are fetched.
    """

    issuer: str
    client_id: str
    care_giver: str
    name: str
    ca_bundle: str = ""


class _Claims(msgspec.Struct):
    iss: str = ""


_claims = msgspec.json.Decoder(_Claims)


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """Who showed a token, and what the token lets it do."""

    system: System
    scopes: Scopes


class _Registered:
    """The systems as they were read from the settings, which stay the same while a process runs."""

    named: Any = None
    systems: tuple[RegisteredSystem, ...] = ()


def registered_systems() -> tuple[RegisteredSystem, ...]:
    """Every outside system that the settings name."""
    named = settings.FHIR_SYSTEMS
    if _Registered.named is not named:
        _Registered.named, _Registered.systems = named, tuple(msgspec.convert(named, list[RegisteredSystem]))
    return _Registered.systems


def system_of(*, token: str, audience: str, care_giver: str, origin: Origin, now: datetime) -> Shown:
    """The care giver's own system that shows this token, meant for `audience`.

    Refuses, with TokenNotTrusted, every token that fails a check, and the system of anybody else. IssuerDown when the
    issuer's keys can not be had.
    """
    claimed = _claimed_issuer(token)
    of_issuer = [one for one in registered_systems() if one.issuer == claimed and one.care_giver == care_giver]
    if not of_issuer:
        raise TokenNotTrusted()
    try:
        claims = _reader(of_issuer[0]).read(token=token, audience=audience, now=now)
    except IssuerUnreachable as error:
        raise IssuerDown(title=claimed) from error
    except OidcError as error:
        raise TokenNotTrusted() from error
    registered = next((one for one in of_issuer if one.client_id == claims["client_id"]), None)
    if registered is None:
        raise TokenNotTrusted()
    actor = System(name=registered.name, care_giver=registered.care_giver, origin=origin)
    return Shown(system=actor, scopes=Scopes.read(scope=claims.get("scope")))


def _claimed_issuer(token: str) -> str:
    """Whose token it says that it is, so that the right keys can check it; nothing else is believed before that."""
    try:
        part = token.split(".")[1] if len(token) <= LONGEST_TOKEN else ""
        return _claims.decode(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))).iss
    except (ValueError, IndexError, RecursionError, msgspec.DecodeError):
        return ""


def _reader(system: RegisteredSystem) -> AccessTokens:
    """The reader of this issuer's tokens; it is kept, since it remembers the issuer's keys."""
    key = (system.issuer, system.ca_bundle)
    if key not in _readers:
        tls = Tls(ca_bundle=Path(system.ca_bundle) if system.ca_bundle else None)
        _readers[key] = AccessTokens(settings=IssuerSettings(issuer=system.issuer, tls=tls))
    return _readers[key]


_readers: dict[tuple[str, str], AccessTokens] = {}
