"""The e-ID issuers of this installation, as the settings name them. The same code speaks to every one of a kind."""

from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any, Literal, TypeVar

import msgspec
from django.conf import settings

from ingang.connectors.bankid.client import BankID, BankIDClient
from ingang.connectors.bankid.settings import BankIDSettings
from ingang.connectors.oidc.client import Oidc, OidcClient
from ingang.connectors.oidc.settings import OidcSettings

Kind = Literal["bankid", "oidc"]
For = Literal["resident", "staff"]
S = TypeVar("S", BankIDSettings, OidcSettings)


class Issuer(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One issuer. `title` is its name towards people, never translated; `settings` are its connector's.

    `assurance` maps the issuer's own words for levels to ours (loa1-loa4); the key `*` stands for every log-in of
    an issuer that does not tell levels.
    """

    code: str
    kind: Kind
    title: str
    audience: For = "resident"
    assurance: Mapping[str, str] = {}
    settings: Mapping[str, Any] = {}

    def __repr__(self) -> str:
        # The settings hold the secret that we share with the issuer.
        return f"Issuer({self.code!r})"

    def level(self, told: str = "") -> str:
        """The level of assurance that the issuer's word stands for; empty when nobody mapped it."""
        return self.assurance.get(told) or self.assurance.get("*", "")


def active_issuers(*, audience: For) -> tuple[Issuer, ...]:
    """The issuers that this audience may choose between, in the order of the settings."""
    return tuple(issuer for issuer in _all() if issuer.audience == audience)


def oidc_issuers() -> tuple[Issuer, ...]:
    """Every OpenID Connect issuer, whoever logs in there."""
    return tuple(issuer for issuer in _all() if issuer.kind == "oidc")


def issuer(*, code: str) -> Issuer | None:
    """The issuer with this code, or None."""
    return next((one for one in _all() if one.code == code), None)


def _all() -> list[Issuer]:
    return msgspec.convert(settings.INGANG_ISSUERS, list[Issuer])


def bankid_client(issuer: Issuer) -> BankID:
    """The client that speaks to this BankID agreement."""
    return BankIDClient(settings=bankid_settings(issuer))


def bankid_settings(issuer: Issuer) -> BankIDSettings:
    """Address, certificates and limits of this BankID agreement."""
    return _connector_settings(issuer, BankIDSettings)


def oidc_client(issuer: Issuer) -> Oidc:
    """The client of this issuer; it is kept, since it remembers the issuer's description and keys."""
    kept = _oidc_clients.get(issuer.code)
    if kept is None or kept[0] != issuer:
        kept = _oidc_clients[issuer.code] = (issuer, OidcClient(settings=_connector_settings(issuer, OidcSettings)))
    return kept[1]


_oidc_clients: dict[str, tuple[Issuer, Oidc]] = {}


def _connector_settings(issuer: Issuer, kind: type[S]) -> S:
    unknown = set(issuer.settings) - {field.name for field in fields(kind)}
    if unknown:
        raise ValueError(f"the issuer {issuer.code} has settings that do not exist: {sorted(unknown)}")
    return msgspec.convert(dict(issuer.settings), kind, dec_hook=_path)


def _path(kind: type, value: Any) -> Any:
    if kind is Path:
        return Path(value)
    raise NotImplementedError(f"no setting is of type {kind}")
