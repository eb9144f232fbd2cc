"""A log-in's begin and end, and the checks that need no issuer: the same in client and fake."""

import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ingang.connectors.oidc import errors
from ingang.connectors.oidc.claims import Attributes, map_claims
from ingang.connectors.oidc.settings import OidcSettings


@dataclass(frozen=True, kw_only=True)
class BegunLogIn:
    """A begun log-in: the browser goes to `url`, the rest stays in its session on the server."""

    url: str = field(repr=False)
    state: str = field(repr=False)
    nonce: str = field(repr=False)
    code_verifier: str = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class LoggedIn:
    """Who logged in. Log-out needs `id_token` as a hint; a back-channel log-out names `session_id`."""

    subject: str
    attributes: Attributes
    id_token: str = field(repr=False)
    session_id: str = ""


@dataclass(frozen=True, kw_only=True)
class LogoutNotice:
    """The issuer ended a subject's sessions, or one session; `token_id` lets the caller refuse a replay."""

    subject: str
    session_id: str
    token_id: str


def check_callback(*, begun: BegunLogIn, callback: Mapping[str, str], issuer: str) -> str:
    """The code of a callback that belongs to the begun log-in.

    Raises CallbackInvalid for another browser's or an older answer, also where another issuer answers (RFC
    9207), and RefusedByUser or IssuerRefused when the issuer says no.
    """
    if not hmac.compare_digest(callback.get("state", "").encode(), begun.state.encode()):
        raise errors.CallbackInvalid(check="state")
    if callback.get("iss", issuer) != issuer:
        raise errors.CallbackInvalid(check="iss")
    error = callback.get("error")
    if error == "access_denied":
        raise errors.RefusedByUser(error=error)
    if error:
        raise errors.IssuerRefused(error=error[:100])
    if not callback.get("code"):
        raise errors.CallbackInvalid(check="code")
    return callback["code"]


def logged_in(*, claims: Mapping[str, Any], id_token: str, settings: OidcSettings) -> LoggedIn:
    """The person behind checked claims. LevelMissing is raised before AttributeMissing."""
    level = claims.get(settings.claim_map.level)
    if settings.accepted_levels and not (isinstance(level, str) and level in settings.accepted_levels):
        raise errors.LevelMissing(level=str(level)[:200])
    session_id = claims.get("sid")
    return LoggedIn(
        subject=claims["sub"],
        attributes=map_claims(claims=claims, claim_map=settings.claim_map),
        id_token=id_token,
        session_id=session_id if isinstance(session_id, str) else "",
    )
