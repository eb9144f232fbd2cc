"""The relying parties that an issuer knows, and how they prove who they are."""

from base64 import b64decode
from collections.abc import Mapping
from hmac import compare_digest
from urllib.parse import unquote_plus, urlsplit

import msgspec
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import JWKRegistry

ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"


class Client(msgspec.Struct, frozen=True, kw_only=True):
    """A registration. Without redirect addresses any address of this machine will do."""

    client_id: str
    client_secret: str = ""
    public_key: str = ""
    redirect_uris: tuple[str, ...] = ()
    post_logout_redirect_uris: tuple[str, ...] = ()
    backchannel_logout_uri: str = ""
    scopes: tuple[str, ...] = ()
    """What a system that comes for itself may ask for, by client credentials; none: it may not."""

    def may_return_to(self, address: str) -> bool:
        """Whether a code may be sent there."""
        return _allowed(address, self.redirect_uris)

    def may_end_at(self, address: str) -> bool:
        """Whether the browser may go there after log-out."""
        return _allowed(address, self.post_logout_redirect_uris)


DEFAULT = Client(client_id="ingang", client_secret="only-in-the-simulator")  # noqa: S106


def authenticated(
    *,
    clients: Mapping[str, Client],
    authorization: str,
    form: Mapping[str, str],
    audience: str,
    used: set[str],
    now: float,
) -> Client | None:
    """The client that the request proves, by client_secret_basic or private_key_jwt; otherwise nothing."""
    if authorization.startswith("Basic "):
        return _by_secret(clients, authorization.removeprefix("Basic "))
    if form.get("client_assertion_type") == ASSERTION:
        return _by_assertion(clients, form.get("client_assertion", ""), audience, used, now)
    return None


def _by_secret(clients: Mapping[str, Client], encoded: str) -> Client | None:
    try:
        name, _, secret = b64decode(encoded, validate=True).decode().partition(":")
    except ValueError:
        return None
    client = clients.get(unquote_plus(name))
    if client is None or not client.client_secret:
        return None
    return client if compare_digest(unquote_plus(secret).encode(), client.client_secret.encode()) else None


def _by_assertion(
    clients: Mapping[str, Client], assertion: str, audience: str, used: set[str], now: float
) -> Client | None:
    for client in clients.values():
        if not client.public_key:
            continue
        try:
            key = JWKRegistry.import_key(client.public_key, "RSA")
            claims = jwt.decode(assertion, key, algorithms=["RS256", "PS256"]).claims
        except (JoseError, ValueError):
            continue
        token_id = claims.get("jti")
        is_ours = claims.get("iss") == claims.get("sub") == client.client_id and claims.get("aud") == audience
        if is_ours and claims.get("exp", 0) > now and isinstance(token_id, str) and token_id not in used:
            used.add(token_id)
            return client
    return None


def _allowed(address: str, registered: tuple[str, ...]) -> bool:
    if registered:
        return address in registered
    parts = urlsplit(address)
    return parts.scheme in ("http", "https") and parts.hostname in ("localhost", "127.0.0.1", "::1")
