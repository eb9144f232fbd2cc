"""The relying party's side of the authorization code flow with PKCE, and of log-out (OpenID Connect Core)."""

import secrets
from base64 import urlsafe_b64encode
from collections.abc import Callable, Mapping
from datetime import datetime
from hashlib import sha256
from typing import Protocol
from urllib.parse import urlencode

from joserfc.jwk import KeySet

from ingang.connectors.oidc import tokens
from ingang.connectors.oidc.discovery import Discovery
from ingang.connectors.oidc.errors import TokenInvalid
from ingang.connectors.oidc.exchange import exchange_code, fetch_userinfo
from ingang.connectors.oidc.log_in import BegunLogIn, LoggedIn, LogoutNotice, check_callback, logged_in
from ingang.connectors.oidc.settings import OidcSettings


class Oidc(Protocol):
    """What callers may ask of an issuer; the client and the fake both keep to it."""

    def begin(self, *, ui_locales: str = "", prompt: str = "", now: datetime) -> BegunLogIn: ...
    def finish(self, *, begun: BegunLogIn, callback: Mapping[str, str], now: datetime) -> LoggedIn: ...
    def logout_url(self, *, id_token: str, state: str = "", now: datetime) -> str: ...
    def read_logout(self, *, logout_token: str, now: datetime) -> LogoutNotice: ...


class OidcClient:
    """Speaks to one issuer. Raises errors.OidcError; no call is tried twice."""

    def __init__(self, *, settings: OidcSettings) -> None:
        self._settings = settings
        self._discovery = Discovery(settings=settings)

    def begin(self, *, ui_locales: str = "", prompt: str = "", now: datetime) -> BegunLogIn:
        """Where to send the browser, with a new state, nonce and code verifier."""
        description = self._discovery.get(now=now).description
        state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
        asked = {
            "response_type": "code",
            "client_id": self._settings.client_id,
            "redirect_uri": self._settings.redirect_uri,
            "scope": " ".join(self._settings.scopes),
            "state": state,
            "nonce": nonce,
            "code_challenge": _challenge(verifier),
            "code_challenge_method": "S256",
            "acr_values": " ".join(self._settings.acr_values),
            "ui_locales": ui_locales,
            "prompt": prompt or self._settings.prompt,
        }
        url = _with_query(description.authorization_endpoint, asked)
        return BegunLogIn(url=url, state=state, nonce=nonce, code_verifier=verifier)

    def finish(self, *, begun: BegunLogIn, callback: Mapping[str, str], now: datetime) -> LoggedIn:
        """Turn what came back to the redirect address into a person.

        Refuses a callback of another log-in, an issuer's refusal, a token that fails any check, a level that
        is not accepted and missing attributes, each with its own error.
        """
        code = check_callback(begun=begun, callback=callback, issuer=self._settings.issuer)
        description = self._discovery.get(now=now).description
        found = exchange_code(
            code=code,
            code_verifier=begun.code_verifier,
            description=description,
            settings=self._settings,
            now=now,
        )
        claims = self._with_keys(
            now,
            lambda keys: tokens.read_id_token(
                token=found.id_token,
                access_token=found.access_token,
                nonce=begun.nonce,
                keys=keys,
                settings=self._settings,
                now=now,
            ),
        )
        if self._settings.asks_userinfo and description.userinfo_endpoint:
            more = fetch_userinfo(
                tokens=found,
                subject=claims["sub"],
                address=description.userinfo_endpoint,
                settings=self._settings,
            )
            # What is signed wins over what is not.
            claims = {**more, **claims}
        return logged_in(claims=claims, id_token=found.id_token, settings=self._settings)

    def logout_url(self, *, id_token: str, state: str = "", now: datetime) -> str:
        """Where the browser ends the issuer's session too; empty where the issuer offers no such thing."""
        address = self._discovery.get(now=now).description.end_session_endpoint
        if not address:
            return ""
        asked = {
            "id_token_hint": id_token,
            "client_id": self._settings.client_id,
            "post_logout_redirect_uri": self._settings.post_logout_redirect_uri,
            "state": state,
        }
        return _with_query(address, asked)

    def read_logout(self, *, logout_token: str, now: datetime) -> LogoutNotice:
        """What a back-channel log-out says; raises TokenInvalid unless the issuer said it to us, lately."""
        claims = self._with_keys(
            now,
            lambda keys: tokens.read_logout_token(token=logout_token, keys=keys, settings=self._settings, now=now),
        )
        return LogoutNotice(subject=claims.get("sub") or "", session_id=claims.get("sid") or "", token_id=claims["jti"])

    def _with_keys(self, now: datetime, read: Callable[[KeySet], tokens.Claims]) -> tokens.Claims:
        """Read with the kept keys, and once more with fresh ones where the issuer has changed its key."""
        try:
            return read(self._discovery.get(now=now).keys)
        except TokenInvalid as error:
            if error.values["check"] != tokens.KEY:
                raise
        return read(self._discovery.get_anew(now=now).keys)


def _challenge(verifier: str) -> str:
    return urlsafe_b64encode(sha256(verifier.encode()).digest()).rstrip(b"=").decode()


def _with_query(address: str, asked: Mapping[str, str]) -> str:
    query = urlencode({name: value for name, value in asked.items() if value})
    return f"{address}{'&' if '?' in address else '?'}{query}"
